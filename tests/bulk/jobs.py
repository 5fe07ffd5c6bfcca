"""A job from the choice to its end, as a person and the worker do it."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from requests_app.models import BulkItem, BulkJob
from requests_app.tasks import do_what_is_due
from tests.databases import see_everything


def start(client, kind, *cases, **more):
    return client.post(
        reverse("bulk:start"), {"kind": kind, "case": [one.public_id for one in cases], **more}
    )


def say_yes(client, confirm):
    page = client.get(confirm)
    answer = client.post(confirm, {"form_key": page.context["form"].form_key})
    assert answer.status_code == 302, answer.content.decode()


def go(client, kind, cases, **options):
    """Choose, say what, say yes, and let the worker do it."""
    confirm = start(client, kind, *cases).url
    if options:
        answer = client.post(confirm, options)
        assert answer.status_code == 302, answer.content.decode()
    say_yes(client, confirm)
    work()
    return BulkJob.objects.latest("pk")


def work(after=timedelta(0)):
    do_what_is_due(now=timezone.now() + after)
    see_everything()


def told(job):
    return {item.case_id: (item.state, item.reason) for item in BulkItem.objects.filter(job=job)}


def page_of(client, job, **query):
    return client.get(reverse("bulk:job_detail", args=[job.public_id]), query).content.decode()

"""Many cases at once: chosen, looked over, done by the worker case by case, told, undone."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from requests_app.models import AuditEntry, BulkItem, BulkJob, Case
from requests_app.tasks import do_what_is_due
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member


def start(client, kind, *cases, **more):
    return client.post(
        reverse("bulk:start"), {"kind": kind, "case": [one.public_id for one in cases], **more}
    )


def go(client, kind, cases, **options):
    """Choose, say what, say yes, and let the worker do it."""
    confirm = start(client, kind, *cases).url
    if options:
        answer = client.post(confirm, options)
        assert answer.status_code == 302, answer.content.decode()
    page = client.get(confirm)
    answer = client.post(confirm, {"form_key": page.context["form"].form_key})
    assert answer.status_code == 302, answer.content.decode()
    work()
    return BulkJob.objects.latest("pk")


def work(after=timedelta(0)):
    do_what_is_due(now=timezone.now() + after)
    see_everything()


def told(job):
    return {item.case_id: (item.state, item.reason) for item in BulkItem.objects.filter(job=job)}


def test_cases_are_assigned_and_those_left_out_say_why(staff, facility, worker):
    lead = make_member(facility, role="LEAD", full_name="Lee Example")
    ours, theirs, closed, foreign = (
        make_case(facility=facility),
        make_case(facility=facility, owner=lead),
        make_case(facility=facility, status="CLOSED"),
        make_case(facility=make_facility()),
    )
    see_everything()

    confirm = start(staff, "ASSIGN", ours, theirs, closed, foreign).url
    asked = staff.get(confirm)
    assert "For 3 cases" in asked.content.decode()
    staff.post(confirm, {"owner": str(lead.pk)})
    page = staff.get(confirm)
    text = page.content.decode()
    assert "Assign 1 case?" in text
    assert "2 cases will be left out" in text
    assert "A colleague owns it" in text
    assert "It is closed" in text
    assert Case.objects.get(pk=ours.pk).owner_id is None

    staff.post(confirm, {"form_key": page.context["form"].form_key})
    job = BulkJob.objects.get()
    assert "cases looked at" in staff.get(reverse("bulk:job_detail", args=[job.public_id])).content.decode()
    work()

    assert told(job) == {
        ours.pk: ("DONE", ""),
        theirs.pk: ("SKIPPED", "NOT_YOURS"),
        closed.pk: ("SKIPPED", "CLOSED"),
    }
    assert Case.objects.get(pk=ours.pk).owner == lead
    assert Case.objects.get(pk=foreign.pk).owner_id is None
    entry = AuditEntry.objects.get(action="cases.assigned", case_id=ours.public_id)
    assert entry.user_id == worker.pk
    assert (
        "1 done, 2 not done" in staff.get(reverse("bulk:job_detail", args=[job.public_id])).content.decode()
    )

from __future__ import annotations

import inspect
from datetime import timedelta

import pytest
from celery import current_app
from django.core.management import call_command
from django.utils import timezone

from requests_app import tasks
from requests_app.drafts import services as drafts
from requests_app.models import HeldForm
from requests_app.outbox import services as outbox
from tests.databases import see_everything
from tests.followups.moments import sent_case


def test_every_kind_of_promise_has_its_worker():
    kinds = {
        "bills-look-again",
        "bulk-job",
        "bulk-undo",
        "clinician-nudge",
        "eob-file",
        "erase",
        "export",
        "export-forget",
        "fax",
        "fax-status",
        "figures",
        "keep-days",
        "keep-warning",
        "keeping",
        "import-forget",
        "import-save",
        "leave",
        "mail",
        "message",
        "must-fix",
        "packet",
        "reminder",
        "text",
        "webhook",
    }
    assert set(tasks.HANDLERS) == kinds


def test_the_bells_are_known_by_the_names_that_are_rung():
    assert tasks.keep_promise.name == outbox.KEEP
    assert tasks.sweep.name in {entry["task"] for entry in current_app.conf.beat_schedule.values()}


@pytest.mark.parametrize("task", [tasks.keep_promise, tasks.sweep])
def test_a_task_takes_ids_only_and_what_a_newer_release_may_send(task):
    *ids, rest = inspect.signature(task.run).parameters.values()

    assert all(one.annotation == "int" and one.name.endswith("_id") for one in ids)
    assert rest.kind == rest.VAR_KEYWORD


@pytest.mark.usefixtures("db")
def test_the_sweep_command_keeps_what_is_due_and_lets_go_of_old_kept_forms():
    now = timezone.now()
    drafts.hold(browser_key="a", path="/old/", body="x=1", at=now - timedelta(days=2))
    drafts.hold(browser_key="a", path="/new/", body="x=1", at=now)
    case = sent_case()
    reminder = case.follow_ups.create(
        organization=case.organization, kind="OWN", what="Ask", due_on=now.date()
    ).reminders.create(
        organization=case.organization, case=case, recipient=case.opened_by, remind_at=now, state="CANCELLED"
    )
    promise = outbox.promise(
        kind="reminder", subject_id=reminder.pk, due_at=now, organization_id=case.organization_id, now=now
    )

    call_command("sweep")
    see_everything()

    promise.refresh_from_db()
    assert promise.state == "CANCELLED"
    assert HeldForm.objects.count() == 1

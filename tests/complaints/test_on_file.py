"""What the case holds that a complaint can stand on: never a day of our own, nor a promise that was kept."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from requests_app.complaints.on_file import on_file
from requests_app.followups import services as followups
from requests_app.ladder import queries
from requests_app.ladder.rungs import Said
from requests_app.models import Case
from requests_app.tracks.entries import add_extension
from tests.factories.people import actor_for
from tests.tracks.pages import call, send

SENT_ON = date(2026, 11, 16)
PROMISED = date(2026, 11, 19)


def loaded(case: Case) -> Case:
    return Case.objects.select_related("coverage", "care", "provider").get(pk=case.pk)


def wait_until(case: Case, day: date, said_by: str) -> None:
    add_extension(
        case=case,
        kind="GAP",
        new_due_on=day,
        reason="More time",
        said_by=said_by,
        said_on=date(2026, 11, 17),
        by=actor_for(case.opened_by),
        at=timezone.now(),
    )


def test_the_plan_is_not_late_for_a_day_that_we_chose(case):
    send(case, SENT_ON)
    wait_until(case, date(2026, 11, 20), "OUR_CHOICE")
    assert not on_file(loaded(case), now=timezone.now()).is_late
    assert queries.facts_for(loaded(case), now=timezone.now()).said == Said.COMMON


def test_the_plan_is_late_for_a_day_that_it_named(case):
    send(case, SENT_ON)
    wait_until(case, date(2026, 11, 20), "PHONE")
    assert on_file(loaded(case), now=timezone.now()).is_late


def test_a_promise_that_was_kept_is_none_to_complain_about(case):
    send(case, SENT_ON)
    by, at = actor_for(case.opened_by), timezone.now()
    call(case, "CALL_3", promised_on=PROMISED)
    assert on_file(loaded(case), now=at).promise_is_over
    planned = followups.plan_promised(case=case, promised_on=PROMISED, what="A call", by=by, at=at)
    followups.complete(follow_up=planned, by=by, at=at)
    assert not on_file(loaded(case), now=at).promise_is_over

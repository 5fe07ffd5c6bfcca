"""What a step that was taken changes, and what its correction changes."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import timezone

from requests_app.drafts.versions import version_of
from requests_app.ladder import queries, services
from requests_app.ladder.rungs import Facts, Reason, Said, steps
from requests_app.ladder.services import StepRefused
from requests_app.models import Case, Decision, Escalation, FollowUp, Rung
from tests.factories.people import actor_for
from tests.tracks.pages import call, send

pytestmark = pytest.mark.usefixtures("on_a_monday")
SENT_ON = date(2026, 11, 2)
TODAY = date(2026, 11, 23)
TYPED = {
    "done_on": TODAY,
    "way": "PHONE",
    "person": "Sam",
    "team": "",
    "reference": "S-1",
    "result": "They will call back.",
    "promised_on": None,
}


@pytest.fixture
def stalled(case) -> Case:
    send(case, SENT_ON)
    Case.objects.filter(pk=case.pk).update(status="SENT", next_action="CALL_3")
    case.refresh_from_db()
    return case


def take(case: Case, rung: str = "SUPERVISOR", **more) -> Escalation:
    return services.log_step(
        case=case, rung=rung, typed={**TYPED, **more}, by=actor_for(case.opened_by), at=timezone.now()
    )


def facts(case: Case, now: datetime | None = None) -> Facts:
    return queries.facts_for(
        Case.objects.select_related("coverage", "care", "provider").get(pk=case.pk),
        now=now or timezone.now(),
    )


def open_ones(case: Case, kind: str) -> list[date]:
    return list(case.follow_ups.filter(kind=kind, state="OPEN").values_list("due_on", flat=True))


def test_the_day_of_a_rule_opens_the_regulator_with_its_reason(stalled) -> None:
    found = facts(stalled)

    assert (found.sent_on, found.due_on, found.rule_due_on) == (
        SENT_ON,
        date(2026, 11, 17),
        date(2026, 11, 17),
    )
    assert found.said == Said.RULE
    last = steps(found)[-1]
    assert (last.rung, last.reason, last.on) == (Rung.REGULATOR, Reason.RULE_OVER, date(2026, 11, 18))


def test_calls_after_the_sending_count_as_contacts_and_earlier_ones_do_not(stalled) -> None:
    call(stalled, "CALL_1", called_on=date(2026, 10, 20))
    call(stalled, "CALL_2", called_on=date(2026, 11, 5))
    call(stalled, "CALL_3", called_on=date(2026, 11, 9), is_draft=True)

    found = facts(stalled)

    assert found.contacts == {date(2026, 11, 5)}
    assert found.taken == {Rung.REPRESENTATIVE: date(2026, 11, 5)}


def test_a_step_plans_the_next_check_in_and_looks_after_the_promise(stalled) -> None:
    take(stalled, promised_on=date(2026, 11, 24))

    assert open_ones(stalled, "CALL_3") == [date(2026, 11, 27)]
    assert open_ones(stalled, "PROMISED") == [date(2026, 11, 25)]
    assert facts(stalled).promised_on == date(2026, 11, 24)


def test_an_older_step_written_down_late_moves_no_check_in(stalled) -> None:
    take(stalled)
    take(stalled, rung="REPRESENTATIVE", done_on=date(2026, 11, 6))

    assert open_ones(stalled, "CALL_3") == [date(2026, 11, 27)]


def test_a_promise_that_was_marked_as_kept_is_none_to_be_late_for(stalled) -> None:
    take(stalled, done_on=date(2026, 11, 18), promised_on=date(2026, 11, 19))
    assert facts(stalled).promised_on == date(2026, 11, 19)

    stalled.follow_ups.filter(kind="PROMISED").update(state=FollowUp.State.DONE)

    assert facts(stalled).promised_on is None


def test_a_corrected_promise_is_looked_after_on_its_right_day_and_a_removed_one_no_more(stalled) -> None:
    entry = take(stalled, promised_on=date(2026, 11, 24))
    stored = {name: getattr(entry, name) for name in queries.SHOWN}
    by, at = actor_for(stalled.opened_by), timezone.now()

    typed = {**TYPED, "promised_on": date(2026, 12, 1)}
    services.change_step(entry=entry, typed=typed, shown_version=version_of(stored), by=by, at=at)
    assert open_ones(stalled, "PROMISED") == [date(2026, 12, 2)]

    entry.refresh_from_db()
    services.remove_step(entry=entry, by=by, at=at)
    assert open_ones(stalled, "PROMISED") == []
    assert queries.entries_of(stalled) == []


def test_a_no_that_names_the_network_opens_the_regulator_though_the_plan_answered(stalled) -> None:
    Decision.objects.create(
        organization=stalled.organization,
        case=stalled,
        answer="DENIED",
        reason="NETWORK",
        heard_on=date(2026, 11, 20),
        recorded_by=stalled.opened_by,
        recorded_at=timezone.now(),
    )
    Case.objects.filter(pk=stalled.pk).update(status="ANSWERED", outcome="DENIED")

    found = steps(facts(stalled))

    assert found[-1].reason == Reason.NO_NETWORK
    assert {one.reason for one in found[:-1]} == {Reason.ANSWERED}


def test_a_closed_request_takes_no_step(stalled) -> None:
    Case.objects.filter(pk=stalled.pk).update(status="CLOSED")

    with pytest.raises(StepRefused):
        take(stalled)

"""What the plan decides about a bill is kept apart from its answer to the request, everywhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.appeals import queries as appeals
from requests_app.appeals import services as appeal_services
from requests_app.appeals.answer_clock import days_of as days_for_answer
from requests_app.cases.queries import get_case_or_404
from requests_app.complaints.on_file import on_file
from requests_app.decisions import queries, services, things
from requests_app.decisions.appeal_days import days_of
from requests_app.decisions.end_warnings import about_of
from requests_app.models import Case, Decision, FollowUp, Track, TrackKind
from requests_app.renewals import queries as renewals
from requests_app.standing.queries import followed
from tests.decisions.cases import answered, asked_case
from tests.factories.bills import make_wrong_eob
from tests.followups.moments import NOW, patient_of

ENDS = date(2027, 2, 5)


@pytest.fixture
def case(db) -> Case:
    """Sent and approved in writing, with nothing left to say about it."""
    found = asked_case()
    answered(
        found,
        "APPROVED",
        is_in_writing=True,
        authorization_number="AUTH-1",
        starts_on=date(2026, 11, 9),
        ends_on=ENDS,
        provider_named="YES",
        in_network_cost_share="YES",
        in_network_deductible="YES",
        facility_fees="YES",
        professional_fees="YES",
        rate_signed="YES",
        no_billing_the_rest="YES",
    )
    return found


def refused(case: Case) -> Decision:
    return services.record_answer(
        case=case,
        answer="DENIED",
        heard_on=date(2026, 11, 22),
        eob=make_wrong_eob(case),
        values={"is_in_writing": True, "letter_dated_on": date(2026, 11, 21), "reason": "OTHER"},
        by=patient_of(case),
        at=NOW,
    )


def appealed(case: Case, denial: Decision):
    appeal = appeal_services.start_appeal(
        case=case, decision=denial, level="INTERNAL", is_expedited=False, by=patient_of(case), at=NOW
    )
    appeal_services.mark_sent(
        appeal=appeal, sent_on=date(2026, 11, 22), is_expedited=False, by=patient_of(case), at=NOW
    )
    appeal.refresh_from_db()
    appeal.case = whole(case)
    return appeal


def whole(case: Case) -> Case:
    return get_case_or_404(patient_of(case), case.public_id, "patient", "coverage", "care", "provider")


def state_of(case: Case) -> tuple[object, ...]:
    row = Case.objects.get(pk=case.pk)
    track = Track.objects.get(case=case, kind=TrackKind.GAP)
    return row.status, row.outcome, row.outcome_on, track.outcome, track.authorization_number


def warnings(case: Case) -> list[str]:
    approval = queries.current_of(case)
    assert approval is not None
    found = FollowUp.objects.filter(case=case, state="OPEN", about__startswith=about_of(approval))
    return sorted(found.values_list("about", flat=True))


def test_a_refused_bill_changes_neither_outcome_nor_track_nor_warnings(case) -> None:
    before, kept = state_of(case), warnings(case)
    approval = queries.current_of(case)

    denial = refused(case)

    assert state_of(case) == before
    assert warnings(case) == kept
    assert queries.current_of(case) == approval == queries.decided_of(case) == queries.current_for(case)
    assert queries.decisions_of(case) == queries.approvals_of(case) == [approval]
    assert approval is not None
    assert approval.replaced_at is None
    assert [one.pk for one in queries.about_bills(case)] == [denial.pk]
    assert denial.track is None


def test_neither_does_the_answer_to_an_appeal_about_it(case) -> None:
    approval = queries.current_of(case)
    appeal = appealed(case, refused(case))
    before = state_of(case)

    answer = appeal_services.record_outcome(
        appeal=appeal,
        outcome="OVERTURNED",
        heard_on=date(2026, 11, 22),
        decided_on=None,
        is_in_writing=True,
        by=patient_of(case),
        at=NOW,
    )

    assert answer.eob_id is not None
    assert state_of(case) == before
    assert queries.current_of(case) == approval
    assert renewals.approvals_of(case) == [approval], "nothing to renew in a bill"
    appeal.refresh_from_db()
    assert (appeal.state, appeal.outcome) == ("DECIDED", "OVERTURNED")


def test_an_appeal_about_a_bill_moves_no_case_and_is_taken_back_alone(case) -> None:
    before = state_of(case)
    appeal = appealed(case, refused(case))
    assert state_of(case) == before

    appeal_services.withdraw(appeal=appeal, by=patient_of(case), at=NOW)

    assert state_of(case) == before


def test_its_last_day_is_kept_and_the_plan_has_the_time_of_care_that_is_over(case) -> None:
    denial = refused(case)
    day = FollowUp.objects.get(case=case, kind="APPEAL_BY")
    assert day.due_on == date(2026, 11, 20) + timedelta(days=180), "from the day the claim was processed"
    assert denial.pk in {one.pk for one in appeals.appealable(case)}

    sure = [one for one in days_for_answer(appealed(case, denial)) if one.is_sure]

    assert [one.record.id for one in sure] == ["us-erisa-appeal-postservice"]


def test_a_later_no_to_process_it_again_opens_no_new_time(case) -> None:
    denial = refused(case)
    days = days_of(whole(case), denial, on=date(2026, 11, 22))
    assert (days.by_rule, days.rules[0].is_from_letter) == (date(2027, 5, 19), False)

    assert denial.eob is not None
    denial.eob.processed_on = None
    unknown = days_of(whole(case), denial, on=date(2026, 11, 22))
    assert unknown.by_rule is None, "nobody knows from when the plan counts"
    assert unknown.unsure[0].last_day == date(2027, 5, 20), "a day to be confirmed by phone"


def test_the_queue_shows_it_only_where_nothing_else_is_to_do(case) -> None:
    Case.objects.filter(pk=case.pk).update(next_action="RENEW")
    case.next_action = "RENEW"
    appealed(case, refused(case))
    assert Case.objects.get(pk=case.pk).next_action == "RENEW"

    Case.objects.filter(pk=case.pk).update(next_action="NONE")
    other = services.record_answer(
        case=Case.objects.get(pk=case.pk),
        answer="DENIED",
        heard_on=date(2026, 11, 22),
        eob=make_wrong_eob(case, claim_number="CLM-7"),
        values={"is_in_writing": True},
        by=patient_of(case),
        at=NOW,
    )
    other.case = Case.objects.get(pk=case.pk)
    appealed(other.case, other)

    row = Case.objects.get(pk=case.pk)
    assert (row.next_action, row.waiting_on) == ("FIX_BILL", "PLAN")


def test_it_stands_apart_in_what_followed_and_gives_no_reason_to_complain(case) -> None:
    denial = refused(case)

    found = followed(case)

    assert denial not in found.answers
    assert (found.refusals, found.not_appealed()) == ((), ())
    assert found.bills_not_appealed() == (denial,)
    assert on_file(whole(case), now=NOW) == on_file_without(case, denial)
    assert things.sent_appeal_url(case) == ""


def test_the_list_of_answers_names_it_apart(case, client_for) -> None:
    denial = refused(case)
    client = client_for(case.opened_by)

    text = client.get(reverse("decisions:answer_list", args=[case.public_id])).content.decode()
    assert "Answers of your plan (1)" in text
    assert "About your bills" in text
    assert "A bill, claim CLM-2026-0002" in text

    detail = reverse("decisions:answer_detail", args=[case.public_id, denial.public_id])
    assert client.get(detail).status_code == 200


def on_file_without(case: Case, denial: Decision):
    Decision.objects.filter(pk=denial.pk).update(removed_at=timezone.now())
    found = on_file(whole(case), now=NOW)
    Decision.objects.filter(pk=denial.pk).update(removed_at=None)
    return found

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from requests_app.cases.services import close_case
from requests_app.decisions import lines, queries, services
from requests_app.drafts.clash import Clash
from requests_app.drafts.versions import version_of
from requests_app.models import AuditEntry, Case, Renewal, Track
from tests.decisions.cases import HEARD, LETTER, answered, asked_case, open_days
from tests.factories.people import actor_for, make_user
from tests.followups.moments import NOW, patient_of

pytestmark = pytest.mark.usefixtures("db")


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize(
    ("answer", "values", "status", "outcome", "step"),
    [
        ("APPROVED", {"is_in_writing": True}, "ANSWERED", "APPROVED", "CHOOSE"),
        ("APPROVED", {}, "ANSWERED", "APPROVED", "CALL_4"),
        ("PARTLY", {}, "ANSWERED", "PARTLY", "CHOOSE"),
        ("DENIED", {}, "ANSWERED", "DENIED", "CHOOSE"),
        ("DENIED", {"reason": "NETWORK"}, "ANSWERED", "DENIED", "APPEAL"),
        ("NEEDS_MORE", {}, "SENT", "", "ADD_MORE"),
        ("NOT_WRITTEN", {}, "SENT", "", "CALL_4"),
    ],
)
def test_an_answer_sets_status_outcome_track_and_next_step(answer, values, status, outcome, step):
    case = asked_case()
    answered(case, answer, **values)
    now = fresh(case)
    assert (now.status, now.outcome, now.next_action) == (status, outcome, step)
    assert Track.objects.get(case=case).outcome == outcome


def test_a_later_answer_takes_the_place_of_the_one_before_and_both_stay():
    case = asked_case()
    first = answered(case, "PARTLY")
    second = answered(case, "APPROVED", heard_on=HEARD + timedelta(days=2), authorization_number="A-78")
    kept = queries.decisions_of(case)
    assert [(one.pk, one.replaced_at is None) for one in kept] == [(second.pk, True), (first.pk, False)]
    assert queries.current_of(case) == second
    track = Track.objects.get(case=case)
    assert (track.outcome, track.authorization_number) == ("APPROVED", "A-78")


def test_an_older_answer_that_is_written_down_later_does_not_count():
    case = asked_case()
    denied = answered(case, "DENIED")
    older = answered(case, "NEEDS_MORE", heard_on=HEARD - timedelta(days=5))
    assert queries.current_of(case) == denied
    assert not queries.is_current(older)
    assert fresh(case).next_action == "CHOOSE"


def test_a_yes_that_was_only_heard_leaves_the_last_day_to_appeal_until_it_is_in_writing():
    case = asked_case()
    denied = answered(case, "DENIED", letter_dated_on=LETTER, is_in_writing=True)
    later = HEARD + timedelta(days=2)
    answered(case, "APPROVED", heard_on=later)
    assert fresh(case).outcome == "APPROVED"
    assert f"decision:{denied.pk}:appeal" in open_days(case)

    answered(case, "APPROVED", heard_on=later, is_in_writing=True, letter_dated_on=later)
    assert f"decision:{denied.pk}:appeal" not in open_days(case)


def test_they_need_more_after_a_no_leaves_the_no_and_its_last_day_to_appeal():
    case = asked_case()
    denied = answered(case, "DENIED", letter_dated_on=LETTER, is_in_writing=True)
    more = answered(case, "NEEDS_MORE", heard_on=HEARD + timedelta(days=1))
    assert (queries.current_of(case), queries.decided_of(case)) == (more, denied)
    assert fresh(case).outcome == "DENIED"
    assert f"decision:{denied.pk}:appeal" in open_days(case)
    answered(case, "APPROVED", heard_on=HEARD + timedelta(days=2), is_in_writing=True)
    assert [queries.is_current(one) for one in queries.decisions_of(case)] == [True, False, False]
    assert f"decision:{denied.pk}:appeal" not in open_days(case)


def test_they_need_more_keeps_an_outcome_that_was_written_on_the_track_by_hand():
    case = asked_case()
    Track.objects.create(
        organization_id=case.organization_id, case=case, kind="GAP", outcome="DENIED", outcome_on=LETTER
    )
    more = answered(case, "NEEDS_MORE")
    services.remove_answer(decision=more, by=patient_of(case), at=NOW)
    track = Track.objects.get(case=case)
    assert (track.outcome, track.outcome_on) == ("DENIED", LETTER)


def test_answers_about_two_tracks_stand_beside_each_other():
    case = asked_case()
    gap = answered(case, "APPROVED", track="GAP")
    sca = answered(case, "DENIED", track="SCA", heard_on=HEARD + timedelta(days=1))
    assert queries.current_for(case, track="GAP") == gap
    assert queries.current_for(case, track="SCA") == sca
    assert fresh(case).outcome == "DENIED"


def test_a_removed_answer_lets_the_one_before_count_again():
    case = asked_case()
    first = answered(case, "DENIED", letter_dated_on=LETTER, is_in_writing=True)
    wrong = answered(case, "APPROVED", heard_on=HEARD + timedelta(days=1), ends_on=date(2027, 3, 1))
    services.remove_answer(decision=wrong, by=patient_of(case), at=NOW)
    services.remove_answer(decision=wrong, by=patient_of(case), at=NOW)
    assert queries.current_of(case) == first
    assert (fresh(case).outcome, Track.objects.get(case=case).outcome) == ("DENIED", "DENIED")
    assert set(open_days(case)) == {f"decision:{first.pk}:appeal"}


def test_the_only_answer_removed_leaves_the_request_sent():
    case = asked_case()
    services.remove_answer(decision=answered(case, "DENIED"), by=patient_of(case), at=NOW)
    now = fresh(case)
    assert (now.status, now.outcome, now.next_action) == ("SENT", "", "CALL_3")


def test_a_no_keeps_the_day_of_the_rule_until_the_letter_has_an_earlier_one():
    case = asked_case()
    denied = answered(case, "DENIED", letter_dated_on=LETTER, is_in_writing=True)
    mark = f"decision:{denied.pk}:appeal"
    assert open_days(case)[mark] == LETTER + timedelta(days=180)
    typed = {"reason": "NETWORK", "appeal_by": date(2027, 3, 1)}
    services.save_denial(decision=denied, typed=typed, shown_version=None, by=patient_of(case), at=NOW)
    assert open_days(case)[mark] == date(2027, 3, 1)
    assert (fresh(case).next_action, fresh(case).due_on) == ("APPEAL", date(2027, 3, 1))


def test_what_is_only_heard_is_asked_for_in_writing():
    case = asked_case()
    heard = answered(case, "NOT_WRITTEN", heard_on=date(2026, 11, 23))
    # Three business days after the Monday; the Thursday is Thanksgiving.
    assert open_days(case) == {f"decision:{heard.pk}:writing": date(2026, 11, 27)}
    assert fresh(case).due_on == date(2026, 11, 27)


def test_to_have_a_part_put_right_is_a_call_on_the_next_business_day_and_stays_there():
    case = asked_case()
    part = answered(case, "PARTLY", is_in_writing=True)
    typed = {"left_out": ["UNITS"], "after_part": ["USE", "FIX"]}
    services.save_left_out(decision=part, typed=typed, shown_version=None, by=patient_of(case), at=NOW)
    mark = f"decision:{part.pk}:fix"
    assert open_days(case)[mark] == date(2026, 11, 24)
    later = NOW + timedelta(days=3)
    lines.add_line(decision=part, typed={"code": "H0015"}, by=patient_of(case), at=later)
    assert open_days(case)[mark] == date(2026, 11, 24)


def test_an_approval_is_warned_of_before_it_ends():
    case = asked_case()
    yes = answered(case, "APPROVED", is_in_writing=True)
    typed = {"ends_on": date(2027, 2, 5)}
    services.save_terms(decision=yes, typed=typed, shown_version=None, by=patient_of(case), at=NOW)
    assert sorted(open_days(case).values()) == [date(2027, 1, 6), date(2027, 1, 22)]


def test_an_approval_is_settled_when_every_point_is_a_yes():
    case = asked_case()
    yes = answered(case, "APPROVED", is_in_writing=True)
    all_yes = dict.fromkeys(services.TERMS[:7], "YES")
    services.save_terms(decision=yes, typed=all_yes, shown_version=None, by=patient_of(case), at=NOW)
    assert fresh(case).next_action == "NONE"
    one_open = {**all_yes, "professional_fees": "NOT_STATED"}
    now = queries.get_decision_or_404(case, yes.public_id)
    shown = version_of({name: getattr(now, name) for name in services.TERMS})
    services.save_terms(decision=yes, typed=one_open, shown_version=shown, by=patient_of(case), at=NOW)
    assert fresh(case).next_action == "CALL_4"


def test_the_check_ins_end_with_the_answer():
    case = asked_case()
    case.follow_ups.create(organization=case.organization, kind="CALL_3", due_on=date(2026, 12, 1))
    answered(case, "NEEDS_MORE")
    assert case.follow_ups.filter(kind="CALL_3", state="OPEN").exists()
    answered(case, "DENIED")
    assert not case.follow_ups.filter(kind="CALL_3", state="OPEN").exists()


def test_a_step_that_staff_set_by_hand_stays():
    case = asked_case()
    Case.objects.filter(pk=case.pk).update(next_action="OWN")
    answered(case, "DENIED")
    assert fresh(case).next_action == "OWN"


def test_the_answer_to_a_renewal_decides_it_and_its_removal_lets_it_wait_again():
    case = asked_case()
    yes = answered(case, "APPROVED", is_in_writing=True)
    renewal = Renewal.objects.create(
        organization=case.organization,
        case=case,
        decision=yes,
        state="SENT",
        sent_on=HEARD,
        started_by=case.opened_by,
        started_at=NOW,
    )
    more = answered(case, "APPROVED", renewal=renewal, heard_on=HEARD + timedelta(days=1))
    renewal.refresh_from_db()
    assert (renewal.state, renewal.decided_on) == ("DECIDED", HEARD + timedelta(days=1))
    assert queries.is_current(queries.get_decision_or_404(case, yes.public_id))
    services.remove_answer(decision=more, by=patient_of(case), at=NOW)
    renewal.refresh_from_db()
    assert (renewal.state, renewal.decided_on) == ("SENT", None)


def test_two_people_who_change_one_answer_see_both():
    case = asked_case()
    denied = answered(case, "DENIED")
    shown = version_of({name: getattr(denied, name) for name in services.DENIAL})
    typed = {"reason": "NETWORK"}
    services.save_denial(decision=denied, typed=typed, shown_version=shown, by=patient_of(case), at=NOW)
    with pytest.raises(Clash) as clash:
        services.save_denial(
            decision=denied, typed={"reason": "LATE"}, shown_version=shown, by=patient_of(case), at=NOW
        )
    assert clash.value.fields == {"reason": "NETWORK"}


def test_an_answer_cannot_come_before_the_asking():
    case = asked_case()
    Track.objects.create(
        organization=case.organization, case=case, kind="GAP", asked_on=HEARD + timedelta(days=1)
    )
    with pytest.raises(services.DecisionRefused, match="cannot come before it was asked for"):
        answered(case, "DENIED")


def test_a_closed_request_and_a_stranger_are_refused():
    case = asked_case()
    with pytest.raises(PermissionDenied):
        services.record_answer(case=case, answer="DENIED", heard_on=HEARD, by=actor_for(make_user()), at=NOW)
    close_case(case=case, because="STOPPED", by=patient_of(case), at=NOW)
    with pytest.raises(services.DecisionRefused, match="closed"):
        answered(case, "DENIED")
    assert not AuditEntry.objects.filter(action="decisions.recorded").exists()


def test_a_no_has_no_lines():
    case = asked_case()
    denied = answered(case, "DENIED")
    with pytest.raises(services.DecisionRefused, match="Only a yes has lines"):
        lines.add_line(decision=denied, typed={"code": "H0015"}, by=patient_of(case), at=NOW)

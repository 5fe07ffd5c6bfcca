from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from requests_app.appeals import queries, services
from requests_app.cases.services import close_case
from requests_app.drafts.clash import Clash
from requests_app.drafts.versions import version_of
from requests_app.models import Appeal, Case, CaseStatus, Decision, FollowUp, NextAction
from tests.appeals.making import BY_RULE, DATED, NOW, TODAY, denied_case, send, start
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user

pytestmark = pytest.mark.usefixtures("db")


def open_days(case: Case) -> list[tuple[str, date]]:
    rows = FollowUp.objects.filter(case=case, state="OPEN").order_by("due_on", "id")
    return [(row.kind, row.due_on) for row in rows]


def outcome(appeal: Appeal, what: str, **values) -> Decision:
    return services.record_outcome(
        appeal=appeal,
        outcome=what,
        by=actor_for(appeal.case.opened_by),
        at=NOW,
        **{"heard_on": TODAY, "decided_on": None, "is_in_writing": True, **values},
    )


def test_starting_keeps_the_earlier_day_and_takes_over_its_reminder():
    case, decision = denied_case(appeal_by=date(2027, 3, 1))
    appeal = start(case, decision)
    assert (appeal.by_letter, appeal.by_rule) == (date(2027, 3, 1), BY_RULE)
    assert appeal.rule_id == "us-erisa-appeal-window"
    case.refresh_from_db()
    assert (case.next_action, case.waiting_on, case.due_on) == ("APPEAL", "PATIENT", date(2027, 3, 1))
    assert open_days(case) == [("APPEAL_BY", date(2027, 3, 1))]
    assert FollowUp.objects.get(case=case, state="OPEN").about == f"appeal:{appeal.pk}:by"


def test_asked_twice_it_is_one_appeal():
    case, decision = denied_case()
    assert start(case, decision) == start(case, decision)
    assert start(case, decision, level="EXTERNAL") != start(case, decision)


def test_without_any_day_somebody_asks_for_it_tomorrow():
    case, decision = denied_case(letter_dated_on=None)
    appeal = start(case, decision)
    assert (appeal.by_letter, appeal.by_rule) == (None, None)
    assert open_days(case) == [("OWN", date(2026, 11, 24))]


def test_the_days_of_the_letter_are_kept_with_the_answer_and_counted_anew():
    case, decision = denied_case(letter_dated_on=None)
    appeal = start(case, decision)
    stored = {"letter_dated_on": None, "appeal_by": None, "appeal_by_not_stated": False}
    services.save_deadline(
        appeal=appeal,
        typed={"letter_dated_on": DATED, "appeal_by": None, "appeal_by_not_stated": True},
        shown_version=version_of(stored),
        by=actor_for(case.opened_by),
        at=NOW,
    )
    appeal.refresh_from_db()
    decision.refresh_from_db()
    assert (decision.letter_dated_on, decision.appeal_by_not_stated) == (DATED, True)
    assert (appeal.by_letter, appeal.by_rule) == (None, BY_RULE)
    assert open_days(case) == [("APPEAL_BY", BY_RULE)]


def test_two_people_do_not_overwrite_each_other():
    case, decision = denied_case()
    appeal = start(case, decision)
    shown = version_of({"statement": ""})

    def save(text: str) -> None:
        services.save_part(
            appeal=appeal,
            part="statement",
            typed={"statement": text},
            shown_version=shown,
            by=actor_for(case.opened_by),
            at=NOW,
        )

    save("First.")
    with pytest.raises(Clash):
        save("Second.")
    appeal.refresh_from_db()
    assert appeal.statement == "First."


def test_sending_keeps_the_deadline_moves_the_case_and_plans_to_ask():
    case, decision = denied_case()
    appeal = start(case, decision)
    send(appeal)
    case.refresh_from_db()
    assert (appeal.state, appeal.sent_on) == ("SENT", TODAY)
    assert (case.status, case.next_action, case.waiting_on) == (CaseStatus.APPEALING, "APPEAL_CHECK", "PLAN")
    assert open_days(case) == [("APPEAL", date(2026, 11, 27))]
    assert FollowUp.objects.get(case=case, kind="APPEAL_BY", about=f"appeal:{appeal.pk}:by").state == "DONE"


def test_sent_again_the_first_day_stays():
    case, decision = denied_case()
    appeal = start(case, decision)
    send(appeal)
    send(appeal, on=date(2026, 11, 25))
    assert appeal.sent_on == TODAY


def test_what_was_sent_is_not_changed_any_more():
    case, decision = denied_case()
    appeal = start(case, decision)
    send(appeal)
    with pytest.raises(services.AppealRefused):
        services.save_part(
            appeal=appeal,
            part="statement",
            typed={"statement": "Later."},
            shown_version="",
            by=actor_for(case.opened_by),
            at=NOW,
        )


@pytest.mark.parametrize(
    ("what", "answer", "case_outcome"),
    [
        ("OVERTURNED", "APPROVED", "APPROVED"),
        ("PARTLY", "PARTLY", "PARTLY"),
        ("UPHELD", "DENIED", "DENIED"),
        ("REFUSED", "DENIED", "DENIED"),
    ],
)
def test_the_outcome_is_an_answer_like_any_other(what, answer, case_outcome):
    case, decision = denied_case()
    appeal = start(case, decision)
    send(appeal)
    found = outcome(appeal, what)
    appeal.refresh_from_db()
    case.refresh_from_db()
    assert (appeal.state, appeal.outcome, appeal.decided_on) == ("DECIDED", what, TODAY)
    assert (found.answer, found.appeal_id, found.track_id) == (answer, appeal.pk, decision.track_id)
    assert (case.status, case.outcome) == (CaseStatus.ANSWERED, case_outcome)
    assert not FollowUp.objects.filter(
        case=case, state="OPEN", about__startswith=f"appeal:{appeal.pk}"
    ).exists()


def test_a_no_to_the_first_appeal_opens_the_way_outside():
    case, decision = denied_case()
    appeal = start(case, decision)
    send(appeal)
    second = outcome(appeal, "UPHELD", decided_on=TODAY)
    assert queries.appealable(case)[0].pk == second.pk
    assert queries.levels_for(second)[0] == "EXTERNAL"
    review = start(case, second, level="EXTERNAL")
    assert (review.by_rule, review.rule_id) == (date(2027, 3, 23), "us-aca-external-window")


def test_an_outcome_put_right_takes_the_place_of_the_first():
    case, decision = denied_case()
    appeal = start(case, decision)
    send(appeal)
    outcome(appeal, "UPHELD")
    outcome(appeal, "OVERTURNED")
    case.refresh_from_db()
    found = queries.get_appeal_or_404(case, appeal.public_id)
    assert found.outcome == "OVERTURNED"
    assert queries.answer_to(found).answer == "APPROVED"
    assert case.outcome == "APPROVED"


def test_no_outcome_before_it_was_sent_nor_from_before_that_day():
    case, decision = denied_case()
    appeal = start(case, decision)
    with pytest.raises(services.AppealRefused):
        outcome(appeal, "UPHELD")
    send(appeal)
    with pytest.raises(services.AppealRefused):
        outcome(appeal, "UPHELD", decided_on=date(2026, 11, 20))


def test_taken_back_the_day_to_appeal_runs_on_with_the_answer():
    case, decision = denied_case()
    appeal = start(case, decision)
    services.withdraw(appeal=appeal, by=actor_for(case.opened_by), at=NOW)
    case.refresh_from_db()
    assert (case.next_action, case.due_on) == (NextAction.CHOOSE, BY_RULE)
    assert open_days(case) == [("APPEAL_BY", BY_RULE)]
    assert FollowUp.objects.get(case=case, state="OPEN").about == f"decision:{decision.pk}:appeal"
    assert start(case, decision).pk != appeal.pk


def test_taken_back_after_sending_the_case_is_answered_again():
    case, decision = denied_case()
    appeal = start(case, decision)
    send(appeal)
    services.withdraw(appeal=appeal, by=actor_for(case.opened_by), at=NOW)
    case.refresh_from_db()
    assert case.status == CaseStatus.ANSWERED


def test_a_closed_case_is_refused():
    case, decision = denied_case()
    close_case(case=case, because="STOPPED", by=actor_for(case.opened_by), at=NOW)
    with pytest.raises(services.AppealRefused):
        start(case, decision)


def test_a_stranger_and_another_cases_answer_are_refused():
    case, decision = denied_case()
    stranger = make_user()
    other = make_case(user=stranger)
    with pytest.raises(PermissionDenied):
        services.start_appeal(
            case=case, decision=decision, level="INTERNAL", is_expedited=False, by=actor_for(stranger), at=NOW
        )
    with pytest.raises(services.AppealRefused):
        start(other, decision)

"""What is put right, comes late or comes twice: an appeal is never left with nobody waiting for it."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from requests_app.appeals import peers, services
from requests_app.decisions import services as decisions
from requests_app.drafts.clash import Clash
from requests_app.drafts.versions import version_of
from requests_app.models import Appeal, CaseStatus, FollowUp, PeerToPeer
from tests.appeals.making import DATED, NOW, TODAY, denied_case, send, start
from tests.appeals.test_services import open_days, outcome
from tests.factories.people import actor_for, make_user

pytestmark = pytest.mark.usefixtures("db")


def test_without_its_answer_the_appeal_waits_again_and_somebody_asks():
    case, decision = denied_case()
    appeal = start(case, decision)
    Appeal.objects.filter(pk=appeal.pk).update(answer_due_on=date(2026, 12, 23), answer_due_from="LETTER")
    send(appeal)
    due_on = FollowUp.objects.get(about=f"appeal:{appeal.pk}:due").due_on
    wrong = outcome(appeal, "OVERTURNED")
    decisions.remove_answer(decision=wrong, by=actor_for(case.opened_by), at=NOW)
    appeal.refresh_from_db()
    case.refresh_from_db()
    assert (appeal.state, appeal.outcome, appeal.decided_on) == ("SENT", "", None)
    assert (case.status, case.outcome) == (CaseStatus.APPEALING, "DENIED")
    assert (case.next_action, case.waiting_on, case.due_on) == ("APPEAL_CHECK", "PLAN", date(2026, 11, 24))
    assert open_days(case) == [("APPEAL", date(2026, 11, 24)), ("APPEAL", due_on)]
    assert FollowUp.objects.get(about=f"appeal:{appeal.pk}:due").reminders.filter(state="PLANNED").exists()


def test_a_later_answer_to_the_appeal_is_its_outcome():
    case, decision = denied_case()
    appeal = start(case, decision)
    send(appeal)
    outcome(appeal, "UPHELD")
    decisions.record_answer(
        case=case, answer="PARTLY", heard_on=TODAY, appeal=appeal, by=actor_for(case.opened_by), at=NOW
    )
    appeal.refresh_from_db()
    assert (appeal.state, appeal.outcome) == ("DECIDED", "PARTLY")


def test_no_reminder_of_a_later_day_stays_when_the_letters_day_is_over():
    case, decision = denied_case()
    appeal = start(case, decision)
    values = {"letter_dated_on": DATED, "appeal_by": None, "appeal_by_not_stated": False}
    services.save_deadline(
        appeal=appeal,
        typed={**values, "appeal_by": date(2026, 11, 20)},
        shown_version=version_of(values),
        by=actor_for(case.opened_by),
        at=NOW,
    )
    assert open_days(case) == []


def test_a_packet_that_goes_out_after_the_appeal_was_taken_back_is_waited_for():
    case, decision = denied_case()
    appeal = start(case, decision)
    services.withdraw(appeal=appeal, by=actor_for(case.opened_by), at=NOW)
    send(appeal)
    case.refresh_from_db()
    assert (appeal.state, appeal.sent_on, appeal.withdrawn_at) == ("SENT", TODAY, None)
    assert (case.status, case.next_action) == (CaseStatus.APPEALING, "APPEAL_CHECK")
    assert ("APPEAL", date(2026, 11, 27)) in open_days(case)


def test_a_stranger_sends_no_appeal():
    appeal = start(*denied_case())
    with pytest.raises(PermissionDenied):
        services.mark_sent(
            appeal=appeal, sent_on=TODAY, is_expedited=False, by=actor_for(make_user()), at=NOW
        )
    appeal.refresh_from_db()
    assert appeal.state == "PREPARING"


def test_two_people_who_begin_the_doctors_call_make_one():
    case, decision = denied_case()

    def save(name: str) -> PeerToPeer:
        typed = dict.fromkeys(peers.ASKED, "") | {"asked_on": None, "window_until": None}
        return peers.save_peer(
            case=case,
            peer=None,
            decision=decision,
            typed=typed | {"clinician_name": name},
            shown_version=None,
            by=actor_for(case.opened_by),
            at=NOW,
        )

    assert save("Dr. Ann Example") == save("Dr. Ann Example")
    with pytest.raises(Clash):
        save("Dr. Ben Example")
    assert PeerToPeer.objects.get(case=case).clinician_name == "Dr. Ann Example"

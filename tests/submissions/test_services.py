from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from requests_app.cases.lifecycle import MoveRefused
from requests_app.cases.services import close_case
from requests_app.models import (
    AuditEntry,
    Case,
    CaseStatus,
    FollowUp,
    NextAction,
    Packet,
    PacketState,
    Submission,
)
from requests_app.submissions import services
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_user
from tests.packets.making import ask, stored_case

pytestmark = pytest.mark.usefixtures("db")
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


def ready(case: Case) -> Packet:
    """A packet that is ready, without the second it takes to print one."""
    packet = ask(case, sections=frozenset())
    Packet.objects.filter(pk=packet.pk).update(
        state=PacketState.READY,
        file_key=f"packets/{packet.public_id}.pdf",
        pdf_sha256="0" * 64,
        pdf_bytes=1,
        pdf_pages=2,
        ready_at=NOW,
    )
    packet.refresh_from_db()
    return packet


def record(case: Case, packet: Packet, *, by=None, **changes) -> Submission:
    values = {
        "sent_on": MONDAY,
        "way": "FAX",
        "sent_to": "800-555-0177",
        "confirmation_number": "F-100",
        "confirmation_refused": False,
        "is_expedited": False,
        "proof_note": "",
        **changes,
    }
    return services.record_submission(
        case=case, packet=packet, by=by or actor_for(case.opened_by), at=NOW, **values
    )


def test_recording_moves_the_case_and_plans_the_first_check_in():
    case = stored_case()
    submission = record(case, ready(case))
    case.refresh_from_db()
    follow_up = FollowUp.objects.get(case=case)
    assert case.status == CaseStatus.SENT
    assert (follow_up.kind, follow_up.due_on) == ("CALL_2", date(2026, 11, 27))
    assert (case.next_action, case.waiting_on, case.due_on) == (NextAction.CALL_2, "PLAN", follow_up.due_on)
    assert case.last_contact_at == NOW
    entry = AuditEntry.objects.get(action="submissions.recorded")
    assert (entry.target_id, entry.details["way"]) == (submission.public_id, "FAX")
    assert "F-100" not in str(entry.details)


def test_an_expedited_request_is_checked_on_the_next_business_day():
    case = stored_case()
    record(case, ready(case), is_expedited=True)
    assert FollowUp.objects.get(case=case).due_on == date(2026, 11, 24)


def test_it_can_be_sent_again():
    case = stored_case()
    record(case, ready(case))
    record(case, Packet.objects.get(), sent_on=date(2026, 11, 24))
    open_ones = FollowUp.objects.filter(case=case, state=FollowUp.State.OPEN)
    assert [one.due_on for one in open_ones] == [date(2026, 11, 30)]
    assert Submission.objects.count() == 2


def test_a_step_that_staff_set_by_hand_stays():
    case = stored_case()
    packet = ready(case)
    Case.objects.filter(pk=case.pk).update(next_action=NextAction.OWN)
    record(case, packet)
    case.refresh_from_db()
    assert (case.status, case.next_action) == (CaseStatus.SENT, NextAction.OWN)


def test_a_packet_that_is_not_ready_or_not_of_this_case_is_refused():
    case, other = stored_case(), stored_case("continuity-after-plan-change")
    for packet in (ask(case), ready(other)):
        with pytest.raises(services.SubmissionRefused):
            record(case, packet)
    assert not Submission.objects.exists()


def test_a_closed_case_is_refused_and_nothing_is_written():
    case = stored_case()
    packet = ready(case)
    close_case(case=case, because="STOPPED", by=actor_for(case.opened_by), at=NOW)
    with pytest.raises(MoveRefused):
        record(case, packet)
    assert not Submission.objects.exists()


def test_a_stranger_may_not_record():
    case = stored_case()
    packet, stranger = ready(case), make_user()
    make_case(user=stranger)
    with pytest.raises(PermissionDenied):
        record(case, packet, by=actor_for(stranger))

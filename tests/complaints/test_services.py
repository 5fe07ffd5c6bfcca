"""A complaint from its start to its answer, and what follows it."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from requests_app.complaints import services
from requests_app.complaints.offices import offices_for
from requests_app.complaints.services import ComplaintRefused
from requests_app.drafts.clash import Clash
from requests_app.drafts.versions import version_of
from requests_app.knowledge.plans import plan_facts_of
from requests_app.models import AuditEntry, Case, Complaint, FollowUp, Recipient
from requests_app.submissions.after_sending import tell
from tests.factories.people import actor_for
from tests.tracks.pages import send

DAY = date(2026, 11, 20)
SENT = {
    "sent_on": DAY,
    "way": "ONLINE",
    "number": "EB-7",
    "person": "",
    "answer_due_on": None,
    "answer_due_from": "",
}


def start(case: Case) -> Complaint:
    offices = offices_for(plan_facts_of(case.coverage, case.care), DAY)
    by = actor_for(case.opened_by)
    return services.start_complaints(case=case, offices=offices.surely, by=by, at=timezone.now())[0]


def sent(complaint: Complaint, **more) -> Complaint:
    version = version_of(services.shown(complaint, services.SENT))
    return services.record_sent(
        complaint=complaint,
        typed={**SENT, **more},
        shown_version=version,
        by=actor_for(complaint.case.opened_by),
        at=timezone.now(),
    )


def reminder_of(complaint: Complaint) -> FollowUp:
    return FollowUp.objects.get(case=complaint.case, about=f"complaint:{complaint.pk}")


def test_the_office_is_kept_by_its_record_and_its_name(case) -> None:
    made = start(case)

    assert (made.office_id, made.state) == ("us-ebsa", "PREPARING")
    assert made.office_name.startswith("US Department of Labor")
    assert start(case).pk == made.pk, "one that is not sent yet is taken up again"


def test_sending_plans_a_day_to_ask_and_a_correction_moves_it(case) -> None:
    complaint = sent(start(case))
    assert (complaint.state, reminder_of(complaint).due_on) == ("SENT", date(2026, 12, 7))

    sent(complaint, answer_due_on=date(2026, 12, 18), answer_due_from="Their letter")

    assert FollowUp.objects.filter(kind="COMPLAINT").count() == 1
    assert reminder_of(complaint).due_on == date(2026, 12, 21)


def test_two_people_who_write_different_numbers_see_both(case) -> None:
    complaint = sent(start(case))
    stale = version_of(services.shown(Complaint(), services.SENT))

    with pytest.raises(Clash) as clash:
        services.record_sent(
            complaint=complaint,
            typed={**SENT, "number": "OTHER"},
            shown_version=stale,
            by=actor_for(case.opened_by),
            at=timezone.now(),
        )
    assert clash.value.fields == {"number": "EB-7"}


def test_an_answer_ends_the_reminder_and_may_not_be_older_than_the_complaint(case) -> None:
    complaint = sent(start(case))
    by, at = actor_for(case.opened_by), timezone.now()
    version = version_of(services.shown(complaint, services.ANSWERED))
    typed = {"answered_on": date(2026, 11, 19), "answer": "They wrote to the plan."}
    with pytest.raises(ComplaintRefused):
        services.record_answer(complaint=complaint, typed=typed, shown_version=version, by=by, at=at)

    typed["answered_on"] = date(2026, 11, 23)
    services.record_answer(complaint=complaint, typed=typed, shown_version=version, by=by, at=at)

    complaint.refresh_from_db()
    assert (complaint.state, reminder_of(complaint).state) == ("ANSWERED", "DONE")


def test_taken_back_it_stays_in_the_list_and_reminds_of_nothing(case) -> None:
    complaint = sent(start(case))

    services.withdraw(complaint=complaint, by=actor_for(case.opened_by), at=timezone.now())

    complaint.refresh_from_db()
    assert (complaint.state, reminder_of(complaint).state) == ("WITHDRAWN", "CANCELLED")


def test_what_was_sent_is_not_rewritten(case) -> None:
    complaint = sent(start(case))

    with pytest.raises(ComplaintRefused):
        services.save_statement(
            complaint=complaint,
            typed={"reasons": ["LOST"], "statement": ""},
            shown_version=None,
            by=actor_for(case.opened_by),
            at=timezone.now(),
        )


def test_a_closed_request_takes_no_complaint(case) -> None:
    complaint = start(case)
    Case.objects.filter(pk=case.pk).update(status="CLOSED")

    with pytest.raises(ComplaintRefused):
        sent(complaint)


def test_a_complaint_is_sent_when_its_packet_is(case) -> None:
    complaint = start(case)
    submission = send(case, DAY)
    packet = submission.packet
    packet.recipient, packet.complaint = Recipient.REGULATOR, complaint

    for _time in range(2):
        tell(submission, by=actor_for(case.opened_by), at=timezone.now())

    complaint.refresh_from_db()
    assert (complaint.state, complaint.sent_on, complaint.way) == ("SENT", DAY, "FAX")
    assert AuditEntry.objects.filter(action="complaints.sent").count() == 1
    assert reminder_of(complaint).state == "OPEN"

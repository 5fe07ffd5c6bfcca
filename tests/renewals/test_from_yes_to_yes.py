"""From one approval to the next by the services: the packet asks for what is next, and the chain goes on."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.utils import timezone
from pypdf import PdfReader

from requests_app.decisions.lines import add_line
from requests_app.decisions.services import record_answer
from requests_app.models import FollowUp, Recipient, Renewal
from requests_app.packets import files
from requests_app.packets.parts import Section
from requests_app.packets.services import PacketRefused, ask_for_packet
from requests_app.renewals import chain, queries, services
from requests_app.submissions.services import record_submission
from tests.factories.people import actor_for
from tests.packets.making import keep_promises, stored_case
from tests.renewals.making import begin, save

WANTED = frozenset({Section.SEARCH, Section.CLINICIAN, Section.CALLS, Section.STATEMENT, Section.EXHIBITS})
AGAIN = date(2027, 1, 15)


@pytest.fixture
def case(db):
    return stored_case()


def who(case):
    return actor_for(case.opened_by)


def now():
    return timezone.now()


def approved(case):
    with time_machine.travel("2026-12-02T18:00:00Z"):
        answer = record_answer(
            case=case,
            answer="APPROVED",
            heard_on=date(2026, 12, 1),
            track="GAP",
            values={
                "decided_on": date(2026, 12, 1),
                "is_in_writing": True,
                "authorization_number": "AUTH-7",
                "starts_on": date(2026, 12, 7),
                "ends_on": date(2027, 2, 5),
            },
            by=who(case),
            at=now(),
        )
        typed = {"code": "H0015", "words": "program day", "units": 36, "unit": "DAYS"}
        add_line(decision=answer, typed=typed, by=who(case), at=now())
    return answer


def prepared(case, answer) -> Renewal:
    renewal = begin(case, answer)
    line = answer.lines.get()
    for day, units in ((date(2026, 12, 31), 12), (date(2027, 1, 18), 9)):
        values = {"line": line, "used_on": day, "units": units, "source": "ENTERED", "note": ""}
        services.add_used(decision=answer, values=values, by=who(case), at=now())
    save(
        renewal,
        queries.WHAT_NEXT,
        starts_on=date(2027, 2, 6),
        ends_on=date(2027, 4, 7),
        amount=24,
        amount_unit="DAYS",
        what_changed="Two days a week from March",
    )
    save(
        renewal,
        queries.PROGRESS,
        progress="PHQ-9 fell from 21 to 12. Panic attacks went from daily to weekly.",
        progress_by="Dana Example, MD",
        progress_on=date(2027, 1, 19),
    )
    for office in case.offices.exclude(result="").order_by("id")[:3]:
        office.attempts.create(
            organization=case.organization, contacted_on=AGAIN, channel="PHONE", outcome="REACHED"
        )
    save(renewal, queries.RETEST, retested_on=AGAIN, still_no_office="YES", retest_note="")
    return renewal


def packet_of(case, renewal):
    packet = ask_for_packet(
        case=case,
        sections=WANTED,
        recipient=Recipient.RENEWAL,
        renewal=renewal,
        signed_name="Maya Sample",
        by=who(case),
        at=now(),
    )
    keep_promises()
    packet.refresh_from_db()
    return packet


def words_of(packet) -> str:
    data = files.read(packet.file_key)
    assert data is not None
    pages = PdfReader(BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_without_a_renewal_there_is_no_packet_for_one(case):
    with pytest.raises(PacketRefused):
        packet_of(case, None)


def test_from_one_yes_to_the_next(case):
    answer = approved(case)
    warned = case.follow_ups.filter(kind="RENEW", state=FollowUp.State.OPEN).order_by("due_on")
    assert [one.due_on for one in warned] == [date(2027, 1, 6), date(2027, 1, 22)]

    renewal = prepared(case, answer)
    packet = packet_of(case, renewal)
    text = words_of(packet)
    assert packet.renewal == renewal
    assert "Renewal: network gap exception" in text
    assert "to go on covering" in text
    assert "at in-network cost share, from February 6, 2027 to April 7, 2027, 24 days." in text.replace(
        "in- n", "in-n"
    )
    assert "On December 1, 2026 the plan approved care with" in text
    assert "AUTH-7" in text
    assert "PHQ-9 fell from 21 to 12." in text
    assert "Said by: Dana Example, MD, January 19, 2027." in text
    assert "Two days a week from March." in text
    assert "3 offices listed as in network were contacted after the approval of December 1, 2026." in text
    assert "Extend the approval for this provider" in text
    assert "36 days 21 days 15 days" in text

    record_submission(
        case=case,
        packet=packet,
        sent_on=date(2027, 1, 20),
        way="FAX",
        sent_to="800-555-0100",
        confirmation_number="",
        confirmation_refused=False,
        is_expedited=False,
        proof_note="",
        by=who(case),
        at=now(),
    )
    renewal.refresh_from_db()
    case.refresh_from_db()
    assert (renewal.state, renewal.sent_on) == ("SENT", date(2027, 1, 20))
    assert (case.status, case.next_action) == ("SENT", "CALL_2")
    assert not warned.all().exists()

    ends = date(2027, 4, 7)
    second = record_answer(
        case=case,
        answer="APPROVED",
        heard_on=date(2027, 1, 20),
        renewal=renewal,
        values={"starts_on": date(2027, 2, 6), "ends_on": ends, "is_in_writing": True},
        by=who(case),
        at=now(),
    )
    renewal.refresh_from_db()
    assert (renewal.state, renewal.decided_on) == ("DECIDED", date(2027, 1, 20))
    assert queries.current_approval(case) == second
    assert [one.due_on for one in warned.all()] == [ends - timedelta(days=30), ends - timedelta(days=14)]
    links = chain.chain(case, queries.approvals_of(case), queries.renewals_of(case))
    assert [one.on for one in links] == [date(2026, 12, 1), date(2027, 1, 20), date(2027, 1, 20)]
    assert begin(case, second).pk != renewal.pk


def test_what_was_said_of_the_first_time_only_is_left_out(case):
    packet = packet_of(case, prepared(case, approved(case)))
    text = words_of(packet)
    assert "Care has begun." in text
    assert "Asked before care begins." not in text
    assert "waiting could cause harm" not in text.partition("Renewal letter")[0]


def test_the_same_renewal_is_one_packet_and_the_next_is_another(case):
    renewal = prepared(case, approved(case))
    first = packet_of(case, renewal)
    renewal.refresh_from_db()
    assert packet_of(case, renewal).pk == first.pk
    save(renewal, queries.WHAT_NEXT, amount=30)
    second = packet_of(case, renewal)
    assert second.number == first.number + 1
    assert second.evidence["changes"]["since"] == first.number

"""How far each example has come. Days are those of the week the examples were written for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from requests_app.management.demo.people import LEAD, WORKER
from requests_app.models import SendingWay


@dataclass(frozen=True)
class Sending:
    day: date
    way: str
    sent_to: str
    confirmation: str
    is_expedited: bool = False
    proof_note: str = ""


@dataclass(frozen=True)
class Call:
    """A call after sending."""

    kind: str
    day: date
    values: dict[str, Any]


@dataclass(frozen=True)
class Scenario:
    """One example file: whose it is, who works on it, and what happened after the calls in the file."""

    file: str
    owner: str
    opened_on: date
    in_facility: bool = True
    assigned_to: str = ""
    notes: tuple[str, ...] = ()
    packet_on: date | None = None
    sending: Sending | None = None
    calls: tuple[Call, ...] = field(default=())
    due_on: date | None = None
    listing_seen_on: date | None = None
    clinician_asked_on: date | None = None
    letter_signed_on: date | None = None
    # The file told of another person, and was written so many weeks before the others.
    first_name: str = ""
    last_name: str = ""
    weeks_earlier: int = 0
    after: str = ""
    bills: str = ""


# What followed stands in `afterwards`, by the name in `after`; the plan’s statements in `bills`.
ANSWERED = (
    Scenario(
        "php-marketplace",
        "rosa@example.com",
        opened_on=date(2026, 8, 25),
        first_name="Rosa",
        last_name="Placeholder",
        weeks_earlier=12,
        assigned_to=WORKER,
        packet_on=date(2026, 8, 27),
        sending=Sending(date(2026, 8, 27), SendingWay.FAX, "800-555-0112", "FAX-08-1120"),
        after="approved and ending",
        bills="of an approval",
    ),
    Scenario(
        "arizona-iop-self-funded",
        "petra@example.com",
        opened_on=date(2026, 10, 26),
        first_name="Petra",
        last_name="Specimen",
        weeks_earlier=3,
        after="partly",
        bills="of a partial yes",
    ),
    Scenario(
        "arizona-iop-self-funded",
        "dana@example.com",
        opened_on=date(2026, 10, 19),
        first_name="Dana",
        last_name="Sample",
        weeks_earlier=4,
        assigned_to=LEAD,
        after="denied",
    ),
    Scenario(
        "continuity-after-plan-change",
        "omar@example.com",
        opened_on=date(2026, 10, 5),
        first_name="Omar",
        last_name="Example",
        weeks_earlier=5,
        after="appealed",
    ),
    Scenario(
        "rare-disease-surgery",
        "sam@example.com",
        opened_on=date(2026, 10, 5),
        first_name="Sam",
        last_name="Placeholder",
        weeks_earlier=5,
        assigned_to=WORKER,
        packet_on=date(2026, 10, 15),
        sending=Sending(date(2026, 10, 16), SendingWay.PORTAL, "plan.example.com", "WEB-551077"),
        after="stalled",
    ),
    Scenario(
        "continuity-after-plan-change",
        "noor@example.com",
        opened_on=date(2026, 10, 19),
        first_name="Noor",
        last_name="Testcase",
        weeks_earlier=3,
        packet_on=date(2026, 10, 20),
        sending=Sending(date(2026, 10, 20), SendingWay.STAFF, "855-555-0123", "855-1020-12"),
        calls=(
            Call(
                "CALL_2",
                date(2026, 10, 23),
                {"person": "Priya", "reference": "7781-1023", "received": "YES", "is_complete": "YES"},
            ),
            Call(
                "CALL_3",
                date(2026, 11, 19),
                {"person": "Jess", "reference": "7781-1119", "status": "IN_REVIEW"},
            ),
        ),
        after="talking about terms",
    ),
    Scenario(
        "continuity-after-plan-change",
        "ines@example.com",
        opened_on=date(2026, 10, 12),
        first_name="Ines",
        last_name="Sample",
        weeks_earlier=4,
        assigned_to=WORKER,
        bills="of an agreement",
    ),
)
SCENARIOS = (
    Scenario(
        "arizona-iop-self-funded",
        "maya@example.com",
        opened_on=date(2026, 11, 16),
        assigned_to=WORKER,
        notes=("The plan asked for the fax number of our billing office twice. Sent both times.",),
        listing_seen_on=date(2026, 11, 16),
        clinician_asked_on=date(2026, 11, 16),
        letter_signed_on=date(2026, 11, 16),
        packet_on=date(2026, 11, 17),
        sending=Sending(
            date(2026, 11, 17), SendingWay.FAX, "800-555-0112", "FAX-20-7741", proof_note="Fax report kept"
        ),
    ),
    Scenario(
        "php-marketplace",
        "jordan@example.com",
        opened_on=date(2026, 11, 17),
        assigned_to=LEAD,
        clinician_asked_on=date(2026, 11, 18),
        packet_on=date(2026, 11, 19),
    ),
    Scenario(
        "rare-disease-surgery",
        "theo@example.com",
        opened_on=date(2026, 11, 9),
        in_facility=False,
        packet_on=date(2026, 11, 19),
        sending=Sending(date(2026, 11, 20), SendingWay.PORTAL, "plan.example.com", "WEB-558102"),
    ),
    Scenario(
        "pediatric-subspecialty-caregiver",
        "carla@example.com",
        opened_on=date(2026, 11, 13),
        in_facility=False,
    ),
    Scenario(
        "continuity-after-plan-change",
        "avery@example.com",
        opened_on=date(2026, 11, 9),
        assigned_to=WORKER,
        packet_on=date(2026, 11, 10),
        sending=Sending(
            date(2026, 11, 10), SendingWay.STAFF, "855-555-0123", "855-1110-33", is_expedited=True
        ),
        calls=(
            Call(
                "CALL_2",
                date(2026, 11, 13),
                {
                    "started_at": "9:20 am",
                    "minutes": 14,
                    "number_called": "855-555-0114",
                    "person": "Priya",
                    "team": "Behavioral health care management",
                    "reference": "7781-2026-1113",
                    "request_number": "SCA-3309",
                    "received": "YES",
                    "received_on": date(2026, 11, 10),
                    "is_complete": "YES",
                    "holder_team": "Behavioral health care management",
                    "asked_expedited": True,
                    "accepted_expedited": "NO",
                },
            ),
            Call(
                "CALL_3",
                date(2026, 11, 19),
                {
                    "started_at": "2:45 pm",
                    "minutes": 11,
                    "number_called": "855-555-0114",
                    "person": "Priya",
                    "reference": "7781-2026-1119",
                    "status": "IN_REVIEW",
                    "changed": "A care manager has the request now.",
                    "rate_contact": "Jess, provider relations",
                },
            ),
        ),
    ),
    Scenario(
        "spanish-speaking-patient",
        "maria@example.com",
        opened_on=date(2026, 11, 17),
        notes=("Speaks Spanish. Call with an interpreter, or ask Lee to call.",),
        due_on=date(2026, 11, 24),
    ),
    *ANSWERED,
)

"""Who travels, and what they answer, by the names of the fields, task by task. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from tests.journeys.traveller import Answers

ZONE = "America/Phoenix"


def today() -> date:
    """Where the patients live."""
    return timezone.localdate(timezone=ZoneInfo(ZONE))


@dataclass(frozen=True)
class Person:
    email: str
    name: str
    triage: Answers
    tasks: dict[str, Answers]
    codes: tuple[tuple[str, Answers], ...]
    offices: tuple[Answers, ...]
    call_1: Answers
    packet: Answers
    sending: Answers
    words_in_packet: tuple[str, ...]
    # What a mail must never hold.
    secrets: tuple[str, ...]


def _common(first_name: str, last_name: str) -> dict[str, Answers]:
    soon = today() + timedelta(days=14)
    return {
        "you": {
            "first_name": first_name,
            "last_name": last_name,
            "birth_date": date(1990, 3, 27),
            "street": "12 Example Street",
            "city": "Phoenix",
            "state": "AZ",
            "zip_code": "85004",
            "phone": "602-555-0142",
        },
        "plan": {
            "insurer": "Sample Health Plan",
            "plan_phone": "800-555-0111",
            "member_id": "SHP123456789",
            "group_number": "GRP-001",
            "is_subscriber": "YES",
            "source_detail": "PRIVATE_EMPLOYER",
            "plan_kind": "PPO",
        },
        "care": {
            "level_of_care": "OUTPATIENT_PROGRAM",
            "starts_on": soon,
            "ends_on": soon + timedelta(days=60),
            "amount": "36",
            "amount_unit": "DAYS",
            "clinician_says_waiting_harms": "NO",
            "codes_known": "TYPE_NOW",
        },
        "provider": {
            "name": "Example Desert Program",
            "npi": "1234567893",
            "tax_id": "12-3456789",
            "street": "400 Sample Road",
            "city": "Scottsdale",
            "state": "AZ",
            "zip_code": "85251",
            "phone": "480-555-0155",
            "fax": "480-555-0156",
            "agreed": "YES",
            "agreed_on": today(),
            "first_date": soon,
            "price": "425.00",
            "accepts_agreement": "YES",
            "will_not_bill_rest": "UNSURE",
        },
    }


_TRIAGE: Answers = {
    "who": "ME",
    "care_when": "NOT_STARTED",
    "how_soon": "WEEKS_2",
    "state": "AZ",
    "coverage": "JOB",
    "funding": "YES",
    "care": "BEHAVIORAL",
    "why": ["WAIT", "NOT_TAKING"],
    "provider": "YES",
    "already": "NO",
}
_CODES: tuple[tuple[str, Answers], ...] = (
    ("diagnosis", {"code": "F33.2"}),
    ("service", {"code": "H0015", "units": "36"}),
    ("service", {"code": "0905"}),
)


def ana() -> Person:
    """Writes English, on a phone."""
    tasks = _common("Ana", "Sample")
    return Person(
        email="ana@example.com",
        name="Ana Sample",
        triage=_TRIAGE,
        tasks={
            "you": {**tasks["you"], "reading_language": "en", "speaking_language": "English"},
            "plan": tasks["plan"],
            "care": {
                **tasks["care"],
                "description": "Intensive outpatient treatment for depression",
                "specialty": "Psychiatry",
                "frequency": "3 days a week",
            },
            "provider": {**tasks["provider"], "credentials": "Licensed outpatient treatment center"},
            "why": {
                "reasons": ["TREATS_THIS", "SOONEST"],
                "why_text": "The program treats this problem and can start in two weeks.",
            },
            "story": {
                "need_now": "My clinician asked me to start a program three days a week.",
                "tried": "I called three offices on the list of the plan.",
                "waiting": "I cannot work while I wait.",
            },
        },
        codes=_CODES,
        offices=_offices("Example Valley Clinic", "Sample Creek Office", "Example Mesa Group", "psychiatry"),
        call_1=_call_1("Jo from member services", "REF-2231", "The plan needs a letter of the clinician"),
        packet={},
        sending=_sending("FAX-7781"),
        words_in_packet=(
            "Ana Sample",
            "SHP123456789",
            "F33.2",
            "H0015",
            "0905",
            "Example Valley Clinic",
            "REF-2231",
        ),
        secrets=("F33.2", "depression", "Ana", "Sample Health Plan", "psychiatry", "H0015", "treatment"),
    )


def luz() -> Person:
    """Writes Spanish, in a browser without scripts."""
    tasks = _common("Luz", "Muestra")
    return Person(
        email="luz@example.com",
        name="Luz Muestra",
        triage=_TRIAGE,
        tasks={
            "you": {**tasks["you"], "reading_language": "es", "speaking_language": "Español"},
            "plan": tasks["plan"],
            "care": {
                **tasks["care"],
                "description": "Tratamiento ambulatorio intensivo para la depresión",
                "specialty": "Psiquiatría",
                "frequency": "3 días por semana",
            },
            "provider": {**tasks["provider"], "name": "Programa Ejemplo del Desierto"},
            "why": {
                "reasons": ["TREATS_THIS", "SOONEST"],
                "why_text": "El programa trata este problema y puede empezar en dos semanas.",
            },
            "story": {
                "need_now": "Mi doctora me pidió empezar un programa tres días por semana.",
                "tried": "Llamé a tres consultorios de la lista del plan.",
                "waiting": "No puedo trabajar mientras espero.",
            },
        },
        codes=_CODES,
        offices=_offices("Clínica Ejemplo", "Consultorio Muestra", "Grupo Ejemplo Mesa", "psiquiatría"),
        call_1=_call_1("Jo de servicios al miembro", "REF-2232", "El plan necesita una carta"),
        packet={},
        sending=_sending("FAX-7782"),
        words_in_packet=(
            "Luz Muestra",
            "SHP123456789",
            "F33.2",
            "H0015",
            "0905",
            "Clínica Ejemplo",
            "REF-2232",
        ),
        secrets=("F33.2", "depresión", "Luz", "Sample Health Plan", "Psiquiatría", "H0015", "Tratamiento"),
    )


def _offices(first: str, second: str, third: str, specialty: str) -> tuple[Answers, ...]:
    """One has a wait, one takes nobody, one is far away."""
    contact: Answers = {
        "contacted_on": "today",
        "channel": "PHONE",
        "outcome": "REACHED",
        "spoke_with": "Kim",
        "found_in": "PLAN_WEBSITE",
    }
    return (
        {
            **contact,
            "name": first,
            "phone": "602-555-0121",
            "city": "Phoenix",
            "specialty": specialty,
            "result": "WAIT_TOO_LONG",
            "first_open_on": today() + timedelta(days=90),
        },
        {**contact, "name": second, "phone": "602-555-0122", "city": "Tempe", "result": "NOT_TAKING"},
        {
            **contact,
            "name": third,
            "phone": "928-555-0123",
            "city": "Flagstaff",
            "result": "TOO_FAR",
            "distance": "144",
            "distance_unit": "MILES",
        },
    )


def _call_1(person: str, reference: str, promised: str) -> Answers:
    return {
        "called_on": "today",
        "person": person,
        "reference": reference,
        "promised": promised,
    }


def _sending(number: str) -> Answers:
    return {
        "sent_on": "today",
        "way": "FAX",
        "sent_to": "800-555-0112",
        "sent_file": "FAX",
        "confirmation_number": number,
    }

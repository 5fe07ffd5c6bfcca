"""Four whole requests of different kinds in which no check finds anything: the controls of the trials."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from requests_app.strength.trials.offices import OFFICES, TOO_FAR

Plain = dict[str, Any]

ON = date(2026, 11, 18)
LOG_SHA256 = "a" * 64
CODES = [
    {"kind": "DIAGNOSIS", "code": "F33.2", "added_by": "CLINICIAN"},
    {"kind": "SERVICE", "code": "S9480", "units": 36},
    {"kind": "SERVICE", "code": "90791", "units": 1},
    {"kind": "REVENUE", "code": "0905", "units": 36},
]
STATED: Plain = {
    "stated_by": "Dr. Ana Example, MD",
    "stated_on": "2026-11-12",
    "diagnosis_codes": ["F33.2"],
    "service_codes": ["0905", "90791", "S9480"],
    "starts_on": "2026-12-07",
    "ends_on": "2027-02-26",
    "amount": 36,
    "amount_unit": "DAYS",
    "level_of_care": "OUTPATIENT_PROGRAM",
    "provider_name": "Example Desert Program",
    "provider_npi": "1234567893",
    "specialty": "Psychiatry",
    "waiting_harms": "YES",
}
CALLS: list[Plain] = [
    {
        "kind": "CALL_1",
        "called_on": "2026-11-03",
        "person": "Marcus",
        "team": "Member services",
        "reference": "SMH-1103",
        "request_number": "GAP-550173",
        "promised": "Call back with names",
        "promised_on": "2026-11-09",
        "answers": {
            "request_opened": "YES",
            "has_form": "YES",
            "deciding_team": "Utilization management",
            "needs_approval": "YES",
            "wait_rule": "10 business days",
            "distance_rule": "30 miles",
            "provider_names": "Sample Lake Psychiatry 312-555-0102\nSample River Counseling",
        },
    },
    {
        "kind": "PROVIDER",
        "called_on": "2026-11-06",
        "person": "Robin",
        "answers": {
            "agrees": "YES",
            "npi": "1234567893",
            "tax_id": "12-3456789",
            "service_codes": "S9480 and 90791, revenue code 0905",
            "amount": "36 days",
            "codes_said_by": "OFFICE",
        },
    },
    {
        "kind": "CALL_1",
        "called_on": "2026-11-10",
        "person": "Denise",
        "reference": "SMH-1110",
        "answers": {"request_opened": "YES", "could_not_name_anyone": True},
    },
]
ADULT: Plain = {
    "reference": "TRIAL001",
    "patient": {
        "first_name": "Maya",
        "last_name": "Sample",
        "birth_date": "1994-05-17",
        "address": {
            "street": "12 Example Street",
            "city": "Chicago",
            "state": "IL",
            "zip_code": "60601",
        },
        "speaking_language": "English",
    },
    "coverage": {
        "source": "JOB",
        "source_detail": "PRIVATE_EMPLOYER",
        "is_self_funded": "NO",
        "plan_state": "IL",
        "insurer": "Sample Mutual Health Plan",
        "plan_kind": "HMO",
        "member_id": "SMH204417890",
        "group_number": "SMH-77120",
        "is_subscriber": True,
    },
    "care": {
        "kind": "BEHAVIORAL",
        "timing": "NOT_STARTED",
        "how_soon": "DAYS_3",
        "gap_reasons": ["NONE_OFFERS", "WAIT", "NOT_TAKING"],
        "description": "Intensive outpatient treatment for depression, three hours a day, three days a week",
        "specialty": "Psychiatry",
        "level_of_care": "OUTPATIENT_PROGRAM",
        "starts_on": "2026-12-07",
        "ends_on": "2027-02-26",
        "amount": 36,
        "amount_unit": "DAYS",
        "clinician_says_waiting_harms": "YES",
        "codes": CODES,
    },
    "provider": {
        "name": "Example Desert Program",
        "credentials": "Licensed outpatient treatment center",
        "specialty": "Psychiatry",
        "npi": "1234567893",
        "tax_id": "123456789",
        "phone": "312-555-0155",
        "address": {"street": "400 Sample Road", "city": "Evanston", "state": "IL", "zip_code": "60201"},
        "agreed": "YES",
        "first_date": "2026-12-07",
        "accepts_agreement": "YES",
        "will_not_bill_rest": "YES",
        "reasons": ["TREATS_THIS", "SOONEST"],
        "why_text": "The program treats depression three days a week. It can start on December 7, just "
        "after my leave begins. A fair share of the group has the same diagnosis.",
    },
    "story": {
        "need_now": "My psychiatrist changed my medicine twice. Weekly therapy is no longer enough.",
        "tried": "I called seven offices in November. The best date any of them had was in January.",
        "waiting": "I missed eleven days of work since the summer. I cannot drive on my own.",
    },
    "offices": OFFICES,
    "insurer_calls": CALLS,
    "tracks": [{"kind": "PRIOR_AUTH", "owner": "PROVIDER", "reference": "PA-7781", "asked_on": "2026-11-11"}],
    "stated_facts": [{"source": "CLINICIAN", **STATED}, {"source": "PLAN_FORM", **STATED}],
    "calls_statement": {
        "number": 1,
        "covers": ["1. Sample North Clinic"],
        "covers_sha256": LOG_SHA256,
        "signed_name": "Maya Sample",
        "signed_at": "2026-11-17T15:00:00Z",
    },
}


def _rural() -> Plain:
    """Distance against a limit in miles; the wait against what the plan said itself. Bought alone, a PPO."""
    case = deepcopy(ADULT)
    case["reference"] = "TRIAL002"
    case["patient"]["address"] |= {"city": "Bemidji", "state": "MN", "zip_code": "56601"}
    case["coverage"] |= {
        "source": "MARKETPLACE",
        "source_detail": "ON_MARKETPLACE",
        "is_self_funded": "",
        "plan_state": "MN",
        "plan_kind": "PPO",
        "group_number": "",
    }
    case["care"]["gap_reasons"] = ["WAIT", "DISTANCE"]
    case["offices"] = [*deepcopy(OFFICES), TOO_FAR]
    case["questions"] = [
        {
            "about_name": "Example Desert Program",
            "about_npi": "1234567893",
            "asked_on": "2026-11-06",
            "way": "FAX",
            "answer": "NOT_IN_NETWORK",
            "answered_on": "2026-11-09",
        },
    ]
    return case


def _child() -> Plain:
    """A parent asks for a child on the parent’s plan; visits, no facility; a state’s limit on waiting."""
    case = deepcopy(ADULT)
    case |= {"reference": "TRIAL003", "for_whom": "MY_CHILD"}
    case["patient"] |= {
        "birth_date": "2018-02-11",
        "caregiver_name": "Carla Example",
        "caregiver_relation": "Mother",
    }
    case["patient"]["address"] |= {"city": "Fresno", "state": "CA", "zip_code": "93650"}
    case["coverage"] |= {
        "plan_state": "CA",
        "is_subscriber": False,
        "subscriber": {"first_name": "Carla", "last_name": "Example", "relation": "CHILD"},
    }
    visits = {
        "level_of_care": "VISIT",
        "amount": 7,
        "amount_unit": "VISITS",
        "specialty": "Pediatric rheumatology",
    }
    case["care"] |= visits | {
        "kind": "CHILD",
        "description": "Visits with a doctor for children with arthritis, with blood tests and ultrasound",
        "gap_reasons": ["WAIT", "NOT_TAKING", "NEED"],
        "codes": [
            {"kind": "DIAGNOSIS", "code": "M08.3"},
            {"kind": "SERVICE", "code": "99205", "units": 1},
            {"kind": "SERVICE", "code": "99214", "units": 6},
        ],
    }
    case["patient"]["access_needs"] = "Blood tests for small children"
    codes = {"diagnosis_codes": ["M083"], "service_codes": ["99214", "99205"]}
    for paper in case["stated_facts"]:
        paper |= visits | codes | {"specialty": "Rheumatologist, pediatric"}
    case["insurer_calls"][1]["answers"] |= {"service_codes": "99205, 99214", "amount": "7 visits"}
    return case


def _in_spanish() -> Plain:
    """Surgery with the surgeon the patient has, self-funded, told in Spanish, a well-known insurer."""
    case = deepcopy(ADULT)
    case |= {"reference": "TRIAL004", "language": "es"}
    case["coverage"] |= {"is_self_funded": "YES", "insurer": "Cigna", "plan_kind": "PPO"}
    case["care"] |= {
        "kind": "OTHER_SPECIALIST",
        "description": "Cirugía de la mano y dos visitas de control justo después de la operación",
        "specialty": "Hand surgery",
        "level_of_care": "SURGERY",
        "gap_reasons": ["CONTINUITY", "NONE_OFFERS"],
        "amount": 3,
        "amount_unit": "VISITS",
        "codes": [
            {"kind": "DIAGNOSIS", "code": "G56.01"},
            {"kind": "SERVICE", "code": "64721"},
            {"kind": "REVENUE", "code": "0360"},
        ],
    }
    case["provider"] |= {
        "name": "Dra. Ana Example",
        "credentials": "MD",
        "specialty": "Hand surgery",
        "reasons": ["TREATS_THIS", "ALREADY_SEE"],
        "why_text": "La doctora me operó la otra mano en marzo. Es la primera cita que me ofrecieron.",
    }
    case["story"] = {
        "need_now": "No puedo trabajar con la mano derecha. El dolor empezó justo antes del verano.",
        "tried": "Llamé a siete consultorios en noviembre. Los medicamentos de primera línea no ayudaron.",
        "waiting": "Cada semana pierdo fuerza. La mejor fecha que tengo es el 7 de diciembre.",
    }
    case["patient"]["speaking_language"] = "Spanish"
    for paper in case["stated_facts"]:
        paper |= {
            "diagnosis_codes": ["G56.01"],
            "service_codes": ["0360", "64721"],
            "level_of_care": "SURGERY",
            "amount": 3,
            "amount_unit": "VISITS",
            "provider_name": "ANA EXAMPLE MD",
            "specialty": "Surgery of the hand",
        }
    case["insurer_calls"][1]["answers"] |= {"service_codes": "64721", "amount": "3 visitas"}
    return case


CONTROLS: dict[str, Plain] = {
    "adult": ADULT,
    "rural": _rural(),
    "child": _child(),
    "spanish": _in_spanish(),
}

"""The in-network offices of the trials: each result once, with everything that goes with it."""

from __future__ import annotations

from typing import Any

Plain = dict[str, Any]

NORTH, LAKE, RIVER, PRAIRIE, HARBOR, GROVE, VALLEY = range(7)
FAR = 7


def _try(day: str, part: str = "MORNING", who: str = "Dana", outcome: str = "REACHED") -> Plain:
    return {
        "contacted_on": day,
        "day_part": part,
        "channel": "PHONE",
        "spoke_with": who,
        "outcome": outcome,
    }


OFFICES: list[Plain] = [
    {
        "name": "Sample North Clinic",
        "npi": "2000001018",
        "phone": "312-555-0101",
        "city": "Chicago",
        "zip_code": "60610",
        "found_in": "PLAN_WEBSITE",
        "attempts": [_try("2026-11-04")],
        "result": "NOT_TAKING",
    },
    {
        "name": "Sample Lake Psychiatry, Suite 4",
        "npi": "2000001026",
        "phone": "(312) 555-0102",
        "city": "Chicago",
        "zip_code": "60611",
        "found_in": "PLAN_PHONE",
        "attempts": [_try("2026-11-04", who="Luis")],
        "result": "WAIT_TOO_LONG",
        "first_open_on": "2027-01-20",
        "visit_mode": "IN_PERSON",
    },
    {
        "name": "Sample River Counseling",
        "npi": "2000001034",
        "phone": "312-555-0103",
        "found_in": "PLAN_PHONE",
        "attempts": [
            _try("2026-11-04", "MORNING", "", "NO_ANSWER"),
            _try("2026-11-06", "AFTERNOON", "", "LEFT_MESSAGE"),
            _try("2026-11-11", "EVENING", "", "NO_ANSWER"),
        ],
        "result": "NO_ANSWER",
    },
    {
        "name": "Sample Prairie Group",
        "npi": "2000001042",
        "found_in": "LETTER",
        "attempts": [_try("2026-11-05", who="Kim")],
        "result": "DOES_NOT_TREAT",
    },
    {
        "name": "Sample Harbor Health",
        "npi": "2000001059",
        "found_in": "PLAN_WEBSITE",
        "attempts": [_try("2026-11-05", who="Pat")],
        "result": "NOT_IN_NETWORK",
        "captures": [
            {"seen_on": "2026-11-05", "received_at": "2026-11-05T17:00:00Z", "sha256": "b" * 64},
        ],
        "questions": [
            {
                "about_name": "Sample Harbor Health",
                "about_npi": "2000001059",
                "asked_on": "2026-11-09",
                "way": "PORTAL",
                "due_on": "2026-11-10",
                "answer": "UNCLEAR",
                "answered_on": "2026-11-10",
            },
        ],
    },
    {
        "name": "Sample Grove Center",
        "npi": "2000001067",
        "found_in": "PLAN_WEBSITE",
        "attempts": [_try("2026-11-09", who="Terry")],
        "result": "CAN_SEE_ME",
        "first_open_on": "2026-11-30",
        "visit_mode": "VIDEO",
        "gives_all_care": "NO",
        "missing_care": "One group a week by video, no visits in person.",
    },
    {
        "name": "Sample Valley Practice",
        "npi": "2000001075",
        "city": "Chicago",
        "zip_code": "60612",
        "found_in": "PLAN_WEBSITE",
        "attempts": [_try("2026-11-12", who="June")],
        "result": "OFFERED_DATE",
        "first_open_on": "2026-11-20",
        "visit_mode": "IN_PERSON",
        "gives_all_care": "YES",
        "declined_why": "The only doctor there treated my brother and declined to see me too.",
    },
]
TOO_FAR: Plain = {
    "name": "Sample Twin Cities Clinic",
    "npi": "2000001083",
    "city": "Minneapolis",
    "zip_code": "55401",
    "found_in": "PLAN_WEBSITE",
    "attempts": [_try("2026-11-12", who="Ingrid")],
    "result": "TOO_FAR",
    "first_open_on": "2026-12-01",
    "visit_mode": "IN_PERSON",
    "distance": "215",
    "distance_unit": "MILES",
    "declined_why": "215 miles one way, three days a week.",
}

"""Flaws in the search: the offices, the reasons that rest on them, and the limits."""

from __future__ import annotations

from requests_app.strength.trials.flaw import GONE, Flaw, flaw
from requests_app.strength.trials.flaws_about_care import ADULT, CHILD, RURAL, SPANISH, WITH_A_WAIT
from requests_app.strength.trials.offices import (
    FAR,
    GROVE,
    HARBOR,
    LAKE,
    NORTH,
    OFFICES,
    PRAIRIE,
    RIVER,
    VALLEY,
)

LAST = len(OFFICES) - 1
WITH_A_STATE_WAIT = ("adult", "child")
SAME_TRIES = [
    {"contacted_on": "2026-11-06", "day_part": "MORNING", "channel": "PHONE", "outcome": "NO_ANSWER"}
] * 3

OFFICE_FLAWS: tuple[Flaw, ...] = (
    flaw(
        "only two offices",
        "offices-contacted",
        "offices",
        ("offices", [OFFICES[LAKE], OFFICES[PRAIRIE]]),
        ("insurer_calls[0].answers.provider_names", ""),
        on=("spanish",),
        also=("insurer-test",),
    ),
    flaw(
        "no office at all",
        "offices-contacted",
        "offices",
        ("offices", []),
        ("insurer_calls[0].answers.provider_names", ""),
        ("care.gap_reasons", ["CONTINUITY"]),
        on=SPANISH,
        also=("insurer-test",),
    ),
    flaw(
        "an office without a date",
        "office-date",
        f"offices[{LAST}].attempts",
        (f"offices[{NORTH}].attempts", []),
        on=ADULT,
    ),
    flaw(
        "contacted without a result",
        "office-unfinished",
        f"offices[{NORTH}].result",
        (f"offices[{NORTH}].result", ""),
        on=SPANISH,
    ),
    flaw(
        "nobody named who gave the answer",
        "office-person",
        f"offices[{PRAIRIE}].attempts",
        (f"offices[{PRAIRIE}].attempts[0].spoke_with", ""),
    ),
    flaw(
        "long wait without a date",
        "office-open-date",
        f"offices[{LAKE}].first_open_on",
        (f"offices[{LAKE}].first_open_on", None),
    ),
    flaw(
        "offered a date that is not written down",
        "office-open-date",
        f"offices[{VALLEY}].first_open_on",
        (f"offices[{VALLEY}].first_open_on", None),
    ),
    flaw(
        "too far without a distance",
        "office-distance",
        f"offices[{FAR}].distance",
        (f"offices[{FAR}].distance", None),
        (f"offices[{FAR}].distance_unit", ""),
        (f"offices[{FAR}].zip_code", ""),
        on=RURAL,
    ),
    flaw(
        "one try only",
        "no-answer-tries",
        f"offices[{RIVER}].attempts",
        (f"offices[{RIVER}].attempts[2]", GONE),
        (f"offices[{RIVER}].attempts[1]", GONE),
    ),
    flaw(
        "two tries only",
        "no-answer-tries",
        f"offices[{RIVER}].attempts",
        (f"offices[{RIVER}].attempts[2]", GONE),
    ),
    flaw(
        "three tries in one morning",
        "no-answer-spread",
        f"offices[{HARBOR}].attempts",
        (f"offices[{RIVER}].attempts", SAME_TRIES),
        on=ADULT,
    ),
    flaw(
        "wrong check digit of an office’s NPI",
        "office-npi-digit",
        f"offices[{GROVE}].npi",
        (f"offices[{GROVE}].npi", "2000001060"),
    ),
    flaw(
        "the same office twice, by name",
        "office-twice",
        f"offices[{NORTH + 1}]",
        (f"offices[{LAKE}].name", "SAMPLE  North Clinic"),
        (f"offices[{LAKE}].zip_code", "60610"),
        on=("adult", "spanish"),
    ),
    flaw(
        "the same office twice, by NPI",
        "office-twice",
        f"offices[{PRAIRIE}]",
        (f"offices[{PRAIRIE}].npi", "2000001018"),
    ),
    flaw(
        "unknown where an office was found",
        "office-found",
        f"offices[{PRAIRIE}].found_in",
        (f"offices[{PRAIRIE}].found_in", ""),
    ),
    flaw(
        "contacts of half a year ago",
        "offices-recent",
        "offices",
        *(
            (f"offices[{place}].attempts[{number}].contacted_on", f"2026-05-{10 + place:02d}")
            for place, office in enumerate(OFFICES)
            for number in range(len(office["attempts"]))
        ),
        on=SPANISH,
    ),
    flaw(
        "an office that can help, without a word why not",
        "office-could-help",
        f"offices[{GROVE}].declined_why",
        (f"offices[{GROVE}].gives_all_care", "YES"),
        (f"offices[{GROVE}].missing_care", ""),
        also=("provider-first-date", "insurer-test"),
    ),
    flaw(
        "an offer within the limit, without a word why not",
        "office-could-help",
        f"offices[{VALLEY}].declined_why",
        (f"offices[{VALLEY}].declined_why", ""),
        on=("adult", "child", "spanish"),
        also=("provider-first-date",),
    ),
    flaw(
        "part of the care only, without the part that is missing",
        "office-missing-care",
        f"offices[{GROVE}].missing_care",
        (f"offices[{GROVE}].missing_care", ""),
        also=("insurer-test",),
    ),
    # reasons
    flaw("no reason given", "reasons-given", "care.gap_reasons", ("care.gap_reasons", [])),
    flaw("has not looked yet", "reasons-given", "care.gap_reasons", ("care.gap_reasons", ["NOT_LOOKED"])),
    flaw(
        "wait claimed, no office waits",
        "reason-wait",
        "care.gap_reasons",
        (f"offices[{LAKE}].result", "NOT_TAKING"),
        on=WITH_A_WAIT,
    ),
    flaw(
        "distance claimed, no office is far",
        "reason-distance",
        "care.gap_reasons",
        ("care.gap_reasons", ["WAIT", "DISTANCE"]),
        ("insurer_calls[0].answers.distance_rule", "30 miles"),
        on=ADULT,
    ),
    flaw(
        "wrong listing claimed, no office shows it",
        "reason-not-taking",
        "care.gap_reasons",
        (f"offices[{NORTH}].result", "DOES_NOT_TREAT"),
        (f"offices[{HARBOR}].result", "DOES_NOT_TREAT"),
        (f"offices[{RIVER}].result", "OTHER"),
        (f"offices[{RIVER}].result_text", "They will call back."),
        on=WITH_A_STATE_WAIT,
    ),
    flaw(
        "nobody offers it claimed, every office does",
        "reason-none-offers",
        "care.gap_reasons",
        (f"offices[{PRAIRIE}].result", "NOT_TAKING"),
        (f"offices[{GROVE}].result", "NOT_TAKING"),
        on=("adult", "spanish"),
    ),
    flaw(
        "a need claimed and not named",
        "reason-need",
        "care.gap_reasons",
        ("patient.access_needs", ""),
        on=CHILD,
    ),
    flaw(
        "already seen claimed and not said",
        "reason-continuity",
        "provider.reasons",
        ("provider.reasons", ["TREATS_THIS"]),
        on=SPANISH,
    ),
    # limits
    flaw(
        "no limit on waiting, and the plan not asked",
        "wait-standard",
        "insurer_calls",
        ("insurer_calls[0].answers.wait_rule", ""),
        on=("rural", "spanish"),
    ),
    flaw(
        "no limit on distance, and the plan not asked",
        "distance-standard",
        "insurer_calls",
        ("insurer_calls[0].answers.distance_rule", ""),
        ("coverage.is_self_funded", "YES"),
        ("coverage.source", "JOB"),
        ("coverage.source_detail", "PRIVATE_EMPLOYER"),
        ("coverage.group_number", "SMH-77120"),
        on=RURAL,
    ),
    flaw(
        "a wait within the limit called too long",
        "wait-within-limit",
        f"offices[{LAKE}].first_open_on",
        (f"offices[{LAKE}].first_open_on", "2026-11-12"),
        on=WITH_A_STATE_WAIT,
        also=("provider-first-date",),
    ),
    flaw(
        "a wait on the last day of the limit called too long",
        "wait-within-limit",
        f"offices[{LAKE}].first_open_on",
        (f"offices[{LAKE}].first_open_on", "2026-11-19"),
        on=ADULT,
        also=("provider-first-date",),
    ),
    flaw(
        "a short way called too far",
        "distance-within-limit",
        f"offices[{FAR}].distance",
        (f"offices[{FAR}].distance", "20"),
        (f"offices[{FAR}].distance_unit", "MINUTES"),
        (f"offices[{FAR}].zip_code", "56601"),
        on=RURAL,
    ),
)

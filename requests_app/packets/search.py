"""The in-network search: every office that was asked, what came of it, and how often each reason occurs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from requests_app.casefile import schema
from requests_app.casefile.logged import group_of, logged, result_of
from requests_app.outreach.results import ReasonGroup, is_real_option, packet_sentence
from requests_app.packets import wording
from requests_app.packets.parts import Count, Fact, OfficeRow, Search

MOST_ROWS = 1000
FOUND = {
    "PLAN_WEBSITE": "plan’s website",
    "PLAN_PHONE": "call with plan",
    "LETTER": "letter from plan",
    "OTHER": "other source",
}
CHANNELS = {"PHONE": "by phone", "ONLINE": "online", "EMAIL": "by email", "WALKED_IN": "in person"}
DAY_PARTS = {"MORNING": "morning", "AFTERNOON": "afternoon", "EVENING": "evening"}
VISITS = {"IN_PERSON": "In person", "VIDEO": "By video", "EITHER": "In person or by video"}
DISTANCE_UNITS = {"MILES": "mile", "MINUTES": "minute"}
GROUP_LABELS = {
    ReasonGroup.WAIT: "Wait for a first visit",
    ReasonGroup.DISTANCE: "Distance",
    ReasonGroup.NOT_TAKING: "Not taking new patients",
    ReasonGroup.DOES_NOT_TREAT: "Does not treat this, this age, or not all of it",
    ReasonGroup.WRONG_LISTING: "Wrong listing or no answer after three tries",
}
OTHER_RESULTS = "Other results"
CAN_SEE = "Can give the care"


def contact_dates(offices: Sequence[schema.Office]) -> list[date]:
    return sorted(attempt.contacted_on for office in offices for attempt in office.attempts)


def wait_days(office: schema.Office) -> int | None:
    """Calendar days from the last contact before it to the first open date."""
    if office.first_open_on is None:
        return None
    before = [one.contacted_on for one in office.attempts if one.contacted_on <= office.first_open_on]
    return (office.first_open_on - max(before)).days if before else None


def distance_text(office: schema.Office) -> str:
    """45 miles"""
    if office.distance is None:
        return ""
    number = f"{office.distance:f}".removesuffix(".0")
    unit = DISTANCE_UNITS.get(office.distance_unit, "mile")
    return f"{number} {unit}" if number == "1" else f"{number} {unit}s"


def period_text(offices: Sequence[schema.Office]) -> str:
    """“between March 2, 2026 and April 1, 2026”, or “on March 2, 2026”"""
    days = contact_dates(offices)
    if not days:
        return ""
    if days[0] == days[-1]:
        return f"on {wording.day_text(days[0])}"
    return f"between {wording.day_text(days[0])} and {wording.day_text(days[-1])}"


def search(case: schema.CaseFile) -> Search:
    offices = logged(case)
    printed = offices[:MOST_ROWS]
    return Search(
        intro=_intro(offices),
        rows=tuple(_row(number, office) for number, office in enumerate(printed, start=1)),
        counts=tuple(_counts(offices)),
        options=tuple(_options(offices)),
        left_out=len(offices) - len(printed),
    )


def _intro(offices: Sequence[schema.Office]) -> str:
    if not offices:
        return "No contact with an office is recorded."
    tries = len(contact_dates(offices))
    start = f"{wording.listed_offices(len(offices))} contacted {period_text(offices)}".strip()
    return (
        f"{start}, {wording.count(tries, 'contact')} in all. “Days of wait” counts calendar days from the "
        "day of contact to the first open date the office gave."
    )


def _row(number: int, office: schema.Office) -> OfficeRow:
    days = wait_days(office)
    return OfficeRow(
        number=number,
        name=office.name,
        about=tuple(_about(office)),
        found=_found(office),
        contacts=tuple(contact_text(attempt) for attempt in office.attempts),
        said=said(office),
        more=tuple(fact for fact in _more(office) if fact.value),
        wait="No date given" if office.gave_no_date else "" if days is None else str(days),
        notes=office.notes,
    )


def _about(office: schema.Office) -> list[str]:
    place = f"{office.city} {office.zip_code}".strip()
    npi = f"NPI {office.npi}" if office.npi else ""
    first = wording.with_commas(office.specialty, place)
    return [part for part in (first, wording.with_commas(office.phone, npi)) if part]


def _found(office: schema.Office) -> str:
    """Found: plan’s website, Mar 2, 2026"""
    found = wording.with_commas(FOUND.get(office.found_in, ""), wording.short_day(office.found_on))
    return f"Found: {found}" if found else ""


def contact_text(attempt: schema.Attempt) -> str:
    """Mar 2, 2026, morning, by phone, with Maria"""
    return wording.with_commas(
        wording.short_day(attempt.contacted_on),
        DAY_PARTS.get(attempt.day_part, ""),
        CHANNELS[attempt.channel],
        f"with {attempt.spoke_with}" if attempt.spoke_with else "",
    )


def said(office: schema.Office) -> str:
    """The neutral sentence of the result, with its fact."""
    return packet_sentence(
        office.result,
        {
            "date": wording.day_text(office.first_open_on),
            "distance": distance_text(office),
            "dates": wording.series(wording.short_day(one.contacted_on) for one in office.attempts),
            "missing": office.missing_care,
            "said": office.result_text,
            "refused": "yes" if office.gave_no_date else "",
        },
    )


def _more(office: schema.Office) -> list[Fact]:
    """Facts that the sentence does not carry."""
    path = "offices"
    open_day = "" if office.result == "WAIT_TOO_LONG" else wording.day_text(office.first_open_on)
    distance = "" if office.result == "TOO_FAR" else distance_text(office)
    all_care = {"YES": "Yes", "NO": "No", "UNSURE": "Not known"}.get(office.gives_all_care, "")
    return [
        Fact("First open date", open_day, path),
        Fact("Visits", VISITS.get(office.visit_mode, ""), path),
        Fact("Distance, one way", distance, path),
        Fact("Gives all of the care", all_care, path),
        Fact("Why it was not chosen", office.declined_why, path),
        Fact("Proof kept", office.proof_note, path),
    ]


def _counts(offices: Sequence[schema.Office]) -> list[Count]:
    """Every office is in exactly one line, so the numbers add up to all of them."""
    found: dict[str, list[int]] = {label: [] for label in (*GROUP_LABELS.values(), OTHER_RESULTS, CAN_SEE)}
    for number, office in enumerate(offices, start=1):
        found[_count_label(office)].append(number)
    return [Count(label, len(rows), row_numbers(rows)) for label, rows in found.items() if rows]


def _count_label(office: schema.Office) -> str:
    if is_real_option(result_of(office)):
        return CAN_SEE
    group = group_of(office)
    return GROUP_LABELS[group] if group else OTHER_RESULTS


def row_numbers(rows: Sequence[int]) -> str:
    """1 to 3, 7"""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def _options(offices: Sequence[schema.Office]) -> list[str]:
    """Offices that could help, in full or in part, and offers that were declined: said plainly."""
    return [
        _option(number, office)
        for number, office in enumerate(offices, start=1)
        if office.result == "CAN_SEE_ME" or office.declined_why
    ]


def _option(number: int, office: schema.Office) -> str:
    why = wording.sentence(office.declined_why) or f"{wording.NOT_GIVEN}."
    return f"Row {number}, {office.name}: {wording.sentence(said(office))} Why it was not chosen: {why}"

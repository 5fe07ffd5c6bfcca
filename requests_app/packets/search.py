"""The in-network search: every office that was asked, what came of it, and how often each reason occurs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from requests_app.casefile import schema
from requests_app.casefile.logged import group_of, logged, result_of
from requests_app.evidence.model import OfficeMeasure, Standing
from requests_app.outreach.results import (
    ASKED_FOR_ALL_CARE,
    RULES,
    FollowUp,
    ReasonGroup,
    is_an_offer,
    is_real_option,
    packet_sentence,
)
from requests_app.outreach.waits import Wait
from requests_app.outreach.waits import wait_days as measured_wait
from requests_app.packets import wording
from requests_app.packets.evidence_parts import Exhibits
from requests_app.packets.parts import Count, Fact, OfficeRow, Search
from requests_app.packets.proof import NOTHING, Proof

MOST_ROWS = 1000
FOUND = {
    "PLAN_WEBSITE": "plan’s website",
    "PLAN_PHONE": "call with plan",
    "LETTER": "letter from plan",
    "OTHER": "other source",
}
CHANNELS = {"PHONE": "by phone", "ONLINE": "online", "EMAIL": "by email", "WALKED_IN": "in person"}
DAY_PARTS = {"MORNING": "morning", "AFTERNOON": "afternoon", "EVENING": "evening"}
TRIES = {
    "REACHED": "reached",
    "LEFT_MESSAGE": "left a message",
    "NO_ANSWER": "no answer",
    "BUSY": "busy or too long on hold",
    "DEAD_NUMBER": "wrong or dead number",
}
LISTED = {
    "YES": "Listing says: taking new patients",
    "EXISTING_ONLY": "Listing says: present patients only",
    "NO": "Listing says: not taking new patients",
}
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
OFFERED = "Offered a first visit"


def contact_dates(offices: Sequence[schema.Office]) -> list[date]:
    return sorted(attempt.contacted_on for office in offices for attempt in office.attempts)


def wait_of(office: schema.Office) -> Wait | None:
    return measured_wait((one.contacted_on for one in office.attempts), office.first_open_on)


def wait_days(office: schema.Office) -> int | None:
    """Calendar days from the last contact before it to the first open date."""
    wait = wait_of(office)
    return wait.calendar_days if wait else None


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


def search(case: schema.CaseFile, proof: Proof = NOTHING, shown: Exhibits | None = None) -> Search:
    """`shown`: the exhibits of this packet, to which rows point."""
    offices = logged(case)
    printed = list(enumerate(offices[:MOST_ROWS], start=1))
    letters = {row.sha256: row.letter for row in shown.rows} if shown else {}
    return Search(
        intro=_intro(offices, has_miles=any(_miles(proof.measure_of(number)) for number, _one in printed)),
        rows=tuple(_row(number, office, proof.measure_of(number), letters) for number, office in printed),
        counts=tuple(_counts(offices)),
        options=tuple(_options(offices, proof)),
        left_out=len(offices) - len(printed),
    )


def _intro(offices: Sequence[schema.Office], *, has_miles: bool) -> str:
    if not offices:
        return "No contact with an office is recorded."
    tries = len(contact_dates(offices))
    start = f"{wording.listed_offices(len(offices))} contacted {period_text(offices)}".strip()
    told = (
        f"{start}, {wording.count(tries, 'contact')} in all. “Days of wait” counts calendar days from the "
        "day of contact to the first open date the office gave; business days stand below."
    )
    circle = (
        "Miles by ZIP code are great-circle miles, in a straight line; the way by road is usually longer."
    )
    return f"{told} {circle}" if has_miles else told


def _row(
    number: int, office: schema.Office, measure: OfficeMeasure | None, letters: Mapping[str, str]
) -> OfficeRow:
    wait = wait_of(office)
    return OfficeRow(
        number=number,
        name=office.name,
        about=tuple(_about(office)),
        found=tuple(_found(office, letters)),
        contacts=tuple(contact_text(attempt) for attempt in office.attempts),
        said=said(office),
        more=tuple(fact for fact in _more(office, measure) if fact.value),
        wait="No date given" if office.gave_no_date else str(wait.calendar_days) if wait else "",
        business_wait="" if office.gave_no_date else _business_wait(wait, measure),
        notes=office.notes,
    )


def _business_wait(wait: Wait | None, measure: OfficeMeasure | None) -> str:
    """As it was counted when the packet was asked for: the calendar of holidays may change."""
    counted = measure.wait_business_days if measure else wait.business_days if wait else None
    return "" if counted is None else f"{counted} business"


def _about(office: schema.Office) -> list[str]:
    state_and_zip = f"{office.state} {office.zip_code}".strip()
    place = wording.with_commas(office.street, office.city, state_and_zip)
    npi = f"NPI {office.npi}" if office.npi else ""
    return [part for part in (office.specialty, place, wording.with_commas(office.phone, npi)) if part]


def _found(office: schema.Office, letters: Mapping[str, str]) -> Iterator[str]:
    """Found: plan’s website, Mar 2, 2026 · Listing says: taking new patients · See Exhibit A"""
    found = wording.with_commas(
        FOUND.get(office.found_in, ""), wording.short_day(office.found_on), office.found_at
    )
    if found:
        yield f"Found: {found}"
    if office.listed_accepting:
        yield LISTED[office.listed_accepting]
    shown = [letters[one.sha256] for one in office.captures if one.sha256 in letters]
    if shown:
        yield f"See Exhibit {wording.series(shown)}"


def contact_text(attempt: schema.Attempt) -> str:
    """Mar 2, 2026, morning, by phone, with Maria, left a message"""
    ended = "" if attempt.spoke_with and attempt.outcome == "REACHED" else TRIES.get(attempt.outcome, "")
    return wording.with_commas(
        wording.short_day(attempt.contacted_on),
        DAY_PARTS.get(attempt.day_part, ""),
        CHANNELS[attempt.channel],
        f"with {attempt.spoke_with}" if attempt.spoke_with else "",
        ended,
    )


def said(office: schema.Office) -> str:
    """The neutral sentence of the result, with its fact; a date does not hide what is missing."""
    told = packet_sentence(
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
    is_told = RULES[office.result].follow_up == FollowUp.ALL_CARE
    lacks = office.result in ASKED_FOR_ALL_CARE and office.gives_all_care == "NO" and not is_told
    if not lacks:
        return told
    missing = f": {office.missing_care}" if office.missing_care else ""
    return f"{told}, but cannot give all of the care{missing}"


def _miles(measure: OfficeMeasure | None) -> float | None:
    return measure.zip_miles if measure else None


def miles_text(miles: float | None) -> str:
    """about 12.4 miles in a straight line"""
    if miles is None:
        return ""
    number = f"{miles:.1f}".removesuffix(".0")
    return f"about {number} {'mile' if number == '1' else 'miles'} in a straight line"


def _more(office: schema.Office, measure: OfficeMeasure | None) -> list[Fact]:
    """Facts that the sentence does not carry."""
    path = "offices"
    has_day = office.result in ("WAIT_TOO_LONG", "OFFERED_DATE")
    open_day = "" if has_day else wording.day_text(office.first_open_on)
    distance = "" if office.result == "TOO_FAR" else distance_text(office)
    all_care = {"YES": "Yes", "NO": "No", "UNSURE": "Not known"}.get(office.gives_all_care, "")
    return [
        Fact("First open date", open_day, path),
        Fact("Visits", VISITS.get(office.visit_mode, ""), path),
        Fact("Distance, one way, as given", distance, path),
        Fact("By ZIP code", miles_text(_miles(measure)), path),
        Fact("Gives all of the care", all_care, path),
        Fact("Why it was not chosen", office.declined_why, path),
        Fact("Proof kept", office.proof_note, path),
    ]


def _counts(offices: Sequence[schema.Office]) -> list[Count]:
    """Every office is in exactly one line, so the numbers add up to all of them."""
    labels = (*GROUP_LABELS.values(), OTHER_RESULTS, OFFERED, CAN_SEE)
    found: dict[str, list[int]] = {label: [] for label in labels}
    for number, office in enumerate(offices, start=1):
        found[_count_label(office)].append(number)
    return [Count(label, len(rows), row_numbers(rows)) for label, rows in found.items() if rows]


def _count_label(office: schema.Office) -> str:
    if is_real_option(result_of(office)):
        return CAN_SEE
    if is_an_offer(result_of(office)):
        return OFFERED
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


def _options(offices: Sequence[schema.Office], proof: Proof) -> list[str]:
    """Offices that could help, in full or in part, and offers that were declined: said plainly."""
    inside = {one.number for one in proof.measures.standing(Standing.INSIDE)} if proof.measures else set()
    return [
        _option(number, office, is_inside=number in inside)
        for number, office in enumerate(offices, start=1)
        if office.result in ASKED_FOR_ALL_CARE or office.declined_why or number in inside
    ]


def _option(number: int, office: schema.Office, *, is_inside: bool) -> str:
    standard = " Inside the standard." if is_inside else ""
    start = f"Row {number}, {office.name}: {wording.sentence(said(office))}{standard}"
    if office.gives_all_care == "NO" and not office.declined_why:
        return start
    why = wording.sentence(office.declined_why) or f"{wording.NOT_GIVEN}."
    return f"{start} Why it was not chosen: {why}"

"""The in-network search: every office that was asked, what came of it, and how often each reason occurs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.casefile import schema
from requests_app.casefile.logged import group_of, logged, result_of
from requests_app.evidence.model import OfficeMeasure, Standing
from requests_app.outreach.results import (
    ASKED_FOR_ALL_CARE,
    RULES,
    FollowUp,
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
from requests_app.packets.search_words import (
    ALL_CARE,
    CHANNELS,
    DAY_PARTS,
    FOUND,
    GROUP_LABELS,
    LISTED,
    TRIES,
    VISITS,
)

MOST_ROWS = 1000


def other_results() -> str:
    return _("Other results")


def can_see() -> str:
    return _("Can give the care")


def offered() -> str:
    return _("Offered a first visit")


def contact_dates(offices: Sequence[schema.Office]) -> list[date]:
    return sorted(attempt.contacted_on for office in offices for attempt in office.attempts)


def wait_of(office: schema.Office) -> Wait | None:
    return measured_wait((one.contacted_on for one in office.attempts), office.first_open_on)


def wait_days(office: schema.Office) -> int | None:
    """Calendar days from the last contact before it to the first open date."""
    wait = wait_of(office)
    return wait.calendar_days if wait else None


def number_text(office: schema.Office) -> str:
    """45, 12.5"""
    return f"{office.distance:f}".removesuffix(".0") if office.distance is not None else ""


def distance_text(office: schema.Office) -> str:
    """45 miles"""
    if office.distance is None:
        return ""
    number = number_text(office)
    if office.distance_unit == "MINUTES":
        told = ngettext("%(number)s minute", "%(number)s minutes", 1 if number == "1" else 2)
    else:
        told = ngettext("%(number)s mile", "%(number)s miles", 1 if number == "1" else 2)
    return told % {"number": number}


def period_text(offices: Sequence[schema.Office]) -> str:
    """“between March 2, 2026 and April 1, 2026”, or “on March 2, 2026”"""
    days = contact_dates(offices)
    if not days:
        return ""
    span = {"first": wording.day_text(days[0]), "last": wording.day_text(days[-1])}
    return _("on %(first)s") % span if days[0] == days[-1] else _("between %(first)s and %(last)s") % span


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
        return _("No contact with an office is recorded.")
    told = _contacted(offices)
    counted = _(
        "“Days of wait” counts calendar days from the day of contact to the first open date the office gave; "
        "business days stand below."
    )
    circle = _(
        "Miles by ZIP code are great-circle miles, in a straight line; the way by road is usually longer."
    )
    return " ".join((told, counted, circle) if has_miles else (told, counted))


def _contacted(offices: Sequence[schema.Office]) -> str:
    """7 offices listed as in network contacted between March 2, 2026 and April 1, 2026, 9 contacts in all."""
    tries, period = len(contact_dates(offices)), period_text(offices)
    contacts = ngettext("%(number)s contact", "%(number)s contacts", tries) % {"number": tries}
    facts = {"offices": wording.listed_offices(len(offices)), "contacts": contacts, "period": period}
    if not period:
        return _("%(offices)s contacted, %(contacts)s in all.") % facts
    return _("%(offices)s contacted %(period)s, %(contacts)s in all.") % facts


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
        wait=_("No date given") if office.gave_no_date else str(wait.calendar_days) if wait else "",
        business_wait="" if office.gave_no_date else _business_wait(wait, measure),
        notes=office.notes,
    )


def _business_wait(wait: Wait | None, measure: OfficeMeasure | None) -> str:
    """As it was counted when the packet was asked for: the calendar of holidays may change."""
    counted = measure.wait_business_days if measure else wait.business_days if wait else None
    return "" if counted is None else _("%(number)s business") % {"number": counted}


def _about(office: schema.Office) -> list[str]:
    state_and_zip = f"{office.state} {office.zip_code}".strip()
    place = wording.with_commas(office.street, office.city, state_and_zip)
    npi = f"NPI {office.npi}" if office.npi else ""
    return [part for part in (office.specialty, place, wording.with_commas(office.phone, npi)) if part]


def _found(office: schema.Office, letters: Mapping[str, str]) -> Iterator[str]:
    """Found: plan’s website, Mar 2, 2026 · Listing says: taking new patients · See Exhibit A"""
    found = wording.with_commas(
        str(FOUND.get(office.found_in, "")), wording.short_day(office.found_on), office.found_at
    )
    if found:
        yield _("Found: %(where)s") % {"where": found}
    if office.listed_accepting:
        yield str(LISTED[office.listed_accepting])
    shown = [letters[one.sha256] for one in office.captures if one.sha256 in letters]
    if shown:
        yield _("See Exhibit %(letters)s") % {"letters": wording.series(shown)}


def contact_text(attempt: schema.Attempt) -> str:
    """Mar 2, 2026, morning, by phone, with Maria, left a message"""
    return wording.with_commas(wording.short_day(attempt.contacted_on), how_text(attempt))


def how_text(attempt: schema.Attempt) -> str:
    """morning, by phone, with Maria, left a message"""
    is_told = attempt.spoke_with and attempt.outcome == "REACHED"
    return wording.with_commas(
        str(DAY_PARTS.get(attempt.day_part, "")),
        str(CHANNELS[attempt.channel]),
        _("with %(name)s") % {"name": attempt.spoke_with} if attempt.spoke_with else "",
        "" if is_told else str(TRIES.get(attempt.outcome, "")),
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
    facts = {"told": told, "missing": office.missing_care}
    if office.missing_care:
        return _("%(told)s, but cannot give all of the care: %(missing)s") % facts
    return _("%(told)s, but cannot give all of the care") % facts


def _miles(measure: OfficeMeasure | None) -> float | None:
    return measure.zip_miles if measure else None


def miles_text(miles: float | None) -> str:
    """12.4 miles: the sentence above the table says that they are in a straight line"""
    if miles is None:
        return ""
    number = f"{miles:.1f}".removesuffix(".0")
    return ngettext("%(number)s mile", "%(number)s miles", 1 if number == "1" else 2) % {"number": number}


def _more(office: schema.Office, measure: OfficeMeasure | None) -> list[Fact]:
    """Facts that the sentence does not carry."""
    path = "offices"
    has_day = office.result in ("WAIT_TOO_LONG", "OFFERED_DATE")
    open_day = "" if has_day else wording.day_text(office.first_open_on)
    distance = "" if office.result == "TOO_FAR" else distance_text(office)
    all_care = str(ALL_CARE.get(office.gives_all_care, ""))
    return [
        Fact(_("First open date"), open_day, path),
        Fact(_("Visits"), str(VISITS.get(office.visit_mode, "")), path),
        Fact(_("Distance, one way, as given"), distance, path),
        Fact(_("By ZIP code"), miles_text(_miles(measure)), path),
        Fact(_("Gives all of the care"), all_care, path),
        Fact(_("Why it was not chosen"), office.declined_why, path),
        Fact(_("Proof kept"), office.proof_note, path),
    ]


def _counts(offices: Sequence[schema.Office]) -> list[Count]:
    """Every office is in exactly one line, so the numbers add up to all of them."""
    labels = (*(str(one) for one in GROUP_LABELS.values()), other_results(), offered(), can_see())
    found: dict[str, list[int]] = {label: [] for label in labels}
    for number, office in enumerate(offices, start=1):
        found[_count_label(office)].append(number)
    return [Count(label, len(rows), row_numbers(rows)) for label, rows in found.items() if rows]


def _count_label(office: schema.Office) -> str:
    if is_real_option(result_of(office)):
        return can_see()
    if is_an_offer(result_of(office)):
        return offered()
    group = group_of(office)
    return str(GROUP_LABELS[group]) if group else other_results()


def row_numbers(rows: Sequence[int]) -> str:
    """1 to 3, 7"""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(_run(run) for run in runs)


def _run(run: Sequence[int]) -> str:
    if len(run) == 1:
        return str(run[0])
    return _("%(first)s to %(last)s") % {"first": run[0], "last": run[-1]}


def _options(offices: Sequence[schema.Office], proof: Proof) -> list[str]:
    """Offices that could help, in full or in part, and offers that were declined: said plainly."""
    inside = {one.number for one in proof.measures.standing(Standing.INSIDE)} if proof.measures else set()
    return [
        _option(number, office, is_inside=number in inside)
        for number, office in enumerate(offices, start=1)
        if office.result in ASKED_FOR_ALL_CARE or office.declined_why or number in inside
    ]


def _option(number: int, office: schema.Office, *, is_inside: bool) -> str:
    told = {"number": number, "name": office.name, "said": wording.sentence(said(office))}
    start = _("Row %(number)s, %(name)s: %(said)s") % told
    if is_inside:
        start = f"{start} {_('Inside the standard.')}"
    if office.gives_all_care == "NO" and not office.declined_why:
        return start
    why = wording.sentence(office.declined_why) or f"{wording.not_given()}."
    return f"{start} {_('Why it was not chosen: %(why)s') % {'why': why}}"

"""Why the network does not meet the need: the kinds of gap, each with its number from the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from requests_app.casefile import schema
from requests_app.casefile.logged import group_of, logged, result_of
from requests_app.common import dates
from requests_app.evidence.model import Standing
from requests_app.evidence.words import distance_standard_text, wait_standard_text
from requests_app.outreach.results import ReasonGroup, is_an_offer, is_real_option
from requests_app.packets import search, wording
from requests_app.packets.parts import Reason, Section
from requests_app.packets.proof import NOTHING, Proof
from requests_app.packets.wording import short_day

REPORTED = gettext_lazy("As the member reports")


def intro(case: schema.CaseFile) -> str:
    offices = logged(case)
    if not offices:
        return _("No contact with an office is recorded")
    days = search.contact_dates(offices)
    return wording.with_commas(
        wording.listed_offices(len(offices)), _period(days[0], days[-1]) if days else ""
    )


def _period(first: date, last: date) -> str:
    """Nov 2 to Nov 16, 2026"""
    if first == last:
        return short_day(first)
    start = dates.short_date(first) if first.year == last.year else short_day(first)
    return _("%(start)s to %(end)s") % {"start": start, "end": short_day(last)}


def reasons(case: schema.CaseFile, proof: Proof = NOTHING) -> list[Reason]:
    """What the member chose or the log shows; a reason with nothing behind it says who reports it."""
    offices = logged(case)
    chosen, total = set(case.care.gap_reasons), len(offices)
    kept = [
        Reason(label, number or _reported(key, offices), Section.SEARCH if number else "")
        for key, label, number in _kinds(case, proof)
        if number or key in chosen
    ]
    kept += _options(offices, proof)
    told = sum(1 for office in offices if group_of(office)) + len(_could_help(offices))
    if others := total - told:
        kept.append(Reason(search.other_results(), wording.of_offices(others, total), Section.SEARCH))
    return kept


def not_claimed(case: schema.CaseFile, proof: Proof = NOTHING) -> list[str]:
    """The kinds of gap that this request does not rest on: their boxes stay empty."""
    chosen = set(case.care.gap_reasons)
    return [label for key, label, number in _kinds(case, proof) if not number and key not in chosen]


def _kinds(case: schema.CaseFile, proof: Proof) -> list[tuple[str, str, str]]:
    """Every kind of gap with its number from the log; no number: the log does not show it."""
    offices = logged(case)
    total = len(offices)
    by_group = {group: [office for office in offices if group_of(office) is group] for group in ReasonGroup}
    wait = _wait(by_group[ReasonGroup.WAIT], offices, proof)
    distance = _distance(by_group[ReasonGroup.DISTANCE], total)
    closed, listing = by_group[ReasonGroup.NOT_TAKING], by_group[ReasonGroup.WRONG_LISTING]
    return [
        ("NONE_OFFERS", _("Care not offered"), _not_offered(by_group[ReasonGroup.DOES_NOT_TREAT], total)),
        ("WAIT", _("Wait"), _beside(wait, _wait_standard(proof))),
        ("DISTANCE", _("Distance"), _beside(distance, _distance_standard(proof))),
        ("NOT_TAKING", _("Not taking or wrong listing"), _not_taking(len(closed), len(listing), total)),
        ("NEED", _("Special need"), ""),
        ("CONTINUITY", _("Continuity of care"), ""),
    ]


def _could_help(offices: Sequence[schema.Office]) -> list[schema.Office]:
    found = [(office, result_of(office)) for office in offices]
    return [office for office, result in found if is_real_option(result) or is_an_offer(result)]


def _options(offices: Sequence[schema.Office], proof: Proof) -> list[Reason]:
    """Offices that could help stand on the first page, beside the gaps."""
    total = len(offices)
    can_see = sum(1 for office in offices if is_real_option(result_of(office)))
    offers = [office for office in offices if is_an_offer(result_of(office))]
    inside = len(proof.measures.standing(Standing.INSIDE)) if proof.measures else 0
    found = [
        (search.can_see(), wording.of_offices(can_see, total) if can_see else "", Section.SEARCH),
        (search.offered(), _wait(offers, offices, proof), Section.SEARCH),
        (_("Inside the standard"), wording.of_offices(inside, total) if inside else "", Section.PICTURE),
    ]
    return [Reason(label, number, anchor) for label, number, anchor in found if number]


def _beside(told: str, standard: str) -> str:
    if not told or not standard:
        return told
    return _("%(told)s; standard: %(standard)s") % {"told": told, "standard": standard}


def _wait_standard(proof: Proof) -> str:
    limit = proof.measures.wait_limit if proof.measures else None
    return wait_standard_text(limit) if limit else ""


def _distance_standard(proof: Proof) -> str:
    limit = proof.measures.distance_limit if proof.measures else None
    return distance_standard_text(limit) if limit else ""


def _reported(key: str, offices: Sequence[schema.Office]) -> str:
    texts = {
        "NEED": _(
            "As the member reports: in-network offices cannot meet a need (language, disability or age)"
        ),
        "CONTINUITY": _("As the member reports: already sees this provider, and the plan changed"),
    }
    if key in texts:
        return texts[key]
    return _("As the member reports; no office in the log shows it") if offices else str(REPORTED)


def _not_offered(offices: Sequence[schema.Office], total: int) -> str:
    if not offices:
        return ""
    told = wording.of_offices(len(offices), total)
    return ngettext(
        "%(offices)s does not treat this, this age, or cannot give all of the care",
        "%(offices)s do not treat this, this age, or cannot give all of the care",
        len(offices),
    ) % {"offices": told}


def _wait(offices: Sequence[schema.Office], asked: Sequence[schema.Office], proof: Proof) -> str:
    """In the unit of the standard too: 14 calendar days may be within 10 business days."""
    if not offices:
        return ""
    told = wording.of_offices(len(offices), len(asked))
    dated = [(office.first_open_on, office) for office in offices if office.first_open_on]
    if not dated:
        gave_none = all(office.gave_no_date for office in offices)
        return _("%(offices)s; no date given") % {"offices": told} if gave_none else told
    first, office = min(dated, key=lambda pair: pair[0])
    days, business = search.wait_days(office), _business_days(asked.index(office) + 1, proof)
    counted = wording.with_commas(wording.calendar_days(days) if days is not None else "", business)
    wait = _(" (%(days)s after contact)") % {"days": counted} if counted else ""
    return _("%(offices)s; earliest first visit of these %(day)s%(wait)s") % {
        "offices": told,
        "day": short_day(first),
        "wait": wait,
    }


def _business_days(number: int, proof: Proof) -> str:
    """Only beside a standard that counts them."""
    limit = proof.measures.wait_limit if proof.measures else None
    measure = proof.measure_of(number)
    if limit is None or limit.unit != "business" or measure is None or measure.wait_business_days is None:
        return ""
    return wording.business_days(measure.wait_business_days)


def _distance(offices: Sequence[schema.Office], total: int) -> str:
    if not offices:
        return ""
    told, span = wording.of_offices(len(offices), total), distance_span(offices)
    return _("%(offices)s; %(distance)s one way") % {"offices": told, "distance": span} if span else told


def distance_span(offices: Sequence[schema.Office]) -> str:
    """“45 to 80 miles”; nothing when some are miles and some minutes."""
    known = sorted(
        (office for office in offices if office.distance is not None), key=lambda office: office.distance or 0
    )
    if not known or len({office.distance_unit for office in known}) > 1:
        return ""
    first, last = search.distance_text(known[0]), search.distance_text(known[-1])
    if first == last:
        return last
    return _("%(first)s to %(last)s") % {"first": search.number_text(known[0]), "last": last}


def _not_taking(closed: int, listing: int, total: int) -> str:
    parts = [
        _("%(number)s not taking new patients") % {"number": closed} if closed else "",
        _("%(number)s wrongly listed or no answer") % {"number": listing} if listing else "",
    ]
    told = wording.with_commas(*parts)
    if not told:
        return ""
    return ngettext("%(told)s, of %(total)s office", "%(told)s, of %(total)s offices", total) % {
        "told": told,
        "total": total,
    }

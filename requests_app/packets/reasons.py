"""Why the network does not meet the need: the kinds of gap, each with its number from the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from requests_app.casefile import schema
from requests_app.casefile.logged import group_of, logged, result_of
from requests_app.evidence.model import Standing
from requests_app.evidence.words import distance_standard_text, wait_standard_text
from requests_app.outreach.results import ReasonGroup, is_an_offer, is_real_option
from requests_app.packets import search, wording
from requests_app.packets.parts import Reason, Section
from requests_app.packets.proof import NOTHING, Proof
from requests_app.packets.wording import short_day

REPORTED = "As the member reports"


def intro(case: schema.CaseFile) -> str:
    offices = logged(case)
    if not offices:
        return "No contact with an office is recorded"
    days = search.contact_dates(offices)
    when = f", {_period(days[0], days[-1])}" if days else ""
    return f"{wording.listed_offices(len(offices))}{when}"


def _period(first: date, last: date) -> str:
    """Nov 2 to Nov 16, 2026"""
    if first == last:
        return short_day(first)
    start = short_day(first).removesuffix(f", {last.year}")
    return f"{start} to {short_day(last)}"


def reasons(case: schema.CaseFile, proof: Proof = NOTHING) -> list[Reason]:
    """What the member chose or the log shows; a reason with nothing behind it says who reports it."""
    offices = logged(case)
    chosen, total = set(case.care.gap_reasons), len(offices)
    by_group = {group: [office for office in offices if group_of(office) is group] for group in ReasonGroup}
    closed, listing = by_group[ReasonGroup.NOT_TAKING], by_group[ReasonGroup.WRONG_LISTING]
    found = [
        ("NONE_OFFERS", "Care not offered", _not_offered(by_group[ReasonGroup.DOES_NOT_TREAT], total)),
        ("WAIT", "Wait", _beside(_wait(by_group[ReasonGroup.WAIT], offices, proof), _wait_standard(proof))),
        (
            "DISTANCE",
            "Distance",
            _beside(_distance(by_group[ReasonGroup.DISTANCE], total), _distance_standard(proof)),
        ),
        ("NOT_TAKING", "Not taking or wrong listing", _not_taking(len(closed), len(listing), total)),
        ("NEED", "Special need", ""),
        ("CONTINUITY", "Continuity of care", ""),
    ]
    kept = [
        Reason(label, number or _reported(key, offices), Section.SEARCH if number else "")
        for key, label, number in found
        if number or key in chosen
    ]
    kept += _options(offices, proof)
    told = sum(len(group) for group in by_group.values()) + len(_could_help(offices))
    if others := total - told:
        kept.append(Reason(search.OTHER_RESULTS, _of(others, total), Section.SEARCH))
    return kept


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
        (search.CAN_SEE, _of(can_see, total) if can_see else "", Section.SEARCH),
        (search.OFFERED, _wait(offers, offices, proof), Section.SEARCH),
        ("Inside the standard", _of(inside, total) if inside else "", Section.PICTURE),
    ]
    return [Reason(label, number, anchor) for label, number, anchor in found if number]


def _beside(told: str, standard: str) -> str:
    return f"{told}; standard: {standard}" if told and standard else told


def _wait_standard(proof: Proof) -> str:
    limit = proof.measures.wait_limit if proof.measures else None
    return wait_standard_text(limit) if limit else ""


def _distance_standard(proof: Proof) -> str:
    limit = proof.measures.distance_limit if proof.measures else None
    return distance_standard_text(limit) if limit else ""


def _reported(key: str, offices: Sequence[schema.Office]) -> str:
    texts = {
        "NEED": f"{REPORTED}: in-network offices cannot meet a need (language, disability or age)",
        "CONTINUITY": f"{REPORTED}: already sees this provider, and the plan changed",
    }
    return texts.get(key) or (f"{REPORTED}; no office in the log shows it" if offices else REPORTED)


def _of(part: int, total: int) -> str:
    return f"{part} of {wording.count(total, 'office')}"


def _not_offered(offices: Sequence[schema.Office], total: int) -> str:
    if not offices:
        return ""
    verb = "does" if len(offices) == 1 else "do"
    return f"{_of(len(offices), total)} {verb} not treat this, this age, or cannot give all of the care"


def _wait(offices: Sequence[schema.Office], asked: Sequence[schema.Office], proof: Proof) -> str:
    """In the unit of the standard too: 14 calendar days may be within 10 business days."""
    if not offices:
        return ""
    total = len(asked)
    dated = [(office.first_open_on, office) for office in offices if office.first_open_on]
    if not dated:
        gave_none = all(office.gave_no_date for office in offices)
        return _of(len(offices), total) + ("; no date given" if gave_none else "")
    first, office = min(dated, key=lambda pair: pair[0])
    days, business = search.wait_days(office), _business_days(asked.index(office) + 1, proof)
    counted = wording.with_commas(wording.count(days, "calendar day") if days is not None else "", business)
    wait = f" ({counted} after contact)" if counted else ""
    return f"{_of(len(offices), total)}; earliest first visit of these {short_day(first)}{wait}"


def _business_days(number: int, proof: Proof) -> str:
    """Only beside a standard that counts them."""
    limit = proof.measures.wait_limit if proof.measures else None
    measure = proof.measure_of(number)
    if limit is None or limit.unit != "business" or measure is None or measure.wait_business_days is None:
        return ""
    return wording.count(measure.wait_business_days, "business day")


def _distance(offices: Sequence[schema.Office], total: int) -> str:
    if not offices:
        return ""
    span = distance_span(offices)
    return f"{_of(len(offices), total)}; {span} one way" if span else _of(len(offices), total)


def distance_span(offices: Sequence[schema.Office]) -> str:
    """“45 to 80 miles”; nothing when some are miles and some minutes."""
    known = sorted(
        (office for office in offices if office.distance is not None), key=lambda office: office.distance or 0
    )
    if not known or len({office.distance_unit for office in known}) > 1:
        return ""
    first, last = search.distance_text(known[0]), search.distance_text(known[-1])
    return last if first == last else f"{first.split()[0]} to {last}"


def _not_taking(closed: int, listing: int, total: int) -> str:
    parts = [
        f"{closed} not taking new patients" if closed else "",
        f"{listing} wrongly listed or no answer" if listing else "",
    ]
    told = wording.with_commas(*parts)
    return f"{told}, of {wording.count(total, 'office')}" if told else ""

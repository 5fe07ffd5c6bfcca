"""The lines of a claim: `item`, the parts of one that is only an envelope, and lines the plan added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from requests_app.claims.readers.base import note
from requests_app.claims.readers.fhir_codes import (
    ALL_OF_IT,
    Reasons,
    Shown,
    modifiers_of,
    network_of,
    reasons_of,
    revenue_of,
    service_of,
)
from requests_app.claims.readers.fhir_money import Amounts, amounts_of
from requests_app.claims.readers.fhir_people import Party, People
from requests_app.claims.readers.fhir_values import (
    Currency,
    LeftOut,
    codes,
    day,
    dicts,
    number,
    part,
    span,
    text,
    units,
)
from requests_app.claims.statement import MOST_LINES, Line, Note

# Who gave the care, in the words of both generations of the guide.
RENDERING = {"rendering", "performing"}
MOST_TOLD = 10
# Medicare writes a bare code where words are meant to be.
SHORTEST = 3

Resource = dict[str, Any]


@dataclass
class Trouble:
    """What one claim could not be taken over, told once each however many lines it concerns."""

    about: str
    unread: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    unknown: dict[str, None] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def add(self, slug: str, **facts: object) -> None:
        if not any(one.slug == slug for one in self.notes):
            self.notes.append(note(slug, self.about, **facts))

    def of(self, amounts: Amounts, reasons: Reasons | None = None) -> None:
        self.unread |= amounts.unread
        self.twice |= amounts.twice
        if reasons:
            self.unknown.update(dict.fromkeys(reasons.unknown))


@dataclass
class Lines:
    lines: list[Line] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    # Of the row that sums up a bill of a facility, which is no line of its own.
    whole: Amounts = field(default_factory=Amounts)


def lines_of(claim: Resource, people: People, currency: Currency, trouble: Trouble) -> Lines:
    found = Lines()
    team = _team(claim, people)
    rows = list(_rows(claim))
    for row in rows:
        if len(found.lines) >= MOST_LINES:
            raise LeftOut("fhir.too_many_lines", most=MOST_LINES)
        amounts = amounts_of(row.get("adjudication"), currency)
        if revenue_of(row) == ALL_OF_IT:
            found.whole = amounts
            trouble.of(amounts)
            continue
        shown = network_of(dicts(row.get("adjudication")))
        found.shown.append(shown)
        found.lines.append(_line(row, team, amounts, shown, trouble))
    if any(True for _ in dicts(claim.get("addItem"))):
        trouble.add("fhir.added_lines")
    return found


def _line(
    row: Resource,
    team: dict[Any, Party],
    amounts: Amounts,
    shown: Shown,
    trouble: Trouble,
) -> Line:
    service, words = service_of(row)
    reasons = reasons_of(row.get("adjudication"))
    trouble.of(amounts, reasons)
    start, end = _days(row)
    return Line(
        service_from=start,
        service_to=end,
        code=service,
        modifier=modifiers_of(row),
        revenue_code=revenue_of(row),
        words=words,
        units=units(row.get("quantity")),
        network=shown.network,
        rendering_npi=_rendering(row, team),
        **told(amounts, trouble),
        deductible=amounts.get("deductible"),
        copay=amounts.get("copay"),
        coinsurance=amounts.get("coinsurance"),
        not_covered=_not_covered(amounts, trouble),
        **reasons.kept(),
    )


def told(amounts: Amounts, trouble: Trouble) -> dict[str, Any]:
    """The amounts a claim and a line have both."""
    paid, out = amounts.plan_paid, amounts.paid_out
    if out is not None and paid != out:
        trouble.add("fhir.paid_two_ways", payable=paid, paid=out)
    return {
        "billed": amounts.get("billed"),
        "allowed": amounts.get("allowed"),
        "plan_paid": paid,
        "other_paid": amounts.get("other_paid"),
        "patient_owes": amounts.get("patient_owes"),
    }


def _not_covered(amounts: Amounts, trouble: Trouble) -> Any:
    owed = amounts.owed_beyond_cost_share
    if owed is None and amounts.get("noncovered") is not None:
        trouble.add("fhir.not_covered_by_whom")
    return owed


def _rows(claim: Resource) -> Iterator[Resource]:
    for item in (*dicts(claim.get("item")), *dicts(claim.get("addItem"))):
        details = [one for one in dicts(item.get("detail")) if one.get("adjudication")]
        if details and not item.get("adjudication"):
            yield from ({**item, **detail} for detail in details)
        else:
            yield item


def _days(row: Resource) -> tuple[date | None, date | None]:
    single = day(row.get("servicedDate"))
    if single:
        return single, single
    period = row.get("servicedPeriod")
    return span(part(period, "start"), part(period, "end"))


def _team(claim: Resource, people: People) -> dict[Any, Party]:
    """Who gave the care, by number in the care team."""
    return {
        sequence: people.party(one.get("provider"), claim)
        for one in dicts(claim.get("careTeam"))
        if codes(one.get("role")) & RENDERING and (sequence := number(one.get("sequence"))) is not None
    }


def rendering_of(claim: Resource, people: People) -> Party:
    """Of the whole claim, where there is only one."""
    team = set(_team(claim, people).values())
    return team.pop() if len(team) == 1 else Party()


def _rendering(row: Resource, team: dict[Any, Party]) -> str:
    sequences = row.get("careTeamSequence")
    npis = {
        team[place].npi
        for one in (sequences if isinstance(sequences, list) else [sequences])
        if (place := number(one)) in team and team[place].npi
    }
    return npis.pop() if len(npis) == 1 else ""


def plan_notes(claim: Resource) -> list[str]:
    """What the plan wrote about the claim in its own words."""
    found = [claim.get("disposition"), *(one.get("text") for one in dicts(claim.get("processNote")))]
    return [told for one in found if len(told := text(one)) > SHORTEST][:MOST_TOLD]

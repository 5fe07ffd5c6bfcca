"""What a page says of the claims in a file: one line each, what becomes of it, and what does not add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.claims import amount_texts
from requests_app.claims.amounts import differences, total_owes
from requests_app.claims.statement import Line, Statement
from requests_app.common.dates import long_date
from requests_app.common.money import dollars
from requests_app.eobs.forms.files import ANOTHER_ONE, MINE, PICKED
from requests_app.eobs.saving import Fate
from requests_app.eobs.services import Kept
from requests_app.models import NetworkShown

MOST_SHOWN = 100
# Which question a claim belongs to, by what would become of it.
QUESTIONS = {Fate.NEW: PICKED, Fate.CORRECTS: PICKED, Fate.UNSURE: MINE, Fate.LOOKS_SAME: ANOTHER_ONE}


@dataclass(frozen=True)
class Offered:
    """The claims of a file, by the question they belong to; `have`: those that are there already."""

    choices: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    hints: dict[int, str] = field(default_factory=dict)
    ticked: list[str] = field(default_factory=list)
    have: list[str] = field(default_factory=list)
    not_shown: int = 0

    @property
    def count(self) -> int:
        return sum(len(one) for one in self.choices.values())


def offered(claims: Sequence[Statement], told: Iterable[Kept]) -> Offered:
    """Newest first. New ones and corrections are ticked; a long file shows its newest hundred."""
    newest = sorted(told, key=lambda one: (_day(claims[one.place]), one.place), reverse=True)
    found = Offered(not_shown=max(sum(one.fate in QUESTIONS for one in newest) - MOST_SHOWN, 0))
    for one in newest:
        claim = claims[one.place]
        question = QUESTIONS.get(one.fate)
        if question is None:
            found.have.append(have_text(claim, one.fate))
        elif found.count < MOST_SHOWN:
            found.choices.setdefault(question, []).append((one.place, claim_title(claim)))
            found.hints[one.place] = claim_hint(claim, one)
            if question == PICKED:
                found.ticked.append(str(one.place))
    return found


def claim_title(claim: Statement) -> str:
    """November 10, 2026 to November 12, 2026, Example Desert Program"""
    return ", ".join(part for part in (days_text(claim), claim.billing_name or claim.rendering_name) if part)


def days_text(claim: Statement) -> str:
    first, last = claim.service_from, claim.service_to
    if first is None:
        return _("Date not shown")
    if last is None or last == first:
        return long_date(first)
    return _("%(first)s to %(last)s") % {"first": long_date(first), "last": long_date(last)}


def claim_hint(claim: Statement, kept: Kept) -> str:
    parts = [_fate_text(kept), _number_text(claim), _whose_text(claim, kept), *amounts_text(claim)]
    parts.append(network_text(claim))
    parts += [amount_texts.sentence(one) for one in differences(claim)[:3]]
    return " · ".join(part for part in parts if part)


def have_text(claim: Statement, fate: Fate) -> str:
    said = (
        _("you have a later statement of this claim")
        if fate == Fate.OLDER
        else _("you have this statement already")
    )
    return f"{claim_title(claim)}: {said}"


def amounts_text(claim: Statement) -> list[str]:
    owes = total_owes(claim)
    return [
        _("Billed %(amount)s") % {"amount": _amount(claim.billed)},
        _("Plan paid %(amount)s") % {"amount": _amount(claim.plan_paid)},
        _("You owe %(amount)s") % {"amount": _amount(owes)},
    ]


def network_text(claim: Statement) -> str:
    said = claim.network or next((line.network for line in claim.lines if line.network), "")
    lines = {line.network or claim.network for line in claim.lines}
    if len(lines) > 1:
        return _("Network: differs by line")
    return _("Network: %(said)s") % {"said": NetworkShown(said or NetworkShown.NOT_SHOWN).label.lower()}


def saved_text(told: Iterable[Kept]) -> str:
    """What the flash says after saving."""
    kept = list(told)
    added = sum(one.fate == Fate.NEW for one in kept)
    corrected = sum(one.fate == Fate.CORRECTS for one in kept)
    parts = []
    if added:
        parts.append(
            ngettext("%(count)s statement was added.", "%(count)s statements were added.", added)
            % {"count": added}
        )
    if corrected:
        parts.append(
            ngettext(
                "%(count)s took the place of the one before. You still have both.",
                "%(count)s took the place of those before. You still have all of them.",
                corrected,
            )
            % {"count": corrected}
        )
    return " ".join(parts) or _("Nothing was added: you have all of these already.")


@dataclass(frozen=True)
class FoundInPdf:
    """What the text of a PDF seemed to say, as rows of a summary list, and each line of the claim."""

    facts: list[dict[str, str]]
    lines: list[dict[str, str]]


def found_in_pdf(claim: Statement) -> FoundInPdf:
    facts = [
        (_("Date of service"), days_text(claim) if claim.service_from else ""),
        (_("Provider"), claim.billing_name),
        (_("Claim number"), claim.claim_number),
        (_("Billed"), _amount(claim.billed)),
        (_("Allowed"), _amount(claim.allowed)),
        (_("Plan paid"), _amount(claim.plan_paid)),
        (_("You owe"), _amount(claim.patient_owes)),
        (_("Network"), str(NetworkShown(claim.network or NetworkShown.NOT_SHOWN).label)),
    ]
    rows = [{"label": label, "value": value or _("Not found")} for label, value in facts]
    return FoundInPdf(rows, [_line_row(line) for line in claim.lines])


def _line_row(line: Line) -> dict[str, str]:
    return {
        "day": long_date(line.service_from) if line.service_from else _("Not found"),
        "service": " ".join(part for part in (line.code, line.words) if part) or _("Not found"),
        "billed": _amount(line.billed),
        "allowed": _amount(line.allowed),
        "paid": _amount(line.plan_paid),
        "owes": _amount(line.patient_owes),
    }


def _fate_text(kept: Kept) -> str:
    if kept.fate == Fate.CORRECTS:
        return _("Corrects one you have")
    return ""


def _number_text(claim: Statement) -> str:
    return _("Claim %(number)s") % {"number": claim.claim_number} if claim.claim_number else ""


def _whose_text(claim: Statement, kept: Kept) -> str:
    if kept.fate != Fate.UNSURE:
        return ""
    if not claim.patient_name:
        return _("No name in the file")
    return _("Name in the file: %(name)s") % {"name": claim.patient_name}


def _amount(value: Decimal | None) -> str:
    return dollars(value) if value is not None else _("not shown")


def _day(claim: Statement) -> date:
    return claim.service_from or claim.processed_on or date.min

"""What to look at before a statement is checked: sums that do not come out, and what is not there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.claims.amount_texts import sentence
from requests_app.claims.amounts import owes_of, sums
from requests_app.eobs.shown import Part
from requests_app.eobs.statements import statement_of
from requests_app.eobs.steps import LINES, LOOK, step_url
from requests_app.models import ExplanationOfBenefits

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


MOST_SENTENCES, MOST_NUMBERS = 20, 10


@dataclass(frozen=True)
class Missing:
    text: StrOrPromise
    url: str
    link: StrOrPromise


def sum_sentences(eob: ExplanationOfBenefits) -> list[str]:
    """The first of them: whoever mends a line mends its sums."""
    return [sentence(one) for one in sums(statement_of(eob)).differences[:MOST_SENTENCES]]


def adds_up(eob: ExplanationOfBenefits) -> bool:
    """There was something to add up, and it came out."""
    found = sums(statement_of(eob))
    return found.made > 0 and not found.differences


def missing(eob: ExplanationOfBenefits) -> list[Missing]:
    """What the check needs and the statement, as typed, does not show."""
    return [*_of_claim(eob), *_of_lines(eob)]


def _of_claim(eob: ExplanationOfBenefits) -> list[Missing]:
    found: list[Missing] = []

    def ask(step: Part, text: StrOrPromise, link: StrOrPromise) -> None:
        found.append(Missing(text, f"{step_url(eob, step)}?from={LOOK}", link))

    if eob.service_from is None:
        ask(Part.DATES, _("No day of care: we cannot tell if it is inside your approval."), _("Add the day"))
    if not eob.billing_name:
        ask(Part.WHO, _("No provider: we cannot tell if it is the approved one."), _("Add the provider"))
    if not eob.network:
        ask(Part.NETWORK, _("In or out of network was not answered."), _("Answer it"))
    if eob.patient_owes is None:
        ask(Part.TOTALS, _("What you owe for the whole claim is not there."), _("Add the amount"))
    return found


def _of_lines(eob: ExplanationOfBenefits) -> list[Missing]:
    statement = statement_of(eob)
    here = step_url(eob, LINES)
    if not statement.lines:
        text = _("No line: we cannot compare codes and amounts one by one.")
        return [Missing(text, here, _("Add a line"))]
    without_code = [
        number for number, line in enumerate(statement.lines, 1) if not (line.code or line.revenue_code)
    ]
    without_share = [number for number, line in enumerate(statement.lines, 1) if owes_of(line) is None]
    found, link = [], _("Go to the lines")
    if without_code:
        text = ngettext("Line %(numbers)s has no code.", "Lines %(numbers)s have no code.", len(without_code))
        found.append(Missing(text % {"numbers": _numbers(without_code)}, here, link))
    if without_share:
        text = ngettext(
            "Line %(numbers)s does not show what you owe.",
            "Lines %(numbers)s do not show what you owe.",
            len(without_share),
        )
        found.append(Missing(text % {"numbers": _numbers(without_share)}, here, link))
    return found


def _numbers(places: list[int]) -> str:
    """Up to ten of them."""
    told = ", ".join(str(one) for one in places[:MOST_NUMBERS])
    return f"{told} …" if len(places) > MOST_NUMBERS else told

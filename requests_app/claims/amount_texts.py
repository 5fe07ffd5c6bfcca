"""Sums of a claim that do not come out, in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.claims.amounts import Difference
from requests_app.common.money import dollars as dollars

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ADD_UP = gettext_lazy("The amounts that are shown add up.")
OF_LINE: dict[str, StrOrPromise] = {
    "line.parts": gettext_lazy(
        "Line %(line)s does not add up: you owe %(shown)s, but the parts come to %(expected)s."
    ),
    "line.allowed": gettext_lazy(
        "Line %(line)s does not add up: the plan allowed %(shown)s, but what it paid and your part come to "
        "%(expected)s."
    ),
    "line.adjusted": gettext_lazy(
        "Line %(line)s does not add up: the plan paid %(shown)s, but the charge less what was taken off "
        "comes to %(expected)s."
    ),
    "line.billed": gettext_lazy(
        "Line %(line)s does not add up: billed %(shown)s, but what the plan paid and what you owe come to "
        "%(expected)s."
    ),
}
OF_CLAIM: dict[str, StrOrPromise] = {
    "total.billed": gettext_lazy(
        "The total billed is shown as %(shown)s, but the lines come to %(expected)s."
    ),
    "total.allowed": gettext_lazy(
        "The total allowed is shown as %(shown)s, but the lines come to %(expected)s."
    ),
    "total.plan_paid": gettext_lazy(
        "The total that the plan paid is shown as %(shown)s, but the lines come to %(expected)s."
    ),
    "total.other_paid": gettext_lazy(
        "The total that others paid is shown as %(shown)s, but the lines come to %(expected)s."
    ),
    "total.patient_owes": gettext_lazy(
        "The total that you owe is shown as %(shown)s, but the lines come to %(expected)s."
    ),
    "claim.adjusted": gettext_lazy(
        "The claim does not add up: the plan paid %(shown)s, but the charge less what was taken off comes to "
        "%(expected)s."
    ),
    "claim.responsibility": gettext_lazy(
        "The claim does not add up: you owe %(shown)s, but what was put on you comes to %(expected)s."
    ),
    "claim.billed": gettext_lazy(
        "The claim does not add up: billed %(shown)s, but what the plan paid and what you owe come to "
        "%(expected)s."
    ),
}


def sentence(difference: Difference, *, line: int | None = None) -> str:
    """`line`: the number to say, where one line is looked at alone."""
    return words(
        difference.slug, difference.shown, difference.expected, difference.line if line is None else line
    )


def words(slug: str, shown: Decimal, expected: Decimal, line: int | None) -> str:
    text = {**OF_LINE, **OF_CLAIM}[slug] % {
        "line": line,
        "shown": dollars(shown),
        "expected": dollars(expected),
    }
    apart = _("The difference is %(amount)s.") % {"amount": dollars(abs(shown - expected))}
    return f"{text} {apart}"

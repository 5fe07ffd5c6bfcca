"""Amounts of money and counts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from requests_app.common import cleaning
from requests_app.common.fields.base import PortalField
from requests_app.common.widgets import LineInput

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Commas only where thousands are: "12,5" is twelve and a half to some and a slip to others, so we ask.
_DOLLARS = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)?(?:\.[0-9]{0,2})?")
MOST_DOLLARS = Decimal("9999999.99")
MOST_DIGITS = 12
_PERCENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]{0,2})?")
WHOLE = Decimal(100)


class MoneyField(PortalField):
    """Dollars and cents: “1,250”, “$1250.00” and “125.5” are all understood."""

    prefix = "$"

    def __init__(self, *, empty: StrOrPromise = "", odd: StrOrPromise = "", **options: Any) -> None:
        self.text_for_odd = odd or empty or _("%(name)s: enter the amount in dollars, like 125.50")
        super().__init__(
            widget=LineInput(width=10, inputmode="decimal", spellcheck=False),
            empty=empty or odd or _("Enter the amount in dollars, like 125.50"),
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}" if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, Decimal):
            return value
        text = cleaning.one_line(str(value or "")).replace(" ", "").removeprefix("$")
        if not text:
            return None
        if not _DOLLARS.fullmatch(text) or not re.search("[0-9]", text):
            raise self.problem(self.text_for_odd)
        amount = Decimal(text.replace(",", ""))
        if amount > MOST_DOLLARS:
            raise self.problem(_("%(name)s must be %(most)s or less"), most=f"${MOST_DOLLARS:,}")
        return amount.quantize(Decimal("0.01"))


class PercentField(PortalField):
    """A share from 0 to 100: “20”, “20%” and “33.5” are all understood."""

    suffix = "%"

    def __init__(self, *, empty: StrOrPromise = "", **options: Any) -> None:
        self.text_for_odd = empty or _("Enter a number from 0 to 100, like 20")
        super().__init__(
            widget=LineInput(width=4, inputmode="decimal", spellcheck=False),
            empty=self.text_for_odd,
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        return f"{value:.2f}".removesuffix(".00") if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, Decimal):
            return value
        text = cleaning.one_line(str(value or "")).replace(" ", "").removesuffix("%")
        if not text:
            return None
        if not _PERCENT.fullmatch(text) or Decimal(text) > WHOLE:
            raise self.problem(self.text_for_odd)
        return Decimal(text).quantize(Decimal("0.01"))


def _from_to(smallest: int, largest: int) -> str:
    """Put together when it is shown: a form is written once, and read in two languages."""
    limits = {"smallest": smallest, "largest": largest}
    return gettext("Enter a number from %(smallest)s to %(largest)s") % limits


class NumberField(PortalField):
    """A whole number from `smallest` to `largest`; `empty` names both: “Enter a number from 1 to 999”."""

    def __init__(
        self,
        *,
        smallest: int,
        largest: int,
        width: int = 4,
        suffix: StrOrPromise = "",
        empty: StrOrPromise = "",
        **options: Any,
    ) -> None:
        self.text_for_odd = empty or lazy(_from_to, str)(smallest, largest)
        super().__init__(
            widget=LineInput(width=width, inputmode="numeric", spellcheck=False),
            empty=self.text_for_odd,
            **options,
        )
        self.smallest, self.largest, self.suffix = smallest, largest, suffix

    def to_python(self, value: Any) -> int | None:
        text = cleaning.one_line(str("" if value is None else value)).replace(" ", "").replace(",", "")
        if not text:
            return None
        # Python refuses to read numbers of thousands of digits, and the database much shorter ones.
        if not text.isdecimal() or len(text) > MOST_DIGITS or not self.smallest <= int(text) <= self.largest:
            raise self.problem(self.text_for_odd)
        return int(text)

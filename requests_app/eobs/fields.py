"""Boxes of a statement: amounts that can be below zero, counts with parts, and codes in a row."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import cleaning, fields
from requests_app.common.widgets import LineInput
from requests_app.eobs.codes import CodesProblem, read_codes

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_COUNT = re.compile(r"[0-9]{1,6}(\.[0-9]{1,3})?")


class AmountField(fields.MoneyField):
    """As printed: “-120.00”, “(120.00)” and “120.00-” are below zero, as where a claim is taken back."""

    # The page says once that what is not there is left out.
    optional_is_said = False

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(**options)

    def to_python(self, value: Any) -> Decimal | None:
        text = cleaning.one_line(str(value or "")).replace(" ", "").replace("−", "-").replace("–", "-")
        plain = text.removeprefix("$")
        is_below = False
        for start, end in (("-", ""), ("", "-"), ("(", ")")):
            if (start or end) and plain.startswith(start) and plain.endswith(end) and len(plain) > 1:
                plain, is_below = plain[len(start) : len(plain) - len(end)], True
                break
        amount = super().to_python(plain)
        return -amount if is_below and amount else amount


class CountField(fields.PortalField):
    """How many units: “2” or “1.5”."""

    def __init__(self, *, odd: StrOrPromise, **options: Any) -> None:
        self.text_for_odd = odd
        super().__init__(widget=LineInput(width=4, inputmode="decimal", spellcheck=False), **options)

    def prepare_value(self, value: Any) -> Any:
        return plain_number(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, Decimal):
            return value
        text = cleaning.one_line(str("" if value is None else value)).replace(" ", "")
        if not text:
            return None
        if not _COUNT.fullmatch(text):
            raise self.problem(self.text_for_odd)
        return Decimal(text)


class CodesField(fields.TextField):
    """Several codes with commas between them, kept as typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=200, spellcheck=False, **options)

    def to_python(self, value: Any) -> str:
        text: str = super().to_python(value)
        try:
            codes = read_codes(text)
        except CodesProblem as problem:
            raise self.problem(
                _("“%(code)s” is not a code. Type up to 12 codes with commas, like CO-242, N130"),
                code=problem.code,
            ) from None
        return ", ".join([*(f"{group}-{code}" for group, code in codes.reasons), *codes.notes])


def plain_number(number: Decimal) -> str:
    """2.000 as 2, and 1.500 as 1.5"""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

"""A fax number as it is kept: ten digits, whatever was typed between them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields

TEN_NUMBERS = _("Fax number must be 10 numbers")


def digits_of(text: str) -> str:
    """Without the 1 in front that some people dial."""
    found = "".join(mark for mark in text if mark in "0123456789")
    return found[1:] if len(found) == 11 and found.startswith("1") else found


def is_fax_number(text: str) -> bool:
    """No letters, and no extension: a machine picks up."""
    return len(digits_of(text)) == 10 and not any(mark.isalpha() for mark in text)


class FaxNumberField(fields.TextField):
    """Kept as 602-555-0142, so that the same number is always the same text."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 40)
        super().__init__(width=20, inputmode="tel", autocomplete="off", spellcheck=False, **options)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        if not is_fax_number(text):
            raise self.problem(TEN_NUMBERS)
        digits = digits_of(text)
        return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"

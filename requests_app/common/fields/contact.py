"""Ways to reach a person or an office."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import phonenumbers
from django.utils.translation import gettext_lazy as _

from requests_app.common.fields.text import TextField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_NORTH_AMERICA = re.compile(r"[2-9][0-9]{2}[2-9][0-9]{6}")
_US = "US"


class PhoneField(TextField):
    """Kept as typed, because people know their number by its shape; an extension stays with it.

    Numbers are checked for length and form only: whether a range is given out changes, and plans and
    examples use ranges a strict check would refuse.
    """

    def __init__(self, *, autocomplete: str = "tel", odd: StrOrPromise = "", **options: Any) -> None:
        self.text_for_odd = odd or _("Enter a phone number with area code, like 602-555-0142")
        options.setdefault("label", _("Phone number"))
        options.setdefault("empty", _("Enter a phone number with area code, like 602-555-0142"))
        options.setdefault("max_length", 40)
        super().__init__(width=20, autocomplete=autocomplete, inputmode="tel", spellcheck=False, **options)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if text and not is_phone_number(text):
            raise self.problem(self.text_for_odd)
        return text


def is_phone_number(text: str) -> bool:
    try:
        number = phonenumbers.parse(text, _US)
    except phonenumbers.NumberParseException:
        return False
    if number.country_code == 1:
        return bool(_NORTH_AMERICA.fullmatch(str(number.national_number)))
    return phonenumbers.is_possible_number(number)


class ZipField(TextField):
    """A ZIP code of 5 or 9 numbers, kept as 85004 or 85004-1234."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("ZIP code"))
        options.setdefault("empty", _("Enter the ZIP code"))
        options.setdefault("autocomplete", "postal-code")
        super().__init__(max_length=40, width=10, inputmode="numeric", spellcheck=False, **options)

    def to_python(self, value: Any) -> str:
        digits = re.sub(r"[ .\-–—]", "", super().to_python(value))
        if not digits:
            return ""
        if not (digits.isascii() and digits.isdigit() and len(digits) in (5, 9)):
            raise self.problem(_("%(name)s must be 5 or 9 numbers"))
        return digits if len(digits) == 5 else f"{digits[:5]}-{digits[5:]}"

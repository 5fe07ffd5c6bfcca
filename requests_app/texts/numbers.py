"""The phone a person names, as the text service wants it. Pure."""

from __future__ import annotations

import phonenumbers


def us_number(typed: str) -> str:
    """602-555-0142 -> +16025550142; empty when no text goes there: another country, or a paid line."""
    try:
        number = phonenumbers.parse(typed, "US")
    except phonenumbers.NumberParseException:
        return ""
    paid = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE
    if number.extension or paid or phonenumbers.region_code_for_number(number) != "US":
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def last_four(phone: str) -> str:
    return phone[-4:]

"""The plain text of each fault that the shape of a field can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Limits = Mapping[str, Any]

_FORMS = {
    r"^([A-Z]{2})?$": "must be 2 capital letters, like AZ",
    r"^(\d{5}(-\d{4})?)?$": "must be a ZIP code like 85004 or 85004-1234",
    r"^(\d{10})?$": "must be 10 numbers",
    r"^(\d{2}-?\d{7})?$": "must be 9 numbers, like 12-3456789",
    r"^(\d{9})?$": "must be 9 numbers",
    r"^(\d{4})?$": "must be 4 numbers",
    r"^[A-Z0-9.]{0,8}$": "must be a code like 90837 or H0015",
    r"^[A-Z0-9]{1,5}$": "must be a reason code like 45 or B7",
    r"^[A-Za-z0-9 .:/_-]{1,20}$": "must be a remark code like N130",
    r"^[A-Z0-9.]{3,8}$": "must be a code like F33.2, H0015 or 0905",
    r"^([A-Z0-9]{2}(-[A-Z0-9]{2}){0,3})?$": "must be up to 4 modifiers of 2 letters or numbers, like HQ-U1",
}

_TEXTS: dict[str, Callable[[Limits], str]] = {
    "rule": lambda limits: str(limits["text"]),
    "missing": lambda limits: "is missing",
    "extra_forbidden": lambda limits: "is not a field of this format",
    "string_type": lambda limits: "must be text",
    "string_unicode": lambda limits: "has half a character, which cannot be kept",
    "string_too_long": lambda limits: f"must be {limits['max_length']} characters or fewer",
    "string_too_short": lambda limits: f"must be {limits['min_length']} characters or more",
    "string_pattern_mismatch": lambda limits: _FORMS.get(limits["pattern"], "has another form"),
    "literal_error": lambda limits: f"must be {limits['expected']}",
    "int_type": lambda limits: "must be a whole number",
    "int_from_float": lambda limits: "must be a whole number",
    "bool_type": lambda limits: "must be true or false",
    "greater_than_equal": lambda limits: f"must be {limits['ge']} or more",
    "less_than_equal": lambda limits: f"must be {limits['le']} or less",
    "decimal_type": lambda limits: "must be a decimal number in quotes, like “125.50”",
    "decimal_parsing": lambda limits: "must be a decimal number in quotes, like “125.50”",
    "decimal_max_places": lambda limits: f"must have {limits['decimal_places']} decimal places or fewer",
    "decimal_max_digits": lambda limits: f"must have {limits['max_digits']} digits or fewer",
    "finite_number": lambda limits: "must be a number",
    "date_type": lambda limits: "must be a date like “2026-11-30”",
    "date_parsing": lambda limits: "must be a real date like “2026-11-30”",
    "date_from_datetime_parsing": lambda limits: "must be a real date like “2026-11-30”",
    "date_from_datetime_inexact": lambda limits: "must be a date without a time",
    "list_type": lambda limits: "must be a list: [ … ]",
    "tuple_type": lambda limits: "must be a list: [ … ]",
    "too_long": lambda limits: f"must be {limits['max_length']} or fewer",
    "dict_type": lambda limits: "must be an object: { … }",
    "model_type": lambda limits: "must be an object: { … }",
    "model_attributes_type": lambda limits: "must be an object: { … }",
}


def text_of(fault: ErrorDetails) -> str:
    """What is wrong, without what was typed; a kind we have no words for is told in pydantic's."""
    words = _TEXTS.get(fault["type"])
    return words(fault.get("ctx", {})) if words else fault["msg"]

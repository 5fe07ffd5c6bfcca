"""Numbers and codes as people type them from cards, letters and phone calls.

Each `clean_…` returns the form we keep or raises `CodeProblem`. Each `…_warning` returns a text for an
odd but possible answer, or None: directories and cards hold wrong numbers, so a warning never blocks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Prefixes the IRS lists as given out by its campuses, by its online form and by the Small Business
# Administration: "How EINs are assigned and valid EIN prefixes", irs.gov.
EIN_PREFIXES = frozenset(
    f"{number:02d}"
    for first, last in (
        (1, 6), (10, 16), (20, 27), (30, 48), (50, 68), (71, 77), (80, 88), (90, 95), (98, 99),
    )
    for number in range(first, last + 1)
)  # fmt: skip

NPI_CARD_PREFIX = "80840"
MEMBER_ID_LENGTHS = range(3, 31)
GROUP_NUMBER_MAX = 30
MOST_MODIFIERS = 4

_IGNORED_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Pd"})
_IGNORED_MARKS = frozenset(".()[]")
_INVISIBLE_CATEGORIES = frozenset({"Cf", "Cc"})

_DIAGNOSIS = re.compile(r"[A-Z][0-9][A-Z0-9][A-Z0-9]{0,4}")
_CPT = re.compile(r"[0-9]{4}[0-9FTUM]")
_HCPCS = re.compile(r"[A-V][0-9]{4}")
_REVENUE = re.compile(r"[0-9]{4}")
_MODIFIER = re.compile(r"[A-Z0-9]{2}")


class CodeProblem(Exception):
    """What was typed cannot be this kind of code. `message` is shown to the person."""

    def __init__(self, message: StrOrPromise) -> None:
        super().__init__(message)
        self.message = message


class ServiceCodeKind(StrEnum):
    CPT = "CPT"
    HCPCS = "HCPCS"
    REVENUE = "REVENUE"


@dataclass(frozen=True)
class ServiceCode:
    code: str
    kind: ServiceCodeKind
    modifiers: tuple[str, ...] = ()

    @property
    def modifier(self) -> str:
        return "-".join(self.modifiers)

    def __str__(self) -> str:
        return "-".join((self.code, *self.modifiers))


def normalise(text: str) -> str:
    """Without spaces, dashes, dots, brackets and pasted invisible characters; full-width forms made plain."""
    plain = unicodedata.normalize("NFKC", text)
    kept = "".join(
        character
        for character in plain
        if unicodedata.category(character) not in _IGNORED_CATEGORIES and character not in _IGNORED_MARKS
    )
    return unicodedata.normalize("NFKC", kept)


def clean_npi(text: str) -> str:
    """Ten digits (45 CFR 162.406). The check digit is a warning, see `npi_warning`."""
    npi = normalise(text)
    if not npi:
        raise CodeProblem(_("Enter the NPI"))
    if not _is_digits(npi, 10):
        raise CodeProblem(_("NPI must be 10 numbers"))
    return npi


def npi_warning(npi: str) -> StrOrPromise | None:
    """An NPI starts with 1 or 2 and ends with a check digit.

    Rule: Luhn over the card-issuer prefix 80840 and the ten digits (45 CFR 162.406(a); CMS, "Requirements
    for National Provider Identifier (NPI) and NPI check digit").
    """
    if npi[0] not in "12":
        return _("Check the NPI. It should start with 1 or 2")
    if not _passes_luhn(NPI_CARD_PREFIX + npi):
        return _("Check the NPI. One number looks wrong")
    return None


def clean_tax_id(text: str) -> str:
    """Nine digits, kept without the dash (26 CFR 301.6109-1). It may be an EIN or a person's own number."""
    tax_id = normalise(text)
    if not tax_id:
        raise CodeProblem(_("Enter the tax ID"))
    if not _is_digits(tax_id, 9):
        raise CodeProblem(_("Tax ID must be 9 numbers"))
    return tax_id


def tax_id_warning(tax_id: str) -> StrOrPromise | None:
    """The first two digits are on the IRS list of EIN prefixes.

    Source: IRS, "How EINs are assigned and valid EIN prefixes" (irs.gov, Employer ID numbers). The list
    grows and a person's own number may be used, so this only asks for a second look.
    """
    if tax_id[:2] not in EIN_PREFIXES:
        return _("Check the tax ID. Most do not start with these 2 numbers")
    return None


def show_tax_id(tax_id: str) -> str:
    return f"{tax_id[:2]}-{tax_id[2:]}"


def clean_member_id(text: str) -> str:
    """3 to 30 letters, digits and dashes, kept as typed, as plans compare it with the card."""
    typed = tidy(text)
    if not typed:
        raise CodeProblem(_("Enter the member ID"))
    compact = normalise(typed)
    is_plain = compact.isascii() and compact.isalnum()
    if not is_plain or len(compact) not in MEMBER_ID_LENGTHS or len(typed) not in MEMBER_ID_LENGTHS:
        raise CodeProblem(_("Member ID must be 3 to 30 letters or numbers"))
    return typed


def clean_group_number(text: str) -> str:
    """Up to 30 characters, kept as typed; many cards have none, so it may be empty."""
    typed = tidy(text)
    if len(typed) > GROUP_NUMBER_MAX:
        raise CodeProblem(_("Group number must be 30 characters or fewer"))
    return typed


def clean_diagnosis_code(text: str) -> str:
    """ICD-10-CM shape: letter, digit, letter or digit, then up to four letters or digits after a dot.

    Source: ICD-10-CM Official Guidelines, section I.A.2 (CDC/NCHS, CMS): 3 to 7 characters. The third
    character may be a letter (C4A.1). Whether the code exists is not checked: the list changes each year.
    """
    code = normalise(text).upper()
    if not code:
        raise CodeProblem(_("Enter the diagnosis code"))
    if not _DIAGNOSIS.fullmatch(code):
        raise CodeProblem(_("Diagnosis code must look like F33.2"))
    return f"{code[:3]}.{code[3:]}" if code[3:] else code


def clean_service_code(text: str) -> ServiceCode:
    """A CPT or HCPCS code of 5 characters with up to four modifiers, or a 4-digit revenue code like 0905.

    Sources: HCPCS Level II (CMS): a letter A to V and four digits; CPT (AMA): five digits, or four digits
    and F, T, U or M; modifiers of two characters, at most four on a claim line (CMS-1500 item 24D, NUCC);
    revenue codes of four digits (UB-04, NUBC). Only the shape is checked.
    """
    parts = [normalise(part).upper() for part in re.split(r"[\s,;/\-\u2010-\u2015.]+", text)]
    parts = [part for part in parts if part]
    if not parts:
        raise CodeProblem(_("Enter the service code"))
    code, modifiers = _code_and_modifiers(parts)
    kind = _service_kind(code)
    if kind is None or (kind == ServiceCodeKind.REVENUE and modifiers):
        raise CodeProblem(_("Service code must be 5 letters or numbers"))
    if len(modifiers) > MOST_MODIFIERS or not all(_MODIFIER.fullmatch(item) for item in modifiers):
        raise CodeProblem(
            _("A service code can have up to 4 modifiers of 2 letters or numbers, like H0015-HQ")
        )
    return ServiceCode(code=code, kind=kind, modifiers=modifiers)


def tidy(text: str) -> str:
    """As typed, without invisible characters and needless spaces."""
    spaced = re.sub(r"\s+", " ", text)
    visible = "".join(mark for mark in spaced if unicodedata.category(mark) not in _INVISIBLE_CATEGORIES)
    return unicodedata.normalize("NFKC", visible).strip()


def _code_and_modifiers(parts: list[str]) -> tuple[str, tuple[str, ...]]:
    joined = "".join(parts)
    if len(joined) <= 5:
        return joined, ()
    if len(parts) == 1:
        rest = joined[5:]
        return joined[:5], tuple(rest[start : start + 2] for start in range(0, len(rest), 2))
    return parts[0], tuple(parts[1:])


def _service_kind(code: str) -> ServiceCodeKind | None:
    if _CPT.fullmatch(code):
        return ServiceCodeKind.CPT
    if _HCPCS.fullmatch(code):
        return ServiceCodeKind.HCPCS
    if _REVENUE.fullmatch(code):
        return ServiceCodeKind.REVENUE
    return None


def _is_digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def _passes_luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0

"""The neutral words of the written question, in any language. Pure but for the translation."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.listings.clock import Clock
from requests_app.models import Case


@dataclass(frozen=True)
class Letter:
    language: str
    lines: tuple[str, ...]


def letter_lines(case: Case, *, name: str, npi: str, clock: Clock | None, language: str) -> Letter:
    """Load the case with patient and coverage. An empty name leaves a line to fill in by hand.

    The rule is named only where it holds for this plan for certain and may be printed.
    """
    with translation.override(language):
        lines = [
            _("Is this provider in network for my plan today?"),
            _("Provider: %(name)s") % {"name": name or "____________________"},
            _("NPI: %(npi)s") % {"npi": npi} if npi else "",
            _("If yes: at which address, and does this provider take new patients with my plan?"),
            _("I ask for an answer in writing, with its date and a reference number."),
            _rule(clock) if clock and clock.is_certain and clock.record.is_printable else "",
            _("Member: %(name)s") % {"name": case.patient.full_name} if case.patient.full_name else "",
            _("Member ID: %(number)s") % {"number": case.coverage.member_id}
            if case.coverage.member_id
            else "",
        ]
    return Letter(language, tuple(line for line in lines if line))


def _rule(clock: Clock) -> str:
    values = {"days": clock.days, "citation": clock.record.citation}
    return (
        ngettext(
            "The rule for the answer is %(days)s business day (%(citation)s).",
            "The rule for the answer is %(days)s business days (%(citation)s).",
            clock.days,
        )
        % values
    )

"""Words that make a request weaker. They are only pointed out, once: the person's own words stay theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_PROGRAM = (
    "program|center|centre|institute|academy|method|retreat|ranch|lodge|house|recovery|wellness|system"
    "|programa|centro|instituto|academia|método|casa"
)
# “Desert Bloom Recovery”, “the Sunrise Program”, “Centro Amanecer”, anything with a trademark sign.
_PROGRAM_NAME = re.compile(
    rf"[™®℠]|(?<=\s)[A-ZÁÉÍÓÚÑ][\w’'-]+\s+(?i:{_PROGRAM})\b|(?<=\s)(?:{_PROGRAM.title()})\s+[A-ZÁÉÍÓÚÑ]\w+"
)
_FAIRNESS = re.compile(r"\b(?:un)?fair(?:ly|ness)?\b|\b(?:in)?just[oa]s?\b|\binjusticia\b", re.IGNORECASE)
_MARKETING = re.compile(
    r"\b(?:world[- ]class|state[- ]of[- ]the[- ]art|cutting[- ]edge|top[- ]rated|award[- ]winning"
    r"|luxur(?:y|ious)|premier|best[- ]in[- ]class|renowned|the (?:very )?best"
    r"|leading (?:center|program|provider|expert)s?"
    r"|de (?:primera|lujo|vanguardia)|clase mundial|(?:el|la|los|las) mejor(?:es)?|de renombre)\b",
    re.IGNORECASE,
)


def program_name_tip(text: str) -> StrOrPromise | None:
    """A care is told in codes and plain words; the name of a program says nothing to a reviewer."""
    if _PROGRAM_NAME.search(text):
        return _("Plans read codes, not program names. Your clinician can add codes")
    return None


def fact_tip(text: str) -> StrOrPromise | None:
    """Fairness and praise do not count with reviewers; dates, names and numbers do."""
    if _FAIRNESS.search(text):
        return _("Plans look at facts, not at what is fair. Dates and numbers help you more")
    if _MARKETING.search(text):
        return _("This may sound like an advertisement. Facts help you more")
    return None

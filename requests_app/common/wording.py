"""Words that make a request weaker. They are only pointed out, once: the person's own words stay theirs.

Each finder gives the words as they stand in the text, or an empty text. Plain facts must pass: “justo después
de la cirugía”, “an intensive outpatient program”, “fair skin”.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_PROGRAM = (
    "program|center|centre|institute|academy|method|retreat|ranch|lodge|house|recovery|wellness"
    "|programa|centro|instituto|academia|método|casa"
)
# Kinds of care that people write with capitals are no names.
_KINDS_OF_CARE = (
    "Outpatient|Inpatient|Hospitalization|Hospital|Day|Evening|Night|Residential|Treatment|Medical|Health"
    "|Surgical|Surgery|Cancer|Trauma|Therapy|Rehabilitation|Rehab|Clinical|Care|Crisis|Disorder|Disorders"
    "|Intensive|Partial|Behavioral|Cognitive|VA|Ambulatorio|Intensivo|Parcial|Día|Residencial|Tratamiento|Médico|Salud"
)
# “Desert Bloom Recovery”, “the Sunrise Program”, “Centro Amanecer”, anything with a trademark sign.
_PROGRAM_NAME = re.compile(
    rf"[\w’'-]*\s?[™®℠]"
    rf"|(?<=\s)(?!(?:{_KINDS_OF_CARE})\b)[A-ZÁÉÍÓÚÑ][\w’'-]+\s+(?i:{_PROGRAM})\b"
    rf"|(?<=\s)(?:{_PROGRAM.title()})\s+(?!(?:{_KINDS_OF_CARE})\b)[A-ZÁÉÍÓÚÑ]\w+"
)
# “Justo” is also “just”: only “no es justo”, “lo justo” and the like, and not before a time or a place.
_NOT_JUST = r"(?! (?:antes|después|cuando|en|al|a|el|la|ahora|lo))"
_FAIRNESS = re.compile(
    r"\b(?:unfair(?:ly|ness)?|fairness|(?:not|isn[’']t|wasn[’']t|only|more) fair"
    r"|fair to (?:me|us|him|her|them)|(?:is|be|seems) fair(?:ly)?(?=[.,;!?]|$)|treat\w* (?:\w+ )?fairly"
    rf"|injust[oa]s?|injustamente|injusticias?|(?:no es|no|más|lo|es|sería|me parece) just[oa]s?{_NOT_JUST}"
    r"|(?:es|sería) de justicia|trato justo)\b",
    re.IGNORECASE,
)
_THE_BEST_OF = (
    "doctors?|surgeons?|clinics?|hospitals?|programs?|providers?|centers?|therapists?|place|care"
    "|médic[oa]s?|doctor(?:a|es|as)|cirujan[oa]s?|clínicas?|hospitales|programas?|centros?|terapeutas?"
    "|lugar|atención"
)
# “De primera” is praise, “de primera línea” is medicine.
_NOT_FIRST_RATE = "(?! (?:vez|línea|cita|consulta|visita|necesidad|elección|opción|etapa|fase))"
_MARKETING = re.compile(
    r"\b(?:world[- ]class|state[- ]of[- ]the[- ]art|cutting[- ]edge|top[- ](?:rated|notch)|award[- ]winning"
    r"|luxur(?:y|ious)|premier|best[- ]in[- ](?:class|the (?:country|state|nation|world))|renowned"
    r"|the very best|amazing|unparalleled|second to none|five[- ]star|one[- ]of[- ]a[- ]kind"
    rf"|(?:the best|(?:el|la|los|las) mejor(?:es)?) (?:{_THE_BEST_OF})"
    r"|leading (?:center|clinic|program|provider|expert|hospital)s?"
    rf"|de (?:primera{_NOT_FIRST_RATE}|lujo|vanguardia)"
    r"|(?:de )?clase mundial|de renombre|inigualable|increíble|de cinco estrellas)\b",
    re.IGNORECASE,
)


def program_name(text: str) -> str:
    """The first words that look like the name or brand of a program."""
    return _first(_PROGRAM_NAME, text)


def fairness_word(text: str) -> str:
    """The first word that argues with what is fair."""
    return _first(_FAIRNESS, text)


def marketing_word(text: str) -> str:
    """The first word that sounds like an advertisement."""
    return _first(_MARKETING, text)


def program_name_tip(text: str) -> StrOrPromise | None:
    """A care is told in codes and plain words; the name of a program says nothing to a reviewer."""
    if program_name(text):
        return _("Plans read codes, not program names. Your clinician can add codes")
    return None


def fact_tip(text: str) -> StrOrPromise | None:
    """Fairness and praise do not count with reviewers; dates, names and numbers do."""
    if fairness_word(text):
        return _("Plans look at facts, not at what is fair. Dates and numbers help you more")
    if marketing_word(text):
        return _("This may sound like an advertisement. Facts help you more")
    return None


def _first(words: re.Pattern[str], text: str) -> str:
    found = words.search(text)
    return found[0].strip() if found else ""

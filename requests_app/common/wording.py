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
# “A fair chance” argues with fairness too; “no chance of an appointment” is a fact of the search.
_ODDS = re.compile(
    r"\b(?:odds|success rates?|win rates?|overturn rates?|probability of (?:winning|success)"
    r"|\d+ ?(?:%|percent|por ciento) (?:chance|probability|de probabilidad"
    r"|of (?:all )?(?:appeals|denials|complaints)|de (?:las )?(?:apelaciones|quejas|negativas))"
    r"|(?:most|many|half of(?: all)?) (?:appeals|denials|complaints)"
    r" (?:are |get )?(?:won|win|succeed|overturned|reversed)"
    r"|(?:likely|bound|sure|certain) to (?:win|be overturned|be reversed|be approved)"
    r"|(?:la mayoría|muchas|la mitad) de las (?:apelaciones|quejas|negativas)"
    r"|tasas? de éxito|probabilidad(?:es)? de (?:ganar|éxito)|segur[oa] que (?:gano|ganamos|se aprueba))\b",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(?:outrageous|disgraceful|shameful|heartless|greedy|greed|cruel|ridiculous|criminals?|crooks?"
    r"|scam(?:mers)?|deserves?|deserved|bad faith|vergonzos[oa]s?|vergüenza|codicios[oa]s?|codicia"
    r"|ridícul[oa]s?|estafa(?:dores)?|sin corazón|criminales|mala fe|merezco"
    r"|(?:me|nos|se|lo|la) (?:lo )?merec(?:e|emos|en|ía|ían))\b",
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


def odds_word(text: str) -> str:
    """The first words that say how often such requests win."""
    return _first(_ODDS, text)


def blame_word(text: str) -> str:
    """The first word that accuses or pleads where a day or a name could stand."""
    return _first(_BLAME, text)


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


def statement_tip(text: str) -> StrOrPromise | None:
    """For an appeal, a complaint or a demand: what a reviewer reads past, with the words that were found.

    It warns once and never blocks.
    """
    found = fairness_word(text) or blame_word(text)
    if found:
        return _(
            "You wrote “%(words)s”. Reviewers look at facts, not at what is fair. Say what happened, on "
            "which day, and who said it"
        ) % {"words": found}
    if found := odds_word(text):
        return _(
            "You wrote “%(words)s”. How often others win does not help your case. Say what is true for your "
            "request"
        ) % {"words": found}
    return None


def _first(words: re.Pattern[str], text: str) -> str:
    found = words.search(text)
    return found[0].strip() if found else ""

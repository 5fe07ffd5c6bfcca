"""Short forms, everyday words and Spanish words for what the official English list calls otherwise."""

from __future__ import annotations

import unicodedata

# What is typed -> what the list says. Longer phrases are replaced first.
SAID_OTHERWISE = {
    "add": "attention deficit",
    "adhd": "attention deficit hyperactivity",
    "addiction": "dependence",
    "als": "amyotrophic lateral sclerosis",
    "alcoholism": "alcohol dependence",
    "asd": "autistic",
    "bpd": "borderline personality",
    "broken": "fracture",
    "cancer": "malignant neoplasm",
    "copd": "chronic obstructive pulmonary",
    "cptsd": "post traumatic stress",
    "crps": "complex regional pain",
    "did": "dissociative identity",
    "eds": "ehlers danlos",
    "gad": "generalized anxiety",
    "heart attack": "myocardial infarction",
    "high blood pressure": "hypertension",
    "ibs": "irritable bowel",
    "manic depression": "bipolar",
    "mcas": "mast cell activation",
    "mdd": "major depressive",
    "ms": "multiple sclerosis",
    "oud": "opioid use disorder",
    "ocd": "obsessive compulsive",
    "odd": "oppositional defiant",
    "pots": "postural orthostatic tachycardia",
    "ptsd": "post traumatic stress",
    "stroke": "cerebral infarction",
    "sud": "use disorder",
    "aud": "alcohol use disorder",
    "tbi": "traumatic brain injury",
    "arfid": "avoidant restrictive food intake",
    "autism": "autistic",
    "bipolar 2": "bipolar ii",
    "bipolar 1": "bipolar i",
    "abuso": "abuse",
    "adiccion": "dependence",
    "alimentario": "eating",
    "alimenticio": "eating",
    "alimentaria": "eating",
    "ansiedad": "anxiety",
    "autismo": "autistic",
    "bipolaridad": "bipolar",
    "cancer de mama": "malignant neoplasm breast",
    "corazon": "heart",
    "cronico": "chronic",
    "cronica": "chronic",
    "depresion": "depressive",
    "depresivo": "depressive",
    "derrame cerebral": "cerebral infarction",
    "dolor": "pain",
    "enfermedad": "disease",
    "epilepsia": "epilepsy",
    "esclerosis multiple": "multiple sclerosis",
    "espalda": "back",
    "esquizofrenia": "schizophrenia",
    "estres postraumatico": "post traumatic stress",
    "fractura": "fracture",
    "grave": "severe",
    "infarto": "myocardial infarction",
    "leve": "mild",
    "mayor": "major",
    "moderado": "moderate",
    "obsesivo compulsivo": "obsessive compulsive",
    "opioides": "opioid",
    "panico": "panic",
    "personalidad": "personality",
    "presion alta": "hypertension",
    "recurrente": "recurrent",
    "rodilla": "knee",
    "suicidio": "suicidal",
    "trastorno": "disorder",
    "trastornos": "disorder",
}
_SILENT = frozenset(
    {
        "a", "an", "and", "con", "de", "del", "el", "en", "i", "in", "la", "las", "los", "my", "of",
        "on", "or", "por", "the", "to", "y",
    }
)  # fmt: skip
_LONGEST = max(len(phrase.split()) for phrase in SAID_OTHERWISE)


def as_the_list_says(words: str) -> list[str]:
    """The words to look for, small and without accents and marks, with short forms written out."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    kept = "".join(mark if mark.isalnum() else " " for mark in plain if not unicodedata.combining(mark))
    typed, found, place = kept.split(), [], 0
    while place < len(typed):
        size, meant = _meant(typed[place : place + _LONGEST])
        found += meant
        place += size
    return [word for word in dict.fromkeys(found) if word not in _SILENT or len(found) == 1]


def _meant(ahead: list[str]) -> tuple[int, list[str]]:
    """How many of the typed words ahead are one phrase, and what the list says for it; plurals too."""
    for size in range(len(ahead), 0, -1):
        phrase = " ".join(ahead[:size])
        for known in (phrase, phrase.removesuffix("s")):
            if known in SAID_OTHERWISE:
                return size, SAID_OTHERWISE[known].split()
    return 1, ahead[:1]

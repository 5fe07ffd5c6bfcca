"""Words that say something about health, care, a plan or money: none of them may leave the app. Pure.

Beginnings of words, English and Spanish, without accents; `=` in front: the whole word only.
"""

from __future__ import annotations

import re
import unicodedata

_ABOUT_HEALTH = """
    health salud medic patient paciente diagnos illness enferm symptom sintoma disease treat tratamiento
    therap terapi psych psiqui psico mental depress depresi anxi ansie addict adicci substance sustancia =drug
    =drugs droga alcohol detox desintox sober sobri rehab recover recupera wellness bienestar surger cirug
    hospital clinic clinica doctor =dr nurse enfermer provider proveedor =cuidado =cuidados atencion condition
    afeccion cancer pregnan embaraz =child =hijo =hija eating bulimi anorexi suicid trauma oncolog dialys
    dialis autis counsel consejer
"""
_ABOUT_PLAN_AND_MONEY = """
    =care insur segur =plan =plans =planes coverage cobertura network =red claim reclam benefit beneficio
    copay copago deductible deducible =eob =hmo =ppo =cpt =icd =npi medicaid medicare approv aprob den[iy]
    deneg rechaz appeal apelaci exception excepci authoriz autoriz letter =carta packet paquete
    referral \\$ dollar dolar =pay =paid pagar
"""
ABOUT_HEALTH = _ABOUT_HEALTH.split()
ABOUT_PLAN_AND_MONEY = _ABOUT_PLAN_AND_MONEY.split()
# «Segura» is also “sure” and “safe” in Spanish, and a sign-in code is not about health.
HARMLESS = ("pagina segura", "clave de seguridad", "codigo de seguridad", "seguro o segura", "seguridad")


def health_words(text: str) -> list[str]:
    """The words of the text that say something about health, as they stand there, each once."""
    return _found(text, ABOUT_HEALTH)


def words_kept_inside(text: str) -> list[str]:
    """The words that no mail and no text message may say."""
    return _found(text, [*ABOUT_HEALTH, *ABOUT_PLAN_AND_MONEY])


def _found(text: str, entries: list[str]) -> list[str]:
    shown = unicodedata.normalize("NFC", text)
    searched = _plain(shown)
    hits: dict[str, None] = {}
    spans = sorted(match.span() for entry in entries for match in re.finditer(_pattern(entry), searched))
    for start, end in spans:
        while end < len(searched) and (searched[end].isalnum() or searched[end] == "_"):
            end += 1
        hits.setdefault(shown[start:end].lower())
    return list(hits)


def _pattern(entry: str) -> str:
    return rf"(?<!\w){entry[1:]}(?!\w)" if entry.startswith("=") else rf"(?<!\w){entry}"


def _plain(text: str) -> str:
    """As long as the text itself, so that places in it are places in the text."""
    letters = (
        "".join(_without_accent(mark) for mark in text.lower()) if len(text.lower()) == len(text) else text
    )
    for words in HARMLESS:
        letters = letters.replace(words, "\0" * len(words))
    return letters


def _without_accent(mark: str) -> str:
    first = unicodedata.normalize("NFD", mark)[0]
    return first if mark.isalpha() else mark

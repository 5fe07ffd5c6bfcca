"""No mail of ours says anything about health, money, a decision or a person, in any language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

FOLDER = Path(settings.BASE_DIR) / "templates" / "emails"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.txt"))
MAILS = sorted({name.removesuffix("_subject.txt").removesuffix("_body.txt") for name in TEMPLATES})

# Beginnings of words, in English and Spanish, without accents; `=` in front: the whole word only.
NEVER_SAID_TEXT = """
    health salud medic patient paciente diagnos illness enferm symptom sintoma disease treat tratamiento
    therap terapi psych psiqui psico mental depress depresi anxi ansie addict adicci substance sustancia =drug
    =drugs droga alcohol surger cirug hospital clinic clinica doctor =dr nurse enfermer provider proveedor
    =care =cuidado =cuidados =atencion condition afeccion cancer pregnan embaraz =child =hijo =hija
    insur segur =plan =plans =planes coverage cobertura network =red claim reclam benefit beneficio copay
    copago deductible deducible =eob =hmo =ppo =cpt =icd =npi medicaid medicare
    approv aprob den[iy] deneg rechaz appeal apelaci exception excepci authoriz autoriz letter =carta
    packet paquete referral =\\$ dollar dolar =pay =paid pagar
"""
NEVER_SAID = NEVER_SAID_TEXT.split()
# «Segura» is also “sure” and “safe” in Spanish, and a sign-in code is not about health.
HARMLESS = {"pagina segura", "clave de seguridad", "codigo de seguridad", "seguro o segura", "seguridad"}

# What the templates ask for, filled with plain values and every branch.
COMMON = {
    "service_name": "Care Request Desk",
    "site_url": "https://portal.example.org",
    "code": "123456",
    "path": "/abc/",
    "day": "Friday, November 27, 2026",
    "short_day": "Nov 27",
    # A facility’s own, looked over when it is published and again when it is sent.
    "words": "We wrote to you. https://portal.example.org",
}
CONTEXTS: tuple[dict[str, bool], ...] = ({}, {"is_own": True}, {"is_late": True})
# A clinician must know that a patient asks for a letter, or the mail is taken for something else.
TO_CLINICIANS = ("letters/link", "letters/nudge")
MAY_BE_SAID_THERE = {"patient", "paciente", "letter", "=carta", "carta"}


def plain(text: str) -> str:
    text = text.lower()
    for accented, letter in zip("áéíóúüñ", "aeiouun", strict=True):
        text = text.replace(accented, letter)
    for words in HARMLESS:
        text = text.replace(words, "")
    return text


def words_never_said(text: str, *, to: str = "") -> list[str]:
    found = []
    may_be_said = MAY_BE_SAID_THERE if to.startswith(TO_CLINICIANS) else set()
    for entry in NEVER_SAID:
        if entry in may_be_said:
            continue
        pattern = rf"(?<!\w){entry[1:]}(?!\w)" if entry.startswith("=") else rf"(?<!\w){entry}"
        found += re.findall(pattern, plain(text))
    return found


def rendered(name: str, language: str) -> list[str]:
    with translation.override(language):
        return [render_to_string(f"emails/{name}", {**COMMON, **context}) for context in CONTEXTS]


def test_there_are_mails_to_read():
    assert {"followups/reminder", "tracker/helper"} <= set(MAILS)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", TEMPLATES)
def test_no_mail_says_anything_about_health(name, language):
    for text in rendered(name, language):
        assert words_never_said(text.replace(COMMON["service_name"], ""), to=name) == []


@pytest.mark.parametrize("mail", MAILS)
def test_each_mail_has_a_short_subject_and_a_body(mail):
    for language in ("en", "es"):
        for subject in rendered(f"{mail}_subject.txt", language):
            assert 0 < len(" ".join(subject.split())) <= 60
        assert all(body.strip() for body in rendered(f"{mail}_body.txt", language))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_mail_asks_only_for_what_it_may_know(name):
    """A name, plan, provider or reason cannot get into a mail, because no template has a place for it."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    own_names = dict(re.findall(r"(\w+)=(\w+)", text))
    asked = {own_names.get(one, one) for one in re.findall(r"{{\s*(\w+)", text)} | set(own_names.values())
    assert asked <= set(COMMON)


def test_the_list_finds_what_it_should():
    assert words_never_said("Your therapy was denied. Su plan de salud aprobó la carta.") != []
    assert words_never_said("A date is coming up. Sign in to see what.") == []

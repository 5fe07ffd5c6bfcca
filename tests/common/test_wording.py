"""The words that make a request weaker, and the plain facts that must not be taken for them."""

from __future__ import annotations

import pytest

from requests_app.common.wording import fairness_word, marketing_word, program_name


@pytest.mark.parametrize(
    "text",
    [
        "It is unfair that I wait.",
        "That would be fair.",
        "I want to be treated fairly.",
        "This is not fair",
        "No es justo que yo espere.",
        "Es injusto.",
        "Sería justo que pagaran.",
        "Lo justo es pagar.",
    ],
)
def test_an_argument_of_fairness_is_found(text):
    assert fairness_word(text)


@pytest.mark.parametrize(
    "text",
    [
        "I have fair skin and burn quickly.",
        "A fair amount of pain, fairly often.",
        "We met at the county fair in June.",
        "El dolor empezó justo después de la cirugía.",
        "Justo cuando cambié de plan.",
        "Ajusto la dosis cada semana, y la medicina se ajusta.",
        "It started just after the crash.",
    ],
)
def test_plain_facts_are_no_argument_of_fairness(text):
    assert fairness_word(text) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A world-class team", "world-class"),
        ("They are the best doctors here", "the best doctors"),
        ("Es la mejor clínica del estado", "la mejor clínica"),
        ("Un hospital de primera.", "de primera"),
    ],
)
def test_praise_is_quoted(text, word):
    assert marketing_word(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "The best date they had was in June.",
        "My leading symptom is pain, the leading cause is unknown.",
        "Es la primera cita y de primera vez.",
        "Los medicamentos de primera línea no ayudaron.",
        "La mejor opción según mi médico es esperar.",
    ],
)
def test_plain_facts_are_no_praise(text):
    assert marketing_word(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Care in the Sunrise Program",
        "Terapia en el Centro Amanecer",
        "Brightway™ therapy",
        "at Desert Bloom Recovery",
    ],
)
def test_the_name_of_a_program_is_found(text):
    assert program_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "An Intensive Outpatient Program for depression",
        "a Partial Hospitalization Program",
        "surgery at a Cancer Center",
        "Un Programa Intensivo de día",
        "A tumor of the Central Nervous System",
        "Weekly therapy at a center near home",
    ],
)
def test_kinds_of_care_are_no_names(text):
    assert program_name(text) == ""

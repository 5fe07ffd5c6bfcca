"""The words that make a request weaker, and the plain facts that must not be taken for them."""

from __future__ import annotations

import pytest

from requests_app.common.wording import (
    blame_word,
    fairness_word,
    marketing_word,
    odds_word,
    program_name,
    statement_tip,
)


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


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Most appeals are won in the second round.", "Most appeals are won"),
        ("I have an 80% chance.", "80% chance"),
        ("This is likely to be overturned.", "likely to be overturned"),
        ("La mayoría de las apelaciones se ganan.", "La mayoría de las apelaciones"),
        ("Tengo muchas probabilidades de ganar.", "probabilidades de ganar"),
    ],
)
def test_odds_are_found(text, word):
    assert odds_word(text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is outrageous that nobody answers.", "outrageous"),
        ("I deserve this care.", "deserve"),
        ("Merezco esta atención.", "Merezco"),
        ("Es una vergüenza.", "vergüenza"),
    ],
)
def test_accusing_and_pleading_words_are_found(text, word):
    assert blame_word(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "There was no chance of an appointment before January.",
        "The plan denied 2 of 3 requests. Most offices do not take new patients.",
        "50% of the offices on the list did not answer.",
        "On November 20, Jo from the plan said that my papers were lost.",
        "El 20 de noviembre, Jo dijo que faltaban papeles. La mayoría de los consultorios no contestó.",
        "My fair skin burns, and the clinic called me just before noon.",
    ],
)
def test_a_statement_of_facts_gets_no_tip(text):
    assert statement_tip(text) is None


def test_the_tip_names_the_words_that_were_found():
    assert "“unfair”" in str(statement_tip("That is unfair."))
    assert "“Most appeals win”" in str(statement_tip("Most appeals win."))

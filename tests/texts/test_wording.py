"""Every text, in both languages, fits into one plain message and says nothing about anybody."""

from __future__ import annotations

import pytest
from django.conf import settings

from requests_app.texts import gsm7, wording
from requests_app.texts.startup import texts_fit
from tests.notifications.test_mail_texts import words_never_said

LANGUAGES = ("en", "es")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", wording.PRINTED)
def test_a_text_is_one_message_in_the_basic_alphabet(template, language, settings):
    settings.SITE_URL = "https://portal.example.org"
    text = wording.samples(language)[template]
    assert gsm7.outside(text) == ""
    assert gsm7.length(text) <= gsm7.LONGEST


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", wording.PRINTED)
def test_a_text_says_nothing_about_health(template, language):
    text = wording.samples(language)[template].replace(settings.SERVICE_NAME, "")
    assert words_never_said(text) == []


@pytest.mark.parametrize("template", sorted(wording.UNASKED))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_comes_of_itself_has_room_to_say_how_to_stop_it(template, language, settings):
    settings.SITE_URL = "https://portal.example.org"
    assert "STOP" in wording.samples(language)[template]


def test_nothing_but_what_is_on_the_list_gets_into_a_text():
    for template, context in (
        ("news", {}),
        ("reminder_day", {"day": "x", "name": "Ana"}),
        ("hidden", {"day": "x"}),
    ):
        with pytest.raises(wording.NotOnTheList):
            wording.check(template, context)


@pytest.mark.parametrize(
    ("text", "outside", "length"),
    [
        ("Plain text.", "", 11),
        ("¿Mañana? El é y la ü están", "á", 26),
        ("curly ’", "’", 7),
        ("[5 €]", "", 8),
    ],
)
def test_the_alphabet_of_phones(text, outside, length):
    assert (gsm7.outside(text), gsm7.length(text)) == (outside, length)


@pytest.mark.parametrize(
    ("name", "faults"), [("Care Request Desk", 0), ("Desk “Care”", 1), ("Desk " * 30, 1)]
)
def test_a_name_that_makes_texts_too_long_stops_the_start(name, faults, settings):
    settings.SERVICE_NAME = name.strip()
    assert bool(texts_fit()) is bool(faults)

from __future__ import annotations

import pytest

from requests_app.texts.keywords import Meaning, meaning_of
from requests_app.texts.numbers import us_number


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        *(
            (word, Meaning.STOP)
            for word in ("STOP", "stop.", " Stop ", "StopAll", "UNSUBSCRIBE", "cancel", "END")
        ),
        *(
            (word, Meaning.STOP)
            for word in ("quit!", "Revoke", "opt out", "OPTOUT", "ALTO", "Parar", "no más")
        ),
        *((word, Meaning.STOP) for word in ("stop please", "Stop texting me")),
        *((word, Meaning.START) for word in ("START", "unstop", "Yes", "sí", "Iniciar")),
        *((word, Meaning.HELP) for word in ("HELP", "info", "Ayuda")),
        *((word, Meaning.OTHER) for word in ("", "hello", "I will stop by", "helpful", "stopping", "👍")),
    ],
)
def test_what_an_answer_means(text, meaning):
    assert meaning_of(text) == meaning


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("602-555-0142", "+16025550142"),
        ("(602) 555 0142", "+16025550142"),
        ("+1 602 555 0142", "+16025550142"),
        ("876-555-0142", ""),
        ("416-555-0142", ""),
        ("900-555-0142", ""),
        ("+52 55 1234 5678", ""),
        ("602-555-0142 ext. 5", ""),
        ("letters", ""),
    ],
)
def test_texts_go_to_plain_numbers_of_the_united_states(typed, number):
    assert us_number(typed) == number

"""The call cards: what to say, and a box for each thing that is heard.

Lines to read aloud are ordinary translated texts, so the Spanish catalog holds the spoken Spanish. Names in
braces are filled with `fill`; the names that may be used are `PLACEHOLDERS`.
"""

from __future__ import annotations

from requests_app.cases.call_cards import (
    PLACEHOLDERS,
    Ask,
    Card,
    CardField,
    FieldKind,
    When,
    fill,
)
from requests_app.insurer_calls.card_provider import PROVIDER
from requests_app.insurer_calls.card_shared import BEFORE_YOU_HANG_UP, INTERPRETER, SHARED
from requests_app.insurer_calls.cards_answer import CALL_4
from requests_app.insurer_calls.cards_follow import CALL_2, CALL_3
from requests_app.insurer_calls.cards_open import CALL_1

CARDS: dict[str, Card] = {card.kind: card for card in (CALL_1, CALL_2, CALL_3, CALL_4, PROVIDER)}

__all__ = [
    "BEFORE_YOU_HANG_UP",
    "CARDS",
    "INTERPRETER",
    "PLACEHOLDERS",
    "SHARED",
    "Ask",
    "Card",
    "CardField",
    "FieldKind",
    "When",
    "fill",
]

"""How long a text message is in the basic alphabet of phones (GSM 03.38). Pure.

A message outside this alphabet is cut into pieces of 70 characters: á í ó ú “ ” ’ are outside, é ñ ü ¿ ¡ are
not.
"""

from __future__ import annotations

LONGEST = 160
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Written with an escape before it, so each counts twice.
_EXTENDED = frozenset("^{}\\[~]|€")


def outside(text: str) -> str:
    """The characters that are not in the alphabet."""
    return "".join(sorted(set(text) - _BASIC - _EXTENDED))


def length(text: str) -> int:
    return sum(2 if mark in _EXTENDED else 1 for mark in text)


def fits(text: str) -> bool:
    """One message, in one piece."""
    return not outside(text) and length(text) <= LONGEST

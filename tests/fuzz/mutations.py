"""Files damaged at random: in their bytes, and in the parts each format is made of, to get past the door."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from typing import Any

from tests.fuzz.seeds import seeds_of

Damage = Callable[[bytes, random.Random], bytes]
ODD_VALUES: list[Any] = [
    None, True, False, 0, -1, 0.005, 10**20, -(10**20), "", " ", "\u0000", "\ud800", "\u202e", "x" * 300, [],
    {}, [[]], [{}], {"coding": [{}]}, {"reference": "#"}, {"value": "1,180.00", "currency": "USD"},
    {"value": -1, "currency": "EUR"}, "2026-02-30", "2026", "0000-00-00", "innetwork", "denialreason",
    "cancelled", "CO-45",
]  # fmt: skip
ODD_TEXTS = [
    b"", b"0", b"-0", b"-1", b"999999999.99", b"99999999999999999999", b"1e9", b"NaN", b"1.005", b"(12.50)",
    b"$", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", "\u0663".encode(), "\u2028".encode(), b"2026-02-30",
    b"20260230", b"13/45/2026", b"USD", b"EUR", b"HC:", b"CO", b"PR", b"22", b"ISA", b"SE", b"~", b"*",
    b":", b"^", b",", b";", b"\t", b'"', b"'", b"\r", b"\n", b"\r\n", b"%PDF-", b"obj", b"stream",
    b"/Length 99999999",
]  # fmt: skip
MOST_STEPS = 6
# The first segment of X12 has a length of its own.
ISA = 106
ENVELOPE = re.compile(rb"ISA.{100}.{3}", re.DOTALL)


def damaged(family: str, data: bytes, chance: random.Random, *, most: int = 40_000) -> bytes:
    for _ in range(chance.randint(1, MOST_STEPS)):
        data = chance.choice(DAMAGES[family])(data, chance)[:most]
    return data


def any_bytes(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return chance.choice(ODD_TEXTS)
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.randint(0, 80))
    piece = [
        lambda: bytes([chance.randrange(256)]) + data[start + 1 : end],
        lambda: b"",
        lambda: chance.choice(ODD_TEXTS),
        lambda: data[start:end] * chance.randint(2, 30),
        lambda: data[start:end] + chance.choice(ODD_TEXTS),
    ]
    return data[:start] + chance.choice(piece)() + data[end:]


def cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def pieces(mark: bytes) -> Damage:
    """Of a file whose parts a mark keeps apart: one is lost, doubled, moved, emptied, or another one."""

    def damage(data: bytes, chance: random.Random) -> bytes:
        parts = data.split(mark)
        place, other = chance.randrange(len(parts)), chance.randrange(len(parts))
        how = chance.randrange(6)
        if how == 0:
            del parts[place]
        elif how == 1:
            parts.insert(place, parts[other])
        elif how == 2:
            parts[place], parts[other] = parts[other], parts[place]
        elif how == 3:
            parts[place] = chance.choice(ODD_TEXTS)
        elif how == 4:
            parts[place] = re.sub(
                rb"\d+", chance.choice(ODD_TEXTS).replace(b"\\", b""), parts[place], count=1
            )
        else:
            parts[place:place] = [parts[other]] * chance.randint(2, 40)
        return mark.join(parts)

    return damage


def inside_the_envelope(damage: Damage) -> Damage:
    """Of an 835: its first segment, which tells how to read the rest, stays whole, and the end says how many
    segments there are, so that what is between gets read."""

    def kept(data: bytes, chance: random.Random) -> bytes:
        if not ENVELOPE.match(data):
            return chance.choice(seeds_of("x12"))
        return data[:ISA] + _counted(damage(data[ISA:], chance))

    return kept


def _counted(body: bytes) -> bytes:
    segments = body.split(b"~")
    start = 0
    for place, segment in enumerate(segments):
        if segment.strip().startswith(b"ST*"):
            start = place
        elif segment.strip().startswith(b"SE*"):
            count = b"SE*%d*" % (place - start + 1)
            segments[place] = re.sub(rb"SE\*[^*]*\*", count, segment, count=1)
    return b"~".join(segments)


def any_value(data: bytes, chance: random.Random) -> bytes:
    """Of JSON: a value is replaced, lost, doubled, or moved to another place."""
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        # More of what is no JSON tries nothing new.
        return chance.choice(seeds_of("fhir"))
    places = _places(whole)
    if not places:
        return json.dumps(chance.choice(ODD_VALUES)).encode()
    holder, key = chance.choice(places)
    how = chance.randrange(5)
    if how == 0:
        del holder[key]
    elif how == 1:
        other, place = chance.choice(places)
        if place in other if isinstance(other, dict) else place < len(other):
            holder[key] = json.loads(json.dumps(other[place]))
    elif how == 2 and isinstance(holder[key], list):
        holder[key] = holder[key] * chance.randint(2, 20)
    else:
        holder[key] = chance.choice(ODD_VALUES)
    return json.dumps(whole).encode()


def _places(whole: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    waiting = [whole]
    while waiting:
        one = waiting.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one)) if isinstance(one, list) else ()
        found += [(one, key) for key in keys]
        waiting += [one[key] for key in keys]
    return found


DAMAGES: dict[str, list[Damage]] = {
    "fhir": [*[any_value] * 18, any_bytes, cut_off],
    "x12": [
        *[inside_the_envelope(pieces(mark)) for mark in (b"~", b"~", b"*", b"*", b"*", b":", b"^")],
        inside_the_envelope(any_bytes),
        any_bytes,
        cut_off,
    ],
    "table": [pieces(b"\n"), pieces(b","), pieces(b","), pieces(b'"'), any_bytes, cut_off],
    "pdf": [pieces(b"\n"), pieces(b" "), any_bytes, any_bytes, cut_off],
    "pages": [pieces(b"\n"), pieces(b"  "), pieces(b" "), any_bytes, cut_off],
}

"""Which box gets what: the mapping of a form, and what it gives for one case. Pure.

A mapping is box key -> one of `leave`, `fact:KEY`, `text:WORDS`, `tick:KEY`. A box that is not in it was not
decided yet and stays empty, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from requests_app.planforms.facts import ALWAYS, FACTS, TICK_FACTS, Fact, Told
from requests_app.planforms.slots import Slot, SlotKind

LEAVE, FACT, TEXT, TICK = "leave", "fact:", "text:", "tick:"
LONGEST_TEXT = 200


@dataclass(frozen=True)
class Missing:
    """A box that would be filled, had the case this fact."""

    slot: Slot
    fact: Fact


@dataclass(frozen=True)
class Values:
    texts: dict[str, tuple[str, ...]]
    ticks: tuple[str, ...]
    missing: tuple[Missing, ...]


def is_choice_for(slot: Slot, value: str) -> bool:
    """Whether this may stand in the mapping for this box. Nothing is ever said for a signature."""
    if value == LEAVE:
        return True
    if not slot.can_be_filled:
        return False
    if slot.kind == SlotKind.TICK:
        return value.startswith(TICK) and value.removeprefix(TICK) in {ALWAYS, *TICK_FACTS}
    if value.startswith(TEXT):
        return 0 < len(value.removeprefix(TEXT).strip()) <= LONGEST_TEXT
    return value.startswith(FACT) and value.removeprefix(FACT) in FACTS


def values_of(slots: Iterable[Slot], mapping: Mapping[str, str], told: Told) -> Values:
    texts: dict[str, tuple[str, ...]] = {}
    ticks, missing = [], []
    for slot in slots:
        value = mapping.get(slot.key, LEAVE)
        if value == LEAVE or not is_choice_for(slot, value):
            continue
        if value.startswith(TICK):
            if _is_ticked(value.removeprefix(TICK), told):
                ticks.append(slot.key)
        elif value.startswith(TEXT):
            texts[slot.key] = (value.removeprefix(TEXT),)
        else:
            fact = FACTS[value.removeprefix(FACT)]
            spelled = fact.spell(told)
            if spelled:
                texts[slot.key] = spelled
            else:
                missing.append(Missing(slot, fact))
    return Values(texts, tuple(ticks), tuple(missing))


def undecided(slots: Iterable[Slot], mapping: Mapping[str, str]) -> list[Slot]:
    return [slot for slot in slots if slot.can_be_filled and slot.key not in mapping]


def _is_ticked(key: str, told: Told) -> bool:
    return key == ALWAYS or TICK_FACTS[key].holds(told)

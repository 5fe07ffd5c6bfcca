"""What a box can be given, as a list to choose from, in groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from requests_app.planforms.facts import ALWAYS, FACTS, GROUPS, TICK_FACTS, Fact, TickFact
from requests_app.planforms.matching import FACT, LEAVE, TEXT, TICK
from requests_app.planforms.slots import Slot, SlotKind

# In the list only: the words themselves stand in the line below it.
WORDS = "words"


@dataclass(frozen=True)
class Group:
    label: str
    options: tuple[tuple[str, str], ...]


def groups_for(slot: Slot) -> tuple[Group, ...]:
    language = get_language() or "en"
    if slot.kind == SlotKind.TICK:
        return _tick_groups(language)
    if slot.options:
        offered = tuple((f"{TEXT}{kept or shown}", shown or kept) for kept, shown in slot.options)
        return (Group(_("Always this answer of the list"), offered), *_text_groups(language))
    return _text_groups(language)


def first_options(slot: Slot) -> tuple[tuple[str, str], ...]:
    """Those before the groups."""
    first = [(LEAVE, _("Leave it empty"))]
    if slot.kind == SlotKind.TICK:
        first.append((f"{TICK}{ALWAYS}", _("Always tick it")))
    elif not slot.options:
        first.append((WORDS, _("Always the words I type below")))
    return tuple(first)


def flat_choices(slot: Slot) -> list[tuple[str, str]]:
    """Everything a box may be given: what was posted is held against it, and a clash is told with it."""
    grouped = [pair for group in groups_for(slot) for pair in group.options]
    return [*first_options(slot), *grouped]


def label_of(value: str) -> str:
    """A value of a mapping in words."""
    if value.startswith(TEXT):
        return _("Always “%(words)s”") % {"words": value.removeprefix(TEXT)}
    if value == LEAVE:
        return _("Leave it empty")
    if value == f"{TICK}{ALWAYS}":
        return _("Always tick it")
    found = FACTS.get(value.removeprefix(FACT)) or TICK_FACTS.get(value.removeprefix(TICK))
    return f"{GROUPS[found.group]}: {found.label}" if found else ""


@lru_cache(maxsize=8)
def _text_groups(_language: str) -> tuple[Group, ...]:
    return _grouped(FACT, FACTS.values())


@lru_cache(maxsize=8)
def _tick_groups(_language: str) -> tuple[Group, ...]:
    return _grouped(TICK, TICK_FACTS.values())


def _grouped(mark: str, facts: Iterable[Fact | TickFact]) -> tuple[Group, ...]:
    found: dict[str, list[tuple[str, str]]] = {}
    for fact in facts:
        # A list that is closed does not show the group, and “Name” alone could be anybody’s.
        told = f"{GROUPS[fact.group]}: {fact.label}"
        found.setdefault(fact.group, []).append((f"{mark}{fact.key}", told))
    return tuple(Group(str(GROUPS[key]), tuple(options)) for key, options in found.items())

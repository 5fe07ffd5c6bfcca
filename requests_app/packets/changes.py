"""What a packet says otherwise than the one before for the same reader, held side by side as printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from requests_app.packets import wording
from requests_app.packets.more_parts import Change
from requests_app.packets.parts import Contents, Fact, Section

LONGEST = 120
# The cover and this list itself say nothing of the request.
NOT_TOLD = frozenset({Section.COVER, Section.CHANGES})


def printed_changes(before: Contents, now: Contents) -> tuple[Change, ...]:
    with override(now.language):
        return tuple(_changes(before, now))


def _changes(before: Contents, now: Contents) -> Iterator[Change]:
    old = {piece.section: piece for piece in before.pieces if piece.section not in NOT_TOLD}
    new = {piece.section: piece for piece in now.pieces if piece.section not in NOT_TOLD}
    for section, piece in new.items():
        if section not in old:
            yield Change(piece.title, _("added"))
        elif piece.part != old[section].part:
            yield from _inside(section, piece.title, old[section].part, piece.part)
    for section, piece in old.items():
        if section not in new:
            yield Change(piece.title, _("left out"))


def _inside(section: Section, title: str, old: Any, new: Any) -> Iterator[Change]:
    if section is Section.DECISION:
        told = [*_facts(old.facts, new.facts), *_rest(old, new)]
        yield from told or [Change(title, _("changed"))]
    elif section in (Section.SEARCH, Section.CALLS):
        yield Change(title, _rows(_keyed(old.rows), _keyed(new.rows)))
    elif section is Section.EXHIBITS:
        yield Change(title, _rows(_files(old.rows), _files(new.rows)))
    else:
        yield Change(title, _("changed"))


def _facts(old: Sequence[Fact], new: Sequence[Fact]) -> Iterator[Change]:
    """Each fact of the boxes by its place; two of one place are told by the last."""
    was = {fact.path: fact.value for fact in old}
    for fact in new:
        before = was.get(fact.path, "")
        if fact.value != before:
            values = {
                "after": _short(fact.value) or wording.not_given(),
                "before": _short(before) or wording.not_given(),
            }
            yield Change(fact.label, _("%(after)s (before: %(before)s)") % values)


def _rest(old: Any, new: Any) -> Iterator[Change]:
    named = (
        (_("Codes"), old.codes, new.codes),
        (_("Why the network does not meet the need"), old.reasons, new.reasons),
        (_("Speed"), old.speed, new.speed),
        (_("Decision asked for"), old.asked, new.asked),
    )
    for label, before, now in named:
        if before != now:
            yield Change(label, _("changed"))


def _keyed(rows: Iterable[Any]) -> dict[Hashable, Any]:
    """By what names a row, which keeps its place in the table out of it."""
    seen: Counter[str] = Counter()
    found: dict[Hashable, Any] = {}
    for row in rows:
        name = f"{row.title} {row.when}" if hasattr(row, "when") else row.name
        seen[name] += 1
        values = {key: value for key, value in vars(row).items() if key not in ("number", "found")}
        found[(name, seen[name])] = values
    return found


def _files(rows: Iterable[Any]) -> dict[Hashable, Any]:
    return {row.sha256: (row.about, row.dated, row.count) for row in rows}


def _rows(old: dict[Hashable, Any], new: dict[Hashable, Any]) -> str:
    added = len(new.keys() - old.keys())
    removed = len(old.keys() - new.keys())
    changed = sum(1 for key in new.keys() & old.keys() if new[key] != old[key])
    parts = (
        ngettext("%(number)s added", "%(number)s added", added) % {"number": added} if added else "",
        ngettext("%(number)s changed", "%(number)s changed", changed) % {"number": changed}
        if changed
        else "",
        ngettext("%(number)s taken out", "%(number)s taken out", removed) % {"number": removed}
        if removed
        else "",
    )
    return wording.with_commas(*parts) or _("changed")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"

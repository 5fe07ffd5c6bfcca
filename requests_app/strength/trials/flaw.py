"""One seeded flaw: what is changed in a clean request, and what the check must then find, and where."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Plain = dict[str, Any]
_STEP = re.compile(r"([a-z_][a-z_0-9]*)|\[(\d+)\]")
GONE = object()


@dataclass(frozen=True)
class Flaw:
    """`changes` are (path, new value) pairs, GONE takes the item out. `also` are checks that rightly follow.

    `place` is where the finding must stand; `on` the controls it is tried on, empty for all.
    """

    name: str
    check: str
    place: str
    changes: tuple[tuple[str, Any], ...]
    on: tuple[str, ...] = ()
    also: frozenset[str] = frozenset()

    def applied_to(self, clean: Plain) -> Plain:
        """A changed copy; the clean one stays as it is."""
        case = deepcopy(clean)
        for path, value in self.changes:
            _put(case, path, value)
        return case


def flaw(
    name: str,
    check: str,
    place: str,
    *changes: tuple[str, Any],
    on: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
) -> Flaw:
    return Flaw(name, check, place, changes, on, frozenset(also))


def _put(case: Plain, path: str, value: Any) -> None:
    steps: list[str | int] = [name or int(number) for name, number in _STEP.findall(path)]
    part: Any = case
    for step in steps[:-1]:
        part = part.setdefault(step, {}) if isinstance(part, dict) else part[step]
    last = steps[-1]
    if value is GONE:
        del part[last]
    elif isinstance(part, list) and last == len(part):
        part.append(deepcopy(value))
    else:
        part[last] = deepcopy(value)

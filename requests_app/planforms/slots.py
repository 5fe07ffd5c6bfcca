"""The places of a form that can be filled in, one by one, as they are kept in `PlanForm.fields`.

No Django here: the confined reader uses it, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

MOST_SLOTS = 600
MOST_FORM_PAGES = 20
LONGEST_NAME, LONGEST_LABEL, MOST_OPTIONS, LONGEST_OPTION = 300, 200, 300, 120
# Between the name of a group of boxes and the state of one of them, in the key of a tick.
STATE_MARK = "\n"


class SlotKind(StrEnum):
    TEXT = "text"
    MULTILINE = "multiline"
    DATE = "date"
    CHOICE = "choice"
    TICK = "tick"
    SIGNATURE = "signature"


WRITTEN = frozenset({SlotKind.TEXT, SlotKind.MULTILINE, SlotKind.DATE, SlotKind.CHOICE})


@dataclass(frozen=True)
class Slot:
    """One box. `box` is left, top, right, bottom as parts of the shown page; `near`: the words beside it.

    A tick has its own on-`state`; ticks with the same `name` are one group of which one can be on.
    """

    key: str
    name: str
    kind: SlotKind
    page: int
    box: tuple[float, float, float, float]
    label: str = ""
    near: str = ""
    longest: int = 0
    is_comb: bool = False
    is_required: bool = False
    is_locked: bool = False
    is_open_choice: bool = False
    state: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def can_be_filled(self) -> bool:
        """Nobody signs by machine, and what the plan has locked is the plan’s."""
        return self.kind != SlotKind.SIGNATURE and not self.is_locked

    @property
    def words(self) -> str:
        """How the form itself calls this box, for people."""
        own = self.label or self.near or spoken(self.name)
        return f"{own}: {self.state}" if self.kind == SlotKind.TICK and self.state_speaks else own

    @property
    def state_speaks(self) -> bool:
        """“Urgent” says something, “On” and “1” do not."""
        plain = self.state.strip().casefold()
        return len(plain) > 2 and plain not in {"yes", "off", "true", "choice1", "choice2"}

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value not in ("", 0, False, ())}


def spoken(name: str) -> str:
    """`form1[0].page1[0].MemberFirstName[0]` -> Member First Name."""
    last = name.rpartition(".")[2].partition("[")[0] or name
    spaced = "".join(
        f" {mark}" if mark.isupper() and before.islower() else mark
        for before, mark in zip(" " + last, last, strict=False)
    )
    return " ".join(spaced.replace("_", " ").replace("-", " ").split()) or name


def slot_from(data: Mapping[str, Any]) -> Slot:
    """Raises KeyError, TypeError or ValueError for what is not a slot."""
    values = {name: data[name] for name in Slot.__dataclass_fields__ if name in data}
    left, top, right, bottom = (float(one) for one in data["box"])
    values |= {
        "kind": SlotKind(data["kind"]),
        "box": (left, top, right, bottom),
        "options": tuple((str(one), str(shown)) for one, shown in data.get("options", ())),
    }
    return Slot(**values)


def slots_from(rows: Iterable[Mapping[str, Any]]) -> tuple[Slot, ...]:
    return tuple(slot_from(row) for row in rows)

"""Fill in a form: the clean PDF, a mapping and a case give the same bytes every time.

Runs `pdf_jobs.fill` in the confined reader, because the PDF is a stranger’s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from requests_app.documents.confined import run_confined
from requests_app.documents.filetypes import FileType, Problem, type_of
from requests_app.documents.refusals import FileRefused
from requests_app.planforms import pdf_names
from requests_app.planforms.facts import Told
from requests_app.planforms.matching import Missing, values_of
from requests_app.planforms.pdf_names import NOT_OFFERED, OTHER_LETTERS
from requests_app.planforms.slots import Slot

ACTION = "requests_app.planforms.pdf_jobs:fill"
# Dots per inch of a packet’s page pictures.
PRINTED, NO_PICTURES = 200, 0
WHY = {
    OTHER_LETTERS: "The box cannot show these letters",
    NOT_OFFERED: "The list in the box does not offer this",
}
TOO_LONG = "The box is too small for it"


@dataclass(frozen=True)
class Entry:
    """A box that was filled: what the form calls it, and what stands there. A tick is “Yes”."""

    slot: Slot
    text: str


@dataclass(frozen=True)
class Overflow:
    """A line of the addendum, with the number to which its box points."""

    number: int
    slot: Slot
    text: str
    why: str


@dataclass(frozen=True)
class FilledForm:
    """`pdf` can still be edited; `pictures` are its pages, flat, as PNG."""

    pdf: bytes
    pictures: tuple[bytes, ...]
    entries: tuple[Entry, ...]
    overflow: tuple[Overflow, ...]
    missing: tuple[Missing, ...]


def fill(
    clean: bytes,
    slots: Sequence[Slot],
    mapping: Mapping[str, str],
    told: Told,
    *,
    dots: int = PRINTED,
) -> FilledForm:
    """Raises FileRefused."""
    values = values_of(slots, mapping, told)
    options = {"texts": values.texts, "ticks": values.ticks, "dots": dots}
    made = run_confined(ACTION, {pdf_names.FORM: clean}, options=options)
    by_key = {slot.key: slot for slot in slots}
    try:
        pdf = made.files[pdf_names.FILLED]
        pictures = tuple(data for name, data in made.files.items() if name != pdf_names.FILLED)
        overflow = tuple(
            Overflow(number, by_key[one["key"]], one["text"], WHY.get(one["why"], TOO_LONG))
            for number, one in enumerate(made.answer["overflow"], start=1)
        )
        pointed = {one.slot.key: one for one in overflow}
        filled = set(made.answer["filled"]) | set(pointed)
    except (KeyError, TypeError, ValueError):
        raise FileRefused(Problem.UNREADABLE) from None
    if type_of(pdf) != FileType.PDF or any(type_of(one) != FileType.PNG for one in pictures):
        raise FileRefused(Problem.UNREADABLE)
    entries = tuple(_entry(slot, values.texts, pointed) for slot in slots if slot.key in filled)
    return FilledForm(pdf, pictures, entries, overflow, values.missing)


def _entry(slot: Slot, texts: Mapping[str, tuple[str, ...]], pointed: Mapping[str, Overflow]) -> Entry:
    if slot.key in pointed:
        return Entry(slot, f"See addendum {pointed[slot.key].number}")
    return Entry(slot, texts[slot.key][0] if slot.key in texts else "Yes")

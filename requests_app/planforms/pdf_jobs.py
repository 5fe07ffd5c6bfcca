"""What the confined reader does with a plan’s form: read it once, and fill in its clean copy.

No Django here. Called by name (`reading`, `filling`); the file is a stranger’s.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from requests_app.documents import pdf_pages
from requests_app.documents.failures import ReadingFailed
from requests_app.documents.filetypes import FileType, Problem, type_of
from requests_app.planforms import pdf_clean, pdf_draw, pdf_fields, pdf_slots, pdf_write
from requests_app.planforms.pdf_names import CLEAN, FILLED, FORM, TOO_LONG, TOO_MANY_BOXES, XFA_ONLY
from requests_app.planforms.slots import MOST_FORM_PAGES, MOST_SLOTS, Slot


def read(folder: Path, options: dict[str, Any]) -> dict[str, Any]:
    """`{"slots": […], "pages": 2, "had_xfa": false, …}` with the clean copy and a picture of each page."""
    with _opened(folder / FORM) as pdf:
        count = len(pdf.pages)
        if count == 0:
            raise ReadingFailed(Problem.NO_PAGES)
        if count > MOST_FORM_PAGES:
            return {"refused": TOO_LONG}
        had_program = _has_program(pdf)
        pdf_clean.make_indirect(pdf)
        fields = pdf_fields.fields_of(pdf)
        slots = pdf_slots.slots_of(pdf, fields)
        had_xfa = pdf_fields.has_xfa(pdf)
        if had_xfa and (not slots or bool(pdf.Root.get("/NeedsRendering", False))):
            return {"refused": XFA_ONLY}
        if len(slots) > MOST_SLOTS:
            return {"refused": TOO_MANY_BOXES}
        had_answers = pdf_clean.clean(pdf, fields)
        kept = pdf_draw.saved(pdf)
    (folder / CLEAN).write_bytes(kept)
    # Whatever is left that could do something is not kept.
    pdf_pages.count_pages(folder / CLEAN)
    near = pdf_draw.words_near(kept, slots)
    slots = [replace(slot, near=words) for slot, words in zip(slots, near, strict=True)]
    return {
        "slots": [slot.as_json() for slot in slots],
        "pages": count,
        "had_xfa": had_xfa,
        "had_answers": had_answers,
        "had_program": had_program,
        "files": [CLEAN, *_pictures(folder, kept, slots)],
    }


def fill(folder: Path, options: dict[str, Any]) -> dict[str, Any]:
    """`texts` and `ticks` into the clean copy; pictures of the filled pages, flat, at `dots`."""
    texts = {str(key): [str(one) for one in values] for key, values in options["texts"].items()}
    with _opened(folder / FORM) as pdf:
        fields = pdf_fields.fields_of(pdf)
        done = pdf_write.write(pdf, fields, texts=texts, ticks=frozenset(options["ticks"]))
        filled = pdf_draw.saved(pdf)
    (folder / FILLED).write_bytes(filled)
    names = [FILLED]
    if options["dots"]:
        with _opened(folder / FILLED) as pdf:
            flat = pdf_draw.flat(pdf)
        for page in pdf_draw.pages(flat, dots=options["dots"]):
            names.append(f"{len(names)}.png")
            page.save(folder / names[-1], "PNG", optimize=False)
    return {"filled": done.filled, "overflow": done.overflow, "files": names}


def _pictures(folder: Path, kept: bytes, slots: list[Slot]) -> list[str]:
    names = []
    numbered = list(enumerate(slots, start=1))
    with pikepdf.open(folder / CLEAN) as pdf:
        flat = pdf_draw.flat(pdf)
    for place, page in enumerate(pdf_draw.pages(flat, dots=pdf_draw.SHOWN), start=1):
        names.append(f"{place}.png")
        drawn = pdf_draw.with_numbers(page, [pair for pair in numbered if pair[1].page == place])
        drawn.convert("P", palette=Image.Palette.ADAPTIVE, colors=32).save(folder / names[-1], "PNG")
    return names


def _has_program(pdf: pikepdf.Pdf) -> bool:
    root = pdf.Root
    names = root.get("/Names")
    in_names = isinstance(names, pikepdf.Dictionary) and ("/JavaScript" in names or "/EmbeddedFiles" in names)
    return in_names or "/OpenAction" in root or "/AA" in root


@contextmanager
def _opened(path: Path) -> Iterator[pikepdf.Pdf]:
    """Many plans lock their forms against changes only; such a file opens with no password and is fine."""
    with path.open("rb") as file:
        if type_of(file.read(64)) != FileType.PDF:
            raise ReadingFailed(Problem.WRONG_TYPE)
    try:
        with pikepdf.open(path) as pdf:
            yield pdf
    except pikepdf.PasswordError:
        raise ReadingFailed(Problem.PASSWORD) from None
    except (pikepdf.PdfError, RuntimeError):
        raise ReadingFailed(Problem.UNREADABLE) from None

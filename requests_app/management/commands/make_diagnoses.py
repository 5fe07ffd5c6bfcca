"""Write the list of diagnosis codes that the portal ships with, from the library simple-icd-10-cm.

Run it after that library brings a new release (each October and April): `manage.py make_diagnoses`. The
library itself is a tool for this command: it takes 190 MB and two seconds to load, so nothing else imports
it.
"""

from __future__ import annotations

import lzma
import re
import warnings
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from types import ModuleType
from typing import Any

from django.core.management.base import BaseCommand

from requests_app.knowledge.diagnoses import LIST_FILE

LIBRARY = "simple-icd-10-cm"


class Command(BaseCommand):
    help = "Write the list of ICD-10-CM codes the portal ships with."

    def handle(self, *args: Any, **options: Any) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import simple_icd_10_cm

        lines = list(_lines(simple_icd_10_cm))
        text = "\n".join(lines) + "\n"
        LIST_FILE.write_bytes(lzma.compress(text.encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))
        self.stdout.write(f"{len(lines)} lines, {LIST_FILE.stat().st_size:,} bytes: {lines[0]}")


def _lines(library: ModuleType) -> Iterator[str]:
    """First the release; then the chapters; then every code: code, Y or N, chapter, name, other words."""
    year, day = _release()
    yield "\t".join(("release", year, day, f"{LIBRARY} {version(LIBRARY)}"))
    for code in library.get_all_codes(True):
        if library.is_chapter(code):
            chapter = code
            name = re.sub(r" \([^()]*\)$", "", library.get_description(code))
            yield "\t".join(("chapter", code, name))
        elif library.is_category_or_subcategory(code) and not library.is_block(code):
            others = [*library.get_inclusion_term(code), *library.get_includes(code)]
            flag = "Y" if library.is_leaf(code) else "N"
            yield "\t".join(
                (code, flag, chapter, _plain(library.get_description(code)), _plain("; ".join(others)))
            )


def _release() -> tuple[str, str]:
    """The year of the code set and the name of the release, as the library's own files give them."""
    data = files("simple_icd_10_cm") / "data"
    tabular = next(one for one in data.iterdir() if one.name.endswith(".xml"))
    with tabular.open("rb") as opened:
        found = re.search(rb"<version>(\d{4})</version>", opened.read(500))
    if found is None:
        raise ValueError(f"{tabular.name} names no release")
    month, day, year = tabular.name.removesuffix(".xml").split("-")[-3:]
    return found.group(1).decode(), f"{month} {day}, {year}"


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()

"""Every string in English has its Spanish twin: a missing, doubtful or broken one fails the build.

Needs GNU gettext and polib (a development dependency).
"""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.commands import makemessages

PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
IGNORED = [".venv/*", "var/*", "tests/*", "node_modules/*", "locale/*", "locale"]
# No dates and no names: they would change the file with each collection and say nothing.
HEADER = {
    "Project-Id-Version": "SCA Portal",
    "Language": "es",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
TITLE = "Spanish of the portal. New texts come in with `make messages`; people write the translations here."


class Collect(makemessages.Command):
    """Django's collection, into a folder of its own, and without guessing from similar texts."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def __init__(self, into: Path) -> None:
        super().__init__()
        self.into = str(into)

    def find_files(self, root: str) -> list[Any]:
        self.locale_paths = [self.into]
        self.default_locale_path = self.into
        return super().find_files(root)


class Command(BaseCommand):
    help = "Fail when a text for people has no Spanish; --update adds new texts to the catalog first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--update", action="store_true", help="add new texts to locale/es")

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "locale" / "es" / "LC_MESSAGES" / "django.po"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        catalog = collected(before)
        faults = [*faults_of(catalog)]
        if options["update"]:
            _write(catalog, path, before)
        else:
            faults += [*_differences(polib.pofile(before), catalog)] if before else ["no catalog"]
        for fault in faults:
            self.stderr.write(fault[:200])
        if faults:
            raise CommandError(f"{len(faults)} texts need Spanish (add them with `make messages`)")
        self.stdout.write(f"{len(catalog)} texts, all in Spanish")


def collected(before: str) -> polib.POFile:
    """The catalog as it should be: the texts of the code now, with the translations known so far.

    Works in a folder of its own, so that a check never touches the catalog somebody is editing.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "es" / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True)
        if before:
            path.write_text(before, encoding="utf-8")
        call_command(
            Collect(Path(folder)),
            locale=["es"],
            verbosity=0,
            no_wrap=True,
            add_location="never",
            no_obsolete=True,
            ignore_patterns=IGNORED,
        )
        # 0: one line per text, so that a change shows as a change of that line.
        catalog = polib.pofile(str(path), wrapwidth=0)
    catalog.metadata = dict(HEADER)
    catalog.metadata_is_fuzzy = False
    catalog.header = TITLE
    return catalog


def _write(catalog: polib.POFile, path: Path, before: str) -> None:
    text = str(catalog)
    text = text if text.endswith("\n") else text + "\n"
    if text != before:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _differences(known: polib.POFile, catalog: polib.POFile) -> Iterator[str]:
    old = {(entry.msgctxt, entry.msgid) for entry in known}
    new = {(entry.msgctxt, entry.msgid) for entry in catalog}
    yield from (f"not in the catalog: {msgid}" for _context, msgid in sorted(new - old, key=str))
    yield from (f"no longer in the code: {msgid}" for _context, msgid in sorted(old - new, key=str))


def faults_of(catalog: polib.POFile) -> Iterator[str]:
    for entry in catalog:
        if fault := _fault_of(entry):
            yield f"{fault}: {entry.msgid}"


def _fault_of(entry: polib.POEntry) -> str:
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.fuzzy:
        return "doubtful"
    if not texts or not all(texts):
        return "no Spanish"
    wanted = set(PLACES.findall(entry.msgid + (entry.msgid_plural or "")))
    for text in texts:
        found = set(PLACES.findall(text))
        # A singular may spell the number out, everything else must use the same places.
        if found - wanted or (not entry.msgid_plural and found != wanted):
            return "other placeholders"
    return ""

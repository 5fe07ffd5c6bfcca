"""Every string in English has its Spanish twin: a missing, doubtful or broken one fails the build.

Needs GNU gettext and polib (a development dependency).
"""

from __future__ import annotations

import re
from argparse import ArgumentParser
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
IGNORED = [".venv/*", "var/*", "tests/*", "node_modules/*"]


class Command(BaseCommand):
    help = "Fail when a text for people has no Spanish; --update adds new texts to the catalog first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--update", action="store_true", help="add new texts to locale/es")

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "locale" / "es" / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else None
        call_command(
            "makemessages",
            locale=["es"],
            verbosity=0,
            no_wrap=True,
            add_location="never",
            no_obsolete=True,
            ignore_patterns=IGNORED,
        )
        catalog = polib.pofile(str(path))
        if not options["update"] and before is not None:
            path.write_text(before, encoding="utf-8")
        faults = [*self._faults(catalog)]
        if before is not None and not options["update"]:
            known = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(before)}
            faults += [
                f"not in the catalog: {entry.msgid}"
                for entry in catalog
                if (entry.msgctxt, entry.msgid) not in known
            ]
        for fault in faults:
            self.stderr.write(fault[:200])
        if faults:
            raise CommandError(f"{len(faults)} texts need Spanish (add them with `make messages`)")
        self.stdout.write(f"{len(catalog)} texts, all in Spanish")

    @staticmethod
    def _faults(catalog: polib.POFile) -> list[str]:
        return [f"{fault}: {entry.msgid}" for entry in catalog if (fault := _fault_of(entry))]


def _fault_of(entry: polib.POEntry) -> str:
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.fuzzy:
        return "doubtful"
    if not all(texts):
        return "no Spanish"
    wanted = set(PLACES.findall(entry.msgid + (entry.msgid_plural or "")))
    for text in texts:
        found = set(PLACES.findall(text))
        # A singular may spell the number out, everything else must use the same places.
        if found - wanted or (not entry.msgid_plural and found != wanted):
            return "other placeholders"
    return ""

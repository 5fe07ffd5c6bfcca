from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from requests_app.strength.table import PUBLISHED, faults, table_text
from requests_app.strength.trials.run import run


class Command(BaseCommand):
    help = (
        "Try the strength check on seeded flaws, print the table and write docs/reference/strength-check.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--print-only", action="store_true", help="write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        text = table_text()
        self.stdout.write(text)
        if not options["print_only"] and PUBLISHED.parent.is_dir():
            PUBLISHED.write_text(text, encoding="utf-8")
        if found := faults(run()):
            raise CommandError("\n".join(found))

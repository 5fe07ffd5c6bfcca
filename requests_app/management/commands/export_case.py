import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from requests_app.audit import log
from requests_app.casefile.export import case_file, file_text
from requests_app.cases.lookup import every_organization, find_case

JOB = "export_case"


class Command(BaseCommand):
    help = "Write one case as a JSON file (docs/reference/case-file.md). The export is audited."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", help="public id or reference of the case")
        parser.add_argument("--output", type=Path, metavar="FILE", help="instead of the standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        with every_organization(JOB) as actor:
            case = find_case(options["id"])
            if case is None:
                raise CommandError("There is no case with this id or reference.")
            text = file_text(case_file(case))
            log.record(action="casefile.exported", target=case, by=actor, at=timezone.now())
        if options["output"] is None:
            self.stdout.write(text, ending="")
            return
        _write_private(options["output"], text)
        self.stderr.write(f"{options['output']} written")


def _write_private(path: Path, text: str) -> None:
    """For the eyes of the person who ran the command: the file holds health data."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as fault:
        raise CommandError(f"{path} cannot be written: {fault.strerror}") from None

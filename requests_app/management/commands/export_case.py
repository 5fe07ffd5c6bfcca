from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from requests_app.audit import log
from requests_app.casefile.export import case_file, file_text
from requests_app.cases.lookup import every_organization, find_case
from requests_app.management.private_files import write_private

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
        write_private(options["output"], text.encode())
        self.stderr.write(f"{options['output']} written")

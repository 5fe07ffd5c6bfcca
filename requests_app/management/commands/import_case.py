from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from requests_app.accounts.services import ensure_person, personal_organization
from requests_app.casefile.importer import CaseFileRefused, import_case, read_case_file
from requests_app.casefile.schema import CaseFile
from requests_app.common.actor import job
from requests_app.common.scope import set_scope
from requests_app.models import Case, Organization, User

NOBODY = "imported@example.org"


class Command(BaseCommand):
    help = "Read one case from a JSON file (docs/reference/case-file.md). A file with faults writes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the case file")
        parser.add_argument(
            "--email",
            default=NOBODY,
            metavar="OWNER",
            help=f"the patient's or caregiver's address; without it {NOBODY}",
        )
        parser.add_argument("--facility", default="", metavar="SLUG", help="the facility behind the case")
        parser.add_argument("--dry-run", action="store_true", help="read and check, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        file = self._read(options["file"])
        with transaction.atomic():
            set_scope([])
            facility = _facility(options["facility"])
            owner = ensure_person(email=options["email"], language=file.language)
            case = _import(file, owner=owner, facility=facility)
            if options["dry_run"]:
                transaction.set_rollback(True)
        if options["dry_run"]:
            self.stdout.write("No faults. Nothing was written.")
        else:
            self.stdout.write(f"Case {case.reference}, id {case.public_id}, belongs to {owner.email}")

    def _read(self, path: Path) -> CaseFile:
        try:
            return read_case_file(path.read_bytes(), today=timezone.localdate())
        except OSError as fault:
            raise CommandError(f"{path} cannot be read: {fault.strerror}") from None
        except CaseFileRefused as refusal:
            for place, text in refusal.faults:
                self.stderr.write(f"{place}: {text}")
            count = len(refusal.faults)
            raise CommandError(
                f"{path} has {count} {'fault' if count == 1 else 'faults'}. Nothing was written."
            ) from None


def _facility(slug: str) -> Organization | None:
    if not slug:
        return None
    found = Organization.objects.filter(slug=slug, kind=Organization.Kind.FACILITY, is_active=True).first()
    if found is None:
        raise CommandError(f"There is no facility with the short name {slug}.")
    return found


def _import(file: CaseFile, *, owner: User, facility: Organization | None) -> Case:
    organization = facility or personal_organization(user=owner)
    set_scope([organization.pk])
    by = job("import_case", scope=frozenset({organization.pk}))
    return import_case(file, organization=organization, user=owner, by=by, at=timezone.now())

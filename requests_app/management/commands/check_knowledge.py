"""Check the knowledge library: what is broken, and what somebody must look at again."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from requests_app.knowledge.library import KnowledgeRefused, Record, all_records


class Command(BaseCommand):
    help = "Checks every record of the knowledge library and lists those whose review is overdue."
    # The command names the faults itself; the same check at the start would only hide its exit code.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--strict", action="store_true", help="exit with 1 when a review is overdue")
        parser.add_argument("--on", type=date.fromisoformat, help="as if today were this day (YYYY-MM-DD)")

    def handle(self, *_args: Any, strict: bool, on: date | None, **_options: Any) -> None:
        try:
            records = all_records()
        except KnowledgeRefused as error:
            raise CommandError(str(error)) from error
        overdue = overdue_on(records, on or timezone.localdate())
        for record in overdue:
            self.stdout.write(f"review overdue since {record.review_on}: {record.id} ({record.kind})")
        by_confidence = Counter(str(record.confidence) for record in records)
        counts = ", ".join(f"{number} {name}" for name, number in sorted(by_confidence.items()))
        to_confirm = sum(record.needs_confirming for record in records)
        self.stdout.write(
            f"{len(records)} records: {counts}; {to_confirm} to confirm by phone; {len(overdue)} overdue"
        )
        if overdue and strict:
            raise CommandError("Some reviews are overdue.", returncode=1)


def overdue_on(records: tuple[Record, ...], day: date) -> tuple[Record, ...]:
    late = (record for record in records if record.review_on < day)
    return tuple(sorted(late, key=lambda record: (record.review_on, record.id)))

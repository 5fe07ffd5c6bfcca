from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from requests_app import tasks


class Command(BaseCommand):
    help = "Do everything that is due: what a crash, an empty broker or a stopped beat has left."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--now",
            metavar="MOMENT",
            help="sweep as if it were this moment, like 2026-11-25T09:00-07:00; in the demonstration only,"
            " because a reminder that went out early cannot be called back",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = _moment(options["now"]) if options["now"] else timezone.now()
        done = tasks.do_what_is_due(now=now)
        self.stdout.write(f"{done} kept")


def _moment(text: str) -> datetime:
    if not settings.DEMO:
        raise CommandError("--now works in the demonstration only (DEMO=1)")
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None or timezone.is_naive(found):
        raise CommandError(f"“{text}” is not a moment with a time zone, like 2026-11-25T09:00-07:00")
    return found

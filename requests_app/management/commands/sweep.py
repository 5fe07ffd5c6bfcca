from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from requests_app import tasks
from requests_app.outbox import worker


class Command(BaseCommand):
    help = "Do everything that is due: what a crash, an empty broker or a stopped beat has left."

    def handle(self, *args: Any, **options: Any) -> None:
        done = worker.sweep(handlers=tasks.HANDLERS, now=timezone.now())
        self.stdout.write(f"{done} kept")

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from requests_app.cases.states_doc import PUBLISHED, ROOT, states_text


class Command(BaseCommand):
    help = "Write the states of a case and the moves between them to docs/reference/case-states.md."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        PUBLISHED.write_text(states_text(), encoding="utf-8")
        self.stdout.write(f"{PUBLISHED.relative_to(ROOT)} written")

from typing import Any

from django.core.management.base import BaseCommand

from requests_app.casefile.json_schema import PUBLISHED, ROOT, schema_text


class Command(BaseCommand):
    help = "Write the JSON Schema of case files to docs/reference/case-file.schema.json."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        PUBLISHED.parent.mkdir(parents=True, exist_ok=True)
        PUBLISHED.write_text(schema_text(), encoding="utf-8")
        self.stdout.write(f"{PUBLISHED.relative_to(ROOT)} written")

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from requests_app.management.demo import secrets
from requests_app.management.demo.guard import refuse_outside_a_demonstration
from requests_app.management.demo.people import STAFF


class Command(BaseCommand):
    help = "Print the current authenticator code of a demo staff member."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", choices=[person.email for person in STAFF])

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_outside_a_demonstration()
        if not secrets.file().exists():
            raise CommandError("There is no demo data yet. Run manage.py demo_data first.")
        sign_in = secrets.load([person.email for person in STAFF])[options["email"]]
        self.stdout.write(secrets.current_code(sign_in.totp_secret))

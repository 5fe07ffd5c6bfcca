from django.conf import settings
from django.core.management.base import CommandError


def refuse_outside_a_demonstration() -> None:
    """People whose passwords are printed must never come into being where real cases are."""
    if not settings.DEMO:
        raise CommandError("This is for demonstrations only: it needs DEMO=1.")

"""For management commands: one case by what a person has at hand, across all organizations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

from requests_app.common.actor import Actor, job
from requests_app.common.scope import set_scope
from requests_app.models import Case, Organization


@contextmanager
def every_organization(job_name: str) -> Iterator[Actor]:
    """One transaction of a command that somebody with a shell on the server has started."""
    with transaction.atomic():
        scope = frozenset(Organization.objects.values_list("pk", flat=True))
        set_scope(scope)
        yield job(job_name, scope=scope)


def find_case(text: str) -> Case | None:
    """By public id or by reference, in any case of letters."""
    typed = text.strip()
    try:
        return Case.objects.filter(public_id=UUID(typed)).first()
    except ValueError:
        return Case.objects.filter(reference=typed.upper()).first()

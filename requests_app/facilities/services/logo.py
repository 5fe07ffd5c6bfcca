"""The picture at the top of the patients' pages and of a packet."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.common import files
from requests_app.common.actor import Actor
from requests_app.documents.confined import run_confined
from requests_app.documents.filetypes import Problem
from requests_app.documents.refusals import FileRefused
from requests_app.facilities.logo_reading import DRAWN, ORIGINAL
from requests_app.models import Organization

READ = "requests_app.facilities.logo_reading:read"
LARGEST = 5 * 1024 * 1024


def draw_logo(data: bytes) -> bytes:
    """The picture drawn anew in a process that may die of it. Raises FileRefused."""
    if len(data) > LARGEST:
        raise FileRefused(Problem.TOO_BIG)
    drawn = run_confined(READ, {ORIGINAL: data}).files.get(DRAWN, b"")
    if not drawn.startswith(b"\x89PNG"):
        raise FileRefused(Problem.UNREADABLE)
    return drawn


@transaction.atomic
def set_logo(*, organization: Organization, drawn: bytes, words: str, by: Actor, at: datetime) -> None:
    """The file of the logo before stays: packets that were made may show it."""
    permissions.check_right(by, organization.pk, Right.FACILITY)
    key = f"logos/{organization.public_id}/{uuid4()}.png"
    try:
        files.write_whole(key, drawn)
    except OSError:
        raise FileRefused(Problem.NO_ROOM) from None
    Organization.objects.filter(pk=organization.pk).update(logo_key=key, logo_words=words)
    details = {"bytes": len(drawn)}
    log.record(action="facilities.logo_set", target=organization, by=by, at=at, details=details)


@transaction.atomic
def remove_logo(*, organization: Organization, by: Actor, at: datetime) -> None:
    permissions.check_right(by, organization.pk, Right.FACILITY)
    had_one = Organization.objects.filter(pk=organization.pk).exclude(logo_key="")
    if had_one.update(logo_key="", logo_words=""):
        log.record(action="facilities.logo_removed", target=organization, by=by, at=at)

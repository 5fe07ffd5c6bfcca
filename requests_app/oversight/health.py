"""Does everything run: what waits, what failed, who is alive, how much room there is.

No word of a patient: kinds of work, counts and moments.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min
from django.utils.dateparse import parse_datetime

from requests_app.models import Fax, FaxState, OutgoingText, Promise, WorkerHeartbeat

LATE_AFTER = timedelta(minutes=10)
DEAD_AFTER = timedelta(minutes=3)
MOST_LISTED = 50
ENGINES = ("weasyprint", "pypdfium2", "pillow", "pillow-heif", "pikepdf")
# Written by whoever makes backups (see docs/reference/oversight.md); each holds one moment.
BACKUP, RESTORE = "last-backup", "last-restore-test"


@dataclass(frozen=True)
class KindOfWork:
    kind: str
    waiting: int
    late: int
    running: int
    failed: int
    unclear: int
    oldest_due: datetime | None


@dataclass(frozen=True)
class Beat:
    name: str
    seen_at: datetime
    is_dead: bool


@dataclass(frozen=True)
class Sending:
    """What is on its way out: mails, texts, faxes."""

    waiting: int
    failed: int
    unclear: int


@dataclass(frozen=True)
class Machine:
    disk_free: int | None
    disk_total: int | None
    files_elsewhere: bool
    database: str
    database_bytes: int
    engines: tuple[tuple[str, str], ...]
    backup_at: datetime | None
    restore_at: datetime | None


def work_of(organization_ids: Iterable[int], *, now: datetime) -> list[KindOfWork]:
    """By kind. What is done is not counted: there are millions, and nobody has to act on it."""
    mine = Promise.objects.filter(organization_id__in=list(organization_ids))
    states = Promise.State
    found: dict[str, dict[str, int]] = {}
    rows = mine.filter(state__in=[states.WAITING, states.RUNNING]).values_list("kind", "state")
    for kind, state, count in rows.annotate(n=Count("pk")):
        found.setdefault(kind, {})[state] = count
    late = mine.filter(state=states.WAITING, due_at__lt=now - LATE_AFTER).values_list("kind")
    for kind, count in late.annotate(n=Count("pk")):
        found.setdefault(kind, {})["LATE"] = count
    wrong = mine.filter(state__in=[states.FAILED, states.UNCLEAR]).values_list("kind", "state")
    for kind, state, count in wrong.annotate(n=Count("pk")):
        found.setdefault(kind, {})[state] = count
    oldest = dict(
        mine.filter(state=states.WAITING, due_at__lte=now).values_list("kind").annotate(oldest=Min("due_at"))
    )
    return [
        KindOfWork(
            kind,
            waiting=told.get(states.WAITING, 0),
            late=told.get("LATE", 0),
            running=told.get(states.RUNNING, 0),
            failed=told.get(states.FAILED, 0),
            unclear=told.get(states.UNCLEAR, 0),
            oldest_due=oldest.get(kind),
        )
        for kind, told in sorted(found.items())
    ]


def went_wrong(organization_ids: Iterable[int]) -> list[Promise]:
    states = [Promise.State.FAILED, Promise.State.UNCLEAR]
    mine = Promise.objects.filter(organization_id__in=list(organization_ids), state__in=states)
    return list(mine.order_by("-finished_at", "-pk")[:MOST_LISTED])


def beats(*, now: datetime) -> list[Beat]:
    rows = WorkerHeartbeat.objects.order_by("name")
    return [Beat(one.name, one.seen_at, one.seen_at < now - DEAD_AFTER) for one in rows]


def sendings(organization_ids: Iterable[int], *, now: datetime) -> dict[str, Sending]:
    ids, since = list(organization_ids), now - timedelta(days=30)
    told = {one.kind: one for one in work_of(ids, now=now)}
    mail = told.get("mail")
    texts = dict(
        OutgoingText.objects.filter(organization_id__in=ids, created_at__gt=since)
        .values_list("state")
        .annotate(n=Count("pk"))
    )
    faxes = dict(
        Fax.objects.filter(organization_id__in=ids, created_at__gt=since)
        .values_list("state")
        .annotate(n=Count("pk"))
    )
    state = OutgoingText.State
    return {
        "mail": Sending(
            mail.waiting + mail.running if mail else 0,
            mail.failed if mail else 0,
            mail.unclear if mail else 0,
        ),
        "text": Sending(texts.get(state.WAITING, 0), texts.get(state.FAILED, 0), texts.get(state.UNCLEAR, 0)),
        "fax": Sending(
            faxes.get(FaxState.WAITING, 0) + faxes.get(FaxState.SENDING, 0),
            faxes.get(FaxState.FAILED, 0),
            faxes.get(FaxState.UNCLEAR, 0),
        ),
    }


def machine() -> Machine:
    room = _room()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), pg_database_size(current_database())")
        database, size = cursor.fetchone()
    return Machine(
        disk_free=room[0] if room else None,
        disk_total=room[1] if room else None,
        files_elsewhere="filesystem" not in str(settings.STORAGES["default"].get("BACKEND", "")).lower(),
        database=str(database).split(" ")[0],
        database_bytes=int(size),
        engines=tuple((name, _version(name)) for name in ENGINES if _version(name)),
        backup_at=marked(BACKUP),
        restore_at=marked(RESTORE),
    )


def marked(name: str) -> datetime | None:
    """The moment a marker file holds, as text or as {"at": …}; None when nobody wrote one we can read."""
    try:
        text = (Path(settings.DATA_DIR) / name).read_text(encoding="utf-8")[:2_000].strip()
        if text.startswith("{"):
            text = str(json.loads(text).get("at", ""))
        found = parse_datetime(text)
    except (OSError, ValueError):
        return None
    return found if found is not None and found.tzinfo is not None else None


def _room() -> tuple[int, int] | None:
    folder = Path(settings.DATA_DIR)
    try:
        usage = shutil.disk_usage(folder if folder.exists() else folder.parent)
    except OSError:
        return None
    return usage.free, usage.total


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""

"""What the worker does for a file of everything: a part, and a promise of the next; in the end the whole.

A part takes about a minute, so that a worker that dies loses a minute. A part that was made twice is written
once: the row moves on only from where it stood.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from requests_app.audit import log as audit
from requests_app.common import csv_out, files
from requests_app.common.actor import job
from requests_app.common.scope import scoped
from requests_app.exchange import exports_case, exports_facility, exports_patient, exports_zip
from requests_app.exchange.exports import FORGET, KEPT_FOR, KIND, folder_of
from requests_app.exchange.exports_case import Folder
from requests_app.models import Case, ExportRun
from requests_app.notifications.services import write_to
from requests_app.outbox import services as outbox
from requests_app.outbox.worker import Outcome, Work

log = logging.getLogger(__name__)
AT_ONCE = 25
# Of one part: the lease is longer.
MOST_SECONDS, MOST_BYTES = 50.0, 200 * 1024 * 1024
State = ExportRun.State


def build(work: Work, now: datetime) -> Outcome:
    """Handler of the promise “export”."""
    run = _run(work)
    if run is None or run.state != State.WAITING:
        return Outcome.NOT_WANTED
    try:
        if run.case_id is not None:
            _one_case(run, work, now)
        elif not _next_part(run, work, now):
            _whole(run, work, now)
    except Exception:
        if work.attempt >= settings.OUTBOX_TRIES:
            _give_up(run, work, now)
        raise
    return Outcome.DONE


def forget(work: Work, now: datetime) -> Outcome:
    """Handler of the promise “export-forget”: the week is over."""
    run = _run(work)
    if run is None or run.state == State.GONE:
        return Outcome.NOT_WANTED
    files.remove(folder_of(run))
    with scoped(work.scope):
        ExportRun.objects.filter(pk=run.pk).update(state=State.GONE, file_key="")
    return Outcome.DONE


def _run(work: Work) -> ExportRun | None:
    with scoped(work.scope):
        return (
            ExportRun.objects.select_related("case", "asked_by", "organization")
            .filter(pk=work.subject_id)
            .first()
        )


def _one_case(run: ExportRun, work: Work, now: datetime) -> None:
    with scoped(work.scope):
        case = Case.objects.select_related("organization").get(pk=run.case_id or 0)
        folder = exports_case.for_patient(case)
        file = exports_patient.case_file_for_patient(case)
        parts = exports_patient.parts(case, file, asked_by=run.asked_by_id, at=now)
    folder.texts["summary.pdf"] = exports_patient.printed(parts, language=case.language)
    with files.working_folder() as place:
        path = place / "copy.zip"
        exports_zip.write_part(path, _with_problems(folder))
        _keep(run, path, done=1, work=work, now=now)


def _with_problems(folder: Folder) -> Iterator[tuple[str, bytes]]:
    yield from folder.entries()
    if folder.problems:
        yield "problems.txt", ("\n".join(folder.problems) + "\n").encode()


def _next_part(run: ExportRun, work: Work, now: datetime) -> bool:
    """False: there was no case left."""
    began, lines, last, size = time.monotonic(), [], run.through_id, 0
    with files.working_folder() as place:
        path = place / "part.zip"

        def entries() -> Iterator[tuple[str, bytes]]:
            nonlocal last, size
            while time.monotonic() - began < MOST_SECONDS and size < MOST_BYTES:
                folders = _folders(run, work, after=last)
                if not folders:
                    return
                for folder in folders:
                    for name, data in folder.entries():
                        size += len(data)
                        yield name, data
                    lines.append(exports_case.index_line(folder))
                    last = folder.case.pk

        exports_zip.write_part(path, entries())
        if not lines:
            return False
        number = run.parts + 1
        files.write_whole(_index_key(run, number), json.dumps(lines).encode())
        files.write_from(_part_key(run, number), path)
    with scoped(work.scope):
        moved = ExportRun.objects.filter(pk=run.pk, state=State.WAITING, parts=run.parts).update(
            parts=number, through_id=last, done=run.done + len(lines)
        )
        if moved:
            outbox.promise(
                kind=KIND,
                subject_id=run.pk,
                due_at=now,
                organization_id=run.organization_id,
                now=now,
                dedupe_key=f"{KIND}:{run.pk}:{number}",
            )
    if not moved:
        _drop_if_not_wanted(run, work)
    return True


def _folders(run: ExportRun, work: Work, *, after: int) -> list[Folder]:
    with scoped(work.scope):
        rows = Case.objects.filter(organization_id=run.organization_id, pk__gt=after).order_by("pk")
        return exports_case.for_facility(list(rows[:AT_ONCE]))


def _whole(run: ExportRun, work: Work, now: datetime) -> None:
    with scoped(work.scope):
        about = exports_facility.tables_of(run.organization)
    lines = [
        line for number in range(1, run.parts + 1) for line in json.loads(_read(_index_key(run, number)))
    ]
    index = csv_out.text_of(exports_case.INDEX_HEADER, lines)
    with files.working_folder() as place:
        path = place / "whole.zip"
        last = [("index.csv", index.encode()), ("facility.json", about)]
        exports_zip.join(path, _parts(run, place), last)
        _keep(run, path, done=len(lines), work=work, now=now)
    for number in range(1, run.parts + 1):
        files.remove(_part_key(run, number))
        files.remove(_index_key(run, number))


def _parts(run: ExportRun, place: Path) -> Iterator[Path]:
    for number in range(1, run.parts + 1):
        source = files.stream(_part_key(run, number))
        if source is None:
            raise FileNotFoundError("a part of the file is gone")
        path = place / "part.zip"
        with source, path.open("wb") as target:
            while data := source.read(1 << 20):
                target.write(data)
        yield path


def _keep(run: ExportRun, path: Path, *, done: int, work: Work, now: datetime) -> None:
    size, sha256 = path.stat().st_size, _hash_of(path)
    key = f"{folder_of(run)}/whole.zip"
    files.write_from(key, path)
    keep_until = now + KEPT_FOR
    with scoped(work.scope):
        is_ready = ExportRun.objects.filter(pk=run.pk, state=State.WAITING).update(
            state=State.READY,
            file_key=key,
            byte_size=size,
            sha256=sha256,
            done=done,
            ready_at=now,
            keep_until=keep_until,
        )
        if is_ready:
            _tell_ready(run, keep_until, work, now, done=done)
    if not is_ready:
        _drop_if_not_wanted(run, work)


def _tell_ready(run: ExportRun, keep_until: datetime, work: Work, now: datetime, *, done: int) -> None:
    _forget_later(run, keep_until, now)
    by = job("exports", scope=work.scope)
    audit.record(action="exchange.export_ready", target=run, by=by, at=now, details={"cases": done})
    write_to(
        user=run.asked_by,
        template="exchange/file_ready",
        context={},
        organization_id=run.organization_id,
        at=now,
    )


def _drop_if_not_wanted(run: ExportRun, work: Work) -> None:
    """A case of the facility was deleted meanwhile, so nothing that may hold it stays."""
    with scoped(work.scope):
        is_wanted = ExportRun.objects.filter(pk=run.pk, state__in=(State.WAITING, State.READY)).exists()
    if not is_wanted:
        files.remove(folder_of(run))


def _give_up(run: ExportRun, work: Work, now: datetime) -> None:
    with scoped(work.scope):
        if ExportRun.objects.filter(pk=run.pk, state=State.WAITING).update(state=State.FAILED):
            _forget_later(run, now + KEPT_FOR, now)
            by = job("exports", scope=work.scope)
            audit.record(action="exchange.export_failed", target=run, by=by, at=now)


def _forget_later(run: ExportRun, due_at: datetime, now: datetime) -> None:
    outbox.promise(
        kind=FORGET,
        subject_id=run.pk,
        due_at=due_at,
        organization_id=run.organization_id,
        now=now,
        dedupe_key=f"{FORGET}:{run.pk}",
    )


def _read(key: str) -> bytes:
    data = files.read(key)
    if data is None:
        raise FileNotFoundError("a part of the file is gone")
    return data


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _part_key(run: ExportRun, number: int) -> str:
    return f"{folder_of(run)}/part-{number:05d}.zip"


def _index_key(run: ExportRun, number: int) -> str:
    return f"{folder_of(run)}/index-{number:05d}.json"

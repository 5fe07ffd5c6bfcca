"""A file of claims from reading to saving: what was read waits for a look, a day at most, then it is gone.

Claims that are another person’s are counted and not kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from requests_app.audit import log
from requests_app.claims.statement import Note, Reading, Statement
from requests_app.common.actor import Actor, job
from requests_app.common.cleaning import one_line
from requests_app.common.scope import scoped
from requests_app.eobs import person, services
from requests_app.eobs.holding import EobRefused, check_can_write
from requests_app.eobs.person import Whose
from requests_app.eobs.services import Kept
from requests_app.models import Case, EobFile, EobSource
from requests_app.outbox import services as outbox
from requests_app.outbox.worker import Outcome, Work

KIND = "eob-file"
KEPT_FOR = timedelta(hours=24)
MOST_CLAIMS, MOST_NOTES, LONGEST_NAME = 1000, 100, 200


@transaction.atomic
def keep_reading(*, case: Case, reading: Reading, data: bytes, name: str, by: Actor, at: datetime) -> EobFile:
    """Nothing of it is a bill yet. One file waits at a time: an older one is dropped."""
    if reading.refused:
        raise ValueError("a refused file is not kept")
    fresh = check_can_write(case, by)
    for older in EobFile.objects.select_for_update().filter(case=case, state=EobFile.State.READ):
        settle(older, is_saved=False, at=at)
        log.record(action="eobs.file_dropped", target=older, case=case, by=by, at=at)
    whom = person.known_of(fresh)
    own = [one for one in reading.statements if person.whose(whom, one) != Whose.ANOTHER]
    if reading.format == EobSource.PDF and not own:
        raise EobRefused(
            _("This statement is of another person, so we did not keep it. If it is yours, type the numbers.")
        )
    if len(own) > MOST_CLAIMS:
        raise EobRefused(
            _("This file has %(count)s claims. We can read up to %(most)s at a time: ask for a shorter time.")
            % {"count": len(own), "most": MOST_CLAIMS}
        )
    # A note may name a claim by its number, and then it is kept only with that claim.
    numbers = {"", *(one.claim_number for one in own)}
    notes = [one for one in reading.notes if one.about in numbers]
    if len(own) < len(reading.statements):
        # Nor what stood in one cell of a table: it may be of another person’s row.
        notes = [one for one in notes if "said" not in one.facts]
    kept = EobFile.objects.create(
        organization_id=case.organization_id,
        case=case,
        format=reading.format,
        name=_name(name),
        sha256=hashlib.sha256(data).hexdigest(),
        byte_size=len(data),
        read=[one.model_dump(mode="json") for one in own],
        notes=[one.model_dump(mode="json") for one in notes[:MOST_NOTES]],
        claims_found=len(reading.statements),
        claims_left_out=len(reading.statements) - len(own),
        added_by_id=by.person_id,
        received_at=at,
    )
    forget_later(kept, at=at)
    details = {"format": reading.format, "claims": len(own), "left_out": kept.claims_left_out}
    log.record(action="eobs.file_read", target=kept, by=by, at=at, details=details)
    return kept


@transaction.atomic
def save_file(
    *,
    case: Case,
    file: EobFile,
    places: Collection[int],
    confirmed: Collection[int] = (),
    by: Actor,
    at: datetime,
) -> list[Kept]:
    """Make bills of these claims; the rest of the file is forgotten. `confirmed`: see `save_statements`."""
    held = _held(case, file, by)
    claims = claims_of(held)
    chosen = [place for place in sorted(set(places)) if 0 <= place < len(claims)]
    sure = [number for number, place in enumerate(chosen) if place in confirmed]
    told = services.save_statements(
        case=case,
        statements=[claims[place] for place in chosen],
        source=held.format,
        file=held,
        confirmed=sure,
        by=by,
        at=at,
    )
    settle(held, is_saved=True, at=at)
    count = sum(one.fate in (services.Fate.NEW, services.Fate.CORRECTS) for one in told)
    log.record(action="eobs.file_saved", target=held, by=by, at=at, details={"count": count})
    return told


@transaction.atomic
def take_over(*, case: Case, file: EobFile, by: Actor, at: datetime) -> None:
    """The text of a PDF went into the boxes of a statement, once; nothing waits any more."""
    held = _held(case, file, by)
    settle(held, is_saved=True, at=at)
    log.record(action="eobs.file_saved", target=held, by=by, at=at, details={"count": 1})


@transaction.atomic
def drop_file(*, case: Case, file: EobFile, by: Actor, at: datetime) -> None:
    held = _held(case, file, by)
    settle(held, is_saved=False, at=at)
    log.record(action="eobs.file_dropped", target=held, by=by, at=at)


def settle(file: EobFile, *, is_saved: bool, at: datetime) -> None:
    """Empty it: it is saved or dropped, and holds no claims any more."""
    _settle(file, EobFile.State.SAVED if is_saved else EobFile.State.DROPPED, at=at)
    outbox.call_off(kind=KIND, subject_id=file.pk, at=at)


def forget_later(file: EobFile, *, at: datetime) -> None:
    """A day is enough for a look. Call it in the transaction that keeps the file."""
    outbox.promise(
        kind=KIND, subject_id=file.pk, due_at=at + KEPT_FOR, organization_id=file.organization_id, now=at
    )


def forget(work: Work, now: datetime) -> Outcome:
    """What the worker does a day later: what was read and never saved is gone."""
    with scoped(work.scope):
        found = EobFile.objects.select_for_update().filter(pk=work.subject_id).first()
        if found is None or found.state != EobFile.State.READ:
            return Outcome.NOT_WANTED
        _settle(found, EobFile.State.DROPPED, at=now)
        by = job(KIND, scope=work.scope)
        log.record(action="eobs.file_dropped", target=found, by=by, at=now, case=found.case)
    return Outcome.DONE


def get_file_or_404(case: Case, file_id: UUID) -> EobFile:
    found = case.eob_files.filter(public_id=file_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def waiting_file(case: Case) -> EobFile | None:
    """A file that was read and waits for a look."""
    return case.eob_files.filter(state=EobFile.State.READ).order_by("-id").first()


def same_file(case: Case, data: bytes) -> EobFile | None:
    """The file with the same bytes that was saved before."""
    digest = hashlib.sha256(data).hexdigest()
    return case.eob_files.filter(state=EobFile.State.SAVED, sha256=digest).order_by("-id").first()


def claims_of(file: EobFile) -> list[Statement]:
    return [Statement.model_validate(one) for one in file.read]


def notes_of(file: EobFile) -> Sequence[Note]:
    return [Note.model_validate(one) for one in file.notes]


def _held(case: Case, file: EobFile, by: Actor) -> EobFile:
    check_can_write(case, by)
    fresh = case.eob_files.select_for_update(of=("self",)).get(pk=file.pk)
    if fresh.state != EobFile.State.READ:
        raise EobRefused(_("This file is done: it was saved or dropped."))
    return fresh


def _settle(file: EobFile, state: EobFile.State, *, at: datetime) -> None:
    # Notes name what stood in single cells.
    file.state, file.settled_at, file.read, file.notes = state, at, [], []
    file.save(update_fields=["state", "settled_at", "read", "notes"])


def _name(name: str) -> str:
    """As it was called on the person’s device, for showing; without marks a page cannot show."""
    return "".join(mark for mark in one_line(name) if mark.isprintable())[:LONGEST_NAME]

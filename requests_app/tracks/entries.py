"""Write down what moves a clock: its start, the fast path, time the plan waited for us, a longer time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.drafts.clash import merged
from requests_app.drafts.versions import plain
from requests_app.models import Case, ClockExtension, ClockPause, InsurerCall, Track
from requests_app.tracks import queries
from requests_app.tracks.services import TrackRefused

START = ("clock_started_at",)
FAST = ("fast_asked_at", "fast_accepted", "fast_hours")


@transaction.atomic
def save_start(
    *, case: Case, kind: str, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> None:
    """When the plan says its clock started; None takes it back. Raises Clash when two people changed it."""
    _save(case, kind, START, typed, shown_version, "tracks.clock_started", by=by, at=at)


@transaction.atomic
def save_fast(
    *, case: Case, kind: str, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> None:
    """When the fast path was asked for, whether the plan took it, and within how many hours it promised."""
    _save(case, kind, FAST, typed, shown_version, "tracks.fast_path", by=by, at=at)


@transaction.atomic
def add_pause(
    *,
    case: Case,
    kind: str,
    owed_by: str,
    why: str,
    from_on: date,
    by: Actor,
    at: datetime,
    until_on: date | None = None,
    plan_says_paused: str = "",
    call: InsurerCall | None = None,
) -> ClockPause:
    """The plan waits for our side since this day. Written down twice, it is one as long as it lasts."""
    track = _track(case, kind, by=by)
    if until_on is not None and until_on < from_on:
        raise TrackRefused(_("The end cannot be before the start"))
    same = track.pauses.filter(
        removed_at__isnull=True, until_on__isnull=True, owed_by=owed_by, why=why, from_on=from_on
    )
    if (found := same.first()) is not None and until_on is None:
        return found
    pause = ClockPause.objects.create(
        organization_id=track.organization_id,
        case=track.case,
        track=track,
        owed_by=owed_by,
        why=why,
        from_on=from_on,
        until_on=until_on,
        plan_says_paused=plan_says_paused,
        call=call,
    )
    _note("tracks.pause_added", pause, track, by=by, at=at)
    return pause


@transaction.atomic
def end_pause(
    *, pause: ClockPause, until_on: date, by: Actor, at: datetime, plan_says_paused: str | None = None
) -> ClockPause:
    """The plan has what it waited for. Ended twice for the same day, it is one end."""
    track = _track(pause.case, pause.track.kind, by=by)
    fresh = ClockPause.objects.select_for_update().get(pk=pause.pk, case=track.case)
    says = fresh.plan_says_paused if plan_says_paused is None else plan_says_paused
    if fresh.removed_at is not None:
        raise TrackRefused(_("This was taken out meanwhile."))
    if (fresh.until_on, fresh.plan_says_paused) == (until_on, says):
        return fresh
    if fresh.until_on is not None:
        raise TrackRefused(_("This was ended meanwhile."))
    if until_on < fresh.from_on:
        raise TrackRefused(_("The end cannot be before the start"))
    fresh.until_on, fresh.plan_says_paused = until_on, says
    fresh.save(update_fields=["until_on", "plan_says_paused"])
    _note("tracks.pause_ended", fresh, track, by=by, at=at)
    return fresh


@transaction.atomic
def add_extension(
    *,
    case: Case,
    kind: str,
    new_due_on: date,
    reason: str,
    said_by: str,
    said_on: date,
    by: Actor,
    at: datetime,
    call: InsurerCall | None = None,
) -> ClockExtension:
    """Another day for the answer, with who said so and why. The ones before stay."""
    track = _track(case, kind, by=by)
    if new_due_on < said_on:
        raise TrackRefused(_("The new day cannot be before the day it was said"))
    longer = ClockExtension.objects.create(
        organization_id=track.organization_id,
        case=track.case,
        track=track,
        new_due_on=new_due_on,
        reason=reason,
        said_by=said_by,
        said_on=said_on,
        call=call,
        recorded_by_id=by.person_id,
    )
    _note("tracks.longer_added", longer, track, by=by, at=at)
    return longer


@transaction.atomic
def remove_entry(*, entry: ClockPause | ClockExtension, by: Actor, at: datetime) -> None:
    """Written down by mistake: it stays in the history and moves nothing any more."""
    track = _track(entry.case, entry.track.kind, by=by)
    kept = type(entry).objects.filter(pk=entry.pk, case=track.case, removed_at__isnull=True)
    if kept.update(removed_at=at):
        _note("tracks.entry_removed", entry, track, by=by, at=at)


def _save(
    case: Case,
    kind: str,
    columns: tuple[str, ...],
    typed: Mapping[str, Any],
    shown_version: str | None,
    action: str,
    *,
    by: Actor,
    at: datetime,
) -> None:
    permissions.check_can_edit_case(by, case)
    _refuse_when_closed(locked(case))
    row = queries.locked(case, kind)
    stored = {name: getattr(row, name) for name in columns}
    wanted = merged(stored, shown_version, {name: typed[name] for name in columns})
    changed = sorted(name for name, value in wanted.items() if plain(value) != plain(stored[name]))
    if not changed:
        return
    for name in changed:
        setattr(row, name, wanted[name])
    row.save()
    log.record(action=action, target=row, case=case, by=by, at=at, details={"kind": kind, "fields": changed})
    cases.touch(case=case, at=at)


def _track(case: Case, kind: str, *, by: Actor) -> Track:
    """The row, held; it is made with the first thing that is written down about it."""
    permissions.check_can_edit_case(by, case)
    held = locked(case)
    _refuse_when_closed(held)
    row = queries.locked(held, kind)
    if row._state.adding:
        row.save()
    row.case = held
    return row


def _refuse_when_closed(case: Case) -> None:
    if not case.is_open:
        raise TrackRefused(_("This request is closed, so nothing was saved. Open it again first."))


def _note(action: str, entry: ClockPause | ClockExtension, track: Track, *, by: Actor, at: datetime) -> None:
    log.record(action=action, target=entry, case=track.case, by=by, at=at, details={"kind": track.kind})
    cases.touch(case=track.case, at=at)

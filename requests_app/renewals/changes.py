"""A change of plan, or a provider who leaves the network: write it down, and keep its reminder in step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import merged
from requests_app.drafts.versions import plain
from requests_app.followups.services import call_off, plan_for
from requests_app.models import Case, CoverageChange, FollowUpKind
from requests_app.renewals import continuity, queries
from requests_app.renewals.services import RenewalRefused

MOST_CHANGES = 20


@transaction.atomic
def add_change(*, case: Case, values: Mapping[str, Any], by: Actor, at: datetime) -> CoverageChange:
    """Load the case with its coverage and care."""
    fresh = _held(case, by)
    if fresh.coverage_changes.filter(removed_at__isnull=True).count() >= MOST_CHANGES:
        raise RenewalRefused(
            _("A request can hold %(most)s entries. Take some out first.") % {"most": MOST_CHANGES}
        )
    change = CoverageChange.objects.create(
        organization_id=fresh.organization_id, case=fresh, added_by_id=by.person_id, **values
    )
    log.record(action="renewals.change_added", target=change, by=by, at=at)
    cases.touch(case=fresh, at=at)
    _keep_reminder(case, change, by=by, at=at)
    return change


@transaction.atomic
def edit_change(
    *,
    change: CoverageChange,
    typed: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> CoverageChange:
    """Raises Clash."""
    case = change.case
    _held(case, by)
    row = queries.locked_change(change)
    if row.removed_at is not None:
        raise RenewalRefused(_("Somebody took this out meanwhile, so nothing was saved."))
    stored = queries.values_of(row, queries.CHANGE)
    wanted = merged(stored, shown_version, {name: typed[name] for name in queries.CHANGE})
    changed = sorted(name for name in stored if plain(wanted[name]) != plain(stored[name]))
    if changed:
        for name in changed:
            setattr(row, name, wanted[name])
        row.save(update_fields=changed)
        log.record(action="renewals.change_saved", target=row, by=by, at=at, details={"fields": changed})
        cases.touch(case=case, at=at)
    _keep_reminder(case, row, by=by, at=at)
    return row


@transaction.atomic
def remove_change(*, change: CoverageChange, by: Actor, at: datetime) -> None:
    case = _held(change.case, by)
    if CoverageChange.objects.filter(pk=change.pk, removed_at__isnull=True).update(removed_at=at):
        log.record(action="renewals.change_removed", target=change, by=by, at=at)
        call_off(case=case, about_prefix=_about(change), by=by, at=at)
        cases.touch(case=case, at=at)


def _keep_reminder(case: Case, change: CoverageChange, *, by: Actor, at: datetime) -> None:
    """Two weeks before the last day that is counted; without one there is nothing to remind of."""
    today = day_at(at, zone=case.time_zone)
    until = continuity.last_day(queries.rights_of(case, change, today=today), today=today)
    if until is None:
        call_off(case=case, about_prefix=_about(change), by=by, at=at)
        return
    plan_for(
        case=case,
        kind=FollowUpKind.CONTINUITY,
        due_on=continuity.warn_on(until, today=today),
        about=_about(change),
        by=by,
        at=at,
    )


def _about(change: CoverageChange) -> str:
    return f"change:{change.pk}"


def _held(case: Case, by: Actor) -> Case:
    permissions.check_can_edit_case(by, case)
    fresh = locked(case)
    if not fresh.is_open:
        raise RenewalRefused(_("This request is closed, so nothing was saved. Open it again first."))
    return fresh

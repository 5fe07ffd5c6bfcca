"""Write down the lines of an approval, one by one, as the plan gave them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.common.actor import Actor
from requests_app.decisions import follow, services, shown
from requests_app.drafts.clash import merged
from requests_app.drafts.versions import plain
from requests_app.models import ApprovedLine, Decision

MOST_LINES = 60


@transaction.atomic
def add_line(*, decision: Decision, typed: Mapping[str, Any], by: Actor, at: datetime) -> ApprovedLine:
    """`typed`: columns of ApprovedLine; what is left out was not stated."""
    fresh = _held_yes(decision, by)
    kept = fresh.lines.filter(removed_at__isnull=True)
    if kept.count() >= MOST_LINES:
        raise services.DecisionRefused(
            _("An answer can have %(count)s lines. Remove one first.") % {"count": MOST_LINES}
        )
    last = kept.aggregate(last=Max("position"))["last"] or 0
    line = ApprovedLine(
        organization_id=fresh.organization_id, case=fresh.case, decision=fresh, position=last + 1, **typed
    )
    _check_days(line)
    line.save()
    _record("decisions.line_added", line, fresh, by, at)
    return line


@transaction.atomic
def change_line(
    *, line: ApprovedLine, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> ApprovedLine:
    """Raises Clash when somebody else changed the same box meanwhile."""
    fresh_decision = _held_yes(line.decision, by)
    fresh = ApprovedLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if fresh.removed_at is not None:
        raise services.DecisionRefused(_("Somebody took this line out."))
    stored = {name: getattr(fresh, name) for name in shown.LINE}
    wanted = merged(stored, shown_version, {**stored, **typed})
    changed = sorted(name for name, value in wanted.items() if plain(value) != plain(stored[name]))
    for name in changed:
        setattr(fresh, name, wanted[name])
    if changed:
        _check_days(fresh)
        fresh.save(update_fields=changed)
        _record("decisions.line_changed", fresh, fresh_decision, by, at, fields=changed)
    return fresh


@transaction.atomic
def remove_line(*, line: ApprovedLine, by: Actor, at: datetime) -> None:
    """The row stays, so that what a packet printed can be explained. Done twice, it is done once."""
    decision = _held_yes(line.decision, by)
    if ApprovedLine.objects.filter(pk=line.pk, removed_at__isnull=True).update(removed_at=at):
        _record("decisions.line_removed", line, decision, by, at)


def _held_yes(decision: Decision, by: Actor) -> Decision:
    fresh = services.held(decision, by)
    if not shown.is_yes(fresh):
        raise services.DecisionRefused(_("Only a yes has lines. Change what the plan said first."))
    return fresh


def _check_days(line: ApprovedLine) -> None:
    if line.starts_on and line.ends_on and line.ends_on < line.starts_on:
        raise services.DecisionRefused(_("End date must be on or after the start date"))


def _record(
    action: str, line: ApprovedLine, decision: Decision, by: Actor, at: datetime, **details: Any
) -> None:
    log.record(action=action, target=line, case=decision.case, by=by, at=at, details=details)
    cases.touch(case=decision.case, at=at)
    follow.after_change(decision, is_new=False, by=by, at=at)

"""Write down what was used, ask to go on, and what a change of plan or network may give."""

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
from requests_app.common.errors import DomainError
from requests_app.decisions.end_warnings import about_of, plan_end_warnings
from requests_app.drafts.clash import merged
from requests_app.drafts.versions import plain
from requests_app.followups.services import settle
from requests_app.models import (
    Case,
    Decision,
    NextAction,
    Renewal,
    UnitsUsed,
    WaitingOn,
)
from requests_app.models.renewals import RenewalState
from requests_app.renewals import queries

MOST_USES = 1000
# A step that staff set by hand stays.
BEFORE_RENEWING = tuple(action for action in NextAction if action not in (NextAction.OWN, NextAction.RENEW))


class RenewalRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def add_used(*, decision: Decision, values: Mapping[str, Any], by: Actor, at: datetime) -> UnitsUsed:
    """`values`: line, used_on, units, source, note. More than was approved is a fact, and is kept."""
    case = _held(decision.case, by)
    line = values["line"]
    if line is not None and (line.decision_id != decision.pk or line.removed_at is not None):
        raise RenewalRefused(_("This line was taken out of the answer. Choose another one."))
    if case.units_used.filter(removed_at__isnull=True).count() >= MOST_USES:
        raise RenewalRefused(
            _("A request can hold %(most)s entries. Take some out first.") % {"most": MOST_USES}
        )
    used = UnitsUsed.objects.create(
        organization_id=case.organization_id,
        case=case,
        decision=decision,
        added_by_id=by.person_id,
        **values,
    )
    _note("renewals.used", used, by=by, at=at)
    return used


@transaction.atomic
def remove_used(*, used: UnitsUsed, by: Actor, at: datetime) -> None:
    _held(used.case, by)
    if used.eob_line_id is not None:
        raise RenewalRefused(_("A bill told of this. Put it right in the bill, or take the bill out."))
    if UnitsUsed.objects.filter(pk=used.pk, removed_at__isnull=True).update(removed_at=at):
        _note("renewals.used_removed", used, by=by, at=at)


@transaction.atomic
def start_renewal(*, case: Case, decision: Decision, by: Actor, at: datetime) -> Renewal:
    """The one that is open, where there is one."""
    fresh = _held(case, by)
    found = queries.open_renewal(fresh)
    if found is not None:
        return found
    current = queries.current_approval(fresh)
    if current is None or current.pk != decision.pk:
        raise RenewalRefused(_("The plan’s answer was changed meanwhile. Look at it again."))
    renewal = Renewal.objects.create(
        organization_id=fresh.organization_id,
        case=fresh,
        decision=decision,
        started_by_id=by.person_id,
        started_at=at,
    )
    _note("renewals.started", renewal, by=by, at=at)
    cases.advance(
        case=fresh,
        past=BEFORE_RENEWING,
        to=NextAction.RENEW,
        waiting_on=WaitingOn.PATIENT,
        due_on=_end_day(decision),
        by=by,
        at=at,
    )
    return renewal


@transaction.atomic
def save_part(
    *,
    renewal: Renewal,
    names: tuple[str, ...],
    typed: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> Renewal:
    """What one page asks: `names` are its columns. Raises Clash."""
    _held(renewal.case, by)
    fresh = queries.locked_renewal(renewal)
    _refuse_when_over(fresh)
    stored = queries.values_of(fresh, names)
    wanted = merged(stored, shown_version, {name: typed[name] for name in names})
    changed = sorted(name for name in names if plain(wanted[name]) != plain(stored[name]))
    starts, ends = wanted.get("starts_on"), wanted.get("ends_on")
    if starts and ends and ends < starts:
        raise RenewalRefused(_("End date must be on or after the start date"))
    if changed:
        for name in changed:
            setattr(fresh, name, wanted[name])
        fresh.save(update_fields=changed)
        _note("renewals.saved", fresh, by=by, at=at, fields=changed)
    return fresh


@transaction.atomic
def withdraw(*, renewal: Renewal, by: Actor, at: datetime) -> None:
    """Taken back before it was answered; the warnings about the end come back."""
    case = _held(renewal.case, by)
    fresh = queries.locked_renewal(renewal)
    if fresh.state == RenewalState.WITHDRAWN:
        return
    if fresh.state == RenewalState.DECIDED:
        raise RenewalRefused(_("The plan has answered this already."))
    was_sent = fresh.state == RenewalState.SENT
    Renewal.objects.filter(pk=fresh.pk).update(state=RenewalState.WITHDRAWN, withdrawn_at=at)
    _note("renewals.withdrawn", fresh, by=by, at=at)
    plan_end_warnings(decision=_with_case(fresh.decision, case), by=by, at=at)
    if not was_sent:
        cases.advance(
            case=case,
            past={NextAction.RENEW},
            to=NextAction.NONE,
            waiting_on=WaitingOn.PATIENT,
            by=by,
            at=at,
        )


@transaction.atomic
def mark_sent(*, renewal: Renewal, sent_on: date, by: Actor, at: datetime) -> None:
    """Its packet was sent: asked again, the warnings about the end are done. Sent twice is sent once.

    A fax may arrive after the renewal was taken back: it is out, so it is sent.
    """
    permissions.check_can_edit_case(by, renewal.case)
    case = locked(renewal.case)
    fresh = queries.locked_renewal(renewal)
    if fresh.state == RenewalState.DECIDED or fresh.sent_on is not None:
        return
    if fresh.state == RenewalState.WITHDRAWN and queries.open_renewal(case) is not None:
        return
    Renewal.objects.filter(pk=fresh.pk).update(state=RenewalState.SENT, sent_on=sent_on, withdrawn_at=None)
    log.record(action="renewals.sent", target=fresh, by=by, at=at)
    settle(case=case, about_prefix=about_of(fresh.decision), by=by, at=at)


def take_progress(*, case: Case, progress: str, by_name: str, on: date, by: Actor, at: datetime) -> None:
    """What a clinician signed about progress, into the open renewal where nobody wrote it yet.

    Called by the signing itself, with the case held and the clinician’s right to write checked.
    """
    found = queries.open_renewal(case)
    if found is None or found.state != RenewalState.PREPARING or not progress:
        return
    fresh = queries.locked_renewal(found)
    if fresh.progress:
        return
    Renewal.objects.filter(pk=fresh.pk).update(
        progress=progress[:800], progress_by=by_name[:150], progress_on=on
    )
    log.record(
        action="renewals.saved", target=fresh, by=by, at=at, details={"fields": list(queries.PROGRESS)}
    )


def _held(case: Case, by: Actor) -> Case:
    permissions.check_can_edit_case(by, case)
    fresh = locked(case)
    if not fresh.is_open:
        raise RenewalRefused(_("This request is closed, so nothing was saved. Open it again first."))
    return fresh


def _refuse_when_over(renewal: Renewal) -> None:
    if renewal.state == RenewalState.WITHDRAWN:
        raise RenewalRefused(_("This was taken back meanwhile, so nothing was saved."))
    if renewal.state != RenewalState.PREPARING:
        raise RenewalRefused(_("This was sent already, so it cannot be changed."))


def _note(action: str, row: Any, *, by: Actor, at: datetime, fields: list[str] | None = None) -> None:
    log.record(action=action, target=row, by=by, at=at, details={"fields": fields} if fields else None)
    cases.touch(case=row.case, at=at)


def _end_day(decision: Decision) -> date | None:
    end = queries.end_of(decision)
    return end.on if end is not None else None


def _with_case(decision: Decision, case: Case) -> Decision:
    decision.case = case
    return decision

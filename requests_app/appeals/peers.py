"""The call between the clinician and the plan’s doctor: asked for, its window, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked as locked_case
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.common.time_zones import day_at
from requests_app.decisions import days as decision_days
from requests_app.drafts.clash import merged
from requests_app.drafts.versions import plain
from requests_app.followups import services as followups
from requests_app.models import Case, Decision, FollowUpKind, PeerState, PeerToPeer

ASKED = (
    "clinician_name",
    "clinician_phone",
    "clinician_times",
    "asked_on",
    "plan_phone",
    "reference",
    "window_until",
    "window_from",
)
HELD = ("state", "held_on", "reviewer", "outcome", "notes")


class PeerRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def save_peer(
    *,
    case: Case,
    peer: PeerToPeer | None,
    decision: Decision | None,
    typed: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> PeerToPeer:
    """What is known of the call before it takes place; the row is made with the first. Raises Clash."""
    case = _held_case(case, by)
    peer = peer or _begun_meanwhile(case)
    if peer is None:
        row = PeerToPeer(organization_id=case.organization_id, case=case, decision=decision)
        wanted = {name: typed[name] for name in ASKED}
    else:
        row = _held(peer, case)
        stored = {name: getattr(row, name) for name in ASKED}
        wanted = merged(stored, shown_version, {name: typed[name] for name in ASKED})
    for name, value in wanted.items():
        setattr(row, name, value)
    if row.state in (PeerState.WANTED, PeerState.ASKED):
        row.state = PeerState.ASKED if row.asked_on else PeerState.WANTED
    row.save()
    _record("appeals.peer_saved", row, by, at)
    _keep_the_window(row, by=by, at=at)
    return row


@transaction.atomic
def save_held(
    *, peer: PeerToPeer, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> PeerToPeer:
    """That it took place, or did not; a changed answer of the plan is an answer of its own. Raises Clash."""
    case = _held_case(peer.case, by)
    row = _held(peer, case)
    stored = {name: getattr(row, name) for name in HELD}
    wanted = merged(stored, shown_version, {name: typed[name] for name in HELD})
    changed = sorted(name for name, value in wanted.items() if plain(value) != plain(stored[name]))
    if not changed:
        return row
    for name in changed:
        setattr(row, name, wanted[name])
    row.save(update_fields=changed)
    _record("appeals.peer_held", row, by, at)
    _keep_the_window(row, by=by, at=at)
    return row


def about(peer: PeerToPeer) -> str:
    return f"peer:{peer.pk}"


def _keep_the_window(peer: PeerToPeer, *, by: Actor, at: datetime) -> None:
    """A reminder of its last day while it has not taken place."""
    case, today = peer.case, day_at(at, zone=peer.case.time_zone)
    if peer.decision is not None:
        peer.decision.case = case
        decision_days.plan(peer.decision, by=by, at=at)
    if peer.state == PeerState.HELD:
        followups.settle(case=case, about_prefix=about(peer), by=by, at=at)
    elif peer.window_until is None or peer.window_until < today:
        followups.call_off(case=case, about_prefix=about(peer), by=by, at=at)
    else:
        followups.plan_for(
            case=case,
            kind=FollowUpKind.PEER_BY,
            due_on=peer.window_until,
            about=about(peer),
            by=by,
            at=at,
        )


def _held_case(case: Case, by: Actor) -> Case:
    permissions.check_can_edit_case(by, case)
    fresh = locked_case(case)
    if not fresh.is_open:
        raise PeerRefused(_("This request is closed, so nothing was saved. Open it again first."))
    return fresh


def _begun_meanwhile(case: Case) -> PeerToPeer | None:
    """Somebody else made the row since this page was shown: there is one call at a time."""
    still_ahead = (PeerState.WANTED, PeerState.ASKED)
    return case.peer_to_peers.filter(removed_at__isnull=True, state__in=still_ahead).first()


def _held(peer: PeerToPeer, case: Case) -> PeerToPeer:
    found = PeerToPeer.objects.select_for_update(of=("self",)).select_related("decision")
    row = found.get(pk=peer.pk)
    row.case = case
    return row


def _record(action: str, peer: PeerToPeer, by: Actor, at: datetime) -> None:
    log.record(action=action, target=peer, case=peer.case, by=by, at=at, details={"state": str(peer.state)})
    cases.touch(case=peer.case, at=at)

"""Views with a name: one person's own, or the team's. And how each person likes to work."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from requests_app.accounts.permissions import may_change, role_in
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.desk.built_in import BY_KEY as BUILT_IN
from requests_app.desk.filters import Filters
from requests_app.models import DeskProfile, SavedView

MOST_VIEWS = 30
LONGEST_QUERY = 1000
SAVED, READY_MADE = "saved:", "view:"


class ViewRefused(DomainError):
    """The text is shown to the person as it is."""


def views_of(actor: Actor) -> list[SavedView]:
    """Own ones, and those of the teams this person belongs to."""
    found = SavedView.objects.filter(
        Q(owner_id=actor.person_id) | Q(is_team=True),
        organization_id__in=list(actor.organization_roles),
        removed_at__isnull=True,
    )
    return list(found.select_related("owner"))


def view_or_404(actor: Actor, view_id: UUID) -> SavedView:
    found = next((view for view in views_of(actor) if view.public_id == view_id), None)
    if found is None:
        raise Http404
    return found


def may_edit(actor: Actor, view: SavedView) -> bool:
    """Its owner; of a team's view also whoever leads the team."""
    leads = role_in(actor, view.organization_id) in ("LEAD", "ADMIN")
    return view.owner_id == actor.user_id or (view.is_team and leads)


def filters_of(view: SavedView) -> Filters:
    return Filters.read(QueryDict(view.query))


def profile_of(actor: Actor) -> DeskProfile:
    """As kept, or the usual one, which is not kept."""
    found = DeskProfile.objects.filter(user_id=actor.person_id).first()
    return found or DeskProfile(user_id=actor.person_id)


@transaction.atomic
def save_view(
    *,
    organization_id: int,
    name: str,
    is_team: bool,
    filters: Filters,
    columns: Collection[str],
    is_start: bool,
    by: Actor,
    at: datetime,
) -> SavedView:
    if organization_id not in by.organization_roles:
        raise PermissionDenied
    _check_team(by, organization_id, is_team)
    own = SavedView.objects.filter(
        organization_id=organization_id, owner_id=by.person_id, removed_at__isnull=True
    )
    if own.filter(name__iexact=name).exists():
        raise ViewRefused(_("You already have a view with that name"))
    if own.count() >= MOST_VIEWS:
        raise ViewRefused(_("You have as many views as one person can have. Remove one first."))
    query = filters.query()
    if len(query) > LONGEST_QUERY:
        raise ViewRefused(_("These are too many filters for one view. Take some off."))
    view = SavedView.objects.create(
        organization_id=organization_id,
        owner_id=by.person_id,
        name=name,
        is_team=is_team,
        query=query,
        columns=list(columns),
    )
    log.record(action="desk.view_saved", target=view, by=by, at=at, details={"team": is_team})
    if is_start:
        keep_profile(by=by, start_view=f"{SAVED}{view.public_id}")
    return view


@transaction.atomic
def change_view(
    *, view: SavedView, name: str, is_team: bool, is_start: bool, by: Actor, at: datetime
) -> None:
    fresh = SavedView.objects.select_for_update().get(pk=view.pk)
    if not may_edit(by, fresh):
        raise PermissionDenied
    if is_team != fresh.is_team:
        _check_team(by, fresh.organization_id, True)
    same = SavedView.objects.filter(
        organization_id=fresh.organization_id,
        owner_id=fresh.owner_id,
        removed_at__isnull=True,
        name__iexact=name,
    )
    if same.exclude(pk=fresh.pk).exists():
        raise ViewRefused(_("You already have a view with that name"))
    fresh.name, fresh.is_team = name, is_team
    fresh.save(update_fields=["name", "is_team"])
    log.record(action="desk.view_changed", target=fresh, by=by, at=at, details={"team": is_team})
    start = f"{SAVED}{fresh.public_id}"
    if is_start:
        keep_profile(by=by, start_view=start)
    elif profile_of(by).start_view == start:
        keep_profile(by=by, start_view="")


@transaction.atomic
def remove_view(*, view: SavedView, by: Actor, at: datetime) -> None:
    fresh = SavedView.objects.select_for_update().get(pk=view.pk)
    if not may_edit(by, fresh):
        raise PermissionDenied
    if fresh.removed_at is None:
        fresh.removed_at = at
        fresh.save(update_fields=["removed_at"])
        log.record(action="desk.view_removed", target=fresh, by=by, at=at)


@transaction.atomic
def keep_profile(*, by: Actor, **values: str | bool | list[str] | Mapping[str, str]) -> None:
    """A person's own way to look at the queue; it changes nothing that others see."""
    DeskProfile.objects.update_or_create(user_id=by.person_id, defaults=values)


def start_query(profile: DeskProfile) -> str:
    """The address part of the page a person starts with; empty: all open cases."""
    if profile.start_view.startswith(SAVED):
        return f"view={profile.start_view.removeprefix(SAVED)}"
    view = BUILT_IN.get(profile.start_view.removeprefix(READY_MADE))
    return view.filters.query() if view and profile.start_view.startswith(READY_MADE) else ""


def _check_team(by: Actor, organization_id: int, is_team: bool) -> None:
    if is_team and not may_change(by, organization_id):
        raise ViewRefused(_("You can keep a view for yourself, but your role shares none with the team."))

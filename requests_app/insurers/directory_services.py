"""Keep an insurer in the directory of one facility, which alone may change it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts.permissions import check_may_change
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.drafts.clash import check_version
from requests_app.insurers import directory
from requests_app.models import InsurerProfile, Organization

FIELDS = (
    "name",
    "other_names",
    "parent",
    "states",
    "plan_kinds",
    "calls_it",
    "notes",
    "source",
    "checked_on",
    "check_again_on",
)


class ProfileRefused(DomainError):
    """The text is shown to the person as it is."""


def shown_values(profile: InsurerProfile) -> dict[str, Any]:
    """The fields the page shows, for its version."""
    return {name: getattr(profile, name) for name in FIELDS}


@transaction.atomic
def add_profile(
    *, organization: Organization, typed: Mapping[str, Any], by: Actor, at: datetime
) -> InsurerProfile:
    check_may_change(by, organization.pk)
    # Two people who add the same name at once: the second waits here and is told.
    Organization.objects.select_for_update().get(pk=organization.pk)
    _check_name(organization.pk, str(typed["name"]))
    added = InsurerProfile.objects.create(
        organization=organization, checked_by_id=by.person_id, **_kept(typed)
    )
    log.record(action="insurers.profile_added", target=added, by=by, at=at)
    return added


@transaction.atomic
def change_profile(
    *, profile: InsurerProfile, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> None:
    """Raises Clash when somebody changed the same field meanwhile."""
    fresh = _held(profile, by)
    stored, kept = shown_values(fresh), _kept(typed)
    check_version(stored, shown_version, kept)
    changed = sorted(name for name, value in kept.items() if stored[name] != value)
    if not changed:
        return
    if "name" in changed:
        _check_name(fresh.organization_id, str(kept["name"]), but=fresh.pk)
    for name in changed:
        setattr(fresh, name, kept[name])
    if "checked_on" in changed:
        fresh.checked_by_id = by.person_id
    fresh.save(update_fields=[*changed, "checked_by"])
    log.record(action="insurers.profile_changed", target=fresh, by=by, at=at, details={"fields": changed})


@transaction.atomic
def say_checked(*, profile: InsurerProfile, on: date, by: Actor, at: datetime) -> None:
    """Somebody made sure today that all of it is still right."""
    fresh = _held(profile, by)
    fresh.checked_on, fresh.checked_by_id, fresh.check_again_on = on, by.person_id, None
    fresh.save(update_fields=["checked_on", "checked_by", "check_again_on"])
    log.record(action="insurers.profile_checked", target=fresh, by=by, at=at)


@transaction.atomic
def remove_profile(*, profile: InsurerProfile, by: Actor, at: datetime) -> None:
    """Its contacts and forms stay and can be found by their name."""
    fresh = _held(profile, by)
    fresh.removed_at = at
    fresh.save(update_fields=["removed_at"])
    log.record(action="insurers.profile_removed", target=fresh, by=by, at=at)


def _kept(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: typed[name] for name in FIELDS}


def _held(profile: InsurerProfile, by: Actor) -> InsurerProfile:
    check_may_change(by, profile.organization_id)
    fresh = InsurerProfile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    if fresh.removed_at is not None:
        raise ProfileRefused(_("Somebody removed this insurer meanwhile."))
    return fresh


def _check_name(organization_id: int, name: str, *, but: int = 0) -> None:
    if directory.name_is_taken(organization_id, name, but=but):
        raise ProfileRefused(_("An insurer of this name is in your directory already."))

"""Staff keep how to reach insurers. A row is one organization's, which alone may change it (ADR 0011)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.drafts.clash import check_version
from requests_app.insurers import queries
from requests_app.models import InsurerContact, Organization

FIELDS = ("insurer", "scope", "state", "purpose", "way", "value", "notes", "source", "checked_on")


class ContactRefused(DomainError):
    """The text is shown to the person as it is."""


def shown_values(contact: InsurerContact) -> dict[str, Any]:
    """The fields the page shows, for its version."""
    return {name: getattr(contact, name) for name in FIELDS}


@transaction.atomic
def add_contact(
    *, organization: Organization, typed: Mapping[str, Any], by: Actor, at: datetime
) -> InsurerContact:
    permissions.check_may_change(by, organization.pk)
    added = InsurerContact.objects.create(
        organization=organization, checked_by_id=by.person_id, **_kept(typed)
    )
    log.record(action="insurers.contact_added", target=added, by=by, at=at)
    return added


@transaction.atomic
def change_contact(
    *, contact: InsurerContact, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> None:
    """Raises Clash when somebody changed the same field meanwhile."""
    fresh = _held(contact, by)
    stored, kept = shown_values(fresh), _kept(typed)
    check_version(stored, shown_version, kept)
    changed = sorted(name for name, value in kept.items() if stored[name] != value)
    if not changed:
        return
    for name in changed:
        setattr(fresh, name, kept[name])
    if "checked_on" in changed:
        fresh.checked_by_id = by.person_id
    fresh.save(update_fields=[*changed, "checked_by"])
    log.record(action="insurers.contact_changed", target=fresh, by=by, at=at, details={"fields": changed})


@transaction.atomic
def say_checked(*, contact: InsurerContact, on: date, by: Actor, at: datetime) -> None:
    """Somebody made sure today that it is still right."""
    fresh = _held(contact, by)
    fresh.checked_on, fresh.checked_by_id = on, by.person_id
    fresh.save(update_fields=["checked_on", "checked_by"])
    log.record(action="insurers.contact_checked", target=fresh, by=by, at=at)


@transaction.atomic
def remove_contact(*, contact: InsurerContact, by: Actor, at: datetime) -> None:
    """Shown nowhere any more; the row stays, so that it can be explained what somebody went by."""
    fresh = _held(contact, by)
    fresh.removed_at = at
    fresh.save(update_fields=["removed_at"])
    log.record(action="insurers.contact_removed", target=fresh, by=by, at=at)


def _kept(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: typed[name] for name in FIELDS}


def _held(contact: InsurerContact, by: Actor) -> InsurerContact:
    permissions.check_may_change(by, contact.organization_id)
    fresh = queries.locked(contact)
    if fresh.removed_at is not None:
        raise ContactRefused(_("Somebody removed this contact meanwhile."))
    return fresh

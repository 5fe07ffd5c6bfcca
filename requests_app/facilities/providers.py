"""Providers a facility asks for again and again: its own list, from which one is chosen instead of typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.cleaning import has_unreadable_marks
from requests_app.drafts.clash import check_version
from requests_app.models import ProviderEntry

FIELDS = (
    "name",
    "npi",
    "tax_id",
    "specialty",
    "phone",
    "fax",
    "street",
    "city",
    "state",
    "zip_code",
)


def entries_of(organization_ids: list[int]) -> QuerySet[ProviderEntry]:
    found = ProviderEntry.objects.filter(organization_id__in=organization_ids, removed_at__isnull=True)
    return found.select_related("organization")


def found_by(entries: QuerySet[ProviderEntry], words: str) -> QuerySet[ProviderEntry]:
    """Those in which every word stands in the name, the city, the specialty or the NPI."""
    if has_unreadable_marks(words):
        return entries.none()
    for word in words.split()[:6]:
        entries = entries.filter(
            Q(name__icontains=word)
            | Q(city__icontains=word)
            | Q(specialty__icontains=word)
            | Q(npi__startswith=word)
        )
    return entries


def get_entry_or_404(organization_ids: list[int], entry_id: UUID) -> ProviderEntry:
    found = entries_of(organization_ids).filter(public_id=entry_id).first()
    if found is None:
        raise Http404
    return found


def stored(entry: ProviderEntry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in FIELDS}


@transaction.atomic
def add_entry(*, organization_id: int, typed: Mapping[str, Any], by: Actor, at: datetime) -> ProviderEntry:
    permissions.check_may_change(by, organization_id)
    entry = ProviderEntry.objects.create(
        organization_id=organization_id, **{name: typed.get(name) or "" for name in FIELDS}
    )
    log.record(action="facilities.provider_added", target=entry, by=by, at=at)
    return entry


@transaction.atomic
def change_entry(
    *,
    entry: ProviderEntry,
    typed: Mapping[str, Any],
    shown_version: str | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """With `shown_version`, raises Clash when somebody changed the same field meanwhile."""
    fresh = _held(entry, by)
    kept = {name: typed[name] or "" for name in FIELDS if name in typed}
    if shown_version is not None:
        check_version(stored(fresh), shown_version, kept)
    changed = sorted(name for name, value in kept.items() if getattr(fresh, name) != value)
    if not changed:
        return
    for name in changed:
        setattr(fresh, name, kept[name])
    fresh.save(update_fields=changed)
    log.record(action="facilities.provider_changed", target=fresh, by=by, at=at, details={"fields": changed})


@transaction.atomic
def remove_entry(*, entry: ProviderEntry, by: Actor, at: datetime) -> None:
    """Gone from the list; requests that name the provider keep what they say."""
    fresh = _held(entry, by)
    if fresh.removed_at is None:
        fresh.removed_at = at
        fresh.save(update_fields=["removed_at"])
        log.record(action="facilities.provider_removed", target=fresh, by=by, at=at)


def _held(entry: ProviderEntry, by: Actor) -> ProviderEntry:
    permissions.check_may_change(by, entry.organization_id)
    return ProviderEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)

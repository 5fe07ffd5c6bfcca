from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from requests_app.accounts.permissions import has_right
from requests_app.accounts.roles import Right
from requests_app.common.actor import Actor
from requests_app.common.csv_rows import plain
from requests_app.exchange.imports_checks import Checked, Here
from requests_app.models import (
    Case,
    ExchangeKind,
    ImportRun,
    InsurerProfile,
    Organization,
    OutsideKey,
    ProviderEntry,
    Site,
)


def facilities_of(actor: Actor) -> list[Organization]:
    """Where this person may import."""
    allowed = [one for one in actor.organization_roles if has_right(actor, one, Right.TEAM)]
    return list(Organization.objects.filter(pk__in=allowed).order_by("name", "pk"))


def runs_of(actor: Actor) -> QuerySet[ImportRun]:
    """A file speaks of people of all sites: who works for some of them sees those they read in themselves."""
    allowed = [one for one in actor.organization_roles if has_right(actor, one, Right.TEAM)]
    found = ImportRun.objects.filter(organization_id__in=allowed).defer("rows")
    limited = [one for one in allowed if one in actor.sites]
    if limited:
        found = found.exclude(~Q(asked_by_id=actor.person_id), organization_id__in=limited)
    return found.select_related("asked_by", "organization")


def get_run_or_404(actor: Actor, run_id: UUID) -> ImportRun:
    found = runs_of(actor).defer(None).filter(public_id=run_id).first()
    if found is None:
        raise Http404
    return found


def locked(run: ImportRun) -> ImportRun:
    return ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)


def saved_before(run: ImportRun) -> ImportRun | None:
    """The same file, saved earlier."""
    same = ImportRun.objects.filter(
        organization_id=run.organization_id, sha256=run.sha256, kind=run.kind, state=ImportRun.State.SAVED
    )
    return same.exclude(pk=run.pk).order_by("-id").first()


def here_of(organization: Organization, *, now: datetime) -> Here:
    sites = Site.objects.filter(organization=organization, closed_at__isnull=True)
    return Here(
        now=now,
        zone=organization.time_zone,
        sites={plain(one.name): str(one.public_id) for one in sites},
    )


def standing(kind: str, organization_id: int, rows: Iterable[Checked]) -> dict[int, str]:
    """Row number -> NEW, SAME or CHANGED, beside what the facility has already."""
    good = [one for one in rows if not one.faults]
    if kind == ExchangeKind.CASES:
        known = outside_keys(organization_id)
        return {one.number: "SAME" if _outside(one.values) in known else "NEW" for one in good}
    if kind == ExchangeKind.INSURERS:
        names = {plain(name) for name in insurer_names(organization_id)}
        return {one.number: "SAME" if plain(one.values["name"]) in names else "NEW" for one in good}
    entries = known_providers(organization_id)
    return {one.number: provider_standing(entries, one.values)[0] for one in good}


def outside_keys(organization_id: int) -> set[tuple[str, str]]:
    found = OutsideKey.objects.filter(organization_id=organization_id)
    return set(found.values_list("system", "value"))


def known_providers(organization_id: int) -> dict[Any, ProviderEntry]:
    """By NPI, and by name with ZIP code."""
    found: dict[Any, ProviderEntry] = {}
    for entry in ProviderEntry.objects.filter(organization_id=organization_id, removed_at__isnull=True):
        if entry.npi:
            found.setdefault(entry.npi, entry)
        found.setdefault((plain(entry.name), entry.zip_code), entry)
    return found


def provider_standing(
    entries: Mapping[Any, ProviderEntry], values: Mapping[str, Any]
) -> tuple[str, ProviderEntry | None]:
    """An empty cell says nothing, so it changes nothing."""
    npi = values.get("npi", "")
    entry = entries.get(npi) if npi else None
    if entry is None:
        entry = entries.get((plain(values["name"]), values.get("zip_code", "")))
        if entry is not None and npi and entry.npi and entry.npi != npi:
            entry = None
    if entry is None:
        return "NEW", None
    differs = any(getattr(entry, name) != value for name, value in values.items() if value)
    return ("CHANGED" if differs else "SAME"), entry


def cases_by_pk(actor: Actor, pks: Iterable[int]) -> dict[int, Case]:
    return Case.objects.for_actor(actor).in_bulk(list(pks))


def insurer_names(organization_id: int) -> list[str]:
    found = InsurerProfile.objects.filter(organization_id=organization_id, removed_at__isnull=True)
    return list(found.values_list("name", flat=True))


def _outside(values: Mapping[str, Any]) -> tuple[str, str] | None:
    outside = values.get("outside_id")
    return (outside["system"], outside["value"]) if outside else None

"""The insurers a facility knows. Contacts and plan forms hang on the name, as its staff type it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.http import Http404

from requests_app.common.actor import Actor
from requests_app.knowledge.readiness import same_insurer
from requests_app.knowledge.vocabulary import OLD_AFTER_DAYS
from requests_app.models import InsurerContact, InsurerProfile, PlanForm

MOST_LISTED = 300
MOST_SUGGESTED = 60


@dataclass
class Known:
    """One insurer of one facility with what hangs on it; `profile` is None where only those are there."""

    name: str
    organization_id: int
    facility: str
    profile: InsurerProfile | None
    is_old: bool = False
    contacts: list[InsurerContact] = field(default_factory=list)
    forms: list[PlanForm] = field(default_factory=list)


def is_old(profile: InsurerProfile, *, on: date) -> bool:
    """Checked too long ago, or the day set for looking again has come."""
    late = profile.check_again_on is not None and profile.check_again_on <= on
    return late or (on - profile.checked_on).days > OLD_AFTER_DAYS


def is_named(profile: InsurerProfile, name: str) -> bool:
    return any(same_insurer(one, name) for one in (profile.name, *profile.other_names))


def known_insurers(actor: Actor, *, text: str, today: date) -> tuple[list[Known], list[Known]]:
    """Those in the directory, and names that only contacts or forms have. Three queries."""
    ids = list(actor.organization_roles)
    profiles = InsurerProfile.objects.filter(organization_id__in=ids, removed_at=None)
    contacts = InsurerContact.objects.filter(organization_id__in=ids, removed_at=None)
    forms = PlanForm.objects.filter(organization_id__in=ids, case=None, removed_at=None)
    listed = [
        Known(one.name, one.organization_id, one.organization.name, one, is_old(one, on=today))
        for one in profiles.select_related("organization", "checked_by")[:MOST_LISTED]
    ]
    loose: dict[tuple[int, str], Known] = {}
    for contact in contacts.select_related("organization")[: MOST_LISTED * 4]:
        _home(listed, loose, contact).contacts.append(contact)
    for form in forms.select_related("organization")[: MOST_LISTED * 4]:
        _home(listed, loose, form).forms.append(form)
    rest = sorted(loose.values(), key=lambda one: (one.name.casefold(), one.organization_id))
    return [one for one in listed if _fits(one, text)], [one for one in rest if _fits(one, text)]


def _home(listed: list[Known], loose: dict[tuple[int, str], Known], row: InsurerContact | PlanForm) -> Known:
    for one in listed:
        if one.organization_id == row.organization_id and one.profile and is_named(one.profile, row.insurer):
            return one
    key = (row.organization_id, row.insurer.casefold())
    return loose.setdefault(key, Known(row.insurer, row.organization_id, row.organization.name, profile=None))


def _fits(one: Known, text: str) -> bool:
    names = [one.name]
    if one.profile is not None:
        names += [*one.profile.other_names, one.profile.parent]
    return not text or any(text.casefold() in name.casefold() for name in names)


def get_profile_or_404(actor: Actor, insurer_id: UUID) -> InsurerProfile:
    found = (
        InsurerProfile.objects.filter(
            organization_id__in=list(actor.organization_roles), public_id=insurer_id, removed_at=None
        )
        .select_related("organization", "checked_by")
        .first()
    )
    if found is None:
        raise Http404
    return found


def is_removed(actor: Actor, insurer_id: UUID) -> bool:
    return InsurerProfile.objects.filter(
        organization_id__in=list(actor.organization_roles), public_id=insurer_id, removed_at__isnull=False
    ).exists()


def contacts_of(profile: InsurerProfile) -> list[InsurerContact]:
    kept = InsurerContact.objects.filter(organization_id=profile.organization_id, removed_at=None)
    return [one for one in kept.select_related("checked_by") if is_named(profile, one.insurer)]


def forms_of(profile: InsurerProfile) -> list[PlanForm]:
    kept = PlanForm.objects.filter(organization_id=profile.organization_id, case=None, removed_at=None)
    return [one for one in kept if is_named(profile, one.insurer)]


def profile_of(organization_id: int, insurer: str) -> InsurerProfile | None:
    """What a facility wrote down about the insurer of one of its cases."""
    if not insurer:
        return None
    kept = InsurerProfile.objects.filter(organization_id=organization_id, removed_at=None)
    return next((one for one in kept[:MOST_LISTED] if is_named(one, insurer)), None)


def suggested_names(organization_id: int) -> list[str]:
    """What a person may pick from while typing the company: the names in the facility’s directory."""
    kept = InsurerProfile.objects.filter(organization_id=organization_id, removed_at=None)
    return list(kept.values_list("name", flat=True)[:MOST_SUGGESTED])


def name_is_taken(organization_id: int, name: str, *, but: int = 0) -> bool:
    return (
        InsurerProfile.objects.filter(organization_id=organization_id, removed_at=None)
        .filter(name__iexact=name)
        .exclude(pk=but)
        .exists()
    )

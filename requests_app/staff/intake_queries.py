from __future__ import annotations

from datetime import date

from requests_app.accounts.roles import Right, roles_with
from requests_app.common.actor import Actor
from requests_app.models import Case, CaseStatus, Organization, Site

MOST_SAME = 3


def facilities_to_open_in(actor: Actor) -> list[Organization]:
    """Where this person’s role opens cases."""
    roles = roles_with(Right.OPEN)
    allowed = [one for one, role in actor.organization_roles.items() if role in roles]
    return list(Organization.objects.filter(pk__in=allowed).order_by("name", "pk"))


def sites_to_open_in(actor: Actor, facilities: list[Organization]) -> list[Site]:
    """Of these facilities, those that the person works for."""
    found = Site.objects.filter(organization__in=facilities, closed_at__isnull=True)
    return [
        one
        for one in found.order_by("organization__name", "name")
        if one.organization_id not in actor.sites or one.pk in actor.sites[one.organization_id]
    ]


def same_person(actor: Actor, first_name: str, last_name: str, birth_date: date | None) -> list[str]:
    """Numbers of open cases with this name; another day of birth is another person."""
    found = Case.objects.of_facilities(actor).exclude(status=CaseStatus.CLOSED)
    found = found.filter(patient__first_name__iexact=first_name, patient__last_name__iexact=last_name)
    if birth_date is not None:
        found = found.exclude(patient__birth_date__isnull=False, patient__birth_date__lt=birth_date)
        found = found.exclude(patient__birth_date__isnull=False, patient__birth_date__gt=birth_date)
    return list(found.order_by("-pk").values_list("reference", flat=True)[:MOST_SAME])

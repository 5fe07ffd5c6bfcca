from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.http import Http404

from requests_app.common.actor import Actor
from requests_app.models import CareCode, Case, Organization


def codes_of(case: Case) -> list[CareCode]:
    """Diagnosis first, then what is billed for it."""
    order = list(CareCode.Kind)
    found = case.codes.filter(removed_at__isnull=True).order_by("position", "id")
    return sorted(found, key=lambda code: order.index(CareCode.Kind(code.kind)))


def get_code_or_404(case: Case, code_id: UUID) -> CareCode:
    found = case.codes.filter(public_id=code_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def get_facility_or_404(slug: str) -> Organization:
    """A facility that takes requests through its own address."""
    found = Organization.objects.filter(kind=Organization.Kind.FACILITY, slug=slug, is_active=True).first()
    if found is None:
        raise Http404
    return found


def facility_by_id(organization_id: int) -> Organization | None:
    return Organization.objects.filter(
        kind=Organization.Kind.FACILITY, pk=organization_id, is_active=True
    ).first()


def has_passkey(actor: Actor) -> bool:
    return bool(
        Authenticator.objects.filter(user_id=actor.user_id, type=Authenticator.Type.WEBAUTHN).exists()
    )

"""What an actor may do with a case. Seeing is decided by `Case.objects.for_actor`; this is about changing."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import PermissionDenied

from requests_app.accounts.roles import ONLY_LOOKING, RIGHTS_OF, Right, roles_with
from requests_app.common.actor import Actor
from requests_app.models import Case, CaseAccess, ClinicianRequest


def role_in(actor: Actor, organization_id: int) -> str:
    """The role in this facility; "" for people who do not work there."""
    return actor.organization_roles.get(organization_id, "")


def check_role(actor: Actor, organization_id: int, *roles: str) -> None:
    """Raises PermissionDenied (403) unless the person has one of these roles in this very facility."""
    if role_in(actor, organization_id) not in roles:
        raise PermissionDenied


def has_right(actor: Actor, organization_id: int, right: Right) -> bool:
    """Does the table of roles give this right to the person's role in this facility?"""
    return right in RIGHTS_OF.get(role_in(actor, organization_id), frozenset())


def check_right(actor: Actor, organization_id: int, right: Right) -> None:
    if not has_right(actor, organization_id, right):
        raise PermissionDenied


def acting_with(actor: Actor, right: Right) -> Actor:
    """The same person, doing something away from its own page, as background work for many cases does."""
    return replace(actor, editing_roles=roles_with(right) - ONLY_LOOKING)


def may_change(actor: Actor, organization_id: int) -> bool:
    """May this person change things of the facility on the page at hand?"""
    role = role_in(actor, organization_id)
    if actor.editing_roles is None:
        return role != "" and role not in ONLY_LOOKING
    return role in actor.editing_roles


def check_may_change(actor: Actor, organization_id: int) -> None:
    """Raises PermissionDenied for people who may only look, or who work elsewhere."""
    if not may_change(actor, organization_id):
        raise PermissionDenied


def works_for(actor: Actor, case: Case) -> bool:
    """Is this staff of the facility behind the case, and of its site?"""
    return reaches_site(actor, case.organization_id, case.site_id)


def reaches_site(actor: Actor, organization_id: int, site_id: int | None) -> bool:
    """What belongs to no site belongs to all of them."""
    if organization_id not in actor.organization_roles:
        return False
    sites = actor.sites.get(organization_id)
    return sites is None or site_id is None or site_id in sites


def can_edit_case(actor: Actor, case: Case) -> bool:
    if actor.job:
        return case.organization_id in actor.scope
    if works_for(actor, case) and may_change(actor, case.organization_id):
        return True
    return own_way(actor, case)[1] == CaseAccess.Level.EDIT


def check_can_edit_case(actor: Actor, case: Case) -> None:
    """Raises PermissionDenied (403) for people who may only look."""
    if not can_edit_case(actor, case):
        raise PermissionDenied


def is_patient_side(actor: Actor, case: Case) -> bool:
    """The patient or the caregiver who opened the case: helpers, deleting, signing for oneself."""
    relation, level = own_way(actor, case)
    return relation in ("PATIENT", "CAREGIVER") and level == CaseAccess.Level.EDIT


def check_is_patient_side(actor: Actor, case: Case) -> None:
    if not is_patient_side(actor, case):
        raise PermissionDenied


def check_is_staff_of(actor: Actor, case: Case) -> None:
    """Staff of the case's facility and site who may change things on the page at hand."""
    if not (works_for(actor, case) and may_change(actor, case.organization_id)):
        raise PermissionDenied


def check_writes_letter(actor: Actor, letter_request: ClinicianRequest) -> None:
    """The clinician whose code was right for this very request; nobody signed in, and no job, is that."""
    if actor.clinician_request_id is None or actor.clinician_request_id != letter_request.pk:
        raise PermissionDenied


def own_way(actor: Actor, case: Case) -> tuple[str, str]:
    """The person's own relation to the case and what it allows; ("", "") for everybody else.

    Known from the start of the request; a case opened in this very request is not among them.
    """
    if actor.user_id is None:
        return "", ""
    if actor.own_cases is not None:
        return actor.own_cases.get(case.pk, ("", ""))
    found = CaseAccess.objects.current().filter(case=case, user_id=actor.user_id)
    return found.values_list("relation", "level").first() or ("", "")

"""What an actor may do with a case. Seeing is decided by `Case.objects.for_actor`; this is about changing."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from requests_app.accounts.policy import ONLY_LOOKING
from requests_app.common.actor import Actor
from requests_app.models import Case, CaseAccess, ClinicianRequest


def works_for(actor: Actor, case: Case) -> bool:
    """Is this staff of the facility behind the case?"""
    return case.organization_id in actor.organization_roles


def can_edit_case(actor: Actor, case: Case) -> bool:
    if actor.job:
        return case.organization_id in actor.scope
    role = actor.organization_roles.get(case.organization_id)
    if role is not None and role not in ONLY_LOOKING:
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
    """Staff of the case's facility who may change things."""
    role = actor.organization_roles.get(case.organization_id)
    if role is None or role in ONLY_LOOKING:
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

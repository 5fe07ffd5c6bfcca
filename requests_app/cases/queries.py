from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from requests_app.accounts import permissions
from requests_app.common.actor import Actor
from requests_app.models import Case, CaseAccess, CaseQuerySet

SECTIONS = ("patient", "coverage", "care", "provider", "story")


def get_case_or_404(actor: Actor, case_id: UUID, *sections: str, to_edit: bool = False) -> Case:
    """The case with these one-to-one sections in one query.

    `case.helping` is the patient's first name when this actor is a helper: pages say so at the top.
    Raises Http404 for strangers; with `to_edit`, PermissionDenied for people who may only look.
    """
    try:
        case = Case.objects.for_actor(actor).select_related(*sections).get(public_id=case_id)
    except Case.DoesNotExist:
        raise Http404 from None
    relation = permissions.own_way(actor, case)[0]
    case.shows_kept_back = bool(relation)
    case.read_by_staff = not relation and permissions.works_for(actor, case)
    if relation == CaseAccess.Relation.HELPER:
        case.helping = case.patient.first_name
    if to_edit and not permissions.can_edit_case(actor, case):
        raise PermissionDenied
    return case


def cases_of(actor: Actor) -> CaseQuerySet:
    """The person's own cases, newest first: not those of a facility they work for."""
    own = CaseAccess.objects.current().filter(user_id=actor.person_id).values("case_id")
    return Case.objects.for_actor(actor).filter(pk__in=own).order_by("-created_at")


def locked(case: Case) -> Case:
    """The same case, fresh and held until the transaction ends."""
    fresh = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    fresh.shows_kept_back = case.shows_kept_back
    return fresh

"""Every look of staff and helpers at a case leaves an audit entry: its pages show health facts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.models import Case, CaseAccess

OWN = (CaseAccess.Relation.PATIENT, CaseAccess.Relation.CAREGIVER)


def record(request: HttpRequest, response: HttpResponse, *, actor: Actor) -> None:
    """Note who saw which page of which case; patients and caregivers looking at their own are not noted."""
    match = request.resolver_match
    if request.method != "GET" or response.status_code != 200 or match is None:
        return
    case_id = match.kwargs.get("case_id")
    if case_id is None or not _sees_other_people(actor):
        return
    case = Case.objects.for_actor(actor).filter(public_id=case_id).first()
    if case is None or permissions.own_way(actor, case)[0] in OWN:
        return
    details = {"page": match.view_name}
    log.record(action="cases.viewed", target=case, by=actor, at=timezone.now(), details=details)


def _sees_other_people(actor: Actor) -> bool:
    helps = any(relation not in OWN for relation, _level in (actor.own_cases or {}).values())
    return helps or actor.is_staff

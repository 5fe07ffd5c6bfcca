"""What every form about one case at the desk begins and ends with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.models import Case
from requests_app.staff import queries


def case_to_change(request: PortalRequest, case_id: UUID) -> Case:
    """Raises Http404 for other facilities' cases, PermissionDenied for people who may not change this."""
    case = queries.get_facility_case_or_404(request.actor, case_id)
    if not permissions.may_change(request.actor, case.organization_id):
        raise PermissionDenied
    return case


def context_of(case: Case, /, **more: Any) -> dict[str, Any]:
    return {"back_url": back_to(case), "case_reference": case.reference, **more}


def back_to(case: Case, anchor: str = "") -> str:
    return reverse("staff:case", kwargs={"case_id": case.public_id}) + anchor

"""The plan’s form of the main case and of its facility, and the pages that show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

WITHOUT_A_FORM = ("planforms:form_list", "planforms:form_add")


def values_for(route: str, case: Any, *, staff: str) -> dict[str, Any]:
    if route in WITHOUT_A_FORM:
        return {}
    found: dict[str, Any] = {"form_id": _of_facility(case, staff).public_id}
    if route == "planforms:form_file":
        found["copy"] = "filled"
    if route == "planforms:form_page":
        found |= {"copy": "boxes", "number": 1}
    return found


def form_of(case: Any) -> Any:
    """The case’s own, made once."""
    from requests_app.planforms.queries import own_form
    from tests.factories.planforms import make_case_form

    return own_form(case) or make_case_form(case, by=case.opened_by, kind="longest")


def pages_of(case: Any, patient: str, staff: str) -> Iterator[tuple[str, str, str, str]]:
    """Name of the picture, route, address, who opens it."""
    form_of(case)
    facility = _of_facility(case, staff)
    boxes = reverse("planforms:case_form_map", args=[case.public_id])
    yield "planforms:case_form_map--last", "planforms:case_form_map", f"{boxes}?part=11", patient
    detail = reverse("planforms:form_detail", args=[facility.public_id])
    yield "planforms:form_detail--sample", "planforms:form_detail", f"{detail}?show=sample", staff


def _of_facility(case: Any, staff: str) -> Any:
    from requests_app.models import PlanForm, User
    from tests.factories.planforms import make_form

    kept = PlanForm.objects.filter(organization=case.organization, case=None, removed_at=None).first()
    if kept is not None:
        return kept
    by = User.objects.get(email=staff)
    return make_form(case.organization, by=by, insurer=case.coverage.insurer, mapped=False)

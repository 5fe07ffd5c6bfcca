"""What the question pages of an appeal have in common: load it, save one part, come back to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.accounts.http import PortalRequest
from requests_app.appeals import queries, services
from requests_app.appeals.peers import PeerRefused
from requests_app.cases.queries import get_case_or_404
from requests_app.cases.saved import saved
from requests_app.common.forms import PortalForm
from requests_app.decisions.services import DecisionRefused
from requests_app.models import Appeal, Case

SECTIONS = ("patient", "coverage", "care", "provider")


def appeal_to_edit(request: PortalRequest, case_id: UUID, appeal_id: UUID) -> Appeal:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    appeal = queries.get_appeal_or_404(case, appeal_id)
    appeal.decision.case = case
    return appeal


def detail_url(appeal: Appeal) -> str:
    return reverse("appeals:appeal_detail", args=[appeal.case.public_id, appeal.public_id])


def answered(
    request: PortalRequest, case: Case, form: PortalForm, save: Callable[[], str]
) -> HttpResponse | None:
    """The answer after saving; None when the page has to be shown again."""
    return saved(request, case, form, save, services.AppealRefused, PeerRefused, DecisionRefused)


def part_saved(
    request: PortalRequest,
    appeal: Appeal,
    part: str,
    form: PortalForm,
    typed: Mapping[str, Any],
    now: datetime,
) -> HttpResponse | None:
    def save() -> str:
        services.save_part(
            appeal=appeal, part=part, typed=typed, shown_version=form.version, by=request.actor, at=now
        )
        return came_back(request, appeal)

    return answered(request, appeal.case, form, save)


def came_back(request: PortalRequest, appeal: Appeal) -> str:
    if request.POST.get("save_later") == "yes":
        messages.success(request, _("Saved. You can come back any time."))
        return reverse("tracker:task_list", args=[appeal.case.public_id])
    messages.success(request, _("Saved."))
    return detail_url(appeal)


def stored_part(appeal: Appeal, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(appeal, name) for name in names}

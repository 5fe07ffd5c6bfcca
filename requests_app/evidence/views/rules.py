from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.evidence.rules import rules_of
from requests_app.knowledge.presenters import shown_places


@require_GET
def rules(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "coverage", "care")
    today = day_at(timezone.now(), zone=case.time_zone)
    found = rules_of(case, on=today)
    regulators = found.regulators
    may_edit = can_edit_case(request.actor, case) and case.is_open
    return page(
        request,
        "evidence/rules.html",
        {
            "heading": _("Rules for your plan"),
            "case": case,
            "coverage": case.coverage,
            "rules": found,
            "answer": regulators,
            "main": shown_places(regulators.main, on=today),
            "also": shown_places(regulators.also, on=today),
            "free_help": shown_places(regulators.free_help, on=today),
            "change_url": reverse("intake:check", args=[case.public_id, "plan"]) if may_edit else "",
            "back_url": reverse("tracker:task_list", args=[case.public_id]),
        },
    )

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404


@require_GET
def agreement(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    return HttpResponseRedirect(reverse("tracker:task_list", args=[case.public_id]))

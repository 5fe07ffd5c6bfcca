"""Signing in. allauth keeps the flows; these views give them our forms and pages."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.common.pages import page


@require_GET
def staff_second_factor(request: PortalRequest) -> HttpResponse:
    context = {"heading": _("Your account needs a second step")}
    return page(request, "accounts/staff_second_factor.html", context)

"""A facility’s bills: the claims that do not match, and remittance files read in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.common.pages import page


@require_GET
def desk(request: PortalRequest) -> HttpResponse:
    return page(request, "eobs/desk.html", {"heading": _("Bills that do not match")})


@require_http_methods(["GET", "POST"])
def remittance_add(request: PortalRequest) -> HttpResponse:
    return redirect("bills_desk:desk")


@require_http_methods(["GET", "POST"])
def remittance_preview(request: PortalRequest, remittance_id: UUID) -> HttpResponse:
    return redirect("bills_desk:desk")


@require_POST
def remittance_drop(request: PortalRequest, remittance_id: UUID) -> HttpResponse:
    return redirect("bills_desk:desk")

"""Pages for programs. `accounts.api_door` has asked for the key and its scope; all is one facility’s."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods
from pydantic import BaseModel, ValidationError

from requests_app.accounts.http import PortalRequest
from requests_app.common import problems
from requests_app.common.errors import DomainError
from requests_app.common.pages import page
from requests_app.documents.http import lock_up
from requests_app.exchange import api_document, api_presenters, api_queries
from requests_app.exchange import api_services as services
from requests_app.exchange.api_cases import NotOpened, open_by_system
from requests_app.exchange.api_models import OpenCase
from requests_app.packets import files
from requests_app.packets.presenters import file_name

log = logging.getLogger(__name__)
LONGEST_KEY = 80
View = Callable[..., HttpResponseBase]


def for_programs(view: View) -> View:
    """No session, no form token; what is not there is told in the same way as everything else."""

    @wraps(view)
    def answered(request: PortalRequest, *args: Any, **named: Any) -> HttpResponseBase:
        with override("en"):
            try:
                return view(request, *args, **named)
            except Http404:
                return problems.answer(404)
            except api_queries.NotUnderstood as fault:
                return problems.answer(422, errors=[{"pointer": fault.pointer, "detail": fault.detail}])

    return csrf_exempt(login_not_required(answered))


@for_programs
@require_http_methods(["GET", "POST"])
def cases(request: PortalRequest) -> HttpResponseBase:
    if request.method == "POST":
        return _open(request)
    now = timezone.now()
    found = api_queries.page_of(request.actor, api_queries.asked(request.GET.dict()), now=now)
    services.record_list(count=len(found.cases), by=request.actor, at=now)
    return _json(found)


@for_programs
@require_GET
def case(request: PortalRequest, case_id: UUID) -> HttpResponseBase:
    found = api_queries.get_case_or_404(request.actor, case_id)
    services.record_look(case=found, by=request.actor, at=timezone.now())
    return _json(api_queries.state_of(found))


@for_programs
@require_GET
def packet(request: PortalRequest, case_id: UUID, packet_id: UUID) -> HttpResponseBase:
    of_case = api_queries.get_case_or_404(request.actor, case_id)
    found = api_queries.get_packet_or_404(of_case, packet_id)
    data = files.read(found.file_key)
    if data is None or hashlib.sha256(data).hexdigest() != found.pdf_sha256:
        log.error("packet file missing or changed", extra={"packet_id": found.pk})
        return problems.answer(409, "The file cannot be read. Make a new packet in the app.")
    services.record_packet(packet=found, by=request.actor, at=timezone.now())
    response = FileResponse(
        BytesIO(data),
        as_attachment=True,
        filename=file_name(found, of_case.reference),
        content_type="application/pdf",
    )
    lock_up(response)
    return response


@login_not_required
@require_GET
def openapi(request: PortalRequest) -> HttpResponse:
    response = JsonResponse(api_document.document(), json_dumps_params={"indent": 1, "ensure_ascii": False})
    response.headers["Content-Type"] = "application/vnd.oai.openapi+json;version=3.1"
    return response


@login_not_required
@require_GET
def guide(request: PortalRequest) -> HttpResponse:
    context = {"heading": _("Connect your own system"), **api_presenters.guide()}
    return page(request, "exchange/guide.html", context)


def _open(request: PortalRequest) -> HttpResponseBase:
    header_key = request.headers.get("Idempotency-Key", "").strip()
    if len(header_key) > LONGEST_KEY:
        return _refused("Idempotency-Key", f"at most {LONGEST_KEY} characters")
    if request.content_type != "application/json":
        return problems.answer(415, "Send JSON: “Content-Type: application/json”.")
    try:
        what = OpenCase.model_validate_json(request.body)
        opened = open_by_system(what=what, header_key=header_key, by=request.actor, at=timezone.now())
    except ValidationError as faults:
        return problems.answer(422, errors=api_presenters.faults(faults))
    except NotOpened as refusal:
        return _refused(refusal.pointer, str(refusal))
    except DomainError as refusal:
        return problems.answer(409, str(refusal))
    response = _json(api_queries.state_of(opened.case), status=201 if opened.is_new else 200)
    response.headers["Location"] = reverse("api:case", args=[opened.case.public_id])
    return response


def _refused(pointer: str, detail: str) -> HttpResponse:
    return problems.answer(422, errors=[{"pointer": pointer, "detail": detail}])


def _json(model: BaseModel, *, status: int = 200) -> HttpResponse:
    return HttpResponse(model.model_dump_json(), status=status, content_type="application/json")

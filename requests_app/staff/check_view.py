"""The packet beside what the checks say of it: ready, or back with what to mend."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.saved import saved
from requests_app.cases.services import CaseRefused
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.messaging.services import MessageRefused
from requests_app.models import Case, CopyKind, Packet, PacketState
from requests_app.packets import checks
from requests_app.packets.contents import contents
from requests_app.packets.queries import (
    case_of_packet,
    copy_of,
    get_packet_or_404,
    options_of,
    proof_of_packet,
)
from requests_app.staff.check_forms import READY, PacketCheckForm
from requests_app.staff.opened import back_to, case_to_change, context_of
from requests_app.strength import queries as strength
from requests_app.strength.findings import MUST, STRONGER
from requests_app.strength.presenters import counted


@require_http_methods(["GET", "POST"])
def packet_check(request: PortalRequest, case_id: UUID, packet_id: UUID) -> HttpResponse:
    case = case_to_change(request, case_id)
    packet = get_packet_or_404(case, packet_id)
    now = timezone.now()
    form = PacketCheckForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data

        def save() -> str:
            checks.record_check(
                packet=packet,
                is_ready=answers["found"] == READY,
                comment=answers["comment"],
                mended_by=answers["mended_by"],
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved."))
            return back_to(case)

        if done := saved(request, case, form, save, checks.CheckRefused, MessageRefused, CaseRefused):
            return done
    return page(request, "staff/packet_check.html", _context(request, case, packet), form=form)


def _context(request: PortalRequest, case: Case, packet: Packet) -> dict[str, Any]:
    found = strength.findings_of(case, day_at(timezone.now(), zone=case.time_zone))
    own = [case.public_id, packet.public_id]
    has_copy = copy_of(packet, CopyKind.HTML) is not None
    is_ready = packet.state == PacketState.READY
    printed = None
    if packet.contents:
        printed = contents(case_of_packet(packet), options_of(packet), proof_of_packet(packet))
    return context_of(
        case,
        packet=packet,
        is_ready=is_ready,
        printed=printed,
        counted=counted(found),
        must_fix=[one.title for one in found if one.group == MUST],
        stronger=[one.title for one in found if one.group == STRONGER],
        earlier=checks.checks_of(packet),
        needs_two=case.organization.two_look_at_packets,
        is_own=checks.is_own(packet, request.actor),
        download_url=reverse("packets:download", args=own) if is_ready else "",
        copy_url=reverse("packets:packet_copy", args=[*own, "html"]) if has_copy else "",
        strength_url=reverse("strength:check", args=[case.public_id]),
    )

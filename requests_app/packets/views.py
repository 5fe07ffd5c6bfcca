from __future__ import annotations

import hashlib
import logging
from datetime import timedelta
from io import BytesIO
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.casefile.export import case_file
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data, save_once
from requests_app.models import Case, Packet, PacketState, Recipient
from requests_app.models.submissions import FOR_THE_PLAN
from requests_app.packets import files, presenters, queries, services, signing
from requests_app.packets.bill_appeal import bill_appeal
from requests_app.packets.contents import contents, filled_sections
from requests_app.packets.copy_presenters import copy_rows
from requests_app.packets.forms import OptionsForm, RecipientForm, SignForm, first_choice
from requests_app.packets.gathering import gathered, proof_of
from requests_app.packets.hints import section_hints
from requests_app.packets.parts import Options
from requests_app.packets.recipients import TOLD, choosable, language_of
from requests_app.packets.subjects import subject_named

log = logging.getLogger(__name__)
SECTIONS = ("patient", "coverage", "care", "provider", "story")
LOOK_FOR = timedelta(minutes=2)
SANDBOX = "sandbox; default-src 'none'"


@require_GET
def packet_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    found = queries.packets_of(case)
    return page(
        request,
        "packets/packet_list.html",
        {
            "heading": _("Make and check your packet"),
            "case": case,
            "cards": [_card(case, packet) for packet in found],
            "missing_tasks": services.missing_tasks(case),
            "may_edit": can_edit_case(request.actor, case),
            "back_url": _url("tracker:task_list", case),
        },
    )


@require_http_methods(["GET", "POST"])
def options(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """First who reads it, then what goes in."""
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    recipient = presenters.recipient_in(request.GET)
    if services.missing_tasks(case, recipient or Recipient.INSURER):
        return HttpResponseRedirect(_url("packets:packet_list", case))
    if recipient is None:
        return _ask_who(request, case)
    elsewhere = presenters.begin_first(case, recipient, request.GET.get(presenters.ABOUT, ""))
    return HttpResponseRedirect(elsewhere) if elsewhere else _ask_what(request, case, recipient)


def _ask_who(request: PortalRequest, case: Case) -> HttpResponse:
    form = RecipientForm(
        form_data(request),
        today=day_at(timezone.now(), zone=case.time_zone),
        initial={"recipient": str(Recipient.INSURER)},
    )
    if request.method == "POST" and form.is_valid():
        chosen = Recipient(form.cleaned_data["recipient"])
        return HttpResponseRedirect(presenters.for_whom(_url("packets:options", case), chosen))
    context = {"case": case, "back_url": _url("packets:packet_list", case)}
    return page(request, "packets/recipient.html", context, form=form)


def _ask_what(request: PortalRequest, case: Case, recipient: Recipient) -> HttpResponse:
    file, today = case_file(case), day_at(timezone.now(), zone=case.time_zone)
    about = presenters.about_in(case, recipient, request.GET)
    proof = proof_of(case, file, on=today, recipient=recipient)
    is_of_bill = recipient == Recipient.APPEAL and bill_appeal(file, about) is not None
    asked = choosable(recipient, is_of_bill=is_of_bill)
    filled = filled_sections(file, proof, recipient) & set(asked)
    form = OptionsForm(
        form_data(request),
        today=today,
        recipient=recipient,
        hints=section_hints(file, proof, recipient),
        is_of_bill=is_of_bill,
        initial={"sections": first_choice(filled)},
    )
    if request.method == "POST" and form.is_valid():
        review_url = _url("packets:review", case)
        return HttpResponseRedirect(
            presenters.with_sections(review_url, form.chosen(), recipient=recipient, about=about)
        )
    context = {
        "case": case,
        "recipient": recipient,
        "is_english": language_of(recipient, case.language) == "en",
        "has_plan_form": bool(proof.plan_form),
        "back_url": _url("packets:options", case),
    }
    return page(request, "packets/options.html", context, form=form)


@require_GET
def review(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    now, file = timezone.now(), case_file(case)
    recipient = presenters.recipient_in(request.GET) or Recipient.INSURER
    about = presenters.about_in(case, recipient, request.GET)
    chosen = presenters.chosen_in(request.GET)
    found = gathered(case, file, on=day_at(now, zone=case.time_zone), recipient=recipient)
    packet = contents(
        file,
        Options(
            sections=chosen,
            made_at=now,
            recipient=recipient,
            about=about,
            language=language_of(recipient, file.language),
            signer=signing.signer_of(case, request.actor),
        ),
        found.proof,
    )
    missing = services.missing_tasks(case, recipient)
    may_make = can_edit_case(request.actor, case) and case.is_open and not missing
    seen = services.mark_of(case, file)
    sign_url = presenters.with_sections(
        _url("packets:sign", case), chosen, recipient=recipient, seen=seen, about=about
    )
    is_to_keep = recipient == Recipient.PATIENT
    return page(
        request,
        "packets/review.html",
        {
            "heading": _("Your copy: check it first")
            if is_to_keep
            else _("Your packet is not sent yet: check it first"),
            "is_to_keep": is_to_keep,
            "case": case,
            "packet": packet,
            "for_whom": TOLD[recipient].name,
            "notes": presenters.notes(packet, found.proof),
            "warnings": presenters.warnings(case, packet, found.findings),
            "missing_tasks": missing,
            "urls": presenters.urls_of(case) if can_edit_case(request.actor, case) else {},
            "sign_url": sign_url if may_make else "",
            "back_url": presenters.for_whom(_url("packets:options", case), recipient, about)
            if may_make
            else _url("packets:packet_list", case),
        },
    )


@require_http_methods(["GET", "POST"])
def sign(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    now, chosen = timezone.now(), presenters.chosen_in(request.GET)
    recipient = presenters.recipient_in(request.GET) or Recipient.INSURER
    about = presenters.about_in(case, recipient, request.GET)
    signer = signing.signer_of(case, request.actor)
    form = SignForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        expected_name=signing.expected_name(case, request.actor),
        signer=signer,
    )
    if request.method == "POST" and form.is_valid():
        try:
            return save_once(
                request,
                lambda: _packet_url(
                    "packets:packet_detail",
                    case,
                    services.ask_for_packet(
                        case=case,
                        sections=chosen,
                        recipient=recipient,
                        signed_name=form.cleaned_data["signed_name"],
                        **subject_named(case, recipient, about),
                        seen=request.GET.get(presenters.SEEN, ""),
                        by=request.actor,
                        at=now,
                    ),
                ),
            )
        except services.PacketRefused as refusal:
            form.add_error(None, str(refusal))
    url = _url("packets:review", case)
    back_url = presenters.with_sections(url, chosen, recipient=recipient, about=about)
    context = {"case": case, "signer": signer, "recipient": recipient, "back_url": back_url}
    return page(request, "packets/sign.html", context, form=form)


@require_GET
def packet_detail(request: PortalRequest, case_id: UUID, packet_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    packet = queries.get_packet_or_404(case, packet_id)
    since = queries.being_made_since(packet)
    keeps_looking = since is not None and timezone.now() - since < LOOK_FOR
    if keeps_looking and request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204)
    return page(
        request,
        "packets/packet_detail.html",
        {
            "heading": presenters.heading(packet, since),
            "case": case,
            "packet": packet,
            "facts": presenters.packet_facts(packet),
            "copies": copy_rows(case, packet),
            "signed_on": presenters.signed_on(packet, case.time_zone),
            "for_whom": TOLD[Recipient(packet.recipient)].name,
            "goes_to_plan": packet.recipient in FOR_THE_PLAN,
            "signed_as": presenters.signed_as(packet),
            "printed_changes": queries.options_of(packet).changes,
            "changed_since": queries.options_of(packet).changed_since,
            "printed_language": packet.language,
            "changes": presenters.shown_changes(packet),
            "sent_on": case.submissions.filter(packet=packet).values_list("sent_on", flat=True).first(),
            "is_being_made": since is not None,
            "keeps_looking": keeps_looking,
            "may_edit": can_edit_case(request.actor, case),
            "here": _packet_url("packets:packet_detail", case, packet),
            "download_url": _packet_url("packets:download", case, packet),
            "retry_url": _packet_url("packets:packet_retry", case, packet),
            "send_url": _url("submissions:send", case),
            "back_url": _url("packets:packet_list", case),
        },
    )


@require_POST
def packet_retry(request: PortalRequest, case_id: UUID, packet_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    packet = queries.get_packet_or_404(case, packet_id)
    services.make_again(packet=packet, by=request.actor, at=timezone.now())
    return HttpResponseRedirect(_packet_url("packets:packet_detail", case, packet))


@require_GET
def download(request: PortalRequest, case_id: UUID, packet_id: UUID) -> HttpResponse | FileResponse:
    case = get_case_or_404(request.actor, case_id)
    packet = queries.get_packet_or_404(case, packet_id)
    here = _packet_url("packets:packet_detail", case, packet)
    if packet.state != PacketState.READY:
        return HttpResponseRedirect(here)
    data = files.read(packet.file_key)
    if data is None or hashlib.sha256(data).hexdigest() != packet.pdf_sha256:
        log.error("packet file missing or changed", extra={"packet_id": packet.pk})
        messages.warning(request, _("We could not open this file. Make a new packet. Your answers are safe."))
        return HttpResponseRedirect(here)
    services.record_download(packet=packet, by=request.actor, at=timezone.now())
    response = FileResponse(
        BytesIO(data),
        as_attachment=True,
        filename=presenters.file_name(packet, case.reference),
        content_type="application/pdf",
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def _card(case: Case, packet: Packet) -> dict[str, object]:
    is_ready, has_failed = packet.state == PacketState.READY, queries.has_failed(packet)
    return {
        "title": _("Packet %(number)s") % {"number": packet.number},
        "for_whom": TOLD[Recipient(packet.recipient)].name,
        "signed_as": presenters.signed_as(packet),
        "url": _packet_url("packets:packet_detail", case, packet),
        "status": "" if is_ready else "PROBLEM" if has_failed else "STARTED",
        "signed_name": packet.signed_name,
        "signed_on": presenters.signed_on(packet, case.time_zone),
        "facts": presenters.packet_facts(packet) if is_ready else "",
        "download_url": _packet_url("packets:download", case, packet) if is_ready else "",
    }


def _url(name: str, case: Case) -> str:
    return reverse(name, args=[case.public_id])


def _packet_url(name: str, case: Case, packet: Packet) -> str:
    return reverse(name, args=[case.public_id, packet.public_id])

"""Faxes by the fax service: for staff of the facility behind the case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case, works_for
from requests_app.cases.lifecycle import MoveRefused
from requests_app.cases.progress import asks_for_speed
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data, save_once
from requests_app.models import Case, CopyKind, Fax, Packet
from requests_app.packets.copy_presenters import copy_facts
from requests_app.packets.fax_preview import first_page
from requests_app.packets.queries import copy_of
from requests_app.submissions import fax_presenters, fax_service, faxes, presenters, queries, services
from requests_app.submissions.forms import FaxForm, SettleForm
from requests_app.submissions.forms.faxes import Became
from requests_app.submissions.known import known_faxes


@require_http_methods(["GET", "POST"])
def fax(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = _case_of_staff(request, case_id, to_edit=True)
    packets = [one for one in queries.packets_to_send(case) if copy_of(one, CopyKind.FAX)]
    if not packets or not fax_service.is_set_up():
        if not fax_service.is_set_up():
            messages.info(request, _("No fax service is set up. Send it yourself, then record it."))
        return HttpResponseRedirect(_url("send", case))
    known, now = known_faxes(case), timezone.now()
    form = FaxForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        packets=presenters.packet_choices(packets),
        known_faxes=known,
        initial={
            "packet": str(packets[0].public_id),
            "to_name": case.coverage.insurer,
            "is_expedited": asks_for_speed(case),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, lambda: _asked(request, case, packets, form, now))
        except services.SubmissionRefused as refusal:
            form.add_error(None, str(refusal))
    return page(
        request,
        "submissions/fax.html",
        {
            "case": case,
            "known": known,
            "previews": [_preview(one) for one in packets[:3]],
            "back_url": _url("send", case),
        },
        form=form,
    )


@require_GET
def fax_detail(request: PortalRequest, case_id: UUID, fax_id: UUID) -> HttpResponse:
    case = _case_of_staff(request, case_id)
    found = queries.get_fax_or_404(case, fax_id)
    may_edit = can_edit_case(request.actor, case)
    settle_url = _url("fax_settle", case, found)
    return page(
        request,
        "submissions/fax_detail.html",
        {
            "heading": _("Fax to %(number)s") % {"number": found.to_number},
            "title": _("Fax"),
            "case": case,
            "fax": found,
            "row": fax_presenters.fax_row(found, case.time_zone),
            "what_to_do": fax_presenters.what_to_do(found),
            "buttons": [
                {"url": f"{settle_url}?became={value}", "text": text}
                for value, text in fax_presenters.buttons(found)
            ]
            if may_edit
            else [],
            "handed_over": fax_presenters.moment(found.handed_over_at, case.time_zone)
            if found.handed_over_at
            else "",
            "packet_name": presenters.packet_name(found.packet),
            "sending_url": _sending_url(case, found),
            "back_url": reverse("staff:case", args=[case.public_id]),
        },
    )


@require_http_methods(["GET", "POST"])
def fax_settle(request: PortalRequest, case_id: UUID, fax_id: UUID) -> HttpResponse:
    case = _case_of_staff(request, case_id, to_edit=True)
    found, now = queries.get_fax_or_404(case, fax_id), timezone.now()
    here = _url("fax_detail", case, found)
    chosen = request.GET.get("became", "")
    form = SettleForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        initial={"became": chosen if chosen in Became.values else ""},
    )
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        try:
            return save_once(request, lambda: _settled(request, case, found, answers, now))
        except (services.SubmissionRefused, MoveRefused) as refusal:
            form.add_error(None, str(refusal))
    context = {
        "case": case,
        "fax": found,
        "row": fax_presenters.fax_row(found, case.time_zone),
        "back_url": here,
    }
    return page(request, "submissions/fax_settle.html", context, form=form)


def _asked(request: PortalRequest, case: Case, packets: list[Packet], form: FaxForm, now: datetime) -> str:
    answers = form.cleaned_data
    chosen = answers.get("packet") or str(packets[0].public_id)
    made = faxes.ask_for_fax(
        case=case,
        packet=next(one for one in packets if str(one.public_id) == chosen),
        to_number=answers["to_number"],
        to_name=answers["to_name"],
        is_expedited=answers["is_expedited"],
        by=request.actor,
        at=now,
    )
    messages.success(request, _("We send the fax now. This page shows how it goes."))
    return _url("fax_detail", case, made)


def _settled(request: PortalRequest, case: Case, found: Fax, answers: dict[str, str], now: datetime) -> str:
    if answers["became"] == Became.ARRIVED:
        sending = faxes.say_it_arrived(
            fax=found,
            confirmation_number="",
            proof_note=answers["how_known"],
            by=request.actor,
            at=now,
        )
        return reverse("submissions:confirmation", args=[case.public_id, sending.public_id])
    if answers["became"] == Became.AGAIN:
        again = faxes.send_again(fax=found, by=request.actor, at=now)
        messages.success(request, _("We send the fax again. This page shows how it goes."))
        return _url("fax_detail", case, again)
    faxes.stop_fax(fax=found, by=request.actor, at=now)
    messages.success(request, _("The fax is stopped."))
    return _url("fax_detail", case, found)


def _case_of_staff(request: PortalRequest, case_id: UUID, *, to_edit: bool = False) -> Case:
    """Also people who work there do not fax for a case of their own elsewhere."""
    case = get_case_or_404(request.actor, case_id, "care", "coverage", to_edit=to_edit)
    if not works_for(request.actor, case):
        raise Http404
    return case


def _preview(packet: Packet) -> dict[str, str]:
    copy = copy_of(packet, CopyKind.FAX)
    return {
        "name": presenters.packet_name(packet),
        "facts": copy_facts(copy) if copy else "",
        "picture": first_page(copy) if copy else "",
        "url": reverse("packets:packet_copy", args=[packet.case.public_id, packet.public_id, "fax"]),
    }


def _sending_url(case: Case, found: Fax) -> str:
    if found.submission is None:
        return ""
    return reverse("submissions:confirmation", args=[case.public_id, found.submission.public_id])


def _url(name: str, case: Case, *more: Fax) -> str:
    return reverse(f"submissions:{name}", args=[case.public_id, *(one.public_id for one in more)])

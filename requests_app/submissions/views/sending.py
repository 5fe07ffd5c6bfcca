from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case, works_for
from requests_app.cases.lifecycle import MoveRefused
from requests_app.cases.progress import asks_for_speed, is_urgent
from requests_app.cases.queries import get_case_or_404
from requests_app.cases.told_ways import told_ways
from requests_app.common.dates import long_date
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.documents.services import DocumentRefused
from requests_app.drafts.http import form_data, save_once
from requests_app.followups import presenters as follow_ups
from requests_app.insurers import presenters as insurers
from requests_app.insurers.queries import sending_contacts
from requests_app.models import Case, CopyKind, Packet
from requests_app.models.submissions import FOR_THE_PLAN
from requests_app.packets.checks import why_not_yet
from requests_app.packets.copy_presenters import copy_facts
from requests_app.packets.queries import copy_of
from requests_app.submissions import fax_presenters, fax_service, presenters, queries, services
from requests_app.submissions.forms import RecordForm
from requests_app.submissions.known import known_faxes


@require_GET
def send(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "care", "coverage", "provider")
    packets = queries.packets_to_send(case)
    packet = packets[0] if packets else None
    today = day_at(timezone.now(), zone=case.time_zone)
    sendings = queries.submissions_of(case)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    fax_copy = copy_of(packet, CopyKind.FAX) if packet else None
    return page(
        request,
        "submissions/send.html",
        {
            "heading": _("How will you send it?"),
            "case": case,
            "packet": packet,
            "packet_name": presenters.packet_name(packet) if packet else "",
            "fax_copy": fax_copy,
            "not_yet": why_not_yet(case, packet, by=request.actor) if packet else "",
            "fax_copy_facts": copy_facts(fax_copy) if fax_copy else "",
            "ways": presenters.ways(
                told_ways(case),
                packet,
                with_staff=queries.has_facility(case),
                office_fax=case.provider.fax,
            ),
            "kept": insurers.shown(sending_contacts(case), today=today),
            "is_urgent": is_urgent(case),
            "sendings": sendings,
            "sent_on": next((one.sent_on for one in sendings if one.packet.recipient in FOR_THE_PLAN), None),
            "may_edit": may_edit,
            "may_fax": may_edit
            and fax_copy is not None
            and works_for(request.actor, case)
            and fax_service.is_set_up(),
            "faxes": fax_presenters.fax_rows(queries.faxes_of(case), case.time_zone)
            if works_for(request.actor, case)
            else [],
            "back_url": reverse("tracker:task_list", args=[case.public_id]),
        },
    )


@require_http_methods(["GET", "POST"])
def record(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "care", "coverage", "provider", to_edit=True)
    packets, now = queries.packets_to_send(case), timezone.now()
    if not packets:
        return HttpResponseRedirect(reverse("submissions:send", args=[case.public_id]))
    form = RecordForm(
        form_data(request),
        request.FILES if request.method == "POST" else None,
        today=day_at(now, zone=case.time_zone),
        packets=presenters.packet_choices(packets),
        with_fax_copy={str(one.public_id) for one in packets if copy_of(one, CopyKind.FAX)},
        known_faxes=known_faxes(case),
        first_made_on=min(day_at(one.signed_at, zone=case.time_zone) for one in packets),
        with_staff=queries.has_facility(case),
        initial={"packet": str(packets[0].public_id), "is_expedited": asks_for_speed(case)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, lambda: _record(request, case, packets, form, now))
        except DocumentRefused as refusal:
            form.add_error("file", str(refusal))
        except (services.SubmissionRefused, MoveRefused) as refusal:
            form.add_error(None, str(refusal))
    context = {
        "case": case,
        "earlier": queries.submissions_of(case),
        "packet_name": presenters.packet_name(packets[0]) if len(packets) == 1 else "",
        "back_url": reverse("submissions:send", args=[case.public_id]),
    }
    return page(request, "submissions/record.html", context, form=form)


@require_GET
def confirmation(request: PortalRequest, case_id: UUID, submission_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "coverage", "patient")
    submission = queries.get_submission_or_404(case, submission_id)
    to_plan = submission.packet.recipient in FOR_THE_PLAN
    check_in = queries.first_check_in(case) if to_plan else None
    today = day_at(timezone.now(), zone=case.time_zone)
    day = {"day": long_date(submission.sent_on)}
    return page(
        request,
        "submissions/confirmation.html",
        {
            "heading": _("You sent your request on %(day)s") % day
            if to_plan
            else _("A packet was sent on %(day)s") % day,
            "case": case,
            "submission": submission,
            "to_plan": to_plan,
            "packet_name": presenters.packet_name(submission.packet),
            "sent_file": presenters.sent_file_text(submission),
            "sender": presenters.sender_name(case, submission.recorded_by, seen_by=request.actor.user_id),
            "check_in": follow_ups.row(case, check_in, today=today) if check_in else None,
            "may_edit": can_edit_case(request.actor, case),
            "download_url": presenters.sent_file_url(case, submission),
            "back_url": reverse("tracker:task_list", args=[case.public_id]),
            "back_text": _("Your tasks"),
        },
    )


def _record(
    request: PortalRequest, case: Case, packets: list[Packet], form: RecordForm, now: datetime
) -> str:
    values = dict(form.cleaned_data)
    chosen = values.pop("packet", str(packets[0].public_id))
    packet = next(one for one in packets if str(one.public_id) == chosen)
    proof = values.pop("file", None)
    submission = services.record_submission(
        case=case, packet=packet, proof=proof, by=request.actor, at=now, **values
    )
    return reverse("submissions:confirmation", args=[case.public_id, submission.public_id])

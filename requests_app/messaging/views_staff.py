"""The team’s side of messages: answer, send later, call off, say that no answer is needed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.dates import date_and_time
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.messaging import filling, outside, presenters, queries, services
from requests_app.messaging.forms import NOW, StaffMessageForm
from requests_app.models import Case, MessageSide, TemplateVersion

SHOWN_BESIDE_FORM = 5


@require_http_methods(["GET", "POST"])
def staff_write(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """`?template=` fills in the words of a template; “Look at it first” shows what leaves and what stays."""
    case = _own_case(request, case_id)
    now = timezone.now()
    templates = queries.published(case.organization_id)
    chosen = _chosen(templates, request.GET.get("template", ""))
    form = _form(request, case, chosen, now)
    looks = False
    if request.method == "POST" and form.is_valid():
        looks = request.POST.get("look") == "yes"
        if not looks:
            saved = _saved(request, case, form, chosen, now)
            if saved is not None:
                return saved
    context = {
        "case": case,
        "case_reference": case.reference,
        "back_url": reverse("staff:case", args=[case.public_id]),
        "templates": templates,
        "chosen": chosen,
        "messages_shown": presenters.shown(
            case, seen_by=request.actor, for_staff=True, limit=SHOWN_BESIDE_FORM
        ),
        "notices": outside.notices_of(case),
        "looks": looks,
        "look_text": form.cleaned_data["text"] if looks else "",
        "look_lang": form.cleaned_data["language"] if looks else "",
        "send_at": _goes_out(form, case) if looks else "",
    }
    services.note_reading(case=case, by=request.actor, at=now)
    return page(request, "messaging/staff_write.html", context, form=form)


def _goes_out(form: StaffMessageForm, case: Case) -> str:
    """When it goes out, in the case’s own time; empty: at once."""
    moment = form.send_at(zone=case.time_zone)
    return date_and_time(moment, case.time_zone) if moment else ""


def _form(
    request: PortalRequest, case: Case, chosen: TemplateVersion | None, now: datetime
) -> StaffMessageForm:
    version = services.version_of_thread(case, side=MessageSide.STAFF)
    text, language = filling.text_for(chosen, case) if chosen else ("", case.language)
    return StaffMessageForm(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        initial={"text": text, "language": language, "when": NOW},
        version=version,
    )


def _saved(
    request: PortalRequest,
    case: Case,
    form: StaffMessageForm,
    chosen: TemplateVersion | None,
    now: datetime,
) -> HttpResponse | None:
    """The answer after sending; None when the page has to be shown again."""

    def save() -> str:
        message = services.write_message(
            case=case,
            side=MessageSide.STAFF,
            text=form.cleaned_data["text"],
            language=form.cleaned_data["language"],
            template=chosen.template if chosen else None,
            send_at=form.send_at(zone=case.time_zone),
            shown_version=form.version or "",
            by=request.actor,
            at=now,
        )
        if message.sent_at is None:
            messages.success(request, _("Saved. It goes out at the time you chose."))
        else:
            messages.success(request, _("Message sent."))
        return reverse("messaging:thread", args=[case.public_id])

    try:
        return save_once(request, save)
    except Clash as clash:
        form.show_news(clash.version)
    except services.MessageRefused as refusal:
        form.add_error(None, str(refusal))
    return None


@require_POST
def settle(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """“No answer needed” counts for what stood on the page, not for what came in since."""
    case = _own_case(request, case_id)
    up_to = None
    if sent := request.POST.get("up_to", ""):
        up_to = queries.get_message_or_404(case, _uuid(sent))
    settled = services.settle(case=case, up_to=up_to, by=request.actor, at=timezone.now())
    if settled:
        messages.success(request, _("Noted: no answer is needed."))
    else:
        messages.info(request, _("There is no message that waits for an answer."))
    back = "staff:case" if request.POST.get("back") == "case" else "messaging:thread"
    return HttpResponseRedirect(reverse(back, args=[case.public_id]))


@require_http_methods(["GET", "POST"])
def call_off(request: PortalRequest, case_id: UUID, message_id: UUID) -> HttpResponse:
    case = _own_case(request, case_id)
    message = queries.get_message_or_404(case, message_id)
    url = reverse("messaging:thread", args=[case.public_id])
    if message.side != MessageSide.STAFF:
        return HttpResponseRedirect(url)
    if request.method == "POST":
        try:
            services.call_off(message=message, by=request.actor, at=timezone.now())
        except services.MessageRefused as refusal:
            messages.info(request, str(refusal))
            return HttpResponseRedirect(url)
        messages.success(request, _("Called off. It will not be sent."))
        return HttpResponseRedirect(url)
    context = {
        "heading": _("Call off this message?"),
        "case": case,
        "message": message,
        "back_url": url,
    }
    return page(request, "messaging/call_off.html", context)


def _own_case(request: PortalRequest, case_id: UUID) -> Case:
    """A case of the facility this person works for, to change. Patients of it get a 403 like anybody."""
    case = get_case_or_404(request.actor, case_id, "patient", "organization", to_edit=True)
    if not permissions.works_for(request.actor, case):
        raise PermissionDenied
    permissions.check_is_staff_of(request.actor, case)
    return case


def _chosen(templates: list[TemplateVersion], key: str) -> TemplateVersion | None:
    return next((one for one in templates if str(one.template.public_id) == key), None)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)

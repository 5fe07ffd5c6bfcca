"""Take action, snooze, tags, and the whole numbers for a minute."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.accounts.roles import Right
from requests_app.cases import services as cases
from requests_app.cases import snoozing, tags
from requests_app.cases.lifecycle import MoveRefused
from requests_app.cases.people import changed_text
from requests_app.cases.saved import saved
from requests_app.common.dates import weekday_date
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.messaging import filling, presenters
from requests_app.messaging import queries as threads
from requests_app.messaging import services as messaging
from requests_app.models import Case, MessageSide, TemplateVersion
from requests_app.staff import acting, queries, services
from requests_app.staff.action_forms import SnoozeForm, TagsForm, TakeActionForm
from requests_app.staff.opened import back_to, case_to_change, context_of

IDS_SHOWN = timedelta(seconds=60)
SHOWN_BESIDE_FORM = 5


@require_http_methods(["GET", "POST"])
def take_action(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = case_to_change(request, case_id)
    now = timezone.now()
    templates = threads.published(case.organization_id)
    stored = services.shown_step(case)
    version = version_of(stored) + messaging.version_of_thread(case, side=MessageSide.STAFF)
    form = TakeActionForm(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        templates=templates,
        may_close=permissions.has_right(request.actor, case.organization_id, Right.CLOSE),
        initial=stored,
        version=version,
    )
    if request.method == "POST" and form.is_valid():
        done = _acted(request, case, form, templates, version)
        if done is not None:
            return done
    context = context_of(
        case,
        case=case,
        templates=[(one.template.name, filling.text_for(one, case)[0]) for one in templates],
        messages_shown=presenters.shown(case, seen_by=request.actor, for_staff=True, limit=SHOWN_BESIDE_FORM),
    )
    messaging.note_reading(case=case, by=request.actor, at=now)
    return page(request, "staff/take_action.html", context, form=form)


def _acted(
    request: PortalRequest,
    case: Case,
    form: TakeActionForm,
    templates: list[TemplateVersion],
    version: str,
) -> HttpResponse | None:
    """The answer after saving; None when the page has to be shown again."""
    answers = form.cleaned_data
    chosen = next((one for one in templates if str(one.template.public_id) == answers.get("template")), None)
    text, language = answers["message"], ""
    if chosen is not None and not text:
        text, language = filling.text_for(chosen, case)
    closes = answers.get("closes", "")

    def save() -> str:
        acting.take_action(
            case=case,
            what=acting.CLOSE if closes else acting.SET if form.changes_step else acting.KEEP,
            step=form.step,
            because=closes,
            message=text,
            message_language=language,
            template=chosen.template if chosen else None,
            note=answers["note"],
            shown_step=form.step_version,
            shown_thread=form.thread_version,
            by=request.actor,
            at=timezone.now(),
        )
        messages.success(request, _("Saved."))
        return back_to(case)

    try:
        return save_once(request, save)
    except acting.NewMessage:
        text = _("A message came in while you wrote. It is below. Your text is safe.")
        form.show_clash(text, stored={}, version=version)
    except Clash as clash:
        text = changed_text(case=case, seen_by=request.actor)
        form.show_clash(text, stored=clash.fields, version=clash.version + form.thread_version)
    except (cases.CaseRefused, messaging.MessageRefused, MoveRefused) as refusal:
        form.add_error(None, str(refusal))
    return None


@require_http_methods(["GET", "POST"])
def snooze(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = case_to_change(request, case_id)
    now = timezone.now()
    version = snoozing.version_of_snooze(case)
    form = SnoozeForm(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        initial=snoozing.shown_snooze(case),
        version=version,
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            snoozing.snooze(
                case=case, shown_version=form.version or "", by=request.actor, at=now, **form.cleaned_data
            )
            day = weekday_date(form.cleaned_data["until"])
            messages.success(request, _("Snoozed until %(day)s.") % {"day": day})
            return back_to(case)

        if done := saved(request, case, form, save, cases.CaseRefused):
            return done
    return page(request, "staff/snooze.html", context_of(case, case=case), form=form)


@require_POST
def snooze_end(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = case_to_change(request, case_id)
    snoozing.end_snooze(case=case, by=request.actor, at=timezone.now())
    messages.success(request, _("Back in the list."))
    return HttpResponseRedirect(back_to(case))


@require_http_methods(["GET", "POST"])
def tag_case(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = case_to_change(request, case_id)
    now = timezone.now()
    known = list(tags.tags_of(case.organization_id))
    stored = tags.shown_tags(case)
    version = version_of(stored)
    form = TagsForm(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        known=known,
        initial=stored,
        version=version,
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            picked = form.cleaned_data.get("tags", [])
            tags.set_tags(
                case=case,
                tags=[one for one in known if str(one.public_id) in picked],
                new_name=form.cleaned_data["new_tag"],
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved."))
            return back_to(case)

        if done := saved(request, case, form, save, cases.CaseRefused):
            return done
    return page(request, "staff/form.html", context_of(case), form=form)


@require_POST
def show_ids(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """Written down, then shown for a minute; who may look at the case may look at its numbers."""
    case = queries.get_facility_case_or_404(request.actor, case_id)
    now = timezone.now()
    services.note_ids_shown(case=case, by=request.actor, at=now)
    until = (now + IDS_SHOWN).timestamp()
    request.session["ids_shown"] = {"case": str(case.public_id), "until": until}
    return HttpResponseRedirect(back_to(case, "#facts"))

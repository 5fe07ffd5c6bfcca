from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.call_cards import fill
from requests_app.cases.call_facts import facts_of
from requests_app.cases.queries import get_case_or_404
from requests_app.common.actor import Actor
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import Saved, form_data, is_repeat, save_once
from requests_app.models import Case, OutreachOffice
from requests_app.models.outreach import AttemptOutcome, DayPart, FoundIn, VisitMode
from requests_app.outreach import presenters, queries, services, statement
from requests_app.outreach.call_card import OFFICES
from requests_app.outreach.calling import needs_a_call, sheet_results
from requests_app.outreach.forms import ConfirmForm, NamesForm, PartDoneForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHEETS_ON_PAPER, SHEETS_A_PAGE = 6, 20
OFFICES_A_PAGE = 30
SCRIPT_SECTIONS = ("patient", "coverage", "care", "provider")


def list_url(case: Case) -> str:
    return reverse("outreach:office_list", args=[case.public_id])


def task_list_url(case: Case) -> str:
    return reverse("tracker:task_list", args=[case.public_id])


@require_GET
def office_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient")
    today = day_at(timezone.now(), zone=case.time_zone)
    done = "YES" if services.PART in case.parts_done else None
    return _list_page(request, case, PartDoneForm(form_data(request), today=today, initial={"done": done}))


@require_POST
def part_done(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient", to_edit=True)
    now = timezone.now()
    form = PartDoneForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if form.is_valid():
        is_done = form.cleaned_data["done"] == "YES"
        services.say_part_is_done(case=case, is_done=is_done, by=request.actor, at=now)
        messages.success(request, _("Saved: Call in-network offices"))
        return redirect(task_list_url(case))
    return _list_page(request, case, form)


def _list_page(request: PortalRequest, case: Case, form: PartDoneForm) -> HttpResponse:
    offices = queries.offices_of(case)
    started, to_call, logged = presenters.by_stage(offices)
    # What is left to do stands on the first page of a long list.
    shown = Paginator([*started, *to_call, *logged], OFFICES_A_PAGE).get_page(request.GET.get("page", "1"))
    cards = [presenters.card(case, office) for office in shown]
    context = {
        "heading": _("In-network offices you contacted (%(count)s)") % {"count": len(logged)},
        "caption": _("Call in-network offices"),
        "case": case,
        "back_url": task_list_url(case),
        "may_edit": can_edit_case(request.actor, case),
        "logged": [card for card in cards if card.office.result],
        "logged_count": len(logged),
        "started": [card for card in cards if card.is_started],
        "to_call": [card for card in cards if not card.office.result and not card.is_started],
        "to_call_count": len(to_call),
        "has_any": bool(offices),
        "page": shown,
        "reasons": presenters.reasons(logged),
        "list_url": list_url(case),
        "may_call": any(needs_a_call(office, queries.tries_of(office)) for office in offices),
        "statement_text": _statement_text(case) if logged else "",
    }
    return page(request, "outreach/office_list.html", context, form=form)


def _statement_text(case: Case) -> str:
    signed = statement.current_statement(case)
    if signed is None:
        return _("Not signed yet")
    return _("Signed") if statement.is_current(signed, case) else _("The list changed. Sign again")


@require_http_methods(["GET", "POST"])
def office_names(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    now = timezone.now()
    offices = queries.offices_of(case)
    form = NamesForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        known=[office.name for office in offices],
        initial=_names_from_call(request, case),
    )
    if request.method == "POST" and (is_repeat(request) or form.is_valid()):

        def save() -> Saved:
            added = services.add_names(
                case=case,
                lines=form.cleaned_data["names"],
                found_in=form.cleaned_data["found_in"],
                by=request.actor,
                at=now,
            )
            messages.success(request, names_added_text(len(added)))
            is_later = request.POST.get("save_later") == "yes"
            return Saved(task_list_url(case) if is_later else list_url(case), edit_url=list_url(case))

        try:
            return save_once(request, save, creates=True)
        except services.OfficeRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "case": case,
        "back_url": list_url(case),
        "save_later_url": request.get_full_path(),
        "has_registry": bool(settings.NPI_REGISTRY_URL),
    }
    return page(request, "outreach/office_names.html", context, form=form)


def _names_from_call(request: PortalRequest, case: Case) -> dict[str, str]:
    """The names written down on a call with the plan, when the person came from there."""
    try:
        call_id = UUID(request.GET.get("call", ""))
    except ValueError:
        return {}
    names = queries.names_the_plan_gave(case, call_id)
    return {"names": names, "found_in": FoundIn.PLAN_PHONE.value} if names else {}


def lines_to_say(case: Case, *, by: Actor, today: date) -> list[str]:
    """What to say to an office, in order; the case is loaded with SCRIPT_SECTIONS."""
    facts = facts_of(case, by=by, today=today)
    return [fill(line, facts) for line in (*OFFICES.say, *(ask.say for ask in OFFICES.asks))]


def if_they_say(case: Case, *, by: Actor, today: date) -> list[tuple[StrOrPromise, str]]:
    """What to say in a special case, each with when; the case is loaded with SCRIPT_SECTIONS."""
    facts = facts_of(case, by=by, today=today)
    return [(ask.before, fill(ask.say, facts)) for ask in OFFICES.if_they_say]


def names_added_text(count: int) -> str:
    return ngettext(
        "Saved. %(count)s name added to your list.", "Saved. %(count)s names added to your list.", count
    ) % {"count": count}


@require_GET
def office_detail(request: PortalRequest, case_id: UUID, office_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient")
    office = queries.get_office_or_404(case, office_id)
    may_edit = can_edit_case(request.actor, case)
    context = {
        "heading": office.name,
        "title": _("One office you contacted"),
        "case": case,
        "back_url": list_url(case),
        "card": presenters.card(case, office),
        "rows": presenters.answers(office, may_change=may_edit),
        "may_edit": may_edit,
    }
    return page(request, "outreach/office_detail.html", context)


@require_http_methods(["GET", "POST"])
def office_remove(request: PortalRequest, case_id: UUID, office_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient", to_edit=True)
    now = timezone.now()
    office = _office_or_none(request, case, office_id)
    if office is None:
        return redirect(list_url(case))
    form = ConfirmForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def remove() -> str:
            services.remove_office(office=office, by=request.actor, at=now)
            messages.success(request, _("The office is out of your list."))
            return list_url(case)

        try:
            return save_once(request, remove)
        except services.OfficeRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "heading": _("Take this office out of your list?"),
        "case": case,
        "office": office,
        "card": presenters.card(case, office),
        "cancel_url": reverse("outreach:office_detail", args=[case.public_id, office.public_id]),
    }
    return page(request, "outreach/office_remove.html", context, form=form)


def _office_or_none(request: PortalRequest, case: Case, office_id: UUID) -> OutreachOffice | None:
    """A second click on Remove finds the office gone: that is what was asked for."""
    if request.method == "POST" and queries.is_removed(case, office_id):
        return None
    return queries.get_office_or_404(case, office_id)


@require_GET
def call_sheet(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SCRIPT_SECTIONS)
    today = day_at(timezone.now(), zone=case.time_zone)
    sheets = presenters.sheets(queries.offices_of(case), at_least=SHEETS_ON_PAPER)
    context = {
        "heading": OFFICES.title,
        "case": case,
        "back_url": list_url(case),
        "purpose": OFFICES.purpose,
        "minutes": OFFICES.minutes,
        "lines": lines_to_say(case, by=request.actor, today=today),
        "if_they_say": if_they_say(case, by=request.actor, today=today),
        "before_you_hang_up": OFFICES.before_you_hang_up,
        "afterwards": OFFICES.afterwards,
        "sheets": Paginator(sheets, SHEETS_A_PAGE).get_page(request.GET.get("page", "1")),
        "results": sheet_results(),
        "endings": AttemptOutcome.labels,
        "day_parts": DayPart.labels,
        "modes": VisitMode.labels[:2],
    }
    return page(request, "outreach/call_sheet.html", context)

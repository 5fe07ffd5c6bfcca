"""The call card: filled in while the person is on the phone, kept as a draft, saved at the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.call_cards import fill
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.dates import clock_time
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import Saved, form_data, is_repeat, save_once
from requests_app.drafts.versions import version_of
from requests_app.insurer_calls import presenters, queries, services
from requests_app.insurer_calls.answers import TYPED, kept_values
from requests_app.insurer_calls.cards import CARDS, INTERPRETER
from requests_app.insurer_calls.facts import facts_for, number_to_call
from requests_app.insurer_calls.forms import CallForm, form_class
from requests_app.insurer_calls.views.lists import list_url
from requests_app.models import Case, InsurerCall

SECTIONS = ("patient", "coverage", "care", "provider")


@dataclass(frozen=True)
class Sheet:
    """One open card: what it belongs to, and what was on file when it was opened."""

    case: Case
    kind: str
    call_id: UUID
    call: InsurerCall | None
    form: CallForm
    now: datetime
    is_new_page: bool

    @property
    def is_finished(self) -> bool:
        return self.call is not None and not self.call.is_draft


@require_http_methods(["GET", "POST"])
def call_card(request: PortalRequest, case_id: UUID, kind: str) -> HttpResponse:
    if kind not in CARDS:
        raise Http404
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    now = timezone.now()
    today = day_at(now, zone=case.time_zone)
    finished = queries.finished_calls(case)
    number = number_to_call(case, kind, finished)
    form = form_class(kind)(
        form_data(request),
        today=today,
        initial={"called_on": today, "number_called": number},
        known={(one.called_on, one.reference) for one in finished if one.kind == kind},
    )
    # The draft and the end of one and the same page are one call, so the page names its call.
    call = queries.call_of_page(case, form.form_key) if request.method == "POST" else None
    sheet = Sheet(case, kind, queries.id_of_page(case, form.form_key), call, form, now, is_new_page=True)
    return _answer(request, sheet, finished, today)


@require_http_methods(["GET", "POST"])
def call_edit(request: PortalRequest, case_id: UUID, call_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    call = queries.get_call_or_404(case, call_id)
    if queries.hides_notes_of(case, call):
        messages.info(request, services.staff_call_text())
        return redirect("insurer_calls:call_detail", case.public_id, call.public_id)
    now = timezone.now()
    today = day_at(now, zone=case.time_zone)
    kept = kept_values(call)
    version = version_of(kept)
    data = form_data(request, version=version)
    if data is None:
        data = _typed(call, version)
    form = form_class(call.kind)(data, today=today, initial=kept, version=version)
    sheet = Sheet(case, call.kind, call.public_id, call, form, now, is_new_page=False)
    return _answer(request, sheet, queries.finished_calls(case), today)


def _typed(call: InsurerCall, version: str) -> QueryDict | None:
    """What a draft holds, as the boxes of the page take it."""
    typed = call.answers.get(TYPED) if call.is_draft else None
    if not isinstance(typed, dict):
        return None
    data = QueryDict(mutable=True)
    for name, text in typed.items():
        data[str(name)] = str(text)
    data["version"] = version
    return data


def _answer(request: PortalRequest, sheet: Sheet, finished: list[InsurerCall], today: date) -> HttpResponse:
    form = sheet.form
    if request.method == "POST":
        try:
            answer = _save(request, sheet)
        except Clash as clash:
            text = changed_text(case=sheet.case, seen_by=request.actor)
            form.show_clash(text, stored=clash.fields, version=clash.version)
        except services.CallRefused as refusal:
            form.full_clean()
            form.add_error(None, str(refusal))
        else:
            if answer is not None:
                return answer
    return page(request, "insurer_calls/call_card.html", _context(request, sheet, finished, today), form=form)


def _save(request: PortalRequest, sheet: Sheet) -> HttpResponse | None:
    """Save as a draft or as the end of the call; None when the page has to be shown again."""
    if _is_draft(request, sheet) and sheet.form.typed():
        if request.headers.get("X-Draft") == "yes":
            _keep_draft(request, sheet)
            return HttpResponse(_draft_text(sheet), content_type="text/plain")
        return save_once(request, lambda: _draft_saved(request, sheet), creates=sheet.is_finished)
    # Once the page of an empty card has made a finished call, more text from it belongs on the edit page.
    was_made_here = sheet.is_new_page and sheet.is_finished
    if sheet.form.is_valid() or (was_made_here and is_repeat(request)):
        return save_once(request, lambda: _ended(request, sheet), creates=was_made_here)
    return None


def _is_draft(request: PortalRequest, sheet: Sheet) -> bool:
    """Enter in a box presses no button of ours: during a call that keeps a draft and judges nothing."""
    if sheet.is_finished or request.POST.get("confirmed_warnings"):
        return False
    return request.POST.get("then", "draft") != "end"


def _keep_draft(request: PortalRequest, sheet: Sheet) -> InsurerCall:
    return services.save_draft(
        case=sheet.case,
        kind=sheet.kind,
        call_id=sheet.call_id,
        values=sheet.form.readable(),
        typed=sheet.form.typed(),
        page_key=sheet.form.form_key,
        shown_version=sheet.form.version,
        by=request.actor,
        at=sheet.now,
    )


def _draft_saved(request: PortalRequest, sheet: Sheet) -> Saved:
    call = _keep_draft(request, sheet)
    messages.success(request, _draft_text(sheet))
    url = reverse("insurer_calls:call_edit", args=[sheet.case.public_id, call.public_id])
    return Saved(url, edit_url=url)


def _draft_text(sheet: Sheet) -> str:
    local = sheet.now.astimezone(ZoneInfo(sheet.case.time_zone))
    return _("Draft saved at %(time)s") % {"time": clock_time(local)}


def _ended(request: PortalRequest, sheet: Sheet) -> Saved:
    call = services.finish_call(
        case=sheet.case,
        kind=sheet.kind,
        call_id=sheet.call_id,
        values=sheet.form.cleaned_data,
        page_key=sheet.form.form_key,
        shown_version=sheet.form.version,
        by=request.actor,
        at=sheet.now,
    )
    count = len(queries.finished_calls(sheet.case))
    text = ngettext("Saved. %(count)s call in the list.", "Saved. %(count)s calls in the list.", count)
    messages.success(request, text % {"count": count})
    ids = [sheet.case.public_id, call.public_id]
    return Saved(
        reverse("insurer_calls:call_detail", args=ids),
        edit_url=reverse("insurer_calls:call_edit", args=ids),
    )


def _context(
    request: PortalRequest, sheet: Sheet, finished: list[InsurerCall], today: date
) -> dict[str, Any]:
    card, form, case = CARDS[sheet.kind], sheet.form, sheet.case
    facts = facts_for(case, finished, by=request.actor, today=today)
    return {
        "case": case,
        "card": card,
        "back_url": list_url(case),
        "number": number_to_call(case, sheet.kind, finished),
        "say": [fill(line, facts) for line in card.say],
        "asks": presenters.asks(card.asks, form, facts),
        "if_they_say": presenters.asks(card.if_they_say, form, facts),
        "first_boxes": presenters.boxes(form, presenters.FIRST_BOXES),
        "last_boxes": presenters.boxes(form, presenters.LAST_BOXES),
        "own_boxes": presenters.boxes(form, presenters.OWN_BOXES),
        "interpreter": INTERPRETER,
        "is_finished": sheet.is_finished,
        "draft_url": "" if sheet.is_finished else _page_url(sheet),
        "begun_url": _begun_url(sheet) if sheet.is_new_page and not form.is_bound else "",
    }


def _begun_url(sheet: Sheet) -> str:
    """Where an older draft of the same kind waits, so that nobody starts it twice."""
    draft = queries.last_draft(sheet.case, sheet.kind)
    if draft is None:
        return ""
    return reverse("insurer_calls:call_edit", args=[sheet.case.public_id, draft.public_id])


def _page_url(sheet: Sheet) -> str:
    if sheet.is_new_page:
        return reverse("insurer_calls:call_card", args=[sheet.case.public_id, sheet.kind])
    return reverse("insurer_calls:call_edit", args=[sheet.case.public_id, sheet.call_id])

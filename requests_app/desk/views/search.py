from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import today_at_work
from requests_app.common.pages import page
from requests_app.desk import columns, presenters, queries
from requests_app.desk.cells import Facts
from requests_app.desk.filters import Filters
from requests_app.desk.forms import SearchForm
from requests_app.desk.searching import note_search
from requests_app.drafts.http import form_data

SHOWN = 50
COLUMNS = ("case", "patient", "plan", "stage", "step", "owner")


@require_http_methods(["GET", "POST"])
def search(request: PortalRequest) -> HttpResponse:
    """The words travel in a form and stand sealed in the address: no name is in a history or a log."""
    now = timezone.now()
    today = today_at_work(request.actor, now=now)
    asked = Filters.read(request.GET).text
    form = SearchForm(form_data(request), today=today, initial={"text": asked})
    if request.method == "POST" and form.is_valid():
        return HttpResponseRedirect(_where(request, form.cleaned_data["text"]))
    context = {"groups": [], "asked": asked, "recent": [], "is_cut": False}
    if asked and request.method == "GET":
        hits = queries.hits(request.actor, asked)
        note_search(text=asked, found=len(hits), by=request.actor, at=now)
        context["groups"] = _groups(request, hits, today=today)
        context["is_cut"] = len(hits) > SHOWN
        context["all_query"] = Filters(stage="any", text=asked).query()
    else:
        context["recent"] = queries.recent_cases(request.actor)
    return page(request, "desk/search.html", context, form=form)


def _where(request: PortalRequest, text: str) -> str:
    """To the results; or back to the list the words were typed above, with its other filters."""
    if request.POST.get("to") == "queue":
        filters = Filters.read(QueryDict(request.POST.get("query", "")))
        return f"{reverse('desk:queue')}?{replace(filters, text=text).query()}"
    return f"{reverse('desk:search')}?{Filters(text=text).query()}"


def _groups(request: PortalRequest, hits: list[tuple[int, bool]], *, today: date) -> list[dict[str, Any]]:
    alike = {pk for pk, is_alike in hits if is_alike}
    ids = [pk for pk, _is_alike in hits][:SHOWN]
    cases = queries.rows_of(request.actor, ids, columns=COLUMNS)
    listed = [columns.BY_KEY[key] for key in COLUMNS]
    facts = Facts(today=today, covering={})
    parts = (
        (_("Open cases"), [case for case in cases if case.is_open and case.pk not in alike]),
        (_("Closed cases"), [case for case in cases if not case.is_open and case.pk not in alike]),
        (_("Nothing matches exactly. These look alike"), [case for case in cases if case.pk in alike]),
    )
    return [
        {"title": title, "rows": presenters.rows(found, listed, facts), "headers": listed}
        for title, found in parts
        if found
    ]

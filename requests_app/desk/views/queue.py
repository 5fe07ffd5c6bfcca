"""The queue, its count of changes, and the sheet to print."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import has_right
from requests_app.accounts.queries import zone_at_work
from requests_app.accounts.roles import Right
from requests_app.common.dates import clock_time, date_and_time
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.desk import columns, filter_form, keys, presenters, queries, saved
from requests_app.desk.built_in import VIEWS
from requests_app.desk.cells import Facts
from requests_app.desk.conditions import MOST_FOUND
from requests_app.desk.filters import Filters
from requests_app.desk.searching import note_print, note_search
from requests_app.facilities.queries import covering
from requests_app.models import BulkKind, DeskProfile, SavedView

FIRST_SELECTS = ("facility", "stage", "owner", "waiting_on", "due", "step")
MORE_SELECTS = (
    "outcome",
    "running",
    "ends_in",
    "waited",
    "letter",
    "tag",
    "snoozed",
    "care",
    "state",
    "language",
    "site",
    "reason",
)
MOST_KEPT = 2000
# What was changed a moment before the page was made may have been told too late for it.
OVERLAP = timedelta(seconds=2)


@dataclass
class Asked:
    """What the address asks for: a view under a name, or filters; and the person's own ways."""

    request: PortalRequest
    now: datetime

    @cached_property
    def profile(self) -> DeskProfile:
        return saved.profile_of(self.request.actor)

    @cached_property
    def saved_views(self) -> list[SavedView]:
        return saved.views_of(self.request.actor)

    @cached_property
    def view(self) -> SavedView | None:
        wanted = self.request.GET.get("view", "")
        return next((one for one in self.saved_views if str(one.public_id) == wanted), None)

    @cached_property
    def filters(self) -> Filters:
        if self.view is None:
            return Filters.read(self.request.GET)
        kept = saved.filters_of(self.view)
        sort = Filters.read(self.request.GET).sort
        return replace(kept, sort=sort) if sort else kept

    @cached_property
    def columns(self) -> list[columns.Column]:
        wanted = (self.view.columns if self.view else []) or self.profile.columns
        return columns.chosen(wanted, many_facilities=len(queries.facility_ids(self.actor, self.filters)) > 1)

    @cached_property
    def today(self) -> date:
        return day_at(self.now, zone=self.zone)

    @cached_property
    def zone(self) -> str:
        return zone_at_work(self.request.actor)

    def days_here(self) -> AbstractContextManager[None]:
        """Days of filters begin at midnight where this person works."""
        return timezone.override(self.zone)

    @property
    def actor(self) -> Any:
        return self.request.actor

    @property
    def query(self) -> str:
        """The address of this list, its page left out."""
        if self.view is not None:
            sort = f"&sort={self.filters.sort}" if "sort" in self.request.GET else ""
            return f"view={self.view.public_id}{sort}"
        return presenters.address(self.filters)


@require_http_methods(["GET", "POST"])
def queue(request: PortalRequest) -> HttpResponse:
    """A POST shows a page as well: without scripts, that is how ticked rows stay ticked on the next one."""
    now = timezone.now()
    asked = Asked(request, now)
    if request.method == "GET" and not request.GET:
        start = saved.start_query(asked.profile)
        if start:
            return HttpResponseRedirect(f"{reverse('desk:queue')}?{start}")
    filters, actor = asked.filters, request.actor
    with asked.days_here():
        shown = queries.first_page(
            actor,
            filters,
            today=asked.today,
            columns=[column.key for column in asked.columns],
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
    if filters.text:
        note_search(text=filters.text, found=len(shown.cases), by=actor, at=now)
    held = covering(list(actor.organization_roles), [case.pk for case in shown.cases])
    chosen = _chosen(request)
    rows = presenters.rows(
        shown.cases, asked.columns, Facts(today=asked.today, covering=held), chosen=frozenset(chosen)
    )
    on_page = {str(case.public_id) for case in shown.cases}
    context = {
        "heading": asked.view.name if asked.view else _("Queue"),
        "title": _("Queue"),
        "rows": rows,
        "headers": presenters.headers(filters, asked.columns),
        "kept": [one for one in chosen if one not in on_page],
        "shown": shown,
        "query": asked.query,
        "back": quote(asked.query),
        "is_dense": asked.profile.density == "DENSE",
        "text_is_cut": bool(filters.text) and len(shown.cases) >= MOST_FOUND,
        **_around(asked),
        **_fresh(asked, request.GET.get("since", "")),
    }
    return page(request, "desk/queue.html", context)


def _around(asked: Asked) -> dict[str, Any]:
    """All that stands around the table: views with their counts, filters, what can be done with many."""
    actor, filters = asked.actor, asked.filters
    listed = [(view.key, view.filters, queries.BADGE_MOST) for view in VIEWS]
    listed += [(str(one.public_id), saved.filters_of(one), queries.BADGE_MOST) for one in asked.saved_views]
    with asked.days_here():
        counts = queries.counts(
            actor,
            [*listed, ("", filters, queries.LIST_MOST)],
            today=asked.today,
            facility=filters.facility,
        )
    people = filter_form.People(
        owners=list(queries.colleagues(actor)),
        tags=queries.tags(actor),
        sites=queries.sites(actor),
        facilities=queries.facilities(actor),
    )
    lists = filter_form.lists(people)
    active = filter_form.active(filters, lists)
    first, more = (filter_form.selects(filters, lists, names) for names in (FIRST_SELECTS, MORE_SELECTS))
    may_bulk = any(has_right(actor, one, Right.BULK) for one in actor.organization_roles)
    return {
        "filters": filters,
        "views": presenters.views(counts, filters if asked.view is None else Filters(text="-")),
        "saved_views": presenters.saved_views(asked.saved_views, counts, here=asked.view),
        "count": counts[""],
        "count_text": presenters.count_text(counts[""]),
        "active": active,
        "selects": first,
        "more_selects": more,
        "unshown": filter_form.unshown(filters, [*first, *more]),
        "sorts": presenters.sorts(filters),
        "facilities": people.facilities if len(people.facilities) > 1 else [],
        "bulk_kinds": BulkKind.choices if may_bulk else [],
        "may_open": any(has_right(actor, one, Right.OPEN) for one in actor.organization_roles),
        "may_change": any(has_right(actor, one, Right.NOTES) for one in actor.organization_roles),
        "shortcuts_on": asked.profile.shortcuts_on,
        "keys": [
            {"action": key.action, "label": key.label, "letter": letter}
            for key, letter in zip(keys.KEYS, keys.letters(asked.profile.keys).values(), strict=True)
        ],
        "fixed_keys": keys.FIXED,
    }


def _fresh(asked: Asked, since: str) -> dict[str, Any]:
    """Since when this list stands, and what has changed since; a later page keeps the time of the first."""
    began = _moment(since)
    number = 0
    if began is not None:
        number = _changed(asked, began)
    began = began or asked.now - OVERLAP
    return {
        "since": int(began.timestamp()),
        "changes": presenters.changes_text(number, clock_time_at(began, asked.zone)),
    }


def _changed(asked: Asked, since: datetime) -> int:
    with asked.days_here():
        return queries.changes_since(asked.actor, asked.filters, since, today=asked.today)


@require_GET
def changes(request: PortalRequest) -> HttpResponse:
    """How many cases of a list changed since it was made: the list itself never moves."""
    asked = Asked(request, timezone.now())
    began = _moment(request.GET.get("since", "")) or asked.now
    text = presenters.changes_text(_changed(asked, began), clock_time_at(began, asked.zone))
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"text": text})
    context = {"heading": _("Changes in this list"), "text": text, "query": asked.query}
    return page(request, "desk/changes.html", context)


@require_GET
def print_list(request: PortalRequest) -> HttpResponse:
    """One line a case: due, next action, phone, number. No diagnosis, no kind of care."""
    asked = Asked(request, timezone.now())
    with asked.days_here():
        shown = queries.first_page(
            request.actor,
            asked.filters,
            today=asked.today,
            columns=["phone"],
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
    wanted = [columns.BY_KEY[key] for key in ("due", "step", "waiting", "owner")]
    context = {
        "heading": _("Worklist"),
        "title": _("Worklist"),
        "rows": presenters.rows(shown.cases, wanted, Facts(today=asked.today, covering={})),
        "headers": [str(column.label) for column in wanted],
        "active": filter_form.active(asked.filters, filter_form.lists(filter_form.People())),
        "shown": shown,
        "query": asked.query,
        "at": date_and_time(asked.now, asked.zone),
        "back_url": f"{reverse('desk:queue')}?{asked.query}",
    }
    note_print(count=len(shown.cases), by=request.actor, at=asked.now)
    return page(request, "desk/print.html", context)


def clock_time_at(moment: datetime, zone: str) -> str:
    return clock_time(moment.astimezone(ZoneInfo(zone)))


def _moment(text: str) -> datetime | None:
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        return None
    return datetime.fromtimestamp(int(text), tz=UTC)


def _chosen(request: PortalRequest) -> list[str]:
    return list(dict.fromkeys(request.POST.getlist("case")))[:MOST_KEPT] if request.method == "POST" else []

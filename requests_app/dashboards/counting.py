"""The numbers of all charts of a facility, counted in the background and kept with the time of counting.

A number with a list behind it is the count of that very list (`Scope.behind`), so that both are equal by
construction, as of the time it was counted.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from django.conf import settings
from django.utils import timezone

from requests_app.common.scope import scoped
from requests_app.common.time_zones import day_at
from requests_app.dashboards.charts import CHARTS
from requests_app.dashboards.shapes import AddUp, Chart, Measured, Scope, Sums, Window
from requests_app.models import Figures, Organization, Promise, Site
from requests_app.outbox.services import promise
from requests_app.outbox.worker import Outcome, Work

log = logging.getLogger(__name__)
KIND = "figures"
# Between the asking and the place in the key of a promise that goes on with a counting.
GOES_ON = "+"
# Behind the key of numbers that are added up in more than one turn, while they are.
PART = ":part"
LENGTHS = (30, 90, 365)
EVERY = timedelta(hours=1)


class Counted(Enum):
    YES = "yes"
    FAILED = "failed"
    # Its sums are kept; the next turn adds to them.
    IN_PART = "in part"


def keep(work: Work, now: datetime) -> Outcome:
    """One turn, shorter than a worker’s time limit; what is left goes on in the next, from the same place."""
    began = time.monotonic()
    most = settings.OUTBOX_LEASE.total_seconds() / 3
    with scoped(work.scope):
        asked, place, turn = _place_of(Promise.objects.get(pk=work.promise_id).dedupe_key)
    has_failed = False
    wanted = _of_facility(work.subject_id)
    while place < len(wanted):
        result = _counted(wanted[place])
        has_failed = has_failed or result is Counted.FAILED
        place += result is not Counted.IN_PART
        is_over = result is Counted.IN_PART or time.monotonic() - began > most
        if is_over and place < len(wanted):
            with scoped(work.scope):
                key = f"{asked}{GOES_ON}{place}.{turn + 1}"
                ask_for(organization_id=work.subject_id, key=key, now=now)
            break
    return Outcome.TRY_AGAIN if has_failed else Outcome.DONE


def _place_of(dedupe_key: str) -> tuple[str, int, int]:
    """When it was asked for, how many countings earlier turns did, and how many turns there were."""
    asked, _mark, reached = dedupe_key.rpartition(":")[2].partition(GOES_ON)
    place, _point, turn = reached.partition(".")
    return asked, int(place or 0), int(turn or 0)


def plan(*, now: datetime) -> int:
    """Promise a counting to every facility that has none in this hour; returns how many were promised."""
    hour = f"{now:%Y%m%d%H}"
    with scoped(frozenset(), purpose="sweep"):
        planned = Promise.objects.filter(kind=KIND, dedupe_key__endswith=f":{hour}").values("subject_id")
        facilities = Organization.objects.filter(kind=Organization.Kind.FACILITY, is_active=True)
        wanted = list(facilities.exclude(pk__in=planned).values_list("pk", flat=True))
    for pk in wanted:
        with scoped({pk}):
            ask_for(organization_id=pk, key=hour, now=now)
    return len(wanted)


def ask_for(*, organization_id: int, key: str, now: datetime) -> None:
    """Promise one counting now; the same key twice is one."""
    promise(
        kind=KIND,
        subject_id=organization_id,
        due_at=now,
        organization_id=organization_id,
        now=now,
        dedupe_key=f"{KIND}:{organization_id}:{key}",
    )


def count_facility(*, organization_id: int) -> int:
    """Count every chart in every window of one facility, each in a transaction of its own; how many."""
    wanted = _of_facility(organization_id)
    for one in wanted:
        is_counted = False
        while not is_counted:
            with scoped({organization_id}):
                found = count_chart(one.chart, facility=one.facility, length=one.length, site=one.site)
            is_counted = found is not None
    return len(wanted)


@dataclass(frozen=True)
class _Wanted:
    chart: Chart
    facility: Organization
    length: int
    site: int | None


def _of_facility(organization_id: int) -> list[_Wanted]:
    """Always in the same order, the whole facility first: a turn goes on where the last one stopped."""
    with scoped({organization_id}):
        facility = Organization.objects.get(pk=organization_id)
        open_sites = Site.objects.filter(organization=facility, closed_at__isnull=True).order_by("pk")
        sites: list[int | None] = [None, *open_sites.values_list("pk", flat=True)]
    return [
        _Wanted(chart, facility, length, site)
        for site in sites
        for chart in CHARTS.values()
        for length in (LENGTHS if chart.is_ranged else (1,))
    ]


def _counted(one: _Wanted) -> Counted:
    """A chart that fails keeps the others from nothing; its older numbers stay, with their time."""
    try:
        with scoped({one.facility.pk}):
            found = count_chart(one.chart, facility=one.facility, length=one.length, site=one.site)
    except Exception:
        log.exception("a chart was not counted", extra={"kind": one.chart.key})
        return Counted.FAILED
    return Counted.IN_PART if found is None else Counted.YES


def count_chart(chart: Chart, *, facility: Organization, length: int, site: int | None) -> Figures | None:
    """None: a part was counted and kept; ask again for the rest."""
    began, now = time.perf_counter(), timezone.now()
    today = day_at(now, zone=facility.time_zone)
    window = Window(today - timedelta(days=length - 1), today, site)
    scope = Scope(facility.pk, today, window, facility.time_zone)
    measured = _added_up(chart.add_up, chart, scope, now) if chart.add_up else chart.measure(scope)
    if measured is None:
        return None
    values = {
        "first": window.first.isoformat(),
        "last": window.last.isoformat(),
        "rows": _rows(chart, scope, measured),
    }
    took = round((time.perf_counter() - began) * 1000)
    found, _made = Figures.objects.update_or_create(
        organization=facility,
        chart=chart.key,
        key=window.key,
        defaults={"counted_at": now, "took_ms": took, "values": values},
    )
    return found


def _added_up(add_up: AddUp, chart: Chart, scope: Scope, now: datetime) -> Measured | None:
    """Sums that nobody added to for an hour are begun anew."""
    place: dict[str, Any] = {
        "organization_id": scope.organization_id,
        "chart": chart.key,
        "key": scope.window.key + PART,
    }
    kept = Figures.objects.filter(**place, counted_at__gt=now - EVERY).first()
    sums: Sums = dict(kept.values) if kept else {}
    ends = time.monotonic() + settings.OUTBOX_LEASE.total_seconds() / 6
    is_all = add_up.some(scope, sums, lambda: time.monotonic() > ends)
    if kept or not is_all:
        left = {"counted_at": now, "values": {} if is_all else sums}
        Figures.objects.update_or_create(**place, defaults=left)
    return add_up.measured(sums) if is_all else None


def _rows(chart: Chart, scope: Scope, measured: Measured) -> list[dict[str, Any]]:
    found = []
    for row in chart.rows(scope):
        cells: dict[str, float | int | None] = {}
        for column in chart.columns:
            filters = chart.filters(row.key, column.key, scope.window)
            if filters is None:
                cells[column.key] = measured.get((row.key, column.key))
            else:
                cells[column.key] = scope.behind(filters).count()
        found.append({"key": row.key, "label": row.label, "cells": cells})
    return found

"""Charts of the work at hand: today, by stage, by person, plans that are late, approvals that end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import F, Max
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app.accounts.roles import Right
from requests_app.common.time_zones import day_at
from requests_app.dashboards.days import median
from requests_app.dashboards.shapes import EVERY, Chart, Column, Drawn, Measured, Row, Scope, Unit, Window
from requests_app.desk.conditions import ALL_ASLEEP_TOO, NOBODY
from requests_app.desk.filters import Filters
from requests_app.models import CaseStatus, Track

CASES = (Column("cases", _("Cases")),)
AWAKE_OR_NOT = Filters(snoozed=ALL_ASLEEP_TOO)
TODAY: dict[str, tuple[object, Filters]] = {
    "late": (_("Late"), Filters(due="late")),
    "due": (_("Late or due today"), Filters(due="today")),
    "unassigned": (_("Nobody has it"), Filters(owner=NOBODY)),
    "urgent": (_("Urgent"), Filters(urgent=True)),
    "unread": (_("A message waits"), Filters(unread=True)),
}
STAGES = [status for status in CaseStatus.values if status != CaseStatus.CLOSED]
ENDS = ("7", "14", "30", "60")


def _fixed(keys: Sequence[str]) -> list[Row]:
    return [Row(key) for key in keys]


def _median_days_in_stage(scope: Scope) -> Measured:
    now = timezone.now()
    found: dict[str, list[int]] = {stage: [] for stage in STAGES}
    since = (
        scope.cases.exclude(status=CaseStatus.CLOSED)
        .annotate(moved=Greatest(Coalesce(Max("transitions__at"), F("created_at")), F("created_at")))
        .values_list("status", "moved")
    )
    for status, moved in since.iterator(chunk_size=5000):
        found[status].append(_days(moved, now, scope.zone))
    return {(stage, "median"): median(days) for stage, days in found.items()}


def _days(since: datetime, now: datetime, zone: str) -> int:
    return (day_at(now, zone=zone) - day_at(since, zone=zone)).days


def _people(scope: Scope) -> list[Row]:
    owners = (
        scope.cases.exclude(status=CaseStatus.CLOSED)
        .exclude(owner=None)
        .values_list("owner_id", "owner__full_name", "owner__email")
        .order_by("owner__full_name", "owner_id")
        .distinct()
    )
    return [Row(str(pk), name or email) for pk, name, email in owners] + [Row(NOBODY)]


def _of_person(row: str, column: str, _window: Window) -> Filters:
    asked = replace(AWAKE_OR_NOT, owner=row)
    return asked if column == "open" else replace(asked, due="late" if column == "late" else "week")


def _late_plans(scope: Scope) -> list[Row]:
    late = scope.behind(replace(EVERY, answer_late=True)).exclude(coverage__insurer="")
    names = late.values_list("coverage__insurer", flat=True).order_by("coverage__insurer").distinct()
    return [Row(name, name) for name in names[:20]]


def _days_late(scope: Scope) -> Measured:
    late = Track.objects.filter(
        case__in=scope.behind(replace(EVERY, answer_late=True)), answer_due_on__lt=scope.today, outcome=""
    )
    found: dict[str, list[int]] = {}
    for name, due_on in late.values_list("case__coverage__insurer", "answer_due_on"):
        if due_on is not None:
            found.setdefault(name, []).append((scope.today - due_on).days)
    middle = {(name, "median"): median(days) for name, days in found.items()}
    return middle | {(name, "most"): max(days) for name, days in found.items()}


TODAY_CHART = Chart(
    key="today",
    title=_("What needs somebody today"),
    about=_("Open cases that are not snoozed. One case can stand in more than one number."),
    columns=CASES,
    rows=lambda _scope: _fixed(list(TODAY)),
    label=lambda key: TODAY[key][0],  # type: ignore[return-value,arg-type]
    filters=lambda row, _column, _window: TODAY[row][1],
    drawn=Drawn.TILES,
    is_ranged=False,
)
STAGE_CHART = Chart(
    key="stages",
    title=_("Open cases by stage"),
    about=_(
        "Every open case, snoozed ones as well, and the median of the days since it came to its stage. "
        "Days are calendar days where the facility is."
    ),
    columns=(*CASES, Column("median", _("Median days in it"), Unit.DAYS)),
    rows=lambda _scope: _fixed(STAGES),
    label=lambda key: CaseStatus(key).label,
    filters=lambda row, column, _window: replace(AWAKE_OR_NOT, stage=row) if column == "cases" else None,
    measure=_median_days_in_stage,
    is_ranged=False,
    row_head=_("Stage"),
)
PEOPLE_CHART = Chart(
    key="people",
    title=_("Open cases by person"),
    about=_("Work at hand, snoozed cases as well. It shows who needs help; it is no ranking."),
    columns=(
        Column("open", _("Open")),
        Column("late", _("Late")),
        Column("week", _("Late or due in 7 days")),
    ),
    rows=_people,
    label=lambda _key: _("Nobody"),
    filters=_of_person,
    is_ranged=False,
    right=Right.TEAM,
    row_head=_("Person"),
)
LATE_CHART = Chart(
    key="late-plans",
    title=_("Plans past the day they gave for their answer"),
    about=_(
        "Cases with the plan whose answer was promised for a day that has passed: the day that the plan "
        "named on the phone or in a letter. Days of a rule stand on the page of each case."
    ),
    columns=(
        *CASES,
        Column("median", _("Median days late"), Unit.DAYS),
        Column("most", _("Most days late"), Unit.DAYS),
    ),
    rows=_late_plans,
    label=lambda key: key,
    filters=lambda row, column, _window: (
        replace(EVERY, answer_late=True, insurer=row) if column == "cases" else None
    ),
    measure=_days_late,
    is_ranged=False,
    row_head=_("Plan"),
)
ENDS_CHART = Chart(
    key="renewals",
    title=_("Approvals that end soon"),
    about=_(
        "Open cases by the last day of an approval that counts now. Each row holds the ones above it. "
        "What is left of the approved visits stands on the page of each case."
    ),
    columns=CASES,
    rows=lambda _scope: _fixed(ENDS),
    label=lambda key: _("Within %(days)s days") % {"days": key},
    filters=lambda row, _column, _window: replace(AWAKE_OR_NOT, ends_in=row),
    is_ranged=False,
    row_head=_("Ends"),
)

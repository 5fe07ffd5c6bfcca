"""Charts of how cases move: weeks, days to a packet and a decision, days by party, steps, languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app.accounts.roles import Right
from requests_app.cases.delays import PARTIES, days_per_party
from requests_app.common.dates import short_date
from requests_app.common.time_zones import day_at
from requests_app.dashboards.days import median, of_pairs, slow_tenth
from requests_app.dashboards.shapes import EVERY, Chart, Column, Drawn, Measured, Row, Scope, Unit, Window
from requests_app.desk.filters import Filters
from requests_app.models import (
    CaseStatus,
    ClinicianLetter,
    ForWhom,
    Language,
    NextAction,
    Packet,
    PacketState,
    Recipient,
    WaitingOn,
    WaitingSpan,
)
from requests_app.models.submissions import FOR_THE_PLAN

SPAN_COLUMNS = (
    Column("cases", _("Cases")),
    Column("measured", _("Measured"), Unit.TIMES),
    Column("median", _("Median"), Unit.DAYS),
    Column("slow", _("Nine of ten within"), Unit.DAYS),
)
WAYS = {
    "packet": _("From the start to a packet that is ready"),
    "sent": _("From the start to the first sending"),
    "decided": _("From the first sending to the decision"),
    "letter": _("From asking the clinician to the signed letter"),
}
_TO_PLAN = Q(submissions__packet__recipient__in=FOR_THE_PLAN)
STEPS = ("FILL_IN", "CALL_1", "CALL_OFFICES", "MAKE_PACKET", "SEND")
SENT = "sent"


def opened(window: Window) -> Filters:
    return replace(EVERY, opened_from=window.first.isoformat(), opened_until=window.last.isoformat())


def sent(window: Window) -> Filters:
    return replace(EVERY, sent_from=window.first.isoformat(), sent_until=window.last.isoformat())


def decided(window: Window) -> Filters:
    return replace(EVERY, decided_from=window.first.isoformat(), decided_until=window.last.isoformat())


def _weeks(scope: Scope) -> list[Row]:
    first = scope.window.first - timedelta(days=scope.window.first.weekday())
    number = (scope.window.last - first).days // 7 + 1
    return [Row((first + timedelta(weeks=place)).isoformat()) for place in range(number)]


def _of_week(row: str, column: str, window: Window) -> Filters:
    monday = date.fromisoformat(row)
    week = Window(max(monday, window.first), min(monday + timedelta(days=6), window.last))
    return {"opened": opened, "sent": sent, "decided": decided}[column](week)


def _of_way(row: str, column: str, window: Window) -> Filters | None:
    if column != "cases" or row not in ("sent", "decided"):
        return None
    return sent(window) if row == "sent" else decided(window)


def _spans(scope: Scope) -> Measured:
    pairs = {
        "packet": _to_packet(scope),
        "sent": _to_sending(scope),
        "decided": _to_decision(scope),
        "letter": _to_letter(scope),
    }
    found: dict[tuple[str, str], float | int | None] = {}
    for way, days in pairs.items():
        numbers = of_pairs(days)
        found |= {(way, "measured"): len(numbers), (way, "median"): median(numbers)}
        found[way, "slow"] = slow_tenth(numbers)
    return found


def _to_packet(scope: Scope) -> list[tuple[date, date]]:
    rows = (
        Packet.objects.filter(case__in=scope.cases, recipient=Recipient.INSURER, state=PacketState.READY)
        .values("case_id", "case__created_at")
        .annotate(first=Min("ready_at"))
        .values_list("case__created_at", "first")
    )
    return _inside(scope, ((_day(scope, start), _day(scope, end)) for start, end in rows))


def _to_sending(scope: Scope) -> list[tuple[date, date]]:
    rows = (
        scope.behind(sent(scope.window))
        .annotate(first=Min("submissions__sent_on", filter=_TO_PLAN))
        .values_list("created_at", "first")
    )
    return [(min(_day(scope, start), end), end) for start, end in rows if end]


def _to_decision(scope: Scope) -> list[tuple[date, date]]:
    rows = (
        scope.behind(decided(scope.window))
        .annotate(first=Min("submissions__sent_on", filter=_TO_PLAN))
        .values_list("first", "outcome_on")
    )
    return [(start, end) for start, end in rows if start and end and start <= end]


def _to_letter(scope: Scope) -> list[tuple[date, date]]:
    rows = (
        ClinicianLetter.objects.filter(case__in=scope.cases, signed_at__isnull=False)
        .values("request_id", "request__sent_at")
        .annotate(first=Min("signed_at"))
        .values_list("request__sent_at", "first")
    )
    return _inside(scope, ((_day(scope, start), _day(scope, end)) for start, end in rows if start))


def _inside(scope: Scope, pairs: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """What ended in the window."""
    return [pair for pair in pairs if scope.window.first <= pair[1] <= scope.window.last]


def _day(scope: Scope, moment: datetime) -> date:
    return day_at(moment, zone=scope.zone)


def _days_by_party(scope: Scope) -> Measured:
    cases = list(scope.behind(decided(scope.window)).values_list("pk", flat=True))
    turns: dict[int, list[WaitingSpan]] = defaultdict(list)
    for span in WaitingSpan.objects.filter(case__in=scope.behind(decided(scope.window))).only(
        "case_id", "waiting_on", "since", "until"
    ):
        turns[span.case_id].append(span)
    now = timezone.now()
    days: dict[str, list[int]] = {str(party): [] for party in PARTIES}
    for pk in cases:
        for party, number in days_per_party(turns[pk], now, scope.zone).items():
            if turns[pk]:
                days[party].append(number)
    found: dict[tuple[str, str], float | int | None] = {}
    for party, numbers in days.items():
        found |= {(party, "measured"): len(numbers), (party, "median"): median(numbers)}
        found[party, "slow"] = slow_tenth(numbers)
    return found


def _of_step(row: str, column: str, window: Window) -> Filters | None:
    if column != "here":
        return None
    if row == SENT:
        return replace(opened(window), sent_from=window.first.isoformat())
    return replace(opened(window), stage=CaseStatus.PREPARING, step=row)


def _reached(scope: Scope) -> Measured:
    """How many came to each step or beyond: those that stand there, those further on, those sent."""
    further = scope.behind(replace(opened(scope.window), sent_from=scope.window.first.isoformat())).count()
    found: dict[tuple[str, str], float | int | None] = {(SENT, "reached"): further}
    for step in reversed(STEPS):
        further += scope.behind(replace(opened(scope.window), stage=CaseStatus.PREPARING, step=step)).count()
        found[step, "reached"] = further
    return found


def _step_label(key: str) -> object:
    return _("Sent") if key == SENT else NextAction(key).label


def _groups(_scope: Scope) -> list[Row]:
    languages = [Row(f"language:{one}") for one in Language.values]
    return languages + [Row(f"whom:{one}") for one in ForWhom.values]


def _group_label(key: str) -> object:
    kind, _colon, value = key.partition(":")
    return Language(value).label if kind == "language" else ForWhom(value).label


def _group(row: str, window: Window) -> Filters:
    kind, _colon, value = row.partition(":")
    asked = opened(window)
    return replace(asked, language=value) if kind == "language" else replace(asked, whom=value)


def _of_group(row: str, column: str, window: Window) -> Filters | None:
    if column == "opened":
        return _group(row, window)
    if column == "sent":
        return replace(_group(row, window), sent_from=window.first.isoformat())
    return None


def _group_days(scope: Scope) -> Measured:
    found: dict[tuple[str, str], float | int | None] = {}
    for row in _groups(scope):
        rows = (
            scope.behind(replace(_group(row.key, scope.window), sent_from=scope.window.first.isoformat()))
            .annotate(first=Min("submissions__sent_on", filter=_TO_PLAN))
            .values_list("created_at", "first")
        )
        pairs = [(min(_day(scope, start), end), end) for start, end in rows if end]
        found[row.key, "median"] = median(of_pairs(pairs))
    return found


WEEKS_CHART = Chart(
    key="weeks",
    title=_("Started, sent and decided by week"),
    about=_(
        "A case counts in the week it was opened, in every week a packet went to the plan, and in the "
        "week of the newest decision."
    ),
    columns=(Column("opened", _("Started")), Column("sent", _("Sent")), Column("decided", _("Decided"))),
    rows=_weeks,
    label=lambda key: short_date(date.fromisoformat(key)),
    filters=_of_week,
    drawn=Drawn.LINES,
    row_head=_("Week of"),
)
DURATIONS_CHART = Chart(
    key="days",
    title=_("Business days to a packet, to the plan and to a decision"),
    about=_(
        "Business days without federal holidays, for what ended in this time. “Measured” are those of "
        "which both days are known."
    ),
    columns=SPAN_COLUMNS,
    rows=lambda _scope: [Row(key) for key in WAYS],
    label=lambda key: WAYS[key],
    filters=_of_way,
    measure=_spans,
    drawn=Drawn.SPANS,
    row_head=_("From and to"),
)
PARTIES_CHART = Chart(
    key="parties",
    title=_("Days each party had the next step"),
    about=_("Calendar days until now, of cases decided in this time whose turns were written down."),
    columns=SPAN_COLUMNS,
    rows=lambda _scope: [Row(str(party)) for party in PARTIES],
    label=lambda key: WaitingOn(key).label,
    filters=lambda _row, column, window: decided(window) if column == "cases" else None,
    measure=_days_by_party,
    drawn=Drawn.SPANS,
    row_head=_("Party"),
)
STEPS_CHART = Chart(
    key="steps",
    title=_("How far new cases have come"),
    about=_(
        "Cases opened in this time by the step they stand at now, and how many came at least that far. "
        "Cases closed before anything was sent are in neither."
    ),
    columns=(Column("here", _("Stand there now")), Column("reached", _("Came this far"), Unit.TIMES)),
    rows=lambda _scope: [Row(step) for step in (*STEPS, SENT)],
    label=_step_label,  # type: ignore[arg-type]
    filters=_of_step,
    measure=_reached,
    right=Right.TEAM,
    row_head=_("Step"),
)
GROUPS_CHART = Chart(
    key="groups",
    title=_("The same chances for everybody?"),
    about=_(
        "Cases opened in this time by the language people read and by who asks, how many were sent, and the "
        "median of business days until then. A gap is a question to look into, not an answer."
    ),
    columns=(
        Column("opened", _("Started")),
        Column("sent", _("Sent")),
        Column("median", _("Median days to the sending"), Unit.DAYS),
    ),
    rows=_groups,
    label=_group_label,  # type: ignore[arg-type]
    filters=_of_group,
    measure=_group_days,
    right=Right.TEAM,
    row_head=_("Group"),
)

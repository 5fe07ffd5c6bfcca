"""Charts of answers and what follows: plans, reasons, appeals, contacts logged, bills, messages, typing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from requests_app.accounts.roles import Right
from requests_app.claims.finding_texts import heading
from requests_app.claims.findings import Kind, Result
from requests_app.dashboards.charts_flow import decided, opened, sent
from requests_app.dashboards.days import midnight
from requests_app.dashboards.shapes import (
    EVERY,
    AddUp,
    Chart,
    Column,
    Drawn,
    Measured,
    Row,
    Scope,
    Sums,
    Unit,
    Window,
)
from requests_app.desk.chart_conditions import APPEAL_CHOICES, OFFICES_CHOICES
from requests_app.desk.choices import UNDECIDED
from requests_app.desk.filters import Filters
from requests_app.eobs import queries as eobs
from requests_app.eobs.review import reviews_of
from requests_app.models import CaseOutcome, FieldFault, OutgoingEmail, OutgoingText
from requests_app.models.decisions import DenialReason

MOST_PLANS, MOST_FIELDS = 12, 20
OUTCOMES = (
    Column("APPROVED", CaseOutcome.APPROVED.label),
    Column("PARTLY", CaseOutcome.PARTLY.label),
    Column("DENIED", CaseOutcome.DENIED.label),
    Column(UNDECIDED, _("Not decided yet")),
)
APPEALS = dict(APPEAL_CHOICES)
OFFICES = dict(OFFICES_CHOICES)
CHECKED, TO_FIX = "checked", "to_fix"
BILL_ROWS = {CHECKED: _("Checked"), TO_FIX: _("To be put right")}
MAILS = {"mail": _("Emails"), "text": _("Text messages")}


def _plans(scope: Scope) -> list[Row]:
    listed = (
        scope.behind(opened(scope.window))
        .exclude(coverage__insurer="")
        .order_by()
        .values("coverage__insurer")
        .annotate(number=Count("pk"))
        .order_by("-number", "coverage__insurer")
    )
    # One plan, however its name is typed: the first spelling stands for all that are equal without case.
    found: dict[str, str] = {}
    for one in listed[: 3 * MOST_PLANS]:
        found.setdefault(one["coverage__insurer"].casefold(), one["coverage__insurer"])
    return [Row(name, name) for name in list(found.values())[:MOST_PLANS]]


def _of_plan(row: str, column: str, window: Window) -> Filters:
    return replace(opened(window), insurer=row, outcome=column)


def _of_offices(row: str, column: str, window: Window) -> Filters:
    return replace(sent(window), offices=row, outcome=column)


def _bill_rows(_scope: Scope) -> list[Row]:
    return [Row(CHECKED), *(Row(str(kind)) for kind in Kind), Row(TO_FIX)]


def _of_bills(row: str, column: str, _window: Window) -> Filters | None:
    if column != "cases":
        return None
    return {CHECKED: replace(EVERY, billed=True), TO_FIX: Filters(running="bills", snoozed="any")}.get(row)


def _bill_label(key: str) -> object:
    return BILL_ROWS[key] if key in BILL_ROWS else heading(Kind(key))


def _add_up_bills(scope: Scope, sums: Sums, is_time_up: Callable[[], bool]) -> bool:
    claims: Counter[str] = Counter(sums.get("claims", {}))
    dollars = Decimal(sums.get("dollars", "0"))
    listed = scope.behind(replace(EVERY, billed=True)).filter(pk__gt=sums.get("after", 0)).order_by("pk")
    is_all = True
    for case in listed.select_related("coverage", "care", "provider", "costs", "patient").iterator(200):
        for one in reviews_of(case, list(eobs.kept(case)), today=scope.today).reviews.values():
            claims[CHECKED] += 1
            dollars += one.in_question or 0
            claims.update({str(found.kind) for found in one.findings if found.result is Result.WRONG})
        sums["after"] = case.pk
        if is_time_up():
            is_all = False
            break
    sums |= {"claims": dict(claims), "dollars": str(dollars)}
    return is_all


def _bills_measured(sums: Sums) -> Measured:
    found: dict[tuple[str, str], float | int | None] = {
        (key, "claims"): sums["claims"].get(key, 0) for key in (CHECKED, *map(str, Kind))
    }
    return found | {(CHECKED, "dollars"): float(sums["dollars"])}


def _messages(scope: Scope) -> Measured:
    first = midnight(scope.window.first, scope.zone)
    after = midnight(scope.window.last + timedelta(days=1), scope.zone)
    own = {"organization_id": scope.organization_id, "created_at__gte": first, "created_at__lt": after}
    mails = OutgoingEmail.objects.filter(**own)
    counted = OutgoingText.objects.filter(**own).values("state").annotate(number=Count("pk"))
    texts = {one["state"]: one["number"] for one in counted}
    state = OutgoingText.State
    return {
        ("mail", "sent"): mails.filter(sent_at__isnull=False).count(),
        ("mail", "waiting"): mails.filter(sent_at__isnull=True).count(),
        ("text", "sent"): texts.get(state.SENT, 0) + texts.get(state.DELIVERED, 0),
        ("text", "waiting"): texts.get(state.WAITING, 0),
        ("text", "failed"): texts.get(state.FAILED, 0),
        ("text", "unclear"): texts.get(state.UNCLEAR, 0),
        ("text", "stopped"): texts.get(state.STOPPED, 0),
    }


def _faults(scope: Scope) -> list[tuple[str, str, str, int]]:
    listed = (
        FieldFault.objects.filter(
            organization_id=scope.organization_id, day__range=(scope.window.first, scope.window.last)
        )
        .values_list("page", "field", "language")
        .annotate(number=Sum("count"))
        .order_by("-number", "page", "field", "language")
    )
    return [(page, field, language, number) for page, field, language, number in listed[:MOST_FIELDS]]


def _fault_key(page: str, field: str, language: str) -> str:
    return f"{page} · {field} · {language}"


PLANS_CHART = Chart(
    key="plans",
    title=_("Decisions by plan"),
    about=_(
        "Cases opened in this time, by the newest decision; the plans with the most cases. It says what was "
        "decided here, not what a plan will decide."
    ),
    columns=OUTCOMES,
    rows=_plans,
    label=lambda key: key,
    filters=_of_plan,
    drawn=Drawn.STACKED,
    row_head=_("Plan"),
)
REASONS_CHART = Chart(
    key="reasons",
    title=_("Reasons given for a no"),
    about=_("Cases decided in this time whose standing answer, a no to all or to part, gives this reason."),
    columns=(Column("cases", _("Cases")),),
    rows=lambda _scope: [Row(key) for key in DenialReason.values],
    label=lambda key: DenialReason(key).label,
    filters=lambda row, _column, window: replace(decided(window), reason=row),
    row_head=_("Reason"),
)
APPEALS_CHART = Chart(
    key="appeals",
    title=_("Appeals and what became of them"),
    about=_("All cases by how an appeal about the request stands. A case with two appeals can count twice."),
    columns=(Column("cases", _("Cases")),),
    rows=lambda _scope: [Row(key) for key in APPEALS],
    label=lambda key: str(APPEALS[key]),
    filters=lambda row, _column, _window: replace(EVERY, appeal=row),
    is_ranged=False,
    row_head=_("Result"),
)
OFFICES_CHART = Chart(
    key="offices",
    title=_("Decisions by in-network offices logged"),
    about=_("Requests sent in this time, by how many offices were in the log and the newest decision."),
    note=_("A difference here is not a cause: cases with more calls differ in other ways, too."),
    columns=OUTCOMES,
    rows=lambda _scope: [Row(key) for key in OFFICES],
    label=lambda key: str(OFFICES[key]),
    filters=_of_offices,
    drawn=Drawn.STACKED,
    row_head=_("Offices logged"),
)
BILLS_CHART = Chart(
    key="bills",
    title=_("Bills checked, and money in question"),
    about=_(
        "Statements that were held against what was approved. A claim with two faults stands in two rows. "
        "Money in question is what was asked beyond what would be owed; nobody owes it back by this sum."
    ),
    columns=(
        Column("claims", _("Claims"), Unit.TIMES),
        Column("cases", _("Cases")),
        Column("dollars", _("Money in question"), Unit.DOLLARS),
    ),
    rows=_bill_rows,
    label=_bill_label,  # type: ignore[arg-type]
    filters=_of_bills,
    add_up=AddUp(_add_up_bills, _bills_measured),
    is_ranged=False,
    row_head=_("What was found"),
)
MESSAGES_CHART = Chart(
    key="messages",
    title=_("Emails and texts that left the house"),
    about=_(
        "Messages of this facility by what became of them. Sign-in codes belong to no facility and are not "
        "among them. “Unclear” is never sent again by itself."
    ),
    columns=(
        Column("sent", _("Sent"), Unit.TIMES),
        Column("waiting", _("Waiting"), Unit.TIMES),
        Column("failed", _("Not delivered"), Unit.TIMES),
        Column("unclear", _("Unclear"), Unit.TIMES),
        Column("stopped", _("Not wanted any more"), Unit.TIMES),
    ),
    rows=lambda _scope: [Row(key) for key in MAILS],
    label=lambda key: MAILS[key],
    measure=_messages,
    right=Right.FACILITY,
    row_head=_("Way"),
)
FAULTS_CHART = Chart(
    key="typing",
    title=_("Questions people had to answer twice"),
    about=_(
        "How often an answer could not be taken, by page, question and language. Answers themselves are "
        "not kept for this."
    ),
    columns=(Column("times", _("Times"), Unit.TIMES),),
    rows=lambda scope: [Row(key := _fault_key(*one[:3]), key) for one in _faults(scope)],
    label=lambda key: key,
    measure=lambda scope: {(_fault_key(*one[:3]), "times"): one[3] for one in _faults(scope)},
    right=Right.FACILITY,
    row_head=_("Question"),
)

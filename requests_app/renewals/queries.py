from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404

from requests_app.decisions.end_warnings import GIVES_SOMETHING, End, first_end
from requests_app.knowledge import matching
from requests_app.knowledge.plans import plan_facts_of
from requests_app.knowledge.vocabulary import Kind
from requests_app.models import (
    ApprovedLine,
    Case,
    CoverageChange,
    Decision,
    OutreachOffice,
    Renewal,
    UnitsUsed,
)
from requests_app.models.renewals import RenewalState
from requests_app.outreach import queries as outreach
from requests_app.renewals import continuity, units
from requests_app.renewals.retest import Asked, Retest, retest
from requests_app.renewals.wording import line_name

OPEN = (RenewalState.PREPARING, RenewalState.SENT)
WHAT_NEXT = ("starts_on", "ends_on", "amount", "amount_unit", "what_changed")
RETEST = ("retested_on", "still_no_office", "retest_note")
PROGRESS = ("progress", "progress_by", "progress_on")
CHANGE = (
    "kind",
    "provider_name",
    "happens_on",
    "notice_on",
    "course",
    "asked_plan_on",
    "asked_plan_answer",
    "note",
)

_LINES = Prefetch(
    "lines",
    queryset=ApprovedLine.objects.filter(removed_at__isnull=True).order_by("position", "id"),
    to_attr="kept_lines",
)
_USES = Prefetch(
    "units_used",
    queryset=UnitsUsed.objects.filter(removed_at__isnull=True)
    .select_related("line", "eob_line__eob")
    .order_by("-used_on", "-id"),
    to_attr="kept_uses",
)


def approvals_of(case: Case) -> list[Decision]:
    """Every yes, in full or in part, that no later answer to the same thing replaced; newest first."""
    found = case.decisions.filter(
        answer__in=GIVES_SOMETHING, eob__isnull=True, removed_at__isnull=True, replaced_at__isnull=True
    )
    return list(found.prefetch_related(_LINES, _USES).order_by("-heard_on", "-id"))


def current_approval(case: Case) -> Decision | None:
    """The newest yes: what is used now, and what a renewal goes on from. Three queries."""
    return next(iter(approvals_of(case)), None)


def get_approval_or_404(case: Case) -> Decision:
    found = current_approval(case)
    if found is None:
        raise Http404
    return found


def with_lines(decision: Decision) -> Decision:
    """The same answer with its lines and what was used of them."""
    return Decision.objects.prefetch_related(_LINES, _USES).get(pk=decision.pk)


def answers_to_renewals(case: Case) -> list[Decision]:
    found = case.decisions.filter(renewal__isnull=False, removed_at__isnull=True, replaced_at__isnull=True)
    return list(found.order_by("heard_on", "id"))


def lines_of(decision: Decision) -> list[ApprovedLine]:
    loaded = getattr(decision, "kept_lines", None)
    return list(decision.lines.filter(removed_at__isnull=True) if loaded is None else loaded)


def uses_of(decision: Decision) -> list[UnitsUsed]:
    """Newest first."""
    loaded = getattr(decision, "kept_uses", None)
    if loaded is not None:
        return list(loaded)
    return list(
        decision.units_used.filter(removed_at__isnull=True).select_related("line").order_by("-used_on", "-id")
    )


def units_of(decision: Decision) -> units.Units:
    lines = [
        units.Line(one.pk, line_name(one), one.units, one.unit, one.starts_on, one.ends_on)
        for one in lines_of(decision)
    ]
    return units.units_of(
        lines,
        [
            units.Use(one.line_id, one.units, one.used_on, is_billed=one.eob_line_id is not None)
            for one in uses_of(decision)
        ],
    )


def end_of(decision: Decision) -> End | None:
    return first_end(ends_on=decision.ends_on, renew_by=decision.renew_by, lines=lines_of(decision))


def approved_on(decision: Decision) -> date:
    return decision.decided_on or decision.letter_dated_on or decision.heard_on


def renewals_of(case: Case) -> list[Renewal]:
    """Newest first, with the approval each goes on from."""
    return list(case.renewals.select_related("decision").order_by("-id"))


def open_renewal(case: Case) -> Renewal | None:
    """At most one: being prepared, or sent and not answered."""
    return case.renewals.filter(state__in=OPEN).select_related("decision").first()


def get_renewal_or_404(case: Case, renewal_id: UUID) -> Renewal:
    found = case.renewals.filter(public_id=renewal_id).select_related("decision").first()
    if found is None:
        raise Http404
    found.case = case
    return found


def get_use_or_404(case: Case, use_id: UUID) -> UnitsUsed:
    found = case.units_used.filter(public_id=use_id, removed_at__isnull=True).select_related("line").first()
    if found is None:
        raise Http404
    found.case = case
    return found


def changes_of(case: Case) -> list[CoverageChange]:
    return list(case.coverage_changes.filter(removed_at__isnull=True).order_by("-happens_on", "-id"))


def get_change_or_404(case: Case, change_id: UUID) -> CoverageChange:
    found = case.coverage_changes.filter(public_id=change_id, removed_at__isnull=True).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def locked_renewal(renewal: Renewal) -> Renewal:
    return Renewal.objects.select_for_update(of=("self",)).get(pk=renewal.pk)


def locked_change(change: CoverageChange) -> CoverageChange:
    return CoverageChange.objects.select_for_update(of=("self",)).get(pk=change.pk)


def values_of(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def retest_of(case: Case, since: date) -> tuple[Retest, Mapping[int, OutreachOffice]]:
    """The second look at the network, with the offices of the log by their key. Two queries."""
    offices = {office.pk: office for office in outreach.logged_offices(case)}
    asked = [
        Asked(
            key=key,
            result=office.result,
            tried_on=tuple(one.contacted_on for one in outreach.tries_of(office)),
            first_open_on=office.first_open_on,
            distance=float(office.distance) if office.distance is not None else None,
        )
        for key, office in offices.items()
    ]
    return retest(asked, since=since), offices


def rights_of(case: Case, change: CoverageChange, *, today: date) -> list[continuity.Right]:
    """Load the case with its coverage and care."""
    plan = plan_facts_of(case.coverage, case.care)
    matches = matching.applicable(plan, Kind.CONTINUITY, on=change.happens_on)
    facts = continuity.Change(change.kind, change.happens_on, change.notice_on, change.course)
    return continuity.rights(matches, facts, plan, today=today)

"""What the steps are counted from, read from the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from requests_app.common.time_zones import day_at
from requests_app.decisions.queries import decided_of, wanted_of
from requests_app.followups.closed import closed_days_of
from requests_app.ladder.rungs import Facts, Said
from requests_app.models import (
    Answer,
    Appeal,
    AppealState,
    Case,
    CaseStatus,
    Complaint,
    Escalation,
    FollowUp,
    FollowUpKind,
    InsurerCall,
    Rung,
)
from requests_app.models.cases import WaitingOn
from requests_app.models.decisions import DenialReason
from requests_app.models.insurer_calls import CallKind
from requests_app.tracks.queries import sendings_of
from requests_app.tracks.state import State, states_of

SHOWN = ("done_on", "way", "person", "team", "reference", "result", "promised_on")
AFTER_SENDING = (CallKind.CALL_2, CallKind.CALL_3, CallKind.CALL_4)
FROM_PLAN = frozenset({"PHONE", "LETTER"})
YES = "YES"


def entries_of(case: Case) -> list[Escalation]:
    """Every step that was taken and is kept, the newest first; one query."""
    found = list(_kept(case).select_related("track", "recorded_by").order_by("-done_on", "-id"))
    for one in found:
        one.case = case
    return found


def get_entry_or_404(case: Case, escalation_id: UUID) -> Escalation:
    found = _kept(case).filter(public_id=escalation_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def locked(entry: Escalation) -> Escalation:
    """Fresh, and held until the transaction ends. Call it with the case held."""
    fresh = Escalation.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    fresh.case = entry.case
    return fresh


@dataclass(frozen=True)
class Read:
    """The facts, and the rows they were read from. `track`: the one whose day counts."""

    facts: Facts
    entries: list[Escalation]
    track: State | None
    appeal: Appeal | None


def read(case: Case, *, now: datetime) -> Read:
    """Load the case with coverage, care and provider. A fixed number of queries."""
    today = day_at(now, zone=case.time_zone)
    entries = entries_of(case)
    appeal = case.appeals.filter(state=AppealState.SENT, decision__eob__isnull=True).order_by("-id").first()
    states = [one for one in states_of(case) if one.is_part == YES]
    sendings = sendings_of(case)
    sent_on = appeal.sent_on if appeal else sendings[-1].sent_on if sendings else None
    clocked = _clocked(states)
    calls = _calls(case, sent_on)
    facts = Facts(
        today=today,
        is_open=case.is_open,
        sent_on=sent_on or _asked_on(case, states),
        is_fast=_is_fast(appeal, sendings[-1].is_expedited if sendings else False, states),
        contacts=frozenset(_contacts(calls, entries, sent_on)),
        promised_on=_promised_on(case, calls, entries, sent_on),
        is_answered=case.status == CaseStatus.ANSWERED,
        denied_for_network_on=None if appeal else _denied_for_network_on(case),
        plan_waits_for_us=_waits_for_us(case, clocked),
        clinician_says_harm=case.care.clinician_says_waiting_harms == YES,
        care_is_over=case.care.timing == "OVER",
        has_rate_to_agree=any(one.track.kind == "SCA" for one in states),
        taken=_taken(case, calls, entries, sent_on),
        closed=closed_days_of(case.organization_id, sent_on or today),
    )
    facts = _with_appeal(facts, appeal) if appeal else _with_clocks(facts, states, now)
    return Read(facts, entries, clocked, appeal)


def facts_for(case: Case, *, now: datetime) -> Facts:
    return read(case, now=now).facts


def _kept(case: Case) -> QuerySet[Escalation]:
    return case.escalations.filter(removed_at__isnull=True)


def _calls(case: Case, since: date | None) -> list[InsurerCall]:
    """Finished calls since what waits was sent, newest first."""
    found = InsurerCall.objects.finished().filter(case=case, kind__in=AFTER_SENDING)
    if since is not None:
        found = found.filter(called_on__gte=since)
    return list(found.only("called_on", "kind", "promised_on", "case_id").order_by("-called_on", "-id"))


def _contacts(
    calls: Iterable[InsurerCall], entries: Iterable[Escalation], since: date | None
) -> Iterable[date]:
    yield from (one.called_on for one in calls if one.called_on)
    yield from (one.done_on for one in entries if since is None or one.done_on >= since)


def _taken(
    case: Case, calls: Iterable[InsurerCall], entries: Iterable[Escalation], since: date | None
) -> Mapping[Rung, date]:
    """The last day of each step; a complaint that was sent is the last of them."""
    days: dict[Rung, date] = {}
    for one in entries:
        if since is None or one.done_on >= since:
            days[Rung(one.rung)] = max(days.get(Rung(one.rung), one.done_on), one.done_on)
    called = [one.called_on for one in calls if one.called_on]
    if called:
        days[Rung.REPRESENTATIVE] = max([*called, *filter(None, [days.get(Rung.REPRESENTATIVE)])])
    complained = Complaint.objects.filter(case=case, sent_on__isnull=False, withdrawn_at__isnull=True)
    sent = list(complained.values_list("sent_on", flat=True))
    if sent:
        days[Rung.REGULATOR] = max(one for one in sent if one is not None)
    return days


def _promised_on(
    case: Case, calls: Iterable[InsurerCall], entries: Iterable[Escalation], since: date | None
) -> date | None:
    """The newest day the plan named, unless somebody marked that it was kept."""
    named = [(one.called_on, one.promised_on) for one in calls if one.called_on and one.promised_on]
    named += [
        (one.done_on, one.promised_on)
        for one in entries
        if one.promised_on and (since is None or one.done_on >= since)
    ]
    days = [promised for _on, promised in sorted(named, key=lambda one: one[0])]
    if not days:
        return None
    kept = FollowUp.objects.filter(
        case=case, kind=FollowUpKind.PROMISED, counted_from=days[-1], state=FollowUp.State.DONE
    )
    return None if kept.exists() else days[-1]


def _asked_on(case: Case, states: Iterable[State]) -> date | None:
    """Asked for in some other way than by a packet of ours."""
    days = [one.track.asked_on for one in states if one.track.asked_on]
    return min(days) if days and not case.outcome else None


def _is_fast(appeal: Appeal | None, was_urgent: bool, states: Iterable[State]) -> bool:
    if appeal is not None:
        return appeal.is_expedited
    asked = [one for one in states if one.track.fast_asked_at and one.track.fast_accepted != "NO"]
    return was_urgent or bool(asked)


def _clocked(states: Iterable[State]) -> State | None:
    """Whose day counts: one that was named or that a rule gives comes before one that is only common."""
    running = [one for one in states if one.clock is not None and one.clock.due_on is not None]
    order = sorted(running, key=lambda one: (one.clock.is_common, one.clock.due_on))  # type: ignore[union-attr]
    return order[0] if order else next((one for one in states if one.clock is not None), None)


def _with_clocks(facts: Facts, states: Iterable[State], now: datetime) -> Facts:
    states = list(states)
    state = _clocked(states)
    if state is None or state.clock is None:
        return facts
    ruled = [one.clock for one in states if one.clock is not None and one.clock.rule_due_on is not None]
    first = min(ruled, key=lambda one: one.rule_due_on or date.max) if ruled else None
    return replace(
        facts,
        due_on=state.clock.due_on,
        due_is_over=state.clock.due_on == facts.today and state.clock.is_over(now),
        said=Said.COMMON if state.clock.is_ours else _said(str(state.clock.source)),
        rule_due_on=first.rule_due_on if first else None,
        rule_is_over=first is not None and first.rule_due_on == facts.today and first.is_rule_over(now),
    )


def _with_appeal(facts: Facts, appeal: Appeal) -> Facts:
    return replace(facts, due_on=appeal.answer_due_on, said=Said.PLAN)


def _said(source: str) -> Said:
    if source in FROM_PLAN:
        return Said.PLAN
    return {"RULE": Said.RULE, "COMMON": Said.COMMON}.get(source, Said.OTHER)


def _denied_for_network_on(case: Case) -> date | None:
    found = decided_of(case)
    if found is None or found.answer == Answer.APPROVED or found.reason != DenialReason.NETWORK:
        return None
    return found.decided_on or found.heard_on


def _waits_for_us(case: Case, state: State | None) -> bool:
    if state is not None and state.clock is not None and state.clock.is_paused:
        return True
    return any(one.owed_by != WaitingOn.PLAN for one in wanted_of(case))

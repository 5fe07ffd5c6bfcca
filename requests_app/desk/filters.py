"""The queue's filters, from fixed lists: nothing of the address reaches the database by name.

The one meaning of a filter: what a list shows, a badge counts, a job takes and a chart links to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from requests_app.common.sealed import NotOpened, seal, unseal
from requests_app.common.states import STATE_NAMES
from requests_app.desk import chart_conditions as charts
from requests_app.desk import choices
from requests_app.desk import conditions as means
from requests_app.desk.conditions import MINE, NOBODY, OPEN
from requests_app.desk.orders import SORTS, is_open_only
from requests_app.models import CareKind, CaseStatus, ForWhom, NextAction, WaitingOn
from requests_app.models.decisions import DenialReason

LONGEST_WORDS = 60
# The parameter that holds what was searched for; sealed, because names have no place in an address.
SEALED = "find"
PURPOSE = "queue search"


def _listed(allowed: Any) -> Callable[[str], bool]:
    values = frozenset(str(one[0]) if isinstance(one, tuple) else str(one) for one in allowed)
    return values.__contains__


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= 15


def _is_days(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= 3


def _is_day(value: str) -> bool:
    try:
        return len(value) == 10 and date.min < date.fromisoformat(value) < date.max
    except ValueError:
        return False


CHECKS: dict[str, Callable[[str], bool]] = {
    "stage": _listed(choices.STAGE_CHOICES),
    "outcome": _listed(choices.OUTCOME_CHOICES),
    "running": _listed(choices.RUNNING_CHOICES),
    "ends_in": _is_days,
    "owner": lambda value: value in (MINE, NOBODY) or _is_id(value),
    "waiting_on": _listed(WaitingOn.values),
    "waited": _is_days,
    "due": _listed(choices.DUE_CHOICES),
    "snoozed": _listed(choices.SNOOZED_CHOICES),
    "tag": _is_id,
    "letter": _listed(choices.LETTER_CHOICES),
    "step": _listed(NextAction.values),
    "state": STATE_NAMES.__contains__,
    "care": _listed(CareKind.values),
    "language": _listed(choices.LANGUAGE_CHOICES),
    "reason": _listed(DenialReason.values),
    "appeal": _listed(charts.APPEAL_CHOICES),
    "offices": _listed(charts.OFFICES),
    "whom": _listed(ForWhom.values),
    "facility": _is_id,
    "site": _is_id,
    **dict.fromkeys(("opened_from", "opened_until", "sent_from", "sent_until"), _is_day),
    **dict.fromkeys(("decided_from", "decided_until"), _is_day),
    "sort": lambda value: value.removeprefix("-") in SORTS,
}


@dataclass(frozen=True)
class Filters:
    """What the staff member asked for; every value is checked against its list, anything else is ignored.

    Empty means not asked. `snoozed` empty leaves sleeping cases out of what is open, but never one in which
    a message waits. `plan` is a part of the insurer's name, `insurer` the whole of it.
    """

    stage: str = OPEN
    outcome: str = ""
    running: str = ""
    ends_in: str = ""
    owner: str = ""
    waiting_on: str = ""
    waited: str = ""
    due: str = ""
    urgent: bool = False
    unread: bool = False
    must_fix: bool = False
    snoozed: str = ""
    tag: str = ""
    letter: str = ""
    step: str = ""
    state: str = ""
    care: str = ""
    language: str = ""
    plan: str = ""
    insurer: str = ""
    reason: str = ""
    appeal: str = ""
    offices: str = ""
    whom: str = ""
    answer_late: bool = False
    billed: bool = False
    facility: str = ""
    site: str = ""
    opened_from: str = ""
    opened_until: str = ""
    sent_from: str = ""
    sent_until: str = ""
    decided_from: str = ""
    decided_until: str = ""
    text: str = ""
    sort: str = ""

    @classmethod
    def read(cls, data: QueryDict) -> Filters:
        found: dict[str, Any] = {}
        for one in fields(cls):
            value = data.get(one.name, "")
            if isinstance(one.default, bool):
                found[one.name] = value == "yes"
            elif one.name in CHECKS and value and CHECKS[one.name](value):
                found[one.name] = value
        found["plan"] = _words(data.get("plan", ""))
        found["insurer"] = _words(data.get("insurer", ""), longest=120)
        found["text"] = _words(data.get("text", "")) or _opened(data.get(SEALED, ""))
        return cls(**found)

    def query(self, **changes: str | bool) -> str:
        """The address part of these filters, with some of them changed."""
        other = replace(self, **changes)  # type: ignore[arg-type]
        values = {}
        for one in fields(other):
            value = getattr(other, one.name)
            if value != one.default:
                values[one.name] = "yes" if value is True else value
        text = values.pop("text", "")
        if text:
            values[SEALED] = seal(text, purpose=PURPOSE)
        return urlencode(values)

    def condition(self, *, user_id: int, today: date) -> Q:
        return self._where_it_stands(today) & self._who_has_it(user_id, today) & self._what_it_is(today)

    def _where_it_stands(self, today: date) -> Q:
        found = means.stage_condition(self.stage)
        if self.snoozed == means.SLEEPING or (not self.snoozed and is_open_only(self)):
            found &= means.snooze_condition(self.snoozed, today)
        if self.outcome:
            found &= Q(outcome="" if self.outcome == choices.UNDECIDED else self.outcome)
        if self.running:
            found &= means.running_condition(self.running, today)
        if self.ends_in:
            found &= means.ends_condition(int(self.ends_in), today)
        if self.due:
            found &= means.due_condition(self.due, today)
        if self.reason:
            found &= means.reason_condition(self.reason)
        if self.appeal:
            found &= charts.appeal_condition(self.appeal)
        if self.answer_late:
            found &= charts.answer_late_condition(today)
        if self.opened_from or self.opened_until:
            found &= means.opened_condition(self.opened_from, self.opened_until)
        if self.sent_from or self.sent_until:
            found &= means.sent_condition(self.sent_from, self.sent_until)
        if self.decided_from or self.decided_until:
            found &= means.decided_condition(self.decided_from, self.decided_until)
        return found

    def _who_has_it(self, user_id: int, today: date) -> Q:
        found = Q()
        if self.facility:
            found &= Q(organization_id=int(self.facility))
        if self.site:
            found &= Q(site_id=int(self.site))
        if self.owner:
            found &= means.owner_condition(self.owner, user_id)
        if self.waiting_on:
            found &= Q(waiting_on=self.waiting_on)
        if self.waited:
            found &= means.waited_condition(int(self.waited), today)
        if self.step:
            found &= Q(next_action=self.step)
        return found

    def _what_it_is(self, today: date) -> Q:
        found = Q()
        if self.urgent:
            found &= Q(is_urgent=True)
        if self.unread:
            found &= Q(unanswered_since__isnull=False)
        if self.must_fix:
            found &= Q(must_fix__gt=0, status=CaseStatus.PREPARING)
        if self.tag:
            found &= means.tag_condition(int(self.tag))
        if self.letter:
            found &= means.letter_condition(self.letter)
        if self.offices:
            found &= charts.offices_condition(self.offices)
        if self.billed:
            found &= charts.billed_condition()
        if self.whom:
            found &= Q(for_whom=self.whom)
        if self.state:
            found &= Q(coverage__plan_state=self.state)
        if self.care:
            found &= Q(care__kind=self.care)
        if self.language:
            found &= Q(language=self.language)
        if self.plan:
            found &= Q(sort_plan__contains=means.plain(self.plan))
        if self.insurer:
            found &= Q(sort_plan=means.plain(self.insurer))
        if self.text:
            found &= means.search_condition(self.text)
        return found


def _words(text: str, *, longest: int = LONGEST_WORDS) -> str:
    return " ".join(text.split())[:longest].strip()


def _opened(sealed: str) -> str:
    """What was searched for; an address of another service, or one that was changed, searches for nothing."""
    try:
        return _words(unseal(sealed, purpose=PURPOSE)) if sealed else ""
    except NotOpened:
        return ""

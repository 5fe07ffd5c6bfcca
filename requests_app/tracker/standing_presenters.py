"""The page “Where it is” in words."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common.dates import long_date, weekday_date, weekday_short
from requests_app.followups.presenters import said
from requests_app.models import (
    AgreementState,
    Answer,
    Appeal,
    AppealLevel,
    AppealOutcome,
    AppealState,
    Case,
    CaseOutcome,
    CaseStatus,
    ComplaintState,
    FollowUp,
    FollowUpKind,
    NextAction,
    RenewalState,
    ReprocessingState,
    TrackKind,
)
from requests_app.reprocessing.presenters import claim_name, state_text
from requests_app.standing.bills import NO_BILLS, Bills
from requests_app.standing.deadlines import Deadline
from requests_app.standing.queries import Followed
from requests_app.standing.turns import TurnNow
from requests_app.tracker.next_box import Chip, chip_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The days of these stand among the deadlines; here are the days to look or to call.
CHECK_INS = (
    FollowUpKind.CALL_2,
    FollowUpKind.CALL_3,
    FollowUpKind.CALL_4,
    FollowUpKind.PROMISED,
    FollowUpKind.APPEAL,
    FollowUpKind.COMPLAINT,
    FollowUpKind.BILL,
    FollowUpKind.OWN,
)


@dataclass(frozen=True)
class Row:
    label: StrOrPromise
    value: StrOrPromise


@dataclass(frozen=True)
class Line:
    """A day that matters; without `chip` it is not known, or no promise, and `day` says what can be said."""

    deadline: Deadline
    chip: Chip | None
    day: str


@dataclass(frozen=True)
class Item:
    title: StrOrPromise
    text: StrOrPromise
    url: str


def summary(case: Case, found: Followed, turn: TurnNow | None) -> list[Row]:
    rows = [
        Row(_("Where it is"), CaseStatus(case.status).label),
        Row(_("What the plan decided"), decided_text(case, found)),
    ]
    if turn is not None:
        rows.append(Row(_("Whose turn it is"), turn_text(turn)))
        rows.append(Row(_("What comes next"), _next_step(case, found)))
    return rows


def decided_text(case: Case, found: Followed) -> str:
    """The last yes or no, and whether the newest answer says that something is open."""
    if case.outcome:
        label = str(CaseOutcome(case.outcome).label)
        if case.outcome_on is not None:
            values = {"outcome": label, "day": long_date(case.outcome_on)}
            return _("%(outcome)s, on %(day)s") % values
        return label
    newest = found.newest
    return str(Answer(newest.answer).label) if newest is not None else _("Nothing yet")


def strip_text(case: Case, bills: Bills = NO_BILLS) -> str:
    """What the plan decided, for the strip; an appeal or a claim that is out is said beside it."""
    parts = [_decided(case)]
    if bills.wrong:
        parts.append(_("A bill does not match"))
    elif bills.sent:
        parts.append(_("A claim is with the plan again"))
    return " · ".join(part for part in parts if part)


def _decided(case: Case) -> str:
    if case.status == CaseStatus.APPEALING:
        status = str(CaseStatus.APPEALING.label)
        return f"{CaseOutcome(case.outcome).label} · {status}" if case.outcome else status
    return str(CaseOutcome(case.outcome).label) if case.outcome else ""


def turn_text(turn: TurnNow) -> str:
    if turn.since is None:
        return str(turn.name)
    values = {"party": turn.name, "day": long_date(turn.since), "number": turn.days}
    if not turn.days:
        return _("%(party)s, since today") % values
    text = ngettext(
        "%(party)s, since %(day)s (%(number)d day)", "%(party)s, since %(day)s (%(number)d days)", turn.days
    )
    return text % values


def _next_step(case: Case, found: Followed) -> str:
    step = case.next_action_text or str(NextAction(case.next_action).label)
    is_in_writing = found.newest is not None and found.newest.is_in_writing
    if case.next_action == NextAction.CALL_4 and is_in_writing and not case.next_action_text:
        step = _("Ask the plan about what is open")
    if case.due_on is None:
        return step
    return _("%(step)s, by %(day)s") % {"step": step, "day": weekday_date(case.due_on)}


def lines(found: Iterable[Deadline], *, today: date, closed: Set[date]) -> list[Line]:
    return [_line(one, today, closed) for one in found]


def _line(one: Deadline, today: date, closed: Set[date]) -> Line:
    if one.due_on is not None and one.is_promise:
        return Line(one, chip_of(one.due_on, today, closed), "")
    return Line(one, None, one.note or _("No day is known yet"))


def still_open(found: Iterable[Deadline], *, today: date) -> list[Row]:
    """The days that are still ahead; those that are only common are none."""
    return [
        Row(weekday_date(one.due_on), one.what)
        for one in found
        if one.due_on is not None and one.is_promise and one.due_on >= today
    ]


def check_ins(found: Iterable[FollowUp]) -> list[Row]:
    return [
        Row(weekday_short(one.due_on), said(one) or FollowUpKind(one.kind).label)
        for one in found
        if one.kind in CHECK_INS
    ]


def answers(case: Case, found: Followed) -> list[Item]:
    return [
        Item(
            _("%(answer)s, %(day)s")
            % {"answer": Answer(one.answer).label, "day": long_date(one.decided_on or one.heard_on)},
            _about(one),
            _url("decisions:answer_detail", case, decision_id=one.public_id),
        )
        for one in found.standing
    ]


def _about(decision: object) -> StrOrPromise:
    track = getattr(decision, "track", None)
    if getattr(decision, "appeal_id", None):
        return _("About an appeal")
    if getattr(decision, "renewal_id", None):
        return _("About going on")
    return TrackKind(track.kind).label if track is not None else _("About the request")


def appeals(case: Case, found: Iterable[Appeal]) -> list[Item]:
    return [
        Item(
            AppealLevel(one.level).label,
            _how_far(one),
            _url("appeals:appeal_detail", case, appeal_id=one.public_id),
        )
        for one in found
    ]


def _how_far(appeal: Appeal) -> StrOrPromise:
    if appeal.outcome:
        return AppealOutcome(appeal.outcome).label
    if appeal.state == AppealState.SENT and appeal.sent_on is not None:
        return _("Sent on %(day)s, no answer yet") % {"day": long_date(appeal.sent_on)}
    return AppealState(appeal.state).label


def complaints(case: Case, found: Followed) -> list[Item]:
    return [
        Item(
            one.office_name,
            _("Sent on %(day)s, no answer yet") % {"day": long_date(one.sent_on)}
            if one.state == ComplaintState.SENT and one.sent_on is not None
            else ComplaintState(one.state).label,
            _url("complaints:complaint_detail", case, complaint_id=one.public_id),
        )
        for one in found.complaints
    ]


def bills(case: Case, found: Bills) -> list[Item]:
    """Claims that were sent back, and statements that do not match."""
    items = [
        Item(claim_name(one.eob), state_text(one), _url("reprocessing:detail", case, back_id=one.public_id))
        for one in found.backs
        if one.state != ReprocessingState.WITHDRAWN
    ]
    items += [
        Item(claim_name(one), _("Does not match"), _url("eobs:eob_detail", case, eob_id=one.public_id))
        for one in found.wrong
    ]
    return items


def more(case: Case, found: Followed) -> list[Item]:
    """The agreement and the renewals, where there are any."""
    items = [
        Item(_("Single case agreement"), AgreementState(one.state).label, _url("agreements:agreement", case))
        for one in found.agreements[:1]
    ]
    items += [
        Item(
            _("Renewal"),
            RenewalState(one.state).label,
            _url("renewals:renewal_detail", case, renewal_id=one.public_id),
        )
        for one in found.renewals
    ]
    return items


def _url(name: str, case: Case, **more: object) -> str:
    return reverse(name, kwargs={"case_id": case.public_id, **more})

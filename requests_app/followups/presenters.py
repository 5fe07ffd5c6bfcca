"""Follow-ups as the pages show them: the day, the rule in words, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.common.business_days import closed_days_between, count_business_days
from requests_app.common.dates import long_date, weekday_date, weekday_short
from requests_app.common.time_zones import day_at
from requests_app.followups.calendar import calendar_years, closed_days_from
from requests_app.followups.queries import CALLS
from requests_app.followups.schedule import Reason
from requests_app.followups.wording import calendar_name, rule_text
from requests_app.models import Case, FollowUp, FollowUpKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


# The page on which the day was counted, or on which it is settled.
ABOUT_PAGES: dict[str, str] = {
    FollowUpKind.CALL_4: "decisions:answer_list",
    FollowUpKind.NEEDS_MORE: "decisions:answer_list",
    FollowUpKind.APPEAL_BY: "appeals:appeal_list",
    FollowUpKind.APPEAL: "appeals:appeal_list",
    FollowUpKind.PEER_BY: "appeals:appeal_list",
    FollowUpKind.COMPLAINT: "complaints:complaint_list",
    FollowUpKind.BILL: "eobs:eob_list",
    FollowUpKind.RENEW: "renewals:overview",
    FollowUpKind.CONTINUITY: "renewals:overview",
    FollowUpKind.OFFER: "agreements:agreement",
}


@dataclass(frozen=True)
class Row:
    """One open follow-up. `why` are the sentences that explain the day."""

    title: StrOrPromise
    text: str
    due: date
    days_left: int
    days_late: int
    why: tuple[str, ...]
    call_url: str
    about_url: str
    event_url: str
    done_url: str
    move_url: str
    cancel_url: str


@dataclass(frozen=True)
class PastRow:
    title: StrOrPromise
    text: str
    is_done: bool
    due: date
    finished_on: date


def row(case: Case, follow_up: FollowUp, *, today: date, office_days: frozenset[date] = frozenset()) -> Row:
    """`office_days`: when the organization is closed, beside the federal holidays."""
    due = follow_up.due_on
    closed = closed_days_from(min(today, due), organization_days=office_days)
    is_late = due < today
    return Row(
        title=_title(follow_up),
        text=said(follow_up) if follow_up.kind != FollowUpKind.OWN else "",
        due=due,
        days_left=0 if is_late else count_business_days(today, due, closed),
        days_late=(today - due).days if is_late else 0,
        why=_why(follow_up, office_days),
        call_url=_url("insurer_calls:call_card", case, kind=follow_up.kind) if _is_call(follow_up) else "",
        about_url=_url(ABOUT_PAGES[follow_up.kind], case) if follow_up.kind in ABOUT_PAGES else "",
        event_url=_url("followups:event_file", case, follow_up_id=follow_up.public_id),
        done_url=_url("followups:follow_up_done", case, follow_up_id=follow_up.public_id),
        move_url=_url("followups:follow_up_move", case, follow_up_id=follow_up.public_id),
        cancel_url=_url("followups:follow_up_cancel", case, follow_up_id=follow_up.public_id),
    )


def now_planned(follow_up: FollowUp) -> str:
    return _("%(title)s is planned for %(day)s.") % {
        "title": _title(follow_up),
        "day": weekday_date(follow_up.due_on),
    }


def past_rows(found: Sequence[FollowUp], *, zone: str) -> list[PastRow]:
    return [
        PastRow(
            title=_title(one),
            text=said(one) if one.kind != FollowUpKind.OWN else "",
            is_done=one.state == FollowUp.State.DONE,
            due=one.due_on,
            finished_on=day_at(one.finished_at, zone=zone) if one.finished_at else one.due_on,
        )
        for one in found
    ]


def said(follow_up: FollowUp) -> str:
    """What it is for: a text of ours is kept in English and read in the reader’s language."""
    return _(follow_up.what) if follow_up.about and follow_up.what else follow_up.what


def _title(follow_up: FollowUp) -> StrOrPromise:
    if follow_up.kind == FollowUpKind.OWN:
        return said(follow_up)
    return FollowUpKind(follow_up.kind).label


def _why(follow_up: FollowUp, office_days: frozenset[date]) -> tuple[str, ...]:
    """The rule counts to the day it gave; a day somebody picked is said to be just that."""
    if follow_up.moved_from is not None:
        return (_("You moved it from %(day)s.") % {"day": weekday_short(follow_up.moved_from)},)
    return _rule(follow_up, office_days)


def _rule(follow_up: FollowUp, office_days: frozenset[date]) -> tuple[str, ...]:
    start = follow_up.counted_from
    if start is None or not follow_up.reason:
        return ()
    years = calendar_years(start, follow_up.due_on)
    rule = rule_text(Reason(follow_up.reason), follow_up.business_days)
    skipped = closed_days_between(
        start, follow_up.due_on, closed_days_from(start, organization_days=office_days)
    )
    federal = closed_days_from(start)
    has_office_days = any(day not in federal for day in skipped)
    name = calendar_name(years, with_office_days=has_office_days)
    lines = [
        _("%(rule)s (%(day)s).") % {"rule": rule, "day": long_date(start)},
        _("Calendar used: %(calendar)s.") % {"calendar": name},
    ]
    for day in skipped:
        text = _("%(day)s is a holiday and did not count.")
        if day not in federal:
            text = _("On %(day)s our office is closed, so it did not count.")
        lines.append(text % {"day": weekday_short(day)})
    return tuple(lines)


def _is_call(follow_up: FollowUp) -> bool:
    return follow_up.kind in CALLS or follow_up.kind == FollowUpKind.CALL_4


def _url(name: str, case: Case, **more: object) -> str:
    return reverse(name, kwargs={"case_id": case.public_id, **more})

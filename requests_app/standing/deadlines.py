"""Every day that matters after the sending, with where it comes from. Pure.

A day that is not known is kept too: its line says where to ask for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.appeals.days_text import answer_due
from requests_app.common.dates import long_date
from requests_app.decisions.appeal_days import AppealDays, CountsBy, days_of
from requests_app.models import (
    Appeal,
    AppealLevel,
    AppealState,
    Case,
    Decision,
    PeerState,
    TrackKind,
    WaitingOn,
)
from requests_app.standing.bills import NO_BILLS, Bills
from requests_app.standing.queries import Followed
from requests_app.tracks.clock_text import TextLine, lines_of, result_text, source_text
from requests_app.tracks.presenters import clock_url
from requests_app.tracks.state import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


# How the parties are called on the patient’s pages; staff see the same words.
PARTY: dict[str, StrOrPromise] = {
    WaitingOn.PLAN: gettext_lazy("Your plan"),
    WaitingOn.CLINICIAN: gettext_lazy("Your clinician"),
    WaitingOn.PATIENT: gettext_lazy("You"),
    WaitingOn.US: gettext_lazy("The admissions team"),
}


@dataclass(frozen=True)
class Deadline:
    """`who` has to act by that day."""

    what: StrOrPromise
    due_on: date | None
    who: StrOrPromise
    source: str
    url: str
    # A day that is only common is never called due or late; `note` says what came out.
    is_promise: bool = True
    note: str = ""
    arithmetic: tuple[TextLine, ...] = ()


def deadlines(
    case: Case, found: Followed, states: Iterable[State], *, today: date, bills: Bills = NO_BILLS
) -> list[Deadline]:
    """The next one first; those without a day last. Load the case with coverage and care."""
    lines = [
        *_clocks(case, states),
        *_wanted(case, found),
        *_days_to_appeal(case, found, today),
        *_appeals_out(case, found, today),
        *_peers(case, found),
        *_complaints(case, found),
        *_sent_back(case, bills),
        *_ends(case, found),
    ]
    return sorted(lines, key=lambda one: (one.due_on is None, one.due_on or date.max))


def _clocks(case: Case, states: Iterable[State]) -> Iterator[Deadline]:
    for state in states:
        clock = state.clock
        if clock is not None:
            yield Deadline(
                what=_("The plan answers: %(what)s") % {"what": TrackKind(state.track.kind).label},
                due_on=clock.due_on,
                who=PARTY[WaitingOn.PLAN],
                source=source_text(clock.main),
                url=clock_url(state.track),
                is_promise=not (clock.is_common or clock.is_paused),
                note=result_text(clock.main, zone=clock.zone),
                arithmetic=tuple(lines_of(clock.main, zone=clock.zone)),
            )


def _wanted(case: Case, found: Followed) -> Iterator[Deadline]:
    for one in found.wanted:
        yield Deadline(
            what=_("The plan still wants: %(what)s") % {"what": one.what},
            due_on=one.due_on,
            who=PARTY.get(one.owed_by, PARTY[WaitingOn.PATIENT]),
            source=_("What the plan said on %(day)s.") % {"day": long_date(one.asked_on)},
            url=_url("decisions:answer_list", case),
        )


def _days_to_appeal(case: Case, found: Followed, today: date) -> Iterator[Deadline]:
    for decision in found.not_appealed():
        yield _refused(case, decision, today)
    for appeal in found.appeals_begun:
        yield _begun(case, appeal, today)
    of_a_claim = _("Last day to appeal what they decided about a claim")
    for decision in found.bills_not_appealed():
        yield replace(_refused(case, decision, today), what=of_a_claim)
    for appeal in found.bill_appeals:
        if appeal.state == AppealState.PREPARING:
            yield replace(_begun(case, appeal, today), what=of_a_claim)


def _refused(case: Case, decision: Decision, today: date) -> Deadline:
    url = _url("decisions:answer_detail", case, decision_id=decision.public_id)
    return _last_day(days_of(case, decision, on=today), url)


def _begun(case: Case, appeal: Appeal, today: date) -> Deadline:
    days = days_of(case, appeal.decision, on=today, level=AppealLevel(appeal.level))
    return _last_day(days, _url("appeals:deadline", case, appeal_id=appeal.public_id))


def _last_day(days: AppealDays, url: str) -> Deadline:
    rule = days.rule
    of_rule = (
        _("A rule on file, counted from the date on the letter.")
        if rule is not None and rule.is_from_letter
        else _("A rule on file, counted from the day the plan decided.")
    )
    source = {
        CountsBy.LETTER: _("The day in the letter.") if days.is_read else _("What the plan said."),
        CountsBy.RULE: of_rule,
        CountsBy.BOTH: _("The letter and a rule on file name the same day.") if days.is_read else of_rule,
        CountsBy.NOTHING: _("Nobody knows this day yet. Look in the letter, or ask the plan."),
    }[days.source]
    if days.safe_on is not None:
        source += " " + _("It may be as early as %(day)s. Confirm by phone, and be done by then.") % {
            "day": long_date(days.safe_on)
        }
    return Deadline(_("Last day to appeal"), days.counts, PARTY[WaitingOn.PATIENT], source, url)


def _appeals_out(case: Case, found: Followed, today: date) -> Iterator[Deadline]:
    out = (one for one in found.bill_appeals if one.state == AppealState.SENT)
    for appeal in (*found.appeals_out, *out):
        appeal.case = case
        shown = answer_due(appeal, today=today)
        yield Deadline(
            what=_("Answer to the appeal: %(level)s") % {"level": AppealLevel(appeal.level).label},
            due_on=appeal.answer_due_on,
            who=PARTY[WaitingOn.PLAN],
            source=shown.text if shown is not None else "",
            url=_url("appeals:appeal_detail", case, appeal_id=appeal.public_id),
        )


def _peers(case: Case, found: Followed) -> Iterator[Deadline]:
    for peer in found.peers:
        if peer.state in (PeerState.WANTED, PeerState.ASKED) and peer.window_until is not None:
            yield Deadline(
                what=_("The call between the doctors"),
                due_on=peer.window_until,
                who=PARTY[WaitingOn.CLINICIAN],
                source=_("What the plan said."),
                url=_url("appeals:peer", case),
            )


def _complaints(case: Case, found: Followed) -> Iterator[Deadline]:
    for complaint in found.complaints_out:
        yield Deadline(
            what=_("Answer to the complaint: %(office)s") % {"office": complaint.office_name},
            due_on=complaint.answer_due_on,
            who=complaint.office_name,
            source=complaint.answer_due_from,
            url=_url("complaints:complaint_detail", case, complaint_id=complaint.public_id),
        )


def _sent_back(case: Case, bills: Bills) -> Iterator[Deadline]:
    """Claims that are with the plan again."""
    for back in bills.sent:
        yield Deadline(
            what=_("Answer about a claim you sent back"),
            due_on=back.answer_due_on,
            who=PARTY[WaitingOn.PLAN],
            source=back.answer_due_from or _("The plan named no day. We remind you to ask."),
            url=_url("reprocessing:detail", case, back_id=back.public_id),
        )


def _ends(case: Case, found: Followed) -> Iterator[Deadline]:
    """The ends of what was approved; an approval that was renewed ends by itself."""
    for decision in found.approvals:
        url = _url("renewals:overview", case)
        source = _("What the plan answered on %(day)s.") % {"day": long_date(decision.heard_on)}
        if decision.renew_by is not None:
            yield Deadline(_("Ask to renew"), decision.renew_by, PARTY[WaitingOn.PATIENT], source, url)
        if decision.ends_on is not None:
            yield Deadline(_("The approval ends"), decision.ends_on, PARTY[WaitingOn.PATIENT], source, url)


def _url(name: str, case: Case, **more: object) -> str:
    return reverse(name, kwargs={"case_id": case.public_id, **more})

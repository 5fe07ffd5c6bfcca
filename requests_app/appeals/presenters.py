"""What the pages of an appeal show, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.appeals import queries, routes
from requests_app.appeals.days_text import DaysShown as DaysShown
from requests_app.appeals.days_text import answer_due as answer_due
from requests_app.appeals.days_text import days_shown as days_shown
from requests_app.common.dates import long_date, weekday_date
from requests_app.decisions.appeal_days import days_of
from requests_app.knowledge import library
from requests_app.knowledge.plans import plan_facts_of
from requests_app.knowledge.records import Record
from requests_app.knowledge.regulators import regulators_for
from requests_app.knowledge.vocabulary import Kind
from requests_app.models import (
    Answer,
    Appeal,
    AppealLevel,
    AppealOutcome,
    AppealState,
    Case,
    Decision,
    DenialReason,
    PeerToPeer,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PLAN_PAPERS = "us-erisa-plan-documents"


@dataclass(frozen=True)
class Fact:
    label: StrOrPromise
    value: str


@dataclass(frozen=True)
class Card:
    title: str
    url: str
    status: str
    facts: list[Fact]


@dataclass(frozen=True)
class Against:
    """An answer that can be appealed; `days` tells until when."""

    title: str
    url: str
    days: DaysShown
    is_open: bool


@dataclass(frozen=True)
class Next:
    text: str
    url: str = ""
    button: str = ""


@dataclass(frozen=True)
class WayShown:
    name: StrOrPromise
    record: Record | None
    is_sure: bool


def heading(appeal: Appeal) -> str:
    return str(AppealLevel(appeal.level).label)


def answer_name(decision: Decision) -> str:
    """No, November 16, 2026 / Yes to part, … / No to the first appeal, …"""
    day = long_date(decision.decided_on or decision.heard_on)
    said = str(Answer(decision.answer).label)
    if decision.eob_id is not None:
        return _("%(answer)s, about a bill (%(day)s)") % {"answer": said, "day": day}
    if decision.appeal is not None:
        of_what = str(AppealLevel(decision.appeal.level).label)
        return _("%(answer)s, to: %(what)s (%(day)s)") % {"answer": said, "what": of_what, "day": day}
    return _("%(answer)s (%(day)s)") % {"answer": said, "day": day}


def reason_text(decision: Decision) -> str:
    """The reason as it was coded, with the plan’s own words."""
    coded = str(DenialReason(decision.reason).label) if decision.reason else ""
    words = decision.reason_words or decision.left_out_reason
    if coded and words:
        return _("%(reason)s: “%(words)s”") % {"reason": coded, "words": words}
    return coded or words


def levels_of(found: Iterable[Decision], first: Decision) -> list[str]:
    """Those of the answer that is chosen first; with several answers, of all of them."""
    wanted = dict.fromkeys(queries.levels_for(first))
    for one in found:
        wanted |= dict.fromkeys(queries.levels_for(one))
    return list(wanted)


def card(case: Case, appeal: Appeal, *, today: date) -> Card:
    appeal.decision.case = case
    facts = [Fact(_("Against"), answer_name(appeal.decision)), Fact(_("Where it is"), status_text(appeal))]
    if appeal.state == AppealState.PREPARING:
        shown = days_shown(days_of(case, appeal.decision, on=today, level=appeal.level), case, today)
        facts.append(Fact(_("Last day"), shown.headline))
    if appeal.number:
        facts.append(Fact(_("Number of the appeal"), appeal.number))
    marks = {AppealState.PREPARING: "STARTED", AppealState.SENT: "WAITING", AppealState.DECIDED: "DONE"}
    url = reverse("appeals:appeal_detail", args=[case.public_id, appeal.public_id])
    return Card(heading(appeal), url, marks.get(AppealState(appeal.state), ""), facts)


def against_row(case: Case, decision: Decision, *, today: date) -> Against:
    decision.case = case
    appealed = [one for one in decision.appeals_against.all() if one.state != AppealState.WITHDRAWN]
    start = reverse("appeals:start", args=[case.public_id])
    return Against(
        title=answer_name(decision),
        url=f"{start}?answer={decision.public_id}",
        days=days_shown(days_of(case, decision, on=today), case, today),
        is_open=not appealed,
    )


def status_text(appeal: Appeal) -> str:
    match appeal.state:
        case AppealState.SENT if appeal.sent_on:
            return _("Sent on %(day)s, no answer yet") % {"day": long_date(appeal.sent_on)}
        case AppealState.DECIDED if appeal.decided_on:
            values = {"what": AppealOutcome(appeal.outcome).label, "day": long_date(appeal.decided_on)}
            return _("%(what)s (%(day)s)") % values
        case AppealState.WITHDRAWN:
            return _("Taken back")
    return _("Not sent yet")


def deadline(appeal: Appeal, *, today: date) -> DaysShown | None:
    """While it is not sent: afterwards the day has done its work."""
    if appeal.state != AppealState.PREPARING:
        return None
    case = appeal.case
    return days_shown(days_of(case, appeal.decision, on=today, level=appeal.level), case, today)


def facts(appeal: Appeal) -> list[Fact]:
    found = [
        Fact(_("Against"), answer_name(appeal.decision)),
        Fact(_("The plan’s reason"), reason_text(appeal.decision)),
        Fact(_("Who gets it"), str(routes.NAMES.get(appeal.route, ""))),
        Fact(_("Fax, address or web page"), appeal.send_to or appeal.decision.appeal_way),
        Fact(_("Number of the appeal"), appeal.number),
    ]
    if appeal.claim_file_asked_on:
        found.append(Fact(_("Papers of the plan asked for"), long_date(appeal.claim_file_asked_on)))
    if appeal.claim_file_got_on:
        found.append(Fact(_("Papers of the plan came"), long_date(appeal.claim_file_got_on)))
    return [one for one in found if one.value]


def next_step(appeal: Appeal, *, today: date, may_edit: bool) -> Next | None:
    """The one thing to do now; every turn of an appeal has one."""
    case_id = appeal.case.public_id
    if appeal.state == AppealState.DECIDED:
        decision = queries.answer_to(appeal)
        if decision is None:
            return Next(
                _("Write down what was decided."),
                reverse("appeals:outcome", args=[case_id, appeal.public_id]) if may_edit else "",
                _("Write it down"),
            )
        url = reverse("decisions:answer_detail", args=[case_id, decision.public_id])
        if decision.answer == Answer.APPROVED:
            return Next(_("Look at what the yes says, point by point."), url, _("Look at the answer"))
        return Next(
            _("A no is not the end. Look at the new answer and at what can follow."),
            url,
            _("Look at the answer"),
        )
    if appeal.state == AppealState.SENT:
        return Next(
            _("Ask where it is, with its number. When there is an answer, write it down."),
            reverse("appeals:outcome", args=[case_id, appeal.public_id]) if may_edit else "",
            _("Write down the answer"),
        )
    return None


def way_choices(found: Iterable[routes.Way]) -> list[tuple[str, StrOrPromise]]:
    """Those that fit; “where the letter says” is always an answer."""
    listed = {str(way.route): way.name for way in found}
    listed.setdefault(str(routes.Route.LETTER), routes.NAMES[routes.Route.LETTER])
    return list(listed.items())


def ways_shown(found: Iterable[routes.Way], case: Case, *, on: date) -> list[WayShown]:
    return [WayShown(way.name, way.record, way.is_sure) for way in found]


def points_before(case: Case, decision: Decision) -> tuple[routes.Point, ...]:
    """What to know before a review outside the plan is chosen."""
    return routes.points(
        plan_facts_of(case.coverage, case.care),
        reason=decision.reason,
        is_urgent=case.care.clinician_says_waiting_harms == "YES",
        had_first_appeal=decision.appeal_id is not None,
    )


def points_for(appeal: Appeal) -> tuple[routes.Point, ...]:
    if appeal.level != AppealLevel.EXTERNAL:
        return ()
    case = appeal.case
    return routes.points(
        plan_facts_of(case.coverage, case.care),
        reason=appeal.decision.reason,
        is_urgent=appeal.is_expedited,
        had_first_appeal=appeal.decision.appeal_id is not None,
    )


def questions_for(case: Case, appeal: Appeal, *, on: date) -> list[str]:
    """What to ask by phone before it is sent."""
    found = [
        _("Where do I send the appeal: fax, address or website?"),
        _("What is the last day, and must it have arrived by then?"),
        _("How many appeals does the plan have, and by when does each have to be answered?"),
    ]
    if appeal.level == AppealLevel.EXTERNAL:
        found = [
            _("May I ask for a review outside the plan now, and who does it?"),
            _("Where do I send the request, and which form is needed?"),
            _("What is the last day, and must it have arrived by then?"),
        ]
        found += [str(one) for one in regulators_for(plan_facts_of(case.coverage, case.care), on).ask]
    return found


def claim_file_words() -> list[str]:
    """What is asked for, as it is said on the phone; the packet has the same in writing."""
    return [
        _("I ask for a copy of everything the plan used to decide: my claim file."),
        _("I ask for the exact rule, guideline or criteria you used."),
        _("Who decided, and what are their credentials?"),
        _("When will it be sent, and how? May I have a reference number?"),
    ]


def document_records(case: Case, *, on: date) -> list[Record]:
    """The right to the plan’s own papers, where it surely applies and may be printed."""
    plan = plan_facts_of(case.coverage, case.care)
    return [
        match.record
        for match in library.applicable(plan, Kind.RIGHT_TO_DOCUMENTS, on=on)
        if match.record.id == PLAN_PAPERS and match.is_certain and match.record.is_printable
    ]


def peer_summary(peer: PeerToPeer | None) -> str:
    if peer is None:
        return ""
    state = str(peer.get_state_display())
    if peer.held_on:
        return _("%(state)s on %(day)s") % {"state": state, "day": long_date(peer.held_on)}
    if peer.window_until:
        return _("%(state)s. Possible until %(day)s") % {
            "state": state,
            "day": weekday_date(peer.window_until),
        }
    return state

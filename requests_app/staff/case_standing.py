"""Where a case is, as the staff's page of it shows it: decision, turn, days per party, days that matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.cases.delays import Turn
from requests_app.claims.findings import Result
from requests_app.common.dates import short_date
from requests_app.common.money import dollars
from requests_app.desk.cells import stage_text
from requests_app.models import Case, WaitingOn
from requests_app.standing.bills import NO_BILLS, Bills
from requests_app.standing.deadlines import Deadline
from requests_app.standing.queries import Followed
from requests_app.standing.turns import Share, TurnNow, shares, turn_now

NAMES = {str(party): party.label for party in WaitingOn}
LINKS: tuple[tuple[str, LazyText | str], ...] = (
    ("tracker:standing", gettext_lazy("All days and clocks")),
    ("decisions:answer_list", gettext_lazy("Answers of the plan")),
    ("ladder:rungs", gettext_lazy("When no answer comes, step by step")),
    ("agreements:agreement", gettext_lazy("Single case agreement: terms and offers")),
    ("appeals:appeal_list", gettext_lazy("Appeals")),
    ("appeals:peer", gettext_lazy("Call between the doctors")),
    ("complaints:complaint_list", gettext_lazy("Complaints")),
    ("renewals:overview", gettext_lazy("Units used, renewal, continuity")),
    ("eobs:eob_list", gettext_lazy("Bills and statements (EOB)")),
)
MOST_DAYS = 6


@dataclass(frozen=True)
class Day:
    text: str
    what: LazyText | str
    url: str
    is_late: bool


@dataclass(frozen=True)
class Link:
    title: LazyText | str
    url: str


@dataclass(frozen=True)
class Standing:
    stage: str
    turn: TurnNow | None
    shares: tuple[Share, ...]
    days: tuple[Day, ...]
    more_days: int
    links: tuple[Link, ...]
    counts: str
    bills: str


def standing(
    case: Case,
    found: Followed,
    turns: Sequence[Turn],
    deadlines: Sequence[Deadline],
    *,
    bills: Bills = NO_BILLS,
    today: date,
    at: datetime,
) -> Standing:
    own = {"case_id": case.public_id}
    return Standing(
        stage=stage_text(case),
        turn=turn_now(case, NAMES, at=at),
        shares=shares(case, turns, NAMES, at=at),
        days=tuple(_days(deadlines[:MOST_DAYS], today)),
        more_days=max(len(deadlines) - MOST_DAYS, 0),
        links=tuple(Link(title, reverse(name, kwargs=own)) for name, title in LINKS),
        counts=_counts(found),
        bills=bills_text(bills),
    )


def _days(found: Iterable[Deadline], today: date) -> Iterable[Day]:
    for one in found:
        if one.due_on is None or not one.is_promise:
            yield Day(one.note or _("No day is known yet"), one.what, one.url, is_late=False)
        else:
            yield Day(short_date(one.due_on), one.what, one.url, is_late=one.due_on < today)


def _counts(found: Followed) -> str:
    values = {
        "answers": len(found.answers),
        "appeals": len(found.appeals),
        "complaints": len(found.complaints),
    }
    return _("Answers: %(answers)s · Appeals: %(appeals)s · Complaints: %(complaints)s") % values


def bills_text(found: Bills) -> str:
    """“Statements: 3 · Do not match: 1 · Sent back: 1 · Money in question: $940.00”; nothing without any."""
    if not found.eobs:
        return ""
    parts = [
        _("Statements: %(number)s") % {"number": len(found.eobs)},
        _("Do not match: %(number)s") % {"number": found.count(Result.WRONG)},
        _("Sent back: %(number)s") % {"number": len(found.preparing) + len(found.sent)},
    ]
    if found.in_question:
        parts.append(_("Money in question: %(amount)s") % {"amount": dollars(found.in_question)})
    return " · ".join(parts)

"""Which papers a request needs, and why: the same facts always give the same answer. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.common.business_days import count_business_days
from requests_app.followups.calendar import closed_days
from requests_app.models import CareTiming, Document, DocumentKind, PlanKind
from requests_app.models.documents import OwedBy
from requests_app.models.tracks import TrackOutcome
from requests_app.papers.kinds import KINDS, Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SAID_NO, BILLS_WRONG = "SAID_NO", "SAID_YES_BILLS_WRONG"
NO, YES = "NO", "YES"


@dataclass(frozen=True)
class Facts:
    """`answers`: outcomes of tracks and of the last call; `has_form`: what the plan said on the phone."""

    already_asked: str = ""
    answers: frozenset[str] = frozenset()
    plan_kind: str = ""
    care_timing: str = ""
    has_form: str = ""

    @property
    def was_denied(self) -> bool:
        said_no = {TrackOutcome.DENIED, TrackOutcome.PARTLY, "NO", "PART"}
        return self.already_asked == SAID_NO or bool(said_no & self.answers)

    @property
    def was_approved(self) -> bool:
        said_yes = {TrackOutcome.APPROVED, TrackOutcome.PARTLY, "YES", "PART"}
        return self.already_asked == BILLS_WRONG or bool(said_yes & self.answers)


@dataclass(frozen=True)
class Need:
    is_wanted: bool
    because: StrOrPromise


def need(kind: DocumentKind, facts: Facts) -> Need:
    """Whether a request with these facts wants this kind of paper, and why or why not."""
    return _NEEDS[kind](facts)


def _card(facts: Facts) -> Need:
    return Need(True, _("Every request names the numbers on the card."))


def _listings(facts: Facts) -> Need:
    return Need(True, _("Every request shows what the plan’s own directory says."))


def _letter(facts: Facts) -> Need:
    return Need(True, _("Every request is stronger with a signed letter."))


def _denial(facts: Facts) -> Need:
    if facts.was_denied:
        return Need(True, _("You told us that the plan said no."))
    return Need(False, _("Only when the plan has said no."))


def _answer(facts: Facts) -> Need:
    if facts.was_approved:
        return Need(True, _("You told us that the plan said yes. Keep its letter."))
    return Need(False, _("Only when the plan has answered in writing."))


def _referral(facts: Facts) -> Need:
    if facts.plan_kind in (PlanKind.HMO, PlanKind.POS):
        return Need(True, _("Many HMO and POS plans ask for one. Confirm by phone if yours does."))
    return Need(False, _("Only when your plan asks for one. Confirm by phone."))


def _form(facts: Facts) -> Need:
    if facts.has_form == YES:
        return Need(True, _("The plan said on the phone that there is a form."))
    if facts.has_form == NO:
        return Need(False, _("The plan said on the phone that there is no form."))
    return Need(False, _("Only when the plan has one. Ask on call 1."))


def _eob(facts: Facts) -> Need:
    if facts.already_asked == BILLS_WRONG:
        return Need(True, _("You told us that the bills are wrong. This paper shows how."))
    if facts.care_timing in (CareTiming.STARTED, CareTiming.OVER):
        return Need(True, _("You told us that the care has begun, so there may be bills already."))
    return Need(False, _("Only when care has begun."))


def _if_you_like(facts: Facts) -> Need:
    return Need(False, _("Only if it helps."))


_NEEDS = {
    DocumentKind.INSURANCE_CARD: _card,
    DocumentKind.DIRECTORY_LISTING: _listings,
    DocumentKind.DENIAL_LETTER: _denial,
    DocumentKind.CLINICIAN_LETTER: _letter,
    DocumentKind.REFERRAL: _referral,
    DocumentKind.PLAN_FORM: _form,
    DocumentKind.EOB: _eob,
    DocumentKind.PLAN_ANSWER: _answer,
    DocumentKind.NOTES: _if_you_like,
    DocumentKind.OTHER: _if_you_like,
}


class State(StrEnum):
    HAVE = "HAVE"
    WANTED = "WANTED"
    ASKED = "ASKED"
    NOT_HAD = "NOT_HAD"
    NOT_NEEDED = "NOT_NEEDED"


@dataclass(frozen=True)
class Asked:
    """Somebody was asked for it, or said that nobody has it. `day`: of `at`, where the case is."""

    owed_by: OwedBy
    at: datetime
    day: date
    is_not_had: bool = False
    note: str = ""


@dataclass(frozen=True)
class Wanted:
    """One kind of paper and how it stands; `since` and `business_days` are told when somebody was asked."""

    kind: Kind
    state: State
    because: StrOrPromise
    documents: tuple[Document, ...] = ()
    is_there: bool = False
    owed_by: OwedBy = OwedBy.PATIENT
    since: date | None = None
    business_days: int = 0
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Still to come, whoever owes it."""
        return self.state in (State.WANTED, State.ASKED)


def wanted(
    facts: Facts,
    *,
    documents: Mapping[str, Sequence[Document]],
    came_at: Mapping[str, datetime],
    asked: Mapping[str, Asked],
    on: date,
) -> list[Wanted]:
    """Every kind, in the order of the page.

    `came_at`: when the last of a kind came. It also knows what is there without a file of its own, like a
    letter signed here.
    """
    return [
        _stands(
            Wanted(kind, State.NOT_NEEDED, "", tuple(documents.get(kind.kind, ())), owed_by=kind.owed_by),
            need(kind.kind, facts),
            came_at=came_at.get(kind.kind),
            asked=asked.get(kind.kind),
            on=on,
        )
        for kind in KINDS
    ]


def _stands(found: Wanted, wish: Need, *, came_at: datetime | None, asked: Asked | None, on: date) -> Wanted:
    found = replace(found, because=wish.because, is_there=came_at is not None)
    if asked is not None:
        found = replace(found, owed_by=asked.owed_by, note=asked.note)
        if asked.is_not_had and came_at is None:
            return replace(found, state=State.NOT_HAD, since=asked.day)
        if not asked.is_not_had and (came_at is None or asked.at > came_at):
            days = business_days_since(asked.day, on)
            return replace(found, state=State.ASKED, since=asked.day, business_days=days)
    if came_at is not None:
        return replace(found, state=State.HAVE)
    return replace(found, state=State.WANTED) if wish.is_wanted else found


def business_days_since(day: date, on: date) -> int:
    """None on the day itself, whichever it was."""
    return max(0, count_business_days(day, on, closed_days(first_year=day.year, last_year=max(day, on).year)))

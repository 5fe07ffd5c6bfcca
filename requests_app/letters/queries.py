from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app.common.actor import Actor
from requests_app.common.business_days import count_business_days
from requests_app.common.time_zones import day_at
from requests_app.followups.calendar import closed_days_from
from requests_app.models import (
    AskWay,
    Case,
    ClinicianLetter,
    ClinicianMessage,
    ClinicianRequest,
    ClinicianState,
    Document,
    DocumentKind,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WAITING_STATES = (ClinicianState.SENT, ClinicianState.OPENED, ClinicianState.STARTED)
RAN_OUT, CANCELLED, ON_PAPER = "RAN_OUT", "CANCELLED", "ON_PAPER"
STATE_WORDS: dict[str, StrOrPromise] = {
    **dict(ClinicianState.choices),
    RAN_OUT: _("Link ran out"),
    CANCELLED: _("Cancelled"),
    ON_PAPER: _("Letter on paper"),
}


@dataclass(frozen=True)
class Owed:
    """A letter that a clinician has been asked for and has not given."""

    letter_request: ClinicianRequest
    state: str
    since: date
    business_days: int

    @property
    def state_text(self) -> StrOrPromise:
        return STATE_WORDS[self.state]


def requests_of(case: Case) -> list[ClinicianRequest]:
    """Newest first. One query, with what `waits_for_answer` reads."""
    return list(_with_last_message(ClinicianRequest.objects.filter(case=case)).order_by("-id"))


def _with_last_message(found: QuerySet[ClinicianRequest]) -> QuerySet[ClinicianRequest]:
    last = ClinicianMessage.objects.filter(request=OuterRef("pk")).order_by("-id")
    return found.annotate(last_is_from_clinician=Subquery(last.values("is_from_clinician")[:1]))


def waits_for_answer(letter_request: ClinicianRequest, state: str) -> bool:
    """The clinician asked something before writing: it is the turn of the people of the case."""
    return state in WAITING_STATES and bool(getattr(letter_request, "last_is_from_clinician", False))


def open_requests(case: Case, at: datetime) -> QuerySet[ClinicianRequest]:
    """Neither signed nor refused, taken back or run out."""
    over = Q(state__in=[ClinicianState.SIGNED, ClinicianState.DECLINED]) | Q(revoked_at__isnull=False)
    return ClinicianRequest.objects.filter(case=case).exclude(over | Q(expires_at__lte=at))


def get_request_or_404(case: Case, request_id: UUID) -> ClinicianRequest:
    found = _with_last_message(ClinicianRequest.objects.filter(case=case, public_id=request_id)).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def request_of_clinician(actor: Actor, request_id: UUID) -> ClinicianRequest:
    """The one request this clinician was let in for, with its case and what the letter is about."""
    found = (
        ClinicianRequest.objects.select_related(
            "case__organization",
            "case__patient",
            "case__coverage",
            "case__care",
            "case__provider",
            "asked_by",
        )
        .filter(pk=actor.clinician_request_id or 0, public_id=request_id)
        .first()
    )
    if found is None:
        raise Http404
    return found


def is_over(case: Case, letter_request: ClinicianRequest) -> bool:
    """Taken back, or its case is closed: nobody writes any more. Ask it with both of them held."""
    return letter_request.revoked_at is not None or not case.is_open


def next_number(letter_request: ClinicianRequest) -> int:
    """Of the next version of the letter; ask it with the request held."""
    last = ClinicianLetter.objects.filter(request=letter_request).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def held(letter_request: ClinicianRequest) -> ClinicianRequest:
    return ClinicianRequest.objects.select_for_update(of=("self",)).get(pk=letter_request.pk)


def is_read_here(letter_request: ClinicianRequest, *, at: datetime) -> bool:
    """The clinician has a link that works, so that a message reaches somebody."""
    is_sent = letter_request.way == AskWay.EMAIL and letter_request.sent_at is not None
    ends_at = letter_request.expires_at
    return is_sent and letter_request.revoked_at is None and ends_at is not None and ends_at > at


def messages_of(letter_request: ClinicianRequest) -> list[ClinicianMessage]:
    """Oldest first."""
    found = ClinicianMessage.objects.filter(request=letter_request).select_related("author")
    return list(found.order_by("id"))


def state_of(letter_request: ClinicianRequest, *, at: datetime, paper_on: datetime | None = None) -> str:
    """How it stands now. `paper_on`: when the newest letter on paper came into the case."""
    if letter_request.state in (ClinicianState.SIGNED, ClinicianState.DECLINED):
        return letter_request.state
    if letter_request.revoked_at is not None:
        return CANCELLED
    if letter_request.way == AskWay.PAPER and paper_on is not None and paper_on >= letter_request.asked_at:
        return ON_PAPER
    if letter_request.expires_at is not None and letter_request.expires_at <= at:
        return RAN_OUT
    return letter_request.state


def paper_letter_came_at(case: Case) -> datetime | None:
    """When somebody of the case last uploaded a letter from a clinician."""
    letters = Document.objects.shown(case).filter(
        kind=DocumentKind.CLINICIAN_LETTER, from_clinician__isnull=True
    )
    return letters.order_by("-received_at").values_list("received_at", flat=True).first()


def waiting_for_clinician(case: Case, on: date, *, at: datetime | None = None) -> list[Owed]:
    """What clinicians owe, the longest first, with the business days since the link went out.

    One query, and one for the letters on paper where one was asked for.
    """
    now = at or timezone.now()
    found = requests_of(case)
    asks_paper = any(one.way == AskWay.PAPER for one in found)
    paper_on = paper_letter_came_at(case) if asks_paper else None
    return owed_of(case, [(one, state_of(one, at=now, paper_on=paper_on)) for one in found], on=on)


def owed_of(case: Case, found: Sequence[tuple[ClinicianRequest, str]], *, on: date) -> list[Owed]:
    owed = []
    for one, state in found:
        if state in WAITING_STATES and one.sent_at is not None:
            since = day_at(one.sent_at, zone=case.time_zone)
            owed.append(Owed(one, state, since, days_since(since, on)))
    return sorted(owed, key=lambda each: each.since)


def days_since(since: date, on: date) -> int:
    """Business days from the day after `since` to `on`."""
    return count_business_days(since, on, closed_days_from(since)) if on > since else 0

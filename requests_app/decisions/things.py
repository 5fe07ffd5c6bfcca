"""What an answer can be about, and what is known of the calls: read from the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from requests_app.cases.ownership import without_hidden_notes
from requests_app.decisions.urls_of import url_of
from requests_app.insurer_calls import facts
from requests_app.insurer_calls import queries as calls
from requests_app.models import (
    AppealState,
    Case,
    InsurerCall,
    Renewal,
    RenewalState,
    TrackKind,
)
from requests_app.models.insurer_calls import CallKind
from requests_app.tracks import queries as tracks
from requests_app.tracks.rules import IN_PATH, main_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RENEWAL = "RENEWAL"


@dataclass(frozen=True)
class Thing:
    """Something the plan was asked for."""

    key: str
    label: StrOrPromise
    track: str = ""
    renewal: Renewal | None = None


def things_to_answer(case: Case) -> list[Thing]:
    """A renewal that waits comes first, then the tracks of the request, the one the calls are about first."""
    main = main_kind(case.path)
    wanted = {main, *IN_PATH.get(case.path, frozenset())}
    for row in tracks.tracks_of(case):
        if row.is_wanted == "YES" or row.asked_on or row.reference or row.outcome:
            wanted.add(TrackKind(row.kind))
    kinds = sorted(wanted, key=lambda kind: (kind != main, tracks.KINDS.index(TrackKind(kind))))
    found = [Thing(kind, TrackKind(kind).label, track=kind) for kind in kinds]
    waiting = case.renewals.filter(state=RenewalState.SENT).select_related("decision__track").first()
    if waiting is not None:
        found.insert(0, Thing(RENEWAL, _("The request to go on (renewal)"), renewal=waiting))
    return found


def chosen(things: list[Thing], key: str) -> Thing:
    return next((one for one in things if one.key == key), things[0])


def sent_appeal_url(case: Case) -> str:
    """An answer to an appeal is written down with the appeal; empty when none is out."""
    appeal = case.appeals.filter(state=AppealState.SENT).order_by("-id").first()
    return reverse("appeals:outcome", args=[case.public_id, appeal.public_id]) if appeal else ""


def call_or_none(case: Case, text: str) -> InsurerCall | None:
    """A finished call with the plan that this address names."""
    try:
        wanted = UUID(text)
    except ValueError:
        return None
    found = InsurerCall.objects.finished().filter(case=case, public_id=wanted, kind__in=calls.PLAN_CALLS)
    # What is taken over from it is read by both sides.
    return next(iter(without_hidden_notes(case, found[:1], for_staff=False)), None)


def unwritten_call(case: Case) -> InsurerCall | None:
    """The newest call that heard an answer, while nobody has written that answer down since."""
    heard = (one for one in calls.finished_calls(case) if calls.heard_an_answer(one))
    newest = max(heard, key=lambda one: (one.called_on, one.pk), default=None)
    if (
        newest is None
        or case.decisions.filter(removed_at=None, eob=None, heard_on__gte=newest.called_on).exists()
    ):
        return None
    return newest


def add_url(case: Case) -> str:
    """With what a call already heard, so that nobody types it twice."""
    call, address = unwritten_call(case), url_of("answer_add", case)
    return f"{address}?call={call.public_id}" if call else address


def is_removed(case: Case, decision_id: UUID) -> bool:
    return case.decisions.filter(public_id=decision_id, removed_at__isnull=False).exists()


def number_to_call(case: Case) -> str:
    return facts.number_to_call(case, CallKind.CALL_4, calls.finished_calls(case))


def request_number(case: Case) -> str:
    return calls.latest_request_number(case)

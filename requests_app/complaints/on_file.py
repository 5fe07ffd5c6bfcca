"""What the case holds that a complaint can stand on."""

from __future__ import annotations

from datetime import date, datetime

from requests_app.common.time_zones import day_at
from requests_app.complaints.reasons import OnFile
from requests_app.decisions.queries import current_for, decided_of
from requests_app.models import (
    Answer,
    Case,
    Document,
    DocumentKind,
    FollowUp,
    FollowUpKind,
    InsurerCall,
    OutreachOffice,
)
from requests_app.models.outreach import OutreachResult
from requests_app.tracks.state import states_of

NO_PLACE = (
    OutreachResult.DOES_NOT_TREAT,
    OutreachResult.NOT_TAKING,
    OutreachResult.WAIT_TOO_LONG,
    OutreachResult.TOO_FAR,
    OutreachResult.WRONG_AGE,
)
WRONG_LISTING = (OutreachResult.NOT_IN_NETWORK, OutreachResult.WRONG_NUMBER)
NOT_RECEIVED = ("NO", "CANNOT_FIND")
# What an office asks for with nearly every complaint.
USEFUL = (DocumentKind.DENIAL_LETTER, DocumentKind.INSURANCE_CARD, DocumentKind.PROOF_OF_SENDING)


def on_file(case: Case, *, now: datetime) -> OnFile:
    """Load the case with coverage and care."""
    today = day_at(now, zone=case.time_zone)
    current, decided = current_for(case), decided_of(case)
    results = list(OutreachOffice.objects.logged().filter(case=case).values_list("result", flat=True))
    calls = list(InsurerCall.objects.finished().filter(case=case).only("answers", "promised_on"))
    promised = {one.promised_on for one in calls if one.promised_on is not None} - _kept_promises(case)
    was_denied = decided is not None and decided.answer in (Answer.DENIED, Answer.PARTLY)
    return OnFile(
        is_late=_is_late(case, now),
        promise_is_over=any(day < today for day in promised),
        denied_reason=decided.reason if decided is not None and was_denied else "",
        was_denied=was_denied,
        nothing_in_writing=current is not None and current.answer == Answer.NOT_WRITTEN,
        offices_without_place=sum(one in NO_PLACE for one in results),
        wrong_listings=sum(one in WRONG_LISTING for one in results),
        was_sent_twice=any(one.answers.get("received") in NOT_RECEIVED for one in calls),
    )


def papers_there(case: Case) -> frozenset[str]:
    """Which of the useful papers were uploaded."""
    found = Document.objects.shared(case).filter(kind__in=USEFUL)
    return frozenset(found.values_list("kind", flat=True))


def _kept_promises(case: Case) -> set[date | None]:
    """Days of promises that somebody marked as kept."""
    done = case.follow_ups.filter(kind=FollowUpKind.PROMISED, state=FollowUp.State.DONE)
    return set(done.values_list("counted_from", flat=True))


def _is_late(case: Case, now: datetime) -> bool:
    """Only a day the plan named or a rule gives: nobody is late for what is common, or what we chose."""
    clocks = [one.clock for one in states_of(case) if one.clock is not None]
    return any(
        one.is_rule_over(now) or (not (one.is_common or one.is_ours) and one.is_over(now)) for one in clocks
    )

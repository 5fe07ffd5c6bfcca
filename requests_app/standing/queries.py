"""What followed the sending of a case, from all areas at once: a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from requests_app.decisions.queries import every_answer, is_current, newest, wanted_of
from requests_app.models import (
    Agreement,
    Answer,
    Appeal,
    AppealState,
    Case,
    Complaint,
    ComplaintState,
    Decision,
    MoreWanted,
    PeerToPeer,
    Renewal,
    RenewalState,
    WaitingSpan,
)

GAVE_SOMETHING = (Answer.APPROVED, Answer.PARTLY)
LEFT_SOMETHING_OUT = (Answer.DENIED, Answer.PARTLY)


@dataclass(frozen=True)
class Followed:
    """Answers, the newest first, and what came of them. What was taken back or removed is not among it.

    What is about a bill stands apart, in `bill_answers` and `bill_appeals`: it says nothing of the request.
    """

    answers: tuple[Decision, ...] = ()
    wanted: tuple[MoreWanted, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    peers: tuple[PeerToPeer, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    bill_answers: tuple[Decision, ...] = ()
    bill_appeals: tuple[Appeal, ...] = ()

    @property
    def standing(self) -> tuple[Decision, ...]:
        """The answers that no later one to the same thing replaced."""
        return tuple(one for one in self.answers if is_current(one))

    @property
    def newest(self) -> Decision | None:
        return newest(self.standing)

    @property
    def approvals(self) -> tuple[Decision, ...]:
        return tuple(one for one in self.standing if one.answer in GAVE_SOMETHING)

    @property
    def refusals(self) -> tuple[Decision, ...]:
        """Answers of which something can be appealed."""
        return tuple(one for one in self.standing if one.answer in LEFT_SOMETHING_OUT)

    @property
    def appeals_out(self) -> tuple[Appeal, ...]:
        return tuple(one for one in self.appeals if one.state == AppealState.SENT)

    @property
    def appeals_begun(self) -> tuple[Appeal, ...]:
        return tuple(one for one in self.appeals if one.state == AppealState.PREPARING)

    @property
    def complaints_out(self) -> tuple[Complaint, ...]:
        return tuple(one for one in self.complaints if one.state == ComplaintState.SENT)

    @property
    def renewal(self) -> Renewal | None:
        """The one being written or with the plan."""
        open_ones = (RenewalState.PREPARING, RenewalState.SENT)
        return next((one for one in self.renewals if one.state in open_ones), None)

    def not_appealed(self) -> tuple[Decision, ...]:
        """Refusals against which nothing is begun or was sent."""
        appealed = {one.decision_id for one in self.appeals}
        return tuple(one for one in self.refusals if one.pk not in appealed)

    def bills_not_appealed(self) -> tuple[Decision, ...]:
        appealed = {one.decision_id for one in self.bill_appeals}
        kept = (one for one in self.bill_answers if is_current(one) and one.answer in LEFT_SOMETHING_OUT)
        return tuple(one for one in kept if one.pk not in appealed)


def followed(case: Case) -> Followed:
    """Nine queries, however much there is."""
    answers = every_answer(case)
    appeals = list(case.appeals.exclude(state=AppealState.WITHDRAWN).select_related("decision"))
    return Followed(
        answers=tuple(one for one in answers if one.eob_id is None),
        wanted=tuple(wanted_of(case)),
        appeals=tuple(one for one in appeals if one.decision.eob_id is None),
        bill_answers=tuple(one for one in answers if one.eob_id is not None),
        bill_appeals=tuple(one for one in appeals if one.decision.eob_id is not None),
        peers=tuple(case.peer_to_peers.filter(removed_at__isnull=True)),
        complaints=tuple(case.complaints.exclude(state=ComplaintState.WITHDRAWN)),
        agreements=tuple(case.agreements.filter(removed_at__isnull=True)),
        renewals=tuple(case.renewals.exclude(state=RenewalState.WITHDRAWN)),
    )


def turns_of(case: Case) -> list[WaitingSpan]:
    return list(case.waiting_spans.order_by("since", "id"))

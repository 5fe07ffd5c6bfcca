"""What the case pages count and list: a fixed number of queries, however long the lists are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.utils import timezone

from requests_app.common.time_zones import day_at
from requests_app.followups.queries import CALLS
from requests_app.letters.standing import Standing, standing_of
from requests_app.models import (
    Case,
    CaseAccess,
    CaseQuerySet,
    FollowUp,
    FollowUpKind,
    PacketState,
    Submission,
)
from requests_app.outreach.queries import Counts, counts
from requests_app.packets.queries import has_failed as has_failed_packet
from requests_app.packets.queries import packets_of
from requests_app.papers.queries import facts_from, wanted_of
from requests_app.papers.wanted import Wanted
from requests_app.standing.bills import NO_BILLS, Bills, bills_of
from requests_app.standing.queries import Followed, followed

NOTHING_FOLLOWED = Followed()


@dataclass(frozen=True)
class Facts:
    """Where a case stands, as far as it does not stand in its own sections."""

    offices: Counts
    calls_done: frozenset[str]
    calls_begun: frozenset[str]
    has_request_number: bool
    packet_number: int
    packet_state: str
    has_ready_packet: bool
    sent_on: date | None
    next_call: FollowUp | None
    next_other: FollowUp | None
    done_kinds: frozenset[str]
    letter: Standing
    papers: tuple[Wanted, ...]
    followed: Followed = NOTHING_FOLLOWED
    bills: Bills = NO_BILLS
    next_bill: FollowUp | None = None

    @property
    def may_follow_up(self) -> bool:
        return self.sent_on is not None or self.has_request_number


def facts(case: Case, *, outcomes: Iterable[str]) -> Facts:
    """Some twenty queries, more while a packet is being made or where there are bills. Load the case whole.

    `outcomes` are those of its tracks.
    """
    now = timezone.now()
    today = day_at(now, zone=case.time_zone)
    calls = list(
        case.insurer_calls.filter(removed_at__isnull=True)
        .order_by("called_on", "id")
        .values_list("kind", "is_draft", "request_number", "answers")
    )
    letter = standing_of(case, at=now)
    answers = [said for _kind, is_draft, _number, said in calls if not is_draft]
    packets = packets_of(case)
    newest = packets[0] if packets else None
    has_failed = newest is not None and newest.state == PacketState.ASKED and has_failed_packet(newest)
    follow_ups = list(case.follow_ups.order_by("due_on", "id"))
    waiting = [one for one in follow_ups if one.state == FollowUp.State.OPEN]
    return Facts(
        offices=counts(case),
        calls_done=frozenset(kind for kind, is_draft, _number, _said in calls if not is_draft),
        calls_begun=frozenset(kind for kind, is_draft, _number, _said in calls if is_draft),
        has_request_number=any(number for _kind, is_draft, number, _said in calls if not is_draft),
        packet_number=newest.number if newest else 0,
        packet_state=PacketState.FAILED if has_failed else newest.state if newest else "",
        has_ready_packet=any(one.state == PacketState.READY for one in packets),
        sent_on=last_sent_on(case),
        next_call=next((one for one in waiting if one.kind in CALLS), None),
        next_other=next((one for one in waiting if one.kind == FollowUpKind.PROMISED), None),
        done_kinds=frozenset(one.kind for one in follow_ups if one.state == FollowUp.State.DONE),
        letter=letter,
        papers=tuple(
            wanted_of(
                case,
                on=today,
                facts=facts_from(case, outcomes=outcomes, answers=answers),
                requests=letter.requests,
            )
        ),
        followed=followed(case),
        bills=bills_of(case, today=today),
        next_bill=next((one for one in waiting if one.kind == FollowUpKind.BILL), None),
    )


def last_sent_on(case: Case) -> date | None:
    return (
        Submission.objects.to_plan()
        .filter(case=case)
        .order_by("-sent_on", "-id")
        .values_list("sent_on", flat=True)
        .first()
    )


def with_what_names_them(cases: CaseQuerySet) -> list[Case]:
    """Open ones first, each with the patient, the provider and the day it was last sent; one query."""
    to_plan = Submission.objects.to_plan()
    sent = to_plan.filter(case=OuterRef("pk")).order_by("-sent_on").values("sent_on")[:1]
    found = list(cases.select_related("patient", "provider").annotate(sent_on=Subquery(sent)))
    return sorted(found, key=lambda case: not case.is_open)


def helpers_of(case: Case) -> list[CaseAccess]:
    current = CaseAccess.objects.current().filter(case=case, relation=CaseAccess.Relation.HELPER)
    return list(current.select_related("user").order_by("id"))


def get_helper_or_404(case: Case, access_id: UUID) -> CaseAccess:
    found = next((one for one in helpers_of(case) if one.public_id == access_id), None)
    if found is None:
        raise Http404
    found.case = case
    return found

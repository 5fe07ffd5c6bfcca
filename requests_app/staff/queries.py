from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from requests_app.cases.ownership import is_staff_here
from requests_app.common.actor import Actor
from requests_app.desk.queries import cases_of_facilities
from requests_app.models import (
    Case,
    CaseNote,
    Fax,
    FollowUp,
    InsurerCall,
    OutreachOffice,
    Packet,
    PacketCheck,
    Submission,
)
from requests_app.submissions.queries import faxes_of


def get_facility_case_or_404(actor: Actor, case_id: UUID) -> Case:
    """A case of a facility this person works for, with all its sections; Http404 otherwise."""
    found = (
        cases_of_facilities(actor)
        .select_related("patient", "coverage", "provider", "care", "story", "owner", "organization", "site")
        .filter(public_id=case_id)
        .first()
    )
    if found is None:
        raise Http404
    found.read_by_staff = is_staff_here(found, actor)
    found.shows_kept_back = not found.read_by_staff
    return found


def notes_newest_first(case: Case, *, limit: int = 200) -> list[CaseNote]:
    return list(case.notes.select_related("author").order_by("-written_at", "-id")[:limit])


def newest_packets(case: Case, *, limit: int = 5) -> list[Packet]:
    """Without the frozen contents, which may be large."""
    return list(case.packets.defer("contents").order_by("-number")[:limit])


def newest_checks(packets: list[Packet]) -> dict[int, PacketCheck]:
    """What a colleague said of each packet last."""
    found = PacketCheck.objects.filter(packet__in=packets).select_related("checked_by").order_by("pk")
    return {one.packet_id: one for one in found}


@dataclass(frozen=True)
class Work:
    """What has been done in a case: counts and the few newest rows."""

    offices: int
    calls: list[InsurerCall]
    packets: list[Packet]
    submissions: list[Submission]
    faxes: list[Fax]
    follow_ups: list[FollowUp]
    checks: dict[int, PacketCheck]


def work_of(case: Case) -> Work:
    """Seven queries, however long the case."""
    packets = newest_packets(case)
    return Work(
        offices=OutreachOffice.objects.logged().filter(case=case).count(),
        calls=list(InsurerCall.objects.finished().filter(case=case).order_by("-called_on", "-id")[:50]),
        packets=packets,
        submissions=list(case.submissions.select_related("packet").order_by("-sent_on", "-id")[:10]),
        faxes=faxes_of(case)[:10],
        follow_ups=list(case.follow_ups.filter(state="OPEN").order_by("due_on", "id")[:20]),
        checks=newest_checks(packets),
    )

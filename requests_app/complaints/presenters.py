"""Complaints as their pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common.business_days import count_business_days
from requests_app.common.dates import long_date, weekday_short
from requests_app.complaints.clock import AskOn, ask_on
from requests_app.complaints.reasons import ComplaintReason
from requests_app.complaints.ways import ComplaintWay
from requests_app.followups.closed import closed_days_of
from requests_app.knowledge import library
from requests_app.knowledge.presenters import ShownPlace
from requests_app.models import Case, Complaint, ComplaintState, DocumentKind, Packet, PacketState, Recipient

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

State = ComplaintState
STATUS = {
    State.PREPARING: "STARTED",
    State.SENT: "WAITING",
    State.ANSWERED: "DONE",
    State.WITHDRAWN: "DONE",
}


@dataclass(frozen=True)
class Row:
    label: StrOrPromise
    value: str


@dataclass(frozen=True)
class Card:
    """`due`: the day to ask where it is, while it waits for an answer."""

    title: str
    state: StrOrPromise
    status: str
    facts: list[Row]
    url: str


@dataclass(frozen=True)
class Chip:
    due: date
    days_left: int
    days_late: int


@dataclass(frozen=True)
class Paper:
    """Something that goes with a complaint. `url` says where to get or add it."""

    text: StrOrPromise
    is_there: bool
    url: str = ""
    link: StrOrPromise = ""


def url_of(name: str, complaint: Complaint) -> str:
    return reverse(f"complaints:{name}", args=[complaint.case.public_id, complaint.public_id])


def list_url(case: Case) -> str:
    return reverse("complaints:complaint_list", args=[case.public_id])


def card(complaint: Complaint) -> Card:
    return Card(
        title=complaint.office_name,
        state=ComplaintState(complaint.state).label,
        status=STATUS[ComplaintState(complaint.state)],
        facts=[one for one in sending_rows(complaint) if one.value],
        url=url_of("complaint_detail", complaint),
    )


def sending_rows(complaint: Complaint) -> list[Row]:
    if complaint.sent_on is None:
        return []
    way = dict(ComplaintWay.choices).get(complaint.way, "")
    rows = [
        Row(_("Sent"), long_date(complaint.sent_on)),
        Row(_("How"), str(way)),
        Row(_("Complaint number"), complaint.number),
        Row(_("Who is working on it"), complaint.person),
    ]
    if complaint.answered_on:
        rows.append(Row(_("Answer"), long_date(complaint.answered_on)))
    return rows


def reason_texts(complaint: Complaint) -> list[str]:
    names = dict(ComplaintReason.choices)
    return [str(names.get(one, one)) for one in complaint.reasons]


def place_of(complaint: Complaint, *, on: date) -> ShownPlace | None:
    """How to reach the office, from the library of today; None when it has no such office any more."""
    record = library.find(complaint.office_id) if complaint.office_id else None
    if record is None or record.place is None:
        return None
    return ShownPlace(record, record.place, record.is_old(on))


def asking(complaint: Complaint) -> AskOn | None:
    """The day to ask where it is, counted; None while nothing waits."""
    if complaint.state != State.SENT or complaint.sent_on is None:
        return None
    closed = closed_days_of(complaint.case.organization_id, complaint.sent_on)
    return ask_on(sent_on=complaint.sent_on, named_day=complaint.answer_due_on, closed=closed)


def chip(complaint: Complaint, found: AskOn, today: date) -> Chip:
    due = found.named_day or found.day
    closed = closed_days_of(complaint.case.organization_id, today)
    left = count_business_days(today, due, closed) if due > today else 0
    return Chip(due, left, max((today - due).days, 0))


def arithmetic(complaint: Complaint, found: AskOn) -> list[str]:
    """How the day was found, line by line."""
    if found.named_day is not None:
        lines = [
            _("The office named %(day)s. Where that comes from: %(source)s.")
            % {"day": weekday_short(found.named_day), "source": complaint.answer_due_from or _("not told")},
        ]
    else:
        lines = [
            _("You sent it on %(day)s.") % {"day": weekday_short(found.start)},
            _("No rule we know says by when an office must answer a complaint. This day is ours, to ask."),
        ]
    lines += [
        _("%(day)s is a holiday and does not count.") % {"day": weekday_short(one)} for one in found.skipped
    ]
    counted = ngettext(
        "%(count)s business day later is %(day)s: ask then where it is.",
        "%(count)s business days later is %(day)s: ask then where it is.",
        found.days,
    )
    return [*lines, counted % {"count": found.days, "day": weekday_short(found.day)}]


def papers(
    case: Case, complaint: Complaint, packets: Sequence[Packet], there: frozenset[str], *, was_denied: bool
) -> list[Paper]:
    """What goes with it, and whether it is there."""
    ready = next((one for one in packets if one.state == PacketState.READY), None)
    found = [
        Paper(
            _("The complaint packet: what happened day by day, the offices and the plan you called"),
            ready is not None,
            _packet_url(case, complaint, ready),
            _("Look at the packet") if ready else _("Make the packet"),
        )
    ]
    wanted = [(DocumentKind.INSURANCE_CARD, _("A picture of the insurance card"))]
    if was_denied:
        wanted.insert(0, (DocumentKind.DENIAL_LETTER, _("The letter in which the plan says no")))
    for kind, text in wanted:
        is_there = kind in there
        url = "" if is_there else reverse("papers:paper_list", args=[case.public_id])
        found.append(Paper(text, is_there, url, _("Add it to your papers")))
    if case.for_whom != "ME":
        told = _(
            "Written permission of the patient, if the patient is an adult. Many offices have a form for it"
        )
        found.append(Paper(told, is_there=False))
    return found


def _packet_url(case: Case, complaint: Complaint, ready: Packet | None) -> str:
    if ready is not None:
        return reverse("packets:packet_detail", args=[case.public_id, ready.public_id])
    options = reverse("packets:options", args=[case.public_id])
    return f"{options}?for={Recipient.REGULATOR}&about={complaint.public_id}"

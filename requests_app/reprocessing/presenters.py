"""Claims sent back, as their pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.claims.finding_texts import sentence, where
from requests_app.claims.findings import Finding
from requests_app.common.answers import answer_text
from requests_app.common.business_days import count_business_days
from requests_app.common.dates import long_date, weekday_short
from requests_app.complaints.clock import AskOn
from requests_app.complaints.presenters import Card, Chip, Row
from requests_app.followups.closed import closed_days_of
from requests_app.models import (
    ExplanationOfBenefits,
    Packet,
    PacketState,
    Recipient,
    Reprocessing,
    ReprocessingOutcome,
    ReprocessingState,
)
from requests_app.reprocessing import points
from requests_app.reprocessing.ways import AskedBy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

State = ReprocessingState
STATUS = {State.PREPARING: "STARTED", State.SENT: "WAITING", State.DECIDED: "DONE", State.WITHDRAWN: "DONE"}


@dataclass(frozen=True)
class Task:
    title: StrOrPromise
    status: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Next:
    text: str
    url: str = ""
    button: str = ""
    other_url: str = ""
    other: str = ""


def url_of(name: str, back: Reprocessing) -> str:
    return reverse(f"reprocessing:{name}", args=[back.case.public_id, back.public_id])


def eob_url(eob: ExplanationOfBenefits) -> str:
    return reverse("eobs:eob_detail", args=[eob.case.public_id, eob.public_id])


def sheet_url(kind: str, back: Reprocessing) -> str:
    page = reverse("packets:sheet", args=[back.case.public_id, kind])
    return f"{page}?about={back.public_id}"


def card(back: Reprocessing, today: date) -> Card:
    return Card(
        title=claim_name(back.eob),
        state=state_text(back),
        status=STATUS[State(back.state)],
        facts=[one for one in asked_rows(back) if one.value],
        url=url_of("detail", back),
    )


def claim_name(eob: ExplanationOfBenefits) -> str:
    """Claim 123, November 10, 2026"""
    name = _("Claim %(number)s") % {"number": eob.claim_number} if eob.claim_number else _("Claim")
    day = long_date(eob.service_from) if eob.service_from else ""
    return ", ".join(part for part in (name, day) if part)


def state_text(back: Reprocessing) -> StrOrPromise:
    if back.state == State.DECIDED:
        return ReprocessingOutcome(back.outcome).label
    return State(back.state).label


def _days_text(days: Sequence[str]) -> str:
    if len(set(days)) < 2:
        return "".join(days[:1])
    return _("%(first)s to %(last)s") % {"first": days[0], "last": days[-1]}


def claim_rows(eob: ExplanationOfBenefits) -> list[Row]:
    days = [long_date(day) for day in (eob.service_from, eob.service_to) if day]
    rows = [
        Row(_("Claim number"), eob.claim_number),
        Row(_("Days of care"), _days_text(days)),
        Row(_("Billed by"), eob.billing_name),
        Row(_("The statement says you owe"), answer_text(eob.patient_owes)),
    ]
    return [row for row in rows if row.value]


def asked_rows(back: Reprocessing) -> list[Row]:
    way = dict(AskedBy.choices).get(back.way, "")
    rows = [
        Row(_("Money in question"), answer_text(back.in_question) if back.in_question else ""),
        Row(_("Asked on"), _day(back.sent_on)),
        Row(_("How"), str(way)),
        Row(_("Reference number"), back.number),
        Row(_("Spoke with"), back.person),
        Row(_("Asked again on"), _day(back.asked_again_on)),
        Row(_("Billing office told on"), _day(back.office_told_on)),
        Row(_("Answered on"), _day(back.decided_on)),
    ]
    return [row for row in rows if row.value]


def point_texts(findings: Sequence[Finding]) -> list[str]:
    """Each with where it stands, but for those whose sentence says so by itself."""
    told = [(where(one), str(sentence(one))) for one in findings]
    return [text if text.startswith(f"{place} ") else f"{place}: {text}" for place, text in told]


def choices(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    """Key, sentence and where it stands, for the form."""
    return [(points.key_of(one), sentence(one), where(one)) for one in findings]


def tasks(back: Reprocessing, packets: Sequence[Packet]) -> list[Task]:
    """What is done before the plan was asked; each can be done without the others."""
    ready = next((one for one in packets if one.state == PacketState.READY), None)
    has_words = bool(back.statement or back.send_to)
    return [
        Task(_("Choose what to ask about"), "DONE" if back.points else "STARTED", url_of("points", back)),
        Task(
            _("Add your own words, and where it goes"),
            "DONE" if has_words else "TO_DO",
            url_of("statement", back),
            "" if has_words else _("Only if something else should be said"),
        ),
        Task(
            _("Call the plan first"),
            "DONE" if back.sent_on else "TO_DO",
            url_of("script", back),
            _("Often a call is enough. We show what to say"),
        ),
        Task(
            _("Make the letter"),
            "DONE" if ready else "TO_DO",
            packet_url(back, ready),
            _("With the approval and the statement attached"),
        ),
        Task(
            _("Tell the billing office"),
            "DONE" if back.office_told_on else "TO_DO",
            url_of("office_told", back),
            _("So that it waits with the bill"),
        ),
    ]


def packet_url(back: Reprocessing, ready: Packet | None) -> str:
    case_id = back.case.public_id
    if ready is not None:
        return reverse("packets:packet_detail", args=[case_id, ready.public_id])
    return f"{reverse('packets:options', args=[case_id])}?for={Recipient.BILL}&about={back.public_id}"


def chip(back: Reprocessing, found: AskOn, today: date) -> Chip:
    due = found.named_day or found.day
    closed = closed_days_of(back.organization_id, today)
    left = count_business_days(today, due, closed) if due > today else 0
    return Chip(due, left, max((today - due).days, 0))


def arithmetic(back: Reprocessing, found: AskOn) -> list[str]:
    """How the day was found, line by line."""
    if found.named_day is not None:
        source = {"day": weekday_short(found.named_day), "source": back.answer_due_from or _("not told")}
        lines = [_("The plan named %(day)s. Where that comes from: %(source)s.") % source]
    else:
        asked = (
            _("You asked on %(day)s.") if back.asked_again_on is None else _("You asked again on %(day)s.")
        )
        lines = [
            asked % {"day": weekday_short(found.start)},
            _("We know no rule that names a day for this. The day is ours, to ask; it is not a promise."),
        ]
    lines += [
        _("%(day)s is a holiday and does not count.") % {"day": weekday_short(one)} for one in found.skipped
    ]
    counted = ngettext(
        "%(count)s business day later is %(day)s: ask then what became of it.",
        "%(count)s business days later is %(day)s: ask then what became of it.",
        found.days,
    )
    return [*lines, counted % {"count": found.days, "day": weekday_short(found.day)}]


def _day(day: date | None) -> str:
    return long_date(day) if day else ""

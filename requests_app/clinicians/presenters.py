"""What the pages of a request for a letter say, to the people of the case and to the clinician."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.cases.people import name_of
from requests_app.common.dates import clock_time, long_date, weekday_date
from requests_app.common.time_zones import day_at
from requests_app.letters import queries
from requests_app.letters.links import Answer, Try, is_locked
from requests_app.letters.nudges import MOST_NUDGES
from requests_app.letters.queries import CANCELLED, ON_PAPER, RAN_OUT
from requests_app.models import (
    AskPurpose,
    AskWay,
    Case,
    ClinicianMessage,
    ClinicianRequest,
    ClinicianState,
    DeclineReason,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MARKS = {
    ClinicianState.DRAFT: "TO_DO",
    ClinicianState.SENT: "WAITING",
    ClinicianState.OPENED: "WAITING",
    ClinicianState.STARTED: "WAITING",
    ClinicianState.SIGNED: "DONE",
    ClinicianState.DECLINED: "PROBLEM",
    RAN_OUT: "PROBLEM",
    CANCELLED: "",
    ON_PAPER: "DONE",
}


@dataclass(frozen=True)
class Row:
    label: StrOrPromise
    value: StrOrPromise


@dataclass(frozen=True)
class Card:
    """One request: how it stands, since when, and who owes what."""

    title: str
    url: str
    state: str
    state_text: StrOrPromise
    mark: str
    owed: str
    facts: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Actions:
    """What may be done now; an address that is empty is a button that is not shown."""

    send_url: str
    send_text: StrOrPromise
    is_first: bool
    edit_url: str
    cancel_url: str
    sheet_url: str
    message_url: str
    letter_url: str


@dataclass(frozen=True)
class Said:
    who: str
    when: str
    text: str
    is_from_clinician: bool


def url_of(name: str, case: Case, *more: object) -> str:
    return reverse(f"clinicians:{name}", args=[case.public_id, *more])


def cards(case: Case, found: Sequence[ClinicianRequest], *, at: datetime) -> list[Card]:
    """One query, where a letter on paper was asked for."""
    asks_paper = any(one.way == AskWay.PAPER for one in found)
    paper_on = queries.paper_letter_came_at(case) if asks_paper else None
    today = day_at(at, zone=case.time_zone)
    return [_card(case, one, queries.state_of(one, at=at, paper_on=paper_on), today, at) for one in found]


def _card(case: Case, one: ClinicianRequest, state: str, today: date, at: datetime) -> Card:
    facts = [Row(_("State"), queries.STATE_WORDS[state])]
    since = _since(one, state, case)
    if since is not None:
        facts.append(Row(_("Since"), long_date(since)))
    if one.role:
        facts.append(Row(_("Role"), one.role))
    if is_locked(one, at):
        facts.append(Row(_("Locked"), _("Too many wrong codes. It opens again by itself.")))
    return Card(
        title=one.clinician_name,
        url=url_of("ask_detail", case, one.public_id),
        state=state,
        state_text=queries.STATE_WORDS[state],
        mark=MARKS[state],
        owed=_owed_text(one, state, case, today),
        facts=facts,
    )


def _since(one: ClinicianRequest, state: str, case: Case) -> date | None:
    moments = {
        ClinicianState.DRAFT: one.asked_at,
        ClinicianState.SENT: one.sent_at,
        ClinicianState.OPENED: one.opened_at,
        ClinicianState.STARTED: one.started_at,
        ClinicianState.SIGNED: one.signed_at,
        ClinicianState.DECLINED: one.declined_at,
        RAN_OUT: one.expires_at,
        CANCELLED: one.revoked_at,
    }
    moment = moments.get(state)
    return day_at(moment, zone=case.time_zone) if moment is not None else None


def _owed_text(one: ClinicianRequest, state: str, case: Case, today: date) -> str:
    """Who has to do what, in one sentence."""
    if state in queries.WAITING_STATES and one.sent_at is not None:
        if queries.waits_for_answer(one, state):
            return _("You: answer the question of %(name)s.") % {"name": one.clinician_name}
        sent_on = day_at(one.sent_at, zone=case.time_zone)
        return waiting_text(one.clinician_name, sent_on, queries.days_since(sent_on, today))
    texts = {
        ClinicianState.DRAFT: _("You: send it. The clinician has not been asked yet."),
        ClinicianState.DECLINED: _("You: ask another clinician, or call this one."),
        RAN_OUT: _("You: send a new link. This one has run out."),
    }
    return texts.get(state, "")


def waiting_text(name: str, sent_on: date, days: int) -> str:
    values = {"name": name, "day": long_date(sent_on), "number": days}
    if not days:
        return _("%(name)s owes the letter. Asked on %(day)s.") % values
    text = ngettext(
        "%(name)s owes the letter. Asked on %(day)s, %(number)d business day ago.",
        "%(name)s owes the letter. Asked on %(day)s, %(number)d business days ago.",
        days,
    )
    return text % values


def purpose_in(query: QueryDict) -> str:
    """What the letter is for, as the page that led here names it."""
    named = query.get("purpose", "").upper()
    return named if named in AskPurpose.values else str(AskPurpose.REQUEST)


def request_rows(one: ClinicianRequest, *, at: datetime) -> list[Row]:
    case = one.case
    is_first = one.purpose == AskPurpose.REQUEST
    rows = [] if is_first else [Row(_("What it is for"), str(one.get_purpose_display()))]
    rows += [Row(_("Email"), one.email)] if one.email else []
    rows += [Row(_("Fax"), one.fax)] if one.fax else []
    if one.sent_at is not None:
        sent_on = day_at(one.sent_at, zone=case.time_zone)
        rows.append(Row(_("Sent"), long_date(sent_on)))
    end = last_day(one)
    if end is not None and one.state != ClinicianState.SIGNED and one.revoked_at is None:
        rows.append(Row(_("Link works until"), long_date(end)))
    if one.nudge_at is not None and one.nudges < MOST_NUDGES and one.way == AskWay.EMAIL:
        day = day_at(one.nudge_at, zone=case.time_zone)
        rows.append(Row(_("Next reminder to the clinician"), weekday_date(day)))
    if one.state == ClinicianState.DECLINED:
        rows.append(Row(_("Their reason"), dict(DeclineReason.choices).get(one.decline_reason, "")))
        rows += [Row(_("Their note"), one.decline_note)] if one.decline_note else []
    return rows


def actions(case: Case, one: ClinicianRequest, *, at: datetime) -> Actions:
    def url(name: str) -> str:
        return url_of(name, case, one.public_id)

    is_signed = one.state == ClinicianState.SIGNED
    is_by_mail = one.way == AskWay.EMAIL
    is_over = one.revoked_at is not None or one.state == ClinicianState.DECLINED
    is_first = one.sent_at is None
    if is_by_mail:
        text = _("Send the secure link") if is_first else _("Send a new link")
    else:
        text = _("I gave or faxed the sheet today")
    return Actions(
        send_url="" if is_signed or not case.is_open else url("ask_send"),
        send_text=text,
        is_first=is_first,
        edit_url="" if is_signed or not case.is_open else url("ask_edit"),
        cancel_url="" if is_signed or is_over or is_first or not case.is_open else url("ask_revoke"),
        sheet_url=url("ask_sheet"),
        message_url=url("ask_message") if case.is_open and queries.is_read_here(one, at=at) else "",
        letter_url=url("letter") if is_signed else "",
    )


def thread(
    case: Case,
    one: ClinicianRequest,
    found: Sequence[ClinicianMessage],
    *,
    by_clinician: bool = False,
) -> list[Said]:
    """The clinician reads who of the case wrote only as far as the request told them."""
    zone = ZoneInfo(case.time_zone)
    said = []
    for message in found:
        if message.is_from_clinician:
            who = _("You") if by_clinician else one.clinician_name
        elif by_clinician:
            who = case.organization.name or _("The patient’s side")
        else:
            who = name_of(message.author_id, case=case)
        written = message.written_at.astimezone(zone)
        when = f"{long_date(written.date())}, {clock_time(written)} {written.tzname()}"
        said.append(Said(who, when, message.text, message.is_from_clinician))
    return said


def masked(email: str) -> str:
    """“d•••@clinic.example”: enough to know which mailbox, of no use to anybody else."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}•••@{domain}" if domain else ""


def office_behind(letter_request: ClinicianRequest) -> str:
    """The facility that stands behind the request; a patient who asks alone is not named here."""
    return letter_request.case.organization.name


def last_day(letter_request: ClinicianRequest) -> date | None:
    if letter_request.expires_at is None:
        return None
    return day_at(letter_request.expires_at, zone=letter_request.case.time_zone)


def local(moment: datetime | None, letter_request: ClinicianRequest) -> str:
    """The time of day where the case is, with its zone: an office may be elsewhere."""
    if moment is None:
        return ""
    there = moment.astimezone(ZoneInfo(letter_request.case.time_zone))
    return f"{clock_time(there)} {there.tzname()}"


def wrong_code(answer: Answer, letter_request: ClinicianRequest) -> str:
    if answer.outcome is Try.LOCKED:
        return _("Too many wrong codes. Wait 30 minutes, then ask for a new code")
    if answer.outcome is Try.NO_CODE:
        return _("That code no longer works. Ask for a new one")
    left = ngettext("%(number)d try left", "%(number)d tries left", answer.left) % {"number": answer.left}
    return _("That code does not match. Check the newest message (%(left)s)") % {"left": left}

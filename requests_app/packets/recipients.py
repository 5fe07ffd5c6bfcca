"""Who a packet is for, as data: its sections in order, which of them stay, and how it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.models import Recipient
from requests_app.packets.parts import Section

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_EVIDENCE = (Section.SEARCH, Section.PICTURE, Section.CLINICIAN, Section.MATCH, Section.STATEMENT)
_RECORDS = (Section.SIGNED_CALLS, Section.ASKED, Section.CALLS, Section.RULES)
_END = (Section.CHANGES, Section.EXHIBITS)

# In the order in which they are printed.
SECTIONS_FOR: dict[Recipient, tuple[Section, ...]] = {
    Recipient.INSURER: (
        Section.COVER,
        Section.PLAN_FORM,
        Section.DECISION,
        Section.LETTER,
        *_EVIDENCE,
        *_RECORDS,
        *_END,
    ),
    Recipient.CLINICIAN: (
        Section.COVER,
        Section.REQUEST_SHEET,
        Section.SEARCH,
        Section.PICTURE,
        Section.STATEMENT,
        Section.CALLS,
        Section.CHANGES,
    ),
    Recipient.PATIENT: (
        Section.PLAN_FORM,
        Section.DECISION,
        Section.LETTER,
        *_EVIDENCE,
        *_RECORDS,
        Section.TIMELINE,
        *_END,
    ),
    Recipient.APPEAL: (
        Section.COVER,
        Section.DECISION,
        Section.APPEAL,
        Section.PARITY,
        Section.CLAIM_FILE,
        *_EVIDENCE,
        *_RECORDS,
        *_END,
    ),
    Recipient.REGULATOR: (
        Section.COVER,
        Section.COMPLAINT,
        Section.TIMELINE,
        *_EVIDENCE,
        *_RECORDS,
        *_END,
    ),
    Recipient.RENEWAL: (
        Section.COVER,
        Section.DECISION,
        Section.RENEWAL,
        *_EVIDENCE,
        *_RECORDS,
        *_END,
    ),
    Recipient.BILL: (Section.COVER, Section.BILL, Section.EXHIBITS),
}
# What a packet for this reader is about: always in, and not asked.
FIXED: dict[Recipient, frozenset[Section]] = {
    Recipient.INSURER: frozenset({Section.DECISION, Section.LETTER}),
    Recipient.CLINICIAN: frozenset({Section.REQUEST_SHEET}),
    Recipient.PATIENT: frozenset({Section.DECISION, Section.LETTER}),
    Recipient.APPEAL: frozenset({Section.DECISION, Section.APPEAL, Section.CLAIM_FILE}),
    Recipient.REGULATOR: frozenset({Section.COMPLAINT, Section.TIMELINE}),
    Recipient.RENEWAL: frozenset({Section.DECISION, Section.RENEWAL}),
    Recipient.BILL: frozenset({Section.BILL}),
}
# In when there is something to say, and not asked.
BY_ITSELF = frozenset({Section.PLAN_FORM, Section.CHANGES, Section.PARITY})
# Whose papers are picked by what it is about, never by a tick.
PICKED = frozenset({Recipient.BILL})
# An appeal about a claim speaks of nothing else.
OF_BILL_APPEAL = frozenset({Section.COVER, Section.APPEAL, Section.CLAIM_FILE, Section.EXHIBITS})
# May go on where the section before ends: each page is a page to fax.
JOINS = frozenset(
    {
        Section.PARITY,
        Section.CLAIM_FILE,
        Section.TIMELINE,
        Section.PICTURE,
        Section.MATCH,
        Section.STATEMENT,
        Section.ASKED,
        Section.CALLS,
        Section.RULES,
        Section.CHANGES,
    }
)
# What a reader has read before the list of what is in the packet.
ALONE = frozenset(
    {
        Section.COVER,
        Section.PLAN_FORM,
        Section.DECISION,
        Section.LETTER,
        Section.APPEAL,
        Section.CLAIM_FILE,
        Section.RENEWAL,
        Section.BILL,
        Section.REQUEST_SHEET,
    }
)


@dataclass(frozen=True)
class Told:
    """How a packet for this reader is called: on the pages of the app, and to whom it goes."""

    name: StrOrPromise
    hint: StrOrPromise


TOLD: dict[Recipient, Told] = {
    Recipient.INSURER: Told(
        _("Your health plan"),
        _("The request itself: what you ask for, why, and the proof"),
    ),
    Recipient.CLINICIAN: Told(
        _("Your clinician"),
        _("What you ask your clinician to write, with the offices you called"),
    ),
    Recipient.PATIENT: Told(
        _("Yourself"),
        _("A copy of everything to keep, in your language"),
    ),
    Recipient.APPEAL: Told(
        _("Your health plan, as an appeal"),
        _("After a no: an appeal letter, and a request for the papers the plan used"),
    ),
    Recipient.REGULATOR: Told(
        _("A regulator, with a complaint"),
        _("What happened, day by day, for the office that watches over your plan"),
    ),
    Recipient.RENEWAL: Told(
        _("Your health plan, to go on"),
        _("Before an approval ends: what was used, what changed, and what is needed next"),
    ),
    Recipient.BILL: Told(
        _("Your health plan, about a bill"),
        _("A claim that was not processed as approved: what differs, line by line, and the proof"),
    ),
}


def sections_of(recipient: str) -> tuple[Section, ...]:
    return SECTIONS_FOR[Recipient(recipient)]


def fixed_of(recipient: str) -> frozenset[Section]:
    return FIXED[Recipient(recipient)]


def choosable(recipient: str, *, is_of_bill: bool = False) -> tuple[Section, ...]:
    """The sections a person may leave out, in the order of the packet, the cover last."""
    picked = {Section.EXHIBITS} if recipient in PICKED else set()
    if is_of_bill:
        picked = set(sections_of(recipient)) - {Section.COVER}
    kept = fixed_of(recipient) | BY_ITSELF | picked
    asked = [one for one in sections_of(recipient) if one not in kept]
    return (*(one for one in asked if one != Section.COVER), *(one for one in asked if one == Section.COVER))


def language_of(recipient: str, language: str) -> str:
    """The people who decide read English; the copy to keep is in the language of the request."""
    return language if recipient == Recipient.PATIENT else "en"

"""The ways to send a packet, each with its own short how-to, and how a sending is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.cases.people import name_of
from requests_app.cases.told_ways import ToldWays
from requests_app.common.dates import long_date
from requests_app.models import (
    Case,
    CopyKind,
    Packet,
    Recipient,
    SendingWay,
    SentFile,
    Submission,
    User,
)


@dataclass(frozen=True)
class Way:
    """`known` is what the plan told, with its day; empty: ask the plan. `proof`: what proves this way."""

    key: str
    title: str
    steps: tuple[str, ...]
    proof: str
    known: str = ""
    file: str = ""


def ways(told: ToldWays, packet: Packet | None, *, with_staff: bool, office_fax: str) -> list[Way]:
    """Ways the plan named come first."""
    found = [_portal(told), _fax(told), _mail(told, packet), _provider(office_fax)]
    if with_staff:
        found.append(_staff())
    return sorted(found, key=lambda way: not way.known)


def _told(value: str, day: date | None) -> str:
    if not value:
        return ""
    if day is None:
        return value
    return _("%(value)s (the plan told you on %(day)s)") % {"value": value, "day": long_date(day)}


def _portal(told: ToldWays) -> Way:
    return Way(
        SendingWay.PORTAL,
        str(SendingWay.PORTAL.label),
        (
            _("Sign in to the plan’s website and look for messages or documents."),
            _("Add the PDF and write your request number in the message."),
            _("Take a picture of the page that says it was received."),
        ),
        _("The page that confirms it, with its number and the time."),
        _told(told.website, told.told_on),
    )


def _fax(told: ToldWays) -> Way:
    return Way(
        SendingWay.FAX,
        str(SendingWay.FAX.label),
        (
            _("Use the copy for a fax machine: its pages are black and white and go through faster."),
            _("Make the packet with the fax cover page. Check the number twice before you send."),
            _("A library, a copy shop or a clinic can fax it for you."),
            _("Ask for the fax report. It says the day, the number, and how many pages went through."),
        ),
        _("The fax report, with the number and every page."),
        _told(told.fax, told.told_on),
        CopyKind.FAX,
    )


def _mail(told: ToldWays, packet: Packet | None) -> Way:
    pages = packet.pdf_pages if packet else 0
    sheets = ngettext(
        "Print the PDF: %(count)d page, on one side, letter size.",
        "Print the PDF: all %(count)d pages, on one side, letter size.",
        pages or 0,
    ) % {"count": pages or 0}
    return Way(
        SendingWay.MAIL,
        str(SendingWay.MAIL.label),
        (
            sheets if pages else _("Print every page."),
            _("Do not send your only copy of a paper. Keep one of everything."),
            _("At the post office, ask for certified mail with a return receipt."),
            _("Keep the receipt. Its tracking number shows when it arrived."),
        ),
        _("The certified mail receipt with its tracking number, and later the signed card."),
        _told(told.mail, told.told_on),
    )


def _provider(office_fax: str) -> Way:
    steps = [
        _("Ask the provider’s office to send the packet with their own papers."),
        _("Ask them for the day, the way, and the confirmation number."),
    ]
    if office_fax:
        steps.insert(1, _("The office’s fax number is %(number)s.") % {"number": office_fax})
    return Way(
        SendingWay.PROVIDER_OFFICE,
        str(SendingWay.PROVIDER_OFFICE.label),
        tuple(steps),
        _("The office’s own confirmation: a copy of their fax report or of the page of the website."),
    )


def _staff() -> Way:
    return Way(
        SendingWay.STAFF,
        str(SendingWay.STAFF.label),
        (_("The admissions team can see your packet here and send it for you. Ask them first."),),
        _("What they write down here: the day, the way, and the confirmation number."),
    )


def packet_choices(packets: list[Packet]) -> list[tuple[str, str]]:
    return [(str(packet.public_id), packet_name(packet)) for packet in packets]


def packet_name(packet: Packet) -> str:
    pages = packet.pdf_pages or 0
    told = pages_text(pages)
    if packet.recipient == Recipient.INSURER:
        return _("Packet %(number)s (%(pages)s)") % {"number": packet.number, "pages": told}
    return _("Packet %(number)s for: %(reader)s (%(pages)s)") % {
        "number": packet.number,
        "reader": packet.get_recipient_display(),
        "pages": told,
    }


def pages_text(pages: int) -> str:
    return ngettext("%(count)d page", "%(count)d pages", pages) % {"count": pages}


def sent_file_text(submission: Submission) -> str:
    """The PDF, 9 pages"""
    label = str(SentFile(submission.sent_file).label)
    if submission.file_pages is None:
        return label
    return _("%(file)s, %(pages)s") % {"file": label, "pages": pages_text(submission.file_pages)}


def sender_name(case: Case, user: User | None, *, seen_by: int | None) -> str:
    """Who recorded it; rows from before this was kept name nobody."""
    if user is None:
        return ""
    return _("You") if user.pk == seen_by else name_of(user.pk, case=case)


def sent_file_url(case: Case, submission: Submission) -> str:
    """The very file that was sent."""
    where = [case.public_id, submission.packet.public_id]
    if submission.sent_file == SentFile.FAX:
        return reverse("packets:packet_copy", args=[*where, CopyKind.FAX.lower()])
    return reverse("packets:download", args=where)

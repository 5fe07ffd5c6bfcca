"""The ways to send a packet, each with its own short how-to, and how a sending is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.cases.told_ways import ToldWays
from requests_app.common.dates import long_date
from requests_app.models import Packet, SendingWay


@dataclass(frozen=True)
class Way:
    """`known` is what the plan told, with its day; empty: ask the plan."""

    key: str
    title: str
    steps: tuple[str, ...]
    known: str = ""


def ways(told: ToldWays, *, with_staff: bool, office_fax: str) -> list[Way]:
    """Ways the plan named come first."""
    found = [_portal(told), _fax(told), _mail(told), _provider(office_fax)]
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
            _("Keep the confirmation number, or take a picture of the page."),
        ),
        _told(told.website, told.told_on),
    )


def _fax(told: ToldWays) -> Way:
    return Way(
        SendingWay.FAX,
        str(SendingWay.FAX.label),
        (
            _("Make the packet with the fax cover page. Say the number of pages when you fax."),
            _("A library, a copy shop or a clinic can fax it for you."),
            _("Keep the fax report. It proves the day and the number of pages."),
        ),
        _told(told.fax, told.told_on),
    )


def _mail(told: ToldWays) -> Way:
    return Way(
        SendingWay.MAIL,
        str(SendingWay.MAIL.label),
        (
            _("Print every page and keep a copy."),
            _("Send it so that someone must sign for it, and keep the tracking number."),
        ),
        _told(told.mail, told.told_on),
    )


def _provider(office_fax: str) -> Way:
    steps = [
        _("Ask the provider’s office to send the packet with their own papers."),
        _("Ask them for the day, the way, and the confirmation number."),
    ]
    if office_fax:
        steps.insert(1, _("The office’s fax number is %(number)s.") % {"number": office_fax})
    return Way(SendingWay.PROVIDER_OFFICE, str(SendingWay.PROVIDER_OFFICE.label), tuple(steps))


def _staff() -> Way:
    return Way(
        SendingWay.STAFF,
        str(SendingWay.STAFF.label),
        (_("The admissions team can see your packet here and send it for you. Ask them first."),),
    )


def packet_choices(packets: list[Packet]) -> list[tuple[str, str]]:
    return [(str(packet.public_id), packet_name(packet)) for packet in packets]


def packet_name(packet: Packet) -> str:
    pages = packet.pdf_pages or 0
    told = ngettext("%(count)d page", "%(count)d pages", pages) % {"count": pages}
    return _("Packet %(number)s (%(pages)s)") % {"number": packet.number, "pages": told}

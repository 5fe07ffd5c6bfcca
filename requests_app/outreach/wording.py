"""What came of asking an office, as its pages and the packet say it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import ngettext

from requests_app.common.dates import long_date
from requests_app.models import OutreachAttempt, OutreachOffice
from requests_app.models.coverage import YesNoUnsure
from requests_app.models.outreach import DistanceUnit
from requests_app.outreach.results import packet_sentence


def distance_text(distance: Decimal | None, unit: str) -> str:
    """“12.5 miles”, “1 minute”."""
    if distance is None:
        return ""
    shown = number_format(distance.normalize(), use_l10n=True)
    many = 1 if distance == 1 else 2
    if unit == DistanceUnit.MINUTES:
        return ngettext("%(number)s minute", "%(number)s minutes", many) % {"number": shown}
    return ngettext("%(number)s mile", "%(number)s miles", many) % {"number": shown}


def place(office: OutreachOffice) -> str:
    return " ".join(part for part in (office.city, office.zip_code) if part)


def days_text(days: Sequence[date]) -> str:
    return "; ".join(long_date(day) for day in days)


def stated_facts(office: OutreachOffice, tries: Sequence[OutreachAttempt]) -> dict[str, str]:
    """What `results.packet_sentence` is filled with; only facts that go with the result."""
    lacks_some = office.gives_all_care == YesNoUnsure.NO
    return {
        "date": "" if office.first_open_on is None else long_date(office.first_open_on),
        "distance": distance_text(office.distance, office.distance_unit),
        "dates": days_text([one.contacted_on for one in tries]),
        "missing": office.missing_care if lacks_some else "",
        "said": office.result_text,
        "refused": "yes" if office.gave_no_date else "",
    }


def result_sentence(office: OutreachOffice, tries: Sequence[OutreachAttempt]) -> str:
    return packet_sentence(office.result, stated_facts(office, tries)) if office.result else ""

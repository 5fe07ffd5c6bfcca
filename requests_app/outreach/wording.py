"""What came of asking an office, as its pages and the packet say it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from requests_app.common.dates import long_date
from requests_app.common.distance import miles_between
from requests_app.models import OutreachAttempt, OutreachOffice
from requests_app.models.outreach import AttemptOutcome, DistanceUnit
from requests_app.outreach.results import packet_sentence, set_aside
from requests_app.outreach.waits import Wait, wait_days

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# How a try ended, in the middle of a sentence.
ENDED_TEXTS: dict[AttemptOutcome, StrOrPromise] = {
    AttemptOutcome.REACHED: gettext_lazy("reached somebody"),
    AttemptOutcome.LEFT_MESSAGE: gettext_lazy("left a message"),
    AttemptOutcome.NO_ANSWER: gettext_lazy("nobody answered"),
    AttemptOutcome.BUSY: gettext_lazy("busy, or on hold too long"),
    AttemptOutcome.DEAD_NUMBER: gettext_lazy("wrong or dead number"),
}


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
    """“410 Example Street, Phoenix, AZ 85004”, as far as it is known."""
    end = " ".join(part for part in (office.state, office.zip_code) if part)
    return ", ".join(part for part in (office.street, office.city, end) if part)


def straight_line_text(office: OutreachOffice, home_zip: str) -> str:
    """“About 42 miles in a straight line, by ZIP code”; nothing when one of the two has no known place."""
    miles = miles_between(home_zip, office.zip_code)
    if miles is None:
        return ""
    rounded = round(miles)
    if rounded < 1:
        return _("Less than 1 mile in a straight line, by ZIP code")
    return ngettext(
        "About %(number)s mile in a straight line, by ZIP code",
        "About %(number)s miles in a straight line, by ZIP code",
        rounded,
    ) % {"number": number_format(rounded, use_l10n=True)}


def wait_of(office: OutreachOffice, tries: Sequence[OutreachAttempt]) -> Wait | None:
    """The wait this office stands for now; an offer that its result set aside is none."""
    if "first_open_on" in set_aside(office.result, gives_all_care=office.gives_all_care):
        return None
    return wait_days([one.contacted_on for one in tries], office.first_open_on)


def wait_text(wait: Wait) -> str:
    """“28 calendar days (18 business days) after the call on November 9, 2026”"""
    calendar = ngettext("%(count)s calendar day", "%(count)s calendar days", wait.calendar_days)
    business = ngettext("%(count)s business day", "%(count)s business days", wait.business_days)
    return _("%(calendar)s (%(business)s) after the contact on %(day)s") % {
        "calendar": calendar % {"count": wait.calendar_days},
        "business": business % {"count": wait.business_days},
        "day": long_date(wait.contacted_on),
    }


def days_text(days: Sequence[date]) -> str:
    return "; ".join(long_date(day) for day in days)


def stated_facts(office: OutreachOffice, tries: Sequence[OutreachAttempt]) -> dict[str, str]:
    """What `results.packet_sentence` is filled with; only facts that go with the result (R44)."""
    aside = set_aside(office.result, gives_all_care=office.gives_all_care)
    day = None if "first_open_on" in aside else office.first_open_on
    return {
        "date": "" if day is None else long_date(day),
        "distance": distance_text(office.distance, office.distance_unit),
        "dates": days_text([one.contacted_on for one in tries]),
        "missing": "" if "missing_care" in aside else office.missing_care,
        "said": "" if "result_text" in aside else office.result_text,
        "refused": "yes" if office.gave_no_date and "gave_no_date" not in aside else "",
    }


def result_sentence(office: OutreachOffice, tries: Sequence[OutreachAttempt]) -> str:
    return packet_sentence(office.result, stated_facts(office, tries)) if office.result else ""

"""The second look at the network: whom to call again, and what they said last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common.dates import long_date
from requests_app.models import Case, OutreachOffice, Renewal
from requests_app.outreach import queries as outreach
from requests_app.outreach.results import is_real_option
from requests_app.outreach.wording import result_sentence
from requests_app.renewals import queries
from requests_app.renewals.retest import ENOUGH, Retest


@dataclass(frozen=True)
class OfficeRow:
    name: str
    said: str
    last: str
    is_called: bool
    url: str


def retest_rows(case: Case, found: Retest, offices: Mapping[int, OutreachOffice]) -> list[OfficeRow]:
    return [_office_row(case, offices[key], is_called=key in found.again) for key in found.chosen]


def _office_row(case: Case, office: OutreachOffice, *, is_called: bool) -> OfficeRow:
    tries = outreach.tries_of(office)
    return OfficeRow(
        name=office.name,
        said=result_sentence(office, tries),
        last=long_date(tries[-1].contacted_on) if tries else "",
        is_called=is_called,
        url=reverse("outreach:call_office", args=[case.public_id, office.public_id]),
    )


def retest_count(renewal: Renewal, found: Retest) -> str:
    since = long_date(queries.approved_on(renewal.decision))
    told = ngettext(
        "%(number)s office called since the approval of %(day)s.",
        "%(number)s offices called since the approval of %(day)s.",
        found.done,
    ) % {"number": found.done, "day": since}
    if found.is_enough:
        return told
    more = _("%(enough)s are enough for a short second look.") % {"enough": ENOUGH}
    return f"{told} {more}"


def real_options(found: Retest, offices: Mapping[int, OutreachOffice]) -> list[str]:
    """Offices that can give the care now: said, never hidden."""
    called = [offices[key] for key in found.chosen if key in found.again]
    return [one.name for one in called if is_real_option(outreach.what_it_shows(one))]

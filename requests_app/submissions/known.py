"""Fax numbers of the plan that somebody gave us: what was said on the phone, and what staff keep."""

from __future__ import annotations

from requests_app.cases.told_ways import told_ways
from requests_app.insurers.queries import sending_contacts
from requests_app.models import Case, ContactWay


def known_faxes(case: Case) -> list[str]:
    """The one the plan told first. Load the case with its coverage."""
    told = told_ways(case).fax
    kept = [one.value for one in sending_contacts(case) if one.way == ContactWay.FAX]
    return list(dict.fromkeys(one for one in (told, *kept) if one))

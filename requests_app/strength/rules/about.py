"""One verdict about several offices: the first is the place, the title names up to three."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from requests_app.strength.facts import LoggedOffice
from requests_app.strength.findings import SILENT, Outcome, Verdict, holds

MOST_NAMED = 3


def names_of(names: Sequence[str]) -> str:
    """“North Clinic, South Clinic, East Clinic and 4 more”"""
    named = ", ".join(names[:MOST_NAMED])
    if len(names) <= MOST_NAMED:
        return named
    return _("%(names)s and %(count)s more") % {"names": named, "count": len(names) - MOST_NAMED}


def each_office(
    asked: Sequence[LoggedOffice], bad: Sequence[LoggedOffice], *, field: str = "", **words: Any
) -> Outcome:
    """Silent when no office is asked this, good when none is bad."""
    if not asked:
        return SILENT
    if not bad:
        return holds(True)
    first = bad[0]
    return (
        Verdict(
            False,
            place=f"{first.path}.{field}" if field else first.path,
            office=first.place,
            values={"names": names_of([one.office.name for one in bad])},
            **words,
        ),
    )

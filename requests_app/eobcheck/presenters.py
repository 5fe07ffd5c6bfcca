"""What the pages of the check say."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from requests_app.eobcheck import files
from requests_app.eobcheck.state import State
from requests_app.eobcheck.steps import At, Step

TEMPLATES = {Step.FILE: "eobcheck/file.html", Step.NUMBERS: "eobcheck/numbers.html"}


def people(state: State) -> tuple[tuple[str, str], ...]:
    """The people a file speaks of, by their place in it; names as the visitor’s own file has them."""
    found: list[tuple[str, str]] = []
    for place, one in enumerate(files.people_in(state).values()):
        name = one.patient_name or (
            _("Member ID %(number)s") % {"number": one.member_id} if one.member_id else ""
        )
        found.append((str(place), name or _("No name is shown")))
    return tuple(found)


def place_text(state: State, at: At) -> str:
    """“Statement 2”, “Line 3”: only where there are several."""
    if at.step is Step.LINE:
        return _("Line %(number)s") % {"number": at.line + 1}
    if at.claim > 0:
        return _("Statement %(number)s") % {"number": at.claim + 1}
    return ""


def review(state: State, *, today: date) -> dict[str, Any]:
    return {"heading": _("What we found")}

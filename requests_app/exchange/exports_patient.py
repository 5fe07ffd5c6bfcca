"""The patient side’s own copy: what it sees in the app, and a summary to read on paper."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from pydantic import BaseModel

from requests_app.casefile.export import Reader, case_file
from requests_app.casefile.labels import CHOICES, label_of, value_text
from requests_app.casefile.schema import CaseFile
from requests_app.cases import history
from requests_app.common.actor import ANONYMOUS, Actor
from requests_app.common.dates import date_and_time, long_date
from requests_app.common.money import dollars
from requests_app.common.time_zones import day_at
from requests_app.messaging import export as messages
from requests_app.models import Answer, Case, MessageSide
from requests_app.packets import one_sheet

STYLE = "single.css"
# These stand as lists of their own, or say nothing to a reader.
PARTS = ("patient", "coverage", "care", "provider")
OWN_LISTS = {"care.codes"}
ABOUT: dict[str, LazyText | str] = {
    "REQUEST": gettext_lazy("Your request"),
    "APPEAL": gettext_lazy("Your appeal"),
    "RENEWAL": gettext_lazy("Going on with the care"),
    "BILL": gettext_lazy("A bill"),
}


def case_file_for_patient(case: Case) -> CaseFile:
    return case_file(case, Reader.PATIENT)


def parts(case: Case, file: CaseFile, *, asked_by: int, at: datetime) -> dict[str, Any]:
    """All words of the summary, in the language of the case."""
    with override(case.language):
        return _parts(case, file, asked_by, at)


def printed(parts: dict[str, Any], *, language: str) -> bytes:
    """A PDF; the same words give the same bytes. Raises PrintFailed."""
    with override(language):
        html = render_to_string("exchange/summary.html", parts)
    mark = hashlib.sha256(html.encode()).hexdigest()
    return one_sheet.print_one(html=html, style=STYLE, mark=mark)


def _parts(case: Case, file: CaseFile, asked_by: int, at: datetime) -> dict[str, Any]:
    return {
        "language": case.language,
        "title": _("Your request"),
        "reference": case.reference,
        "made": long_date(day_at(at, zone=case.time_zone)),
        "status": case.get_status_display(),
        "outcome": case.get_outcome_display() if case.outcome else "",
        **_of_file(file),
        **_of_people(case, asked_by),
    }


def _of_file(file: CaseFile) -> dict[str, Any]:
    return {
        "groups": [group for group in _groups(file) if group["facts"]],
        "codes": [
            {"kind": value_text("care.codes.kind", one.kind), "code": one.code, "words": one.own_words}
            for one in file.care.codes
        ],
        "answers": [
            {
                "day": long_date(one.decided_on or one.heard_on),
                "about": ABOUT[one.about],
                "answer": Answer(one.answer).label,
            }
            for one in file.decisions
        ],
        "story": [
            {"label": label_of(f"story.{name}"), "text": text}
            for name, text in file.story.model_dump().items()
            if text
        ],
        "offices": [
            {"name": one.name, "result": value_text("offices.result", one.result) if one.result else ""}
            for one in file.offices
        ],
        "calls": [
            {
                "kind": value_text("insurer_calls.kind", one.kind),
                "day": long_date(one.called_on),
                "person": one.person,
                "reference": one.reference,
            }
            for one in file.insurer_calls
        ],
    }


def _of_people(case: Case, asked_by: int) -> dict[str, Any]:
    """What was written, and what happened, as this reader sees it."""
    zone = case.time_zone
    reader = Actor(user_id=asked_by, own_cases={case.pk: ("PATIENT", "EDIT")}) if asked_by else ANONYMOUS
    told = history.events(case, seen_by=reader, for_staff=False)
    return {
        "messages": [
            {
                "at": date_and_time(datetime.fromisoformat(one["sent_at"]), zone),
                "who": _("You") if one["side"] == MessageSide.PATIENT else _("The admissions team"),
                "text": one["text"],
            }
            for one in messages.of_case(case, for_staff=False)
        ],
        "events": [
            {"at": date_and_time(one.at, zone), "title": one.title, "who": one.who, "text": one.text}
            for one in reversed(told)
        ],
    }


def _groups(file: CaseFile) -> Iterator[dict[str, Any]]:
    titles = {
        "patient": _("About you"),
        "coverage": _("Your plan"),
        "care": _("The care you need"),
        "provider": _("The provider you want"),
    }
    for name in PARTS:
        yield {"title": titles[name], "facts": list(_facts(f"{name}.", getattr(file, name)))}


def _facts(prefix: str, part: BaseModel) -> Iterator[dict[str, str]]:
    for name in type(part).model_fields:
        path, value = f"{prefix}{name}", getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _facts(f"{path}.", value)
        elif path not in OWN_LISTS and value not in ("", None, []):
            yield {"label": label_of(path), "value": _told(path, value)}


def _told(path: str, value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_told(path, one) for one in value)
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, Decimal):
        return dollars(value)
    if isinstance(value, date):
        return long_date(value)
    return value_text(path, str(value)) if path in CHOICES else str(value)

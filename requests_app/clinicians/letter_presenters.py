"""What the pages of a letter show, for the clinician and for the people of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.casefile import schema
from requests_app.clinicians import mismatches
from requests_app.clinicians.desk import PAGES, Desk
from requests_app.clinicians.letter_forms.base import LetterForm
from requests_app.common.dates import long_date
from requests_app.common.forms import Line
from requests_app.common.time_zones import day_at
from requests_app.letters import letters, signing
from requests_app.letters.enclosed import papers_of
from requests_app.letters.text import signature_lines
from requests_app.models import Case, ClinicianLetter, ClinicianRequest, OutreachResult

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TITLES: dict[str, StrOrPromise] = {
    "you": gettext_lazy("About you"),
    "diagnosis": gettext_lazy("Diagnosis"),
    "services": gettext_lazy("Services"),
    "why": gettext_lazy("Why this care"),
    "papers": gettext_lazy("Papers"),
}
REVIEW = ("review", gettext_lazy("Read and sign"))
MOST_OFFICES = 30


@dataclass(frozen=True)
class Row:
    """Questions that stand side by side, with the differences told under them."""

    questions: tuple[Any, ...]
    notes: tuple[mismatches.Note, ...]

    @property
    def is_pair(self) -> bool:
        return len(self.questions) > 1


def form_page(desk: Desk, step: str, form: LetterForm, *, path: str) -> dict[str, Any]:
    notes = [one for one in mismatches.notes(desk.answers, desk.file) if one.page == step]
    return {
        **_frame(desk, step, path),
        "rows": _rows(form, notes),
        "notes": notes,
        "origin": mismatches.origin(desk.file) if desk.row is None else "",
        "has_log": step == "why",
        "log": log_lines(desk.file) if step == "why" else [],
        "may_find": step == "diagnosis",
        "draft_url": path,
    }


def papers_page(desk: Desk, *, path: str) -> dict[str, Any]:
    papers = [
        {"kind": one.get_kind_display(), "pages": one.pages, "name": one.original_name}
        for one in papers_of(desk.letter_request)
    ]
    return {**_frame(desk, "papers", path), "papers": papers}


def review_page(desk: Desk, text: list[str]) -> dict[str, Any]:
    missing = signing.missing(desk.answers, desk.letter_request.purpose)
    return {
        "text": text,
        "missing": [Line(words, desk.page_url(page)) for page, _name, words in missing],
        "notes": [(one, desk.page_url(one.page)) for one in mismatches.notes(desk.answers, desk.file)],
        "pages": [(title, desk.page_url(page)) for page, title in TITLES.items()],
        "back_url": desk.page_url("papers"),
    }


def _frame(desk: Desk, step: str, path: str) -> dict[str, Any]:
    place = PAGES.index(step)
    return {
        "step_text": _("Page %(number)s of %(count)s") % {"number": place + 1, "count": len(PAGES)},
        "back_url": desk.page_url(PAGES[place - 1]) if place else desk.url("overview"),
        "save_later_url": path,
        "pages": [(page, title) for page, title in (*TITLES.items(), REVIEW) if page != step],
        "is_new_version": desk.letter_request.signed_at is not None,
    }


def _rows(form: LetterForm, notes: Sequence[mismatches.Note]) -> list[Row]:
    """A code and its units are one row."""
    questions = list(form.questions())
    rows: list[list[Any]] = []
    for one in questions:
        if one.name.startswith("units_") and rows:
            rows[-1].append(one)
        else:
            rows.append([one])
    under = form.notes_under
    return [
        Row(
            tuple(row),
            tuple(note for note in notes if under.get(note.topic) in {one.name for one in row}),
        )
        for row in rows
    ]


def log_lines(file: schema.CaseFile) -> list[tuple[str, str]]:
    """The offices that were called, and what each said: what a clinician needs to say why they do not fit."""
    labels = {str(key): label for key, label in OutreachResult.choices}
    lines = []
    for office in [one for one in file.offices if one.result][:MOST_OFFICES]:
        said = office.result_text if office.result == "OTHER" else str(labels.get(office.result, ""))
        parts = [said, office.missing_care]
        if office.first_open_on:
            parts.append(_("first visit %(day)s") % {"day": long_date(office.first_open_on)})
        lines.append((office.name, "; ".join(part for part in parts if part)))
    return lines


@dataclass(frozen=True)
class Version:
    """One signed version as it is shown. `text` is empty when it was uploaded."""

    number: int
    text: tuple[str, ...]
    signature: tuple[str, ...]
    signed: str
    sha256: str
    file_url: str
    is_uploaded: bool


def versions(case: Case, letter_request: ClinicianRequest) -> list[Version]:
    """Newest first, for the people of the case."""
    return [
        _version(case, row, reverse("clinicians:letter_file", args=_ids(case, letter_request, row)))
        for row in letters.signed_versions(letter_request)
    ]


def newest(letter_request: ClinicianRequest, *, file_url: str) -> Version | None:
    """What the clinician gave last."""
    rows = letters.signed_versions(letter_request)
    return _version(letter_request.case, rows[0], file_url) if rows else None


def _ids(case: Case, letter_request: ClinicianRequest, row: ClinicianLetter) -> list[Any]:
    return [case.public_id, letter_request.public_id, row.number]


def _version(case: Case, row: ClinicianLetter, file_url: str) -> Version:
    is_uploaded = row.document is not None
    signed_at = row.signed_at
    day = long_date(day_at(signed_at, zone=case.time_zone)) if signed_at else ""
    lines = () if is_uploaded else tuple(signature_lines(letters.as_part(row), case.time_zone))
    return Version(
        number=row.number,
        text=tuple(row.text),
        signature=lines,
        signed=_("%(name)s, %(day)s") % {"name": row.signed_name, "day": day},
        sha256=row.text_sha256,
        file_url=file_url,
        is_uploaded=is_uploaded,
    )

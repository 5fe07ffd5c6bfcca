"""What was picked to answer the plan’s reason, named as the pages of a packet name it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from requests_app.casefile.after import AnswerRow
from requests_app.casefile.office_order import office_ids
from requests_app.models import Case, ClinicianLetter, Document, InsurerCall


def answer_rows(case: Case, picked: Collection[UUID]) -> list[AnswerRow]:
    """Offices and calls by their numbers, letters and papers by their hash; what was removed is left out.

    No query when nothing was picked.
    """
    if not picked:
        return []
    wanted = set(picked)
    offices = enumerate(office_ids(case, only_logged=True), start=1)
    return [
        *(AnswerRow(kind="OFFICE", number=place) for place, one in offices if one in wanted),
        *_letters(case, wanted),
        *_papers(case, wanted),
        *_calls(case, wanted),
    ]


def _letters(case: Case, wanted: set[UUID]) -> Iterator[AnswerRow]:
    rows = ClinicianLetter.objects.filter(case=case, public_id__in=wanted, state="SIGNED")
    for row in rows.select_related("document").order_by("signed_at"):
        yield AnswerRow(kind="LETTER", sha256=row.document.sha256 if row.document else row.text_sha256)


def _papers(case: Case, wanted: set[UUID]) -> Iterator[AnswerRow]:
    rows = Document.objects.shown(case).filter(public_id__in=wanted)
    for row in rows.order_by("position", "id"):
        yield AnswerRow(kind="PAPER", sha256=row.sha256)


def _calls(case: Case, wanted: set[UUID]) -> Iterator[AnswerRow]:
    rows = InsurerCall.objects.finished().filter(case=case).order_by("called_on", "id")
    for place, public_id in enumerate(rows.values_list("public_id", flat=True), start=1):
        if public_id in wanted:
            yield AnswerRow(kind="CALL", number=place)

"""One case as a `CaseFile`: the same number of queries however much is in the case."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from django.db.models import Prefetch, Q

from requests_app.casefile import schema
from requests_app.casefile.afterwards import afterwards, has_any
from requests_app.casefile.columns import part_of
from requests_app.casefile.office_order import office_ids as office_ids
from requests_app.casefile.order import in_order
from requests_app.cases.ownership import without_hidden_notes
from requests_app.models import (
    CareCode,
    Case,
    ClinicianLetter,
    CostFacts,
    Document,
    DocumentKind,
    InsurerCall,
    LetterState,
    ListingCapture,
    NetworkQuestion,
    OutreachAttempt,
    OutreachOffice,
)

SECTIONS = ("patient", "coverage", "care", "provider", "story")
OWN_COLUMNS = ("reference", "for_whom", "language", "time_zone", "path", "already_asked")


class Reader(Enum):
    """Who will read the file. What one side keeps to itself by rule is left out for the other, and a packet
    is read by both: see `cases.ownership`."""

    PACKET = "everybody who reads a packet"
    PATIENT = "the patient’s side alone: with the papers it keeps back"
    STAFF = "staff alone: with their own notes of calls"


def case_file(case: Case, reader: Reader = Reader.PACKET) -> schema.CaseFile:
    """What is in the case now, in the order of `in_order`; removed rows and unfinished calls are left out."""
    rows = Case.objects.select_related(*SECTIONS, "organization")
    whole = rows.annotate(**has_any()).get(pk=case.pk)
    whole.shows_kept_back = reader is Reader.PATIENT
    whole.read_by_staff = reader is Reader.STAFF
    found = schema.CaseFile.model_validate(
        {name: getattr(whole, name) for name in OWN_COLUMNS}
        | {
            "patient": part_of(whole.patient, schema.Patient),
            "coverage": part_of(whole.coverage, schema.Coverage),
            "care": part_of(whole.care, schema.Care, codes=_codes(whole)),
            "provider": part_of(whole.provider, schema.Provider),
            "story": part_of(whole.story, schema.Story),
            "insurer_calls": _calls(whole, reader),
            "costs": _costs(whole),
            "tracks": [part_of(row, schema.Track) for row in whole.tracks.order_by("kind")],
            "stated_facts": _stated(whole),
            "settlements": [
                part_of(row, schema.Settlement) for row in whole.settlements.order_by("topic", "source", "id")
            ],
            "calls_statement": _statement(whole),
            "papers": _papers(whole),
            "letters": _letters(whole),
        }
        | _evidence(whole)
        | afterwards(whole)
    )
    return in_order(found)


def _codes(case: Case) -> list[schema.CareCode]:
    rows = CareCode.objects.filter(case=case, removed_at__isnull=True).order_by("position", "id")
    return [part_of(row, schema.CareCode) for row in rows]


def _evidence(case: Case) -> dict[str, Any]:
    """Offices with their tries, kept listings and written questions; those of no kept office stand apart."""
    kept = OutreachAttempt.objects.filter(removed_at__isnull=True).order_by("id")
    rows = list(
        OutreachOffice.objects.kept()
        .filter(case=case)
        .order_by("id")
        .prefetch_related(Prefetch("attempts", kept))
    )
    offices = {row.pk for row in rows}
    captures = list(
        ListingCapture.objects.filter(case=case, removed_at__isnull=True)
        .select_related("document")
        .order_by("seen_on", "id")
    )
    questions = list(
        NetworkQuestion.objects.filter(case=case, removed_at__isnull=True).order_by("asked_on", "id")
    )
    return {
        "offices": [
            part_of(
                row,
                schema.Office,
                attempts=[part_of(one, schema.Attempt) for one in row.attempts.all()],
                captures=_captures(one for one in captures if one.office_id == row.pk),
                questions=_questions(one for one in questions if one.office_id == row.pk),
            )
            for row in rows
        ],
        "captures": _captures(one for one in captures if one.office_id not in offices),
        "questions": _questions(one for one in questions if one.office_id not in offices),
    }


def _captures(rows: Iterable[ListingCapture]) -> list[schema.Capture]:
    return [
        schema.Capture(
            seen_on=row.seen_on,
            received_at=row.document.received_at,
            sha256=row.document.sha256,
            media_type=row.document.media_type,
            pages=row.document.pages,
            page_keys=row.document.page_keys,
            found_at=row.found_at,
            shows=row.shows,
            in_packet=row.in_packet,
        )
        for row in rows
    ]


def _questions(rows: Iterable[NetworkQuestion]) -> list[schema.NetworkQuestion]:
    return [part_of(row, schema.NetworkQuestion) for row in rows]


def _costs(case: Case) -> schema.Costs:
    row = CostFacts.objects.filter(case=case).first()
    return part_of(row, schema.Costs) if row else schema.Costs()


def _stated(case: Case) -> list[schema.StatedFacts]:
    return [
        part_of(row, schema.StatedFacts)
        for row in case.stated_facts.filter(removed_at__isnull=True).order_by("source")
    ]


def _papers(case: Case) -> list[schema.Paper]:
    """In the order the person gave them; pages of the directory stand with their offices."""
    rows = Document.objects.shown(case)
    rows = rows.exclude(kind=DocumentKind.DIRECTORY_LISTING)
    rows = rows.annotate(is_from_clinician=Q(from_clinician__isnull=False))
    return [part_of(row, schema.Paper) for row in rows.order_by("position", "id")]


def _letters(case: Case) -> list[schema.ClinicianLetter]:
    """The newest signed version of each request that was not taken back."""
    rows = ClinicianLetter.objects.filter(
        case=case, state=LetterState.SIGNED, request__revoked_at__isnull=True
    ).select_related("document")
    newest = {row.request_id: row for row in rows.order_by("request_id", "number")}
    return [
        schema.ClinicianLetter.model_validate(
            {
                "number": row.number,
                "answers": row.answers,
                "text": row.text,
                "sha256": row.document.sha256 if row.document else row.text_sha256,
                "is_uploaded": row.document is not None,
                "signed_name": row.signed_name,
                "signed_at": row.signed_at,
            }
        )
        for row in newest.values()
    ]


def _statement(case: Case) -> schema.CallsStatement | None:
    row = case.calls_statements.filter(withdrawn_at__isnull=True).order_by("-number").first()
    return part_of(row, schema.CallsStatement) if row else None


def _calls(case: Case, reader: Reader) -> list[schema.InsurerCall]:
    rows = InsurerCall.objects.finished().filter(case=case).order_by("id")
    found = without_hidden_notes(case, rows, for_staff=reader is Reader.STAFF)
    return [part_of(row, schema.InsurerCall) for row in found]


def file_text(file: schema.CaseFile) -> str:
    """The file as it is written to disk or sent to a browser."""
    return file.model_dump_json(indent=2) + "\n"

"""One case as a `CaseFile`: the same number of queries however much is in the case."""

from __future__ import annotations

from django.db.models import Prefetch

from requests_app.casefile import schema
from requests_app.casefile.columns import part_of
from requests_app.casefile.order import in_order
from requests_app.models import CareCode, Case, InsurerCall, OutreachAttempt, OutreachOffice

SECTIONS = ("patient", "coverage", "care", "provider", "story")
OWN_COLUMNS = ("reference", "for_whom", "language", "time_zone", "path", "already_asked")


def case_file(case: Case) -> schema.CaseFile:
    """What is in the case now, in the order of `in_order`; removed rows and unfinished calls are left out."""
    whole = Case.objects.select_related(*SECTIONS).get(pk=case.pk)
    found = schema.CaseFile.model_validate(
        {name: getattr(whole, name) for name in OWN_COLUMNS}
        | {
            "patient": part_of(whole.patient, schema.Patient),
            "coverage": part_of(whole.coverage, schema.Coverage),
            "care": part_of(whole.care, schema.Care, codes=_codes(whole)),
            "provider": part_of(whole.provider, schema.Provider),
            "story": part_of(whole.story, schema.Story),
            "offices": _offices(whole),
            "insurer_calls": _calls(whole),
        }
    )
    return in_order(found)


def _codes(case: Case) -> list[schema.CareCode]:
    rows = CareCode.objects.filter(case=case, removed_at__isnull=True).order_by("position", "id")
    return [part_of(row, schema.CareCode) for row in rows]


def _offices(case: Case) -> list[schema.Office]:
    kept = OutreachAttempt.objects.filter(removed_at__isnull=True).order_by("id")
    rows = OutreachOffice.objects.kept().filter(case=case).order_by("id")
    return [
        part_of(row, schema.Office, attempts=[part_of(one, schema.Attempt) for one in row.attempts.all()])
        for row in rows.prefetch_related(Prefetch("attempts", kept))
    ]


def _calls(case: Case) -> list[schema.InsurerCall]:
    rows = InsurerCall.objects.finished().filter(case=case).order_by("id")
    return [part_of(row, schema.InsurerCall) for row in rows]


def file_text(file: schema.CaseFile) -> str:
    """The file as it is written to disk or sent to a browser."""
    return file.model_dump_json(indent=2) + "\n"

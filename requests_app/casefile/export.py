"""One case as a `CaseFile`: the same number of queries however much is in the case."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch

from requests_app.casefile import schema
from requests_app.casefile.columns import part_of
from requests_app.models import CareCode, Case, InsurerCall, OutreachAttempt, OutreachOffice

CODE_ORDER = {"DIAGNOSIS": 0, "SERVICE": 1, "REVENUE": 2}
SECTIONS = ("patient", "coverage", "care", "provider", "story")
OWN_COLUMNS = ("reference", "for_whom", "language", "time_zone", "path", "already_asked")


def case_file(case: Case) -> schema.CaseFile:
    """What is in the case now: removed rows and unfinished calls are left out.

    Offices come in the order of their first contact (names still to call last), calls by date, codes by
    kind; equal ones in the order in which they were written down.
    """
    whole = Case.objects.select_related(*SECTIONS).get(pk=case.pk)
    return schema.CaseFile.model_validate(
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


def _codes(case: Case) -> list[schema.CareCode]:
    rows = list(CareCode.objects.filter(case=case, removed_at__isnull=True))
    rows.sort(key=lambda row: (CODE_ORDER[row.kind], row.position, row.pk))
    return [part_of(row, schema.CareCode) for row in rows]


def _offices(case: Case) -> list[schema.Office]:
    kept = OutreachAttempt.objects.filter(removed_at__isnull=True).order_by("contacted_on", "id")
    rows = OutreachOffice.objects.kept().filter(case=case).prefetch_related(Prefetch("attempts", kept))
    found = [(list(row.attempts.all()), row) for row in rows]
    found.sort(key=lambda pair: (pair[0][0].contacted_on if pair[0] else date.max, pair[1].pk))
    return [
        part_of(row, schema.Office, attempts=[part_of(one, schema.Attempt) for one in attempts])
        for attempts, row in found
    ]


def _calls(case: Case) -> list[schema.InsurerCall]:
    rows = InsurerCall.objects.finished().filter(case=case).order_by("called_on", "id")
    return [part_of(row, schema.InsurerCall) for row in rows]

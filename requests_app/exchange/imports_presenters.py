from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common.csv_out import text_of
from requests_app.common.dates import date_and_time
from requests_app.exchange.imports_wording import BECAME, WILL
from requests_app.models import Case, ExchangeKind, ImportRun

SHOWN = 20
MOST_FAULTY = 100


@dataclass(frozen=True)
class Looked:
    """What a file holds: how many rows become what, the first good ones, and those left out."""

    total: int
    to_save: int
    counts: list[tuple[str, int]]
    first: list[dict[str, Any]]
    more: int
    faulty: list[dict[str, Any]]
    faulty_more: int
    bad: int


@dataclass(frozen=True)
class Made:
    """What became of the rows."""

    counts: list[tuple[str, int]]
    rows: list[dict[str, Any]] = field(default_factory=list)
    more: int = 0


def looked(run: ImportRun) -> Looked:
    by_result = Counter(one["result"] for one in run.report)
    stands = {one["number"]: one["result"] for one in run.report}
    bad = [one for one in run.report if one["result"] == "BAD"]
    first = [
        {"number": row["number"], "result": str(WILL[stands[row["number"]]]), "text": _row_text(run, row)}
        for row in run.rows[:SHOWN]
    ]
    return Looked(
        total=len(run.report),
        to_save=by_result["NEW"] + by_result["CHANGED"],
        counts=[(str(label), by_result[key]) for key, label in WILL.items() if by_result[key]],
        first=first,
        more=max(len(run.rows) - SHOWN, 0),
        faulty=[{"number": one["number"], "faults": one["faults"]} for one in bad[:MOST_FAULTY]],
        faulty_more=max(len(bad) - MOST_FAULTY, 0),
        bad=len(bad),
    )


def button(found: Looked) -> str:
    """Never partial in silence: the button itself says what is left out."""
    saved = ngettext("Save %(count)s row", "Save %(count)s rows", found.to_save) % {"count": found.to_save}
    if not found.bad:
        return saved
    left = ngettext("leave out %(count)s", "leave out %(count)s", found.bad) % {"count": found.bad}
    return _("%(saved)s, %(left)s") % {"saved": saved, "left": left}


def made(run: ImportRun, cases: Mapping[int, Case]) -> Made:
    by_result = Counter(one["result"] for one in run.report)
    told = [one for one in run.report if one["faults"] or one.get("case")]
    rows = [
        {
            "number": one["number"],
            "result": str(BECAME[one["result"]]),
            "faults": one["faults"],
            "case": _case_link(cases.get(one.get("case") or 0)),
        }
        for one in told[:MOST_FAULTY]
    ]
    counts = [(str(label), by_result[key]) for key, label in BECAME.items() if by_result[key]]
    return Made(counts, rows, max(len(told) - MOST_FAULTY, 0))


def report_file(run: ImportRun, cases: Mapping[int, Case]) -> str:
    words = BECAME if run.state == ImportRun.State.SAVED else WILL
    header = [_("Row"), _("Result"), _("Why"), _("Case")]
    return text_of(header, (_report_cells(one, words, cases) for one in run.report))


def _report_cells(
    one: Mapping[str, Any], words: Mapping[str, Any], cases: Mapping[int, Case]
) -> list[object]:
    case = cases.get(one.get("case") or 0)
    return [
        one["number"],
        str(words.get(one["result"], one["result"])),
        " ".join(one["faults"]),
        case.reference if case else "",
    ]


def run_rows(runs: Iterable[ImportRun]) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse("exchange:import_preview", args=[run.public_id]),
            "kind": str(ExchangeKind(run.kind).label),
            "state": run.get_state_display(),
            "name": run.name,
            "rows": len(run.report),
            "asked_at": date_and_time(run.asked_at, run.organization.time_zone),
            "asked_by": run.asked_by.full_name or run.asked_by.email,
            "facility": run.organization.name,
        }
        for run in runs
    ]


def _case_link(case: Case | None) -> dict[str, str] | None:
    if case is None:
        return None
    return {"reference": case.reference, "url": reverse("staff:case", kwargs={"case_id": case.public_id})}


def _row_text(run: ImportRun, row: Mapping[str, Any]) -> str:
    """Enough to know the row again, and nothing about health."""
    values = row["values"]
    if run.kind == ExchangeKind.CASES:
        patient, plan = values["patient"], values.get("plan", {})
        parts = [f"{patient['first_name']} {patient['last_name']}", plan.get("insurer", ""), patient["phone"]]
    elif run.kind == ExchangeKind.PROVIDERS:
        place = " ".join(values.get(part, "") for part in ("city", "state")).strip()
        parts = [values["name"], values.get("npi", ""), place, values.get("phone", "")]
    else:
        parts = [values["name"], ", ".join(values.get("states", [])), values.get("source", "")]
    return " · ".join(part for part in parts if part)

"""Rows of a job as its pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.bulk.queries import Counts
from requests_app.bulk.rules import Facts, Reason
from requests_app.bulk.wording import REASONS, reason_text, result
from requests_app.common.csv_out import text_of
from requests_app.common.dates import clock_time, date_and_time
from requests_app.common.time_zones import day_at
from requests_app.desk.presenters import next_action_text, short_name, stage_text
from requests_app.models import BulkItem, BulkJob, BulkKind, Case, ItemState

SHOWN_FIRST = 10


@dataclass(frozen=True)
class CaseLine:
    reference: str
    url: str
    patient: str
    stage: str
    state: str = ""
    reason: str = ""


@dataclass
class Skipped:
    """Cases left out for one reason: how many, and the first of them."""

    reason: str
    count: int = 0
    first: list[CaseLine] = field(default_factory=list)


@dataclass(frozen=True)
class Offer:
    """What the confirm page shows: how many will be done, the first of them, and who will not."""

    count: int
    first: list[CaseLine]
    skipped: list[Skipped]

    @property
    def skipped_count(self) -> int:
        return sum(one.count for one in self.skipped)


def offer(found: Iterable[tuple[Facts, Reason | None]]) -> Offer:
    count = 0
    first: list[CaseLine] = []
    skipped: dict[Reason, Skipped] = {}
    for facts, reason in found:
        line = case_line(facts.case) if facts.case is not None else None
        if reason is None:
            count += 1
            if line is not None and len(first) < SHOWN_FIRST:
                first.append(line)
            continue
        group = skipped.setdefault(reason, Skipped(str(REASONS[reason])))
        group.count += 1
        if line is not None and len(group.first) < SHOWN_FIRST:
            group.first.append(line)
    return Offer(count, first, list(skipped.values()))


def case_line(case: Case, *, state: str = "", reason: str = "") -> CaseLine:
    return CaseLine(
        reference=case.reference,
        url=reverse("staff:case", kwargs={"case_id": case.public_id}),
        patient=short_name(case),
        stage=stage_text(case),
        state=state,
        reason=reason,
    )


def lines_of(items: Iterable[BulkItem], facts: Mapping[int, Facts]) -> list[CaseLine]:
    """One line a case; one that this person does not see says no more than that."""
    lines = []
    for item in items:
        case = facts[item.case_id].case
        state, reason = str(ItemState(item.state).label), reason_text(item.reason)
        if case is None:
            lines.append(CaseLine("", "", "", "", state, reason or reason_text(Reason.GONE)))
        else:
            lines.append(case_line(case, state=state, reason=reason))
    return lines


def job_rows(jobs: Iterable[BulkJob], counts: Mapping[int, Mapping[str, int]]) -> list[dict[str, Any]]:
    return [_job_row(job, counts.get(job.pk, {})) for job in jobs]


def _job_row(job: BulkJob, counts: Mapping[str, int]) -> dict[str, Any]:
    done = counts.get(ItemState.DONE, 0) + counts.get(ItemState.UNDONE, 0)
    not_done = counts.get(ItemState.SKIPPED, 0) + counts.get(ItemState.FAILED, 0)
    return {
        "url": reverse("bulk:job_detail", args=[job.public_id]),
        "kind": str(BulkKind(job.kind).label),
        "state": job.get_state_display(),
        "count": sum(counts.values()),
        "result": result(done, not_done) if job.state == "DONE" else "",
        "asked_at": date_and_time(job.asked_at, job.organization.time_zone),
        "asked_by": job.asked_by.full_name or job.asked_by.email,
        "is_undone": job.undone_at is not None,
    }


def clock_of(job: BulkJob, moment: datetime | None) -> str:
    """What the clock of the facility shows then."""
    return clock_time(moment.astimezone(ZoneInfo(job.organization.time_zone))) if moment else ""


def progress(counts: Counts) -> dict[str, Any]:
    settled = counts.total - counts.waiting
    return {"settled": settled, "total": counts.total, "percent": settled * 100 // max(counts.total, 1)}


def worklist(cases: Iterable[Case]) -> str:
    """The list as a file: nothing about health."""
    header = [
        _("Case"),
        _("First name"),
        _("Last name"),
        _("Language"),
        _("Plan"),
        _("State"),
        _("Stage"),
        _("Next action"),
        _("Waiting on"),
        _("Due"),
        _("Last contact"),
        _("Owner"),
        _("Tags"),
    ]
    return text_of(header, (_cells(one) for one in cases))


def _cells(case: Case) -> list[object]:
    owner = case.owner
    return [
        case.reference,
        case.patient.first_name,
        case.patient.last_name,
        case.get_language_display(),
        case.coverage.insurer,
        case.coverage.plan_state,
        stage_text(case),
        next_action_text(case),
        case.get_waiting_on_display(),
        case.due_on.isoformat() if case.due_on else "",
        day_at(case.last_contact_at, zone=case.time_zone).isoformat() if case.last_contact_at else "",
        (owner.full_name or owner.email) if owner else "",
        ", ".join(sorted(one.tag.name for one in case.tags.all())),
    ]

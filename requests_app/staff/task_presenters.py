"""A task as lists show it; computes, asks nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.common.dates import short_date
from requests_app.models import CaseTask, TaskKind


@dataclass(frozen=True)
class Line:
    """`when`: due, late or put off, in words. The addresses are empty for people who may only look."""

    what: str
    words: str
    who: str
    when: str
    is_late: bool
    done_url: str = ""
    edit_url: str = ""
    defer_url: str = ""
    drop_url: str = ""


@dataclass(frozen=True)
class Row:
    line: Line
    reference: str
    patient: str
    case_url: str


def line(task: CaseTask, *, today: date, may_edit: bool = True) -> Line:
    own = {"case_id": task.case.public_id, "task_id": task.public_id}
    urls = {
        f"{name}_url": reverse(f"staff:task_{name}", kwargs=own) for name in ("done", "edit", "defer", "drop")
    }
    return Line(
        what=str(TaskKind(task.kind).label),
        words=task.words,
        who=_who(task),
        when=_when(task, today),
        is_late=bool(task.due_on and task.due_on < today),
        **(urls if may_edit else {}),
    )


def row(task: CaseTask, *, today: date) -> Row:
    return Row(
        line=line(task, today=today),
        reference=task.case.reference,
        patient=task.case.patient.full_name,
        case_url=reverse("staff:case", kwargs={"case_id": task.case.public_id}) + "#desk-tasks",
    )


def _who(task: CaseTask) -> str:
    person = task.assigned_to
    return (person.full_name or person.email) if person else _("Whoever is free")


def _when(task: CaseTask, today: date) -> str:
    parts = []
    if task.due_on:
        text = _("Due %(day)s") if task.due_on >= today else _("Late: due %(day)s")
        parts.append(text % {"day": short_date(task.due_on)})
    if task.deferred_until and task.deferred_until > today:
        values = {"day": short_date(task.deferred_until), "why": task.deferred_because}
        parts.append(_("put off until %(day)s: %(why)s") % values)
    return ", ".join(parts) or _("No date")

"""What the pages of files to take along show."""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from requests_app.common.dates import date_and_time, long_date
from requests_app.common.time_zones import day_at
from requests_app.models import ExportRun

MARKS = {
    ExportRun.State.WAITING: "STARTED",
    ExportRun.State.READY: "DONE",
    ExportRun.State.FAILED: "PROBLEM",
    ExportRun.State.GONE: "",
}


def run_card(run: ExportRun, *, url: str, zone: str, facility: str = "") -> dict[str, Any]:
    is_ready = run.state == ExportRun.State.READY
    until = long_date(day_at(run.keep_until, zone=zone)) if run.keep_until else ""
    return {
        "title": _("Asked for on %(when)s") % {"when": date_and_time(run.asked_at, zone)},
        "state": run.get_state_display(),
        "mark": MARKS[ExportRun.State(run.state)],
        "is_waiting": run.state == ExportRun.State.WAITING,
        "is_failed": run.state == ExportRun.State.FAILED,
        "done": run.done,
        "total": max(run.total, run.done),
        "facility": facility,
        "url": url if is_ready else "",
        "size": filesizeformat(run.byte_size) if is_ready else "",
        "until": until if is_ready else "",
        "sha256": run.sha256 if is_ready else "",
    }

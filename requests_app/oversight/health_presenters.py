"""How things run, in words for an admin who is no engineer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common import dates
from requests_app.models import Promise
from requests_app.oversight.health import Beat, KindOfWork, Machine, Sending

_GB = 1024**3
LITTLE_ROOM = 0.1


@dataclass(frozen=True)
class Work:
    name: str
    told: KindOfWork


@dataclass(frozen=True)
class Wrong:
    promise: Promise
    name: str
    may_retry: bool


@dataclass(frozen=True)
class Row:
    label: str
    value: str


def kinds(found: list[KindOfWork]) -> list[Work]:
    return [Work(name_of(one.kind), one) for one in found]


def wrong(found: list[Promise]) -> list[Wrong]:
    return [Wrong(one, name_of(one.kind), one.state == Promise.State.FAILED) for one in found]


def alarms(work: list[KindOfWork], beats: list[Beat], *, now: datetime) -> list[str]:
    """What somebody has to look at; empty when everything runs."""
    found = []
    for beat in beats:
        if beat.is_dead:
            found.append(
                _("Nothing heard of “%(name)s” for a while. Tell whoever runs the server.")
                % {"name": name_of(beat.name)}
            )
    late = sum(one.late for one in work)
    if late:
        text = ngettext("%(count)d thing is late.", "%(count)d things are late.", late)
        found.append(text % {"count": late})
    failed = sum(one.failed for one in work)
    if failed:
        text = ngettext(
            "%(count)d thing failed three times and waits for you.",
            "%(count)d things failed three times and wait for you.",
            failed,
        )
        found.append(text % {"count": failed})
    return found


def beats(found: list[Beat]) -> list[tuple[str, Beat]]:
    return [(name_of(one.name), one) for one in found]


def sendings(found: Mapping[str, Sending]) -> list[tuple[str, Sending]]:
    names = {"mail": _("Emails"), "text": _("Text messages"), "fax": _("Faxes")}
    return [(names[kind], one) for kind, one in found.items()]


def machine(found: Machine, *, zone: str) -> list[Row]:
    rows = []
    if found.disk_free is not None and found.disk_total:
        free = _("%(free)s GB free of %(total)s GB") % {
            "free": round(found.disk_free / _GB, 1),
            "total": round(found.disk_total / _GB, 1),
        }
        if found.disk_free / found.disk_total < LITTLE_ROOM:
            free = _("%(room)s. That is little: add room soon.") % {"room": free}
        rows.append(Row(_("Room on the disk"), free))
    else:
        rows.append(Row(_("Room on the disk"), _("Not known")))
    if found.files_elsewhere:
        rows.append(Row(_("Papers and packets"), _("In an object store, not on this disk")))
    size = _("PostgreSQL %(version)s, %(size)s GB") % {
        "version": found.database,
        "size": round(found.database_bytes / _GB, 2),
    }
    rows.append(Row(_("Database"), size))
    engines = "\n".join(f"{name} {number}" for name, number in found.engines)
    rows.append(Row(_("What prints packets and checks files"), engines))
    rows.append(Row(_("Last backup"), _moment(found.backup_at, zone)))
    rows.append(Row(_("Last time a backup was restored as a test"), _moment(found.restore_at, zone)))
    return rows


def _moment(at: datetime | None, zone: str) -> str:
    if at is None:
        return _("Not known")
    local = at.astimezone(ZoneInfo(zone))
    return _("%(day)s, %(time)s") % {"day": dates.long_date(local.date()), "time": dates.clock_time(local)}


def name_of(kind: str) -> str:
    """A kind without a name here keeps its code: better than none."""
    return {
        "bills-look-again": _("Counting bills again"),
        "bulk-job": _("One thing for many cases"),
        "bulk-undo": _("Undoing a thing done for many cases"),
        "clinician-nudge": _("Reminding a clinician"),
        "eob-file": _("Forgetting a file that nobody saved"),
        "erase": _("Deleting a request"),
        "export": _("Writing a copy of the data"),
        "export-forget": _("Removing a file whose time is over"),
        "fax": _("Sending a fax"),
        "fax-status": _("Asking how a fax stands"),
        "figures": _("Counting figures"),
        "import-forget": _("Removing a file whose time is over"),
        "import-save": _("Reading a file in"),
        "keeping": _("Telling that the time to keep a request is ending"),
        "keep-days": _("Keeping requests longer"),
        "keep-warning": _("Telling that the time to keep a request is ending"),
        "leave": _("Handing cases over for days off"),
        "mail": _("Sending an email"),
        "message": _("Sending a message"),
        "must-fix": _("Counting what must be fixed"),
        "packet": _("Printing a packet"),
        "reminder": _("Reminding somebody"),
        "sweep": _("Background work"),
        "text": _("Sending a text message"),
        "webhook": _("Telling another system"),
    }.get(kind, kind)

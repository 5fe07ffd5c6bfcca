"""Contents page: which worker keeps which kind of promise, and the two bells Celery may ring.

Messages carry ids only. `_newer` lets an old worker accept what a newer release sends.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from celery import shared_task
from django.db import DatabaseError
from django.utils import timezone

from requests_app.accounts import sessions
from requests_app.bulk import work as bulk
from requests_app.common import files
from requests_app.dashboards import counting as figures
from requests_app.desk import counting as must_fix
from requests_app.documents import storage
from requests_app.drafts import services as drafts
from requests_app.eobs import files as eob_files
from requests_app.eobs import recount
from requests_app.exchange import exports, exports_work, webhooks_work
from requests_app.exchange import imports_work as imports
from requests_app.exchange.imports_services import FORGET_KIND as IMPORT_FORGET
from requests_app.exchange.imports_services import KIND as IMPORT_SAVE
from requests_app.facilities import leave_work
from requests_app.followups import reminders
from requests_app.letters import nudges
from requests_app.messaging import notices, sending
from requests_app.notifications import delivery
from requests_app.outbox import gates, webhooks, worker
from requests_app.oversight import erasing, keeping, retention
from requests_app.packets import cache as sections
from requests_app.packets import rendering
from requests_app.planforms import packet_form
from requests_app.planforms import storage as plan_forms
from requests_app.submissions import fax_work
from requests_app.texts import delivery as text_delivery

log = logging.getLogger(__name__)
# Who is asked whether a mail or text that waited is still wanted, by what it is about.
GATES: dict[str, gates.Gate] = {notices.KIND: notices.gate, reminders.KIND: reminders.gate}
HANDLERS: dict[str, worker.Handler] = {
    must_fix.KIND: must_fix.keep,
    figures.KIND: figures.keep,
    erasing.KIND: erasing.erase,
    keeping.KIND: keeping.look,
    keeping.WARNING_KIND: keeping.warn,
    retention.KIND: retention.lengthen,
    leave_work.KIND: leave_work.keep,
    nudges.KIND: nudges.keep,
    eob_files.KIND: eob_files.forget,
    recount.KIND: recount.keep,
    bulk.KIND: bulk.keep,
    bulk.UNDO_KIND: bulk.undo,
    IMPORT_SAVE: imports.save,
    IMPORT_FORGET: imports.forget,
    exports.KIND: exports_work.build,
    exports.FORGET: exports_work.forget,
    webhooks.KIND: webhooks_work.handler(),
    "fax": fax_work.send,
    "fax-status": fax_work.follow,
    "mail": delivery.handler(GATES),
    "message": sending.send,
    "packet": rendering.build,
    "reminder": reminders.send,
    "text": text_delivery.handler(GATES),
}


def do_what_is_due(*, now: datetime) -> int:
    """Keep every promise that is due, and let go of what has run out; tells how many promises were kept."""
    drafts.forget_expired(at=now)
    sessions.forget_expired()
    _remove_stray_files(now)
    keeping.plan(now=now)
    return worker.sweep(handlers=HANDLERS, now=now)


def _remove_stray_files(now: datetime) -> None:
    """Trouble with files must not keep promises waiting."""
    try:
        strays = files.remove_unfinished(now=now) + storage.remove_strays(now=now)
        strays += plan_forms.remove_strays(now=now) + packet_form.remove_old_previews(now=now)
        strays += sections.clean(now=now)
    except (OSError, DatabaseError):
        log.exception("stray files could not be removed")
        return
    if strays:
        log.info("removed stray files", extra={"count": strays})


@shared_task(name="requests_app.tasks.keep_promise")
def keep_promise(*, promise_id: int, **_newer: Any) -> None:
    worker.keep(promise_id=promise_id, handlers=HANDLERS, now=timezone.now())


@shared_task(name="requests_app.tasks.sweep")
def sweep(**_newer: Any) -> None:
    """Beat rings; what there is to do stands in the tables."""
    do_what_is_due(now=timezone.now())


@shared_task(name="requests_app.tasks.count_figures")
def count_figures(**_newer: Any) -> None:
    """Beat rings every minute; each facility is counted once an hour, a new one within the minute."""
    figures.plan(now=timezone.now())
    must_fix.plan(now=timezone.now())

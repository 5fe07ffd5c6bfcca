"""Send what was written for later, once: SENT is written under the locks of case and message."""

from __future__ import annotations

from datetime import datetime

from requests_app.cases.queries import locked
from requests_app.common.actor import job
from requests_app.common.scope import scoped
from requests_app.messaging import queries, services
from requests_app.models import CaseMessage
from requests_app.outbox.worker import Outcome, Work


def send(work: Work, now: datetime) -> Outcome:
    with scoped(work.scope):
        found = CaseMessage.objects.select_related("case").filter(pk=work.subject_id).first()
        if found is None:
            return Outcome.NOT_WANTED
        case = locked(found.case)
        message = queries.locked_message(found.pk)
        if message is None or message.called_off_at is not None:
            return Outcome.NOT_WANTED
        if message.sent_at is not None:
            return Outcome.DONE
        message.case = case
        by = job(services.KIND, scope=work.scope)
        if not case.is_open:
            services.drop(message, by=by, at=now)
            return Outcome.NOT_WANTED
        services.went_out(message, by=by, at=now)
    return Outcome.DONE

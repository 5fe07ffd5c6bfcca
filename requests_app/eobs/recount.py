"""After a change of what was approved, bills are held against it anew: units used, and the next step.

Answers are written below this area and know no bills, so they leave a promise (`decisions.bills_told`), and
the worker keeps it here.
"""

from __future__ import annotations

from datetime import datetime

from requests_app.cases.queries import locked
from requests_app.common.actor import job
from requests_app.common.scope import scoped
from requests_app.decisions.bills_told import KIND as KIND
from requests_app.eobs import next_step, units
from requests_app.models import Case
from requests_app.outbox.worker import Outcome, Work


def keep(work: Work, now: datetime) -> Outcome:
    with scoped(work.scope):
        found = Case.objects.filter(pk=work.subject_id).first()
        if found is None or not found.is_open:
            return Outcome.NOT_WANTED
        case, by = locked(found), job(KIND, scope=work.scope)
        units.count(case, by=by, at=now)
        next_step.show(case=case, by=by, at=now)
    return Outcome.DONE

"""A case in Phoenix (UTC-7 all year), and moments said in its time."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core import mail

from requests_app import tasks
from requests_app.models import Case
from requests_app.outbox import worker
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import actor_for

ZONE = ZoneInfo("America/Phoenix")


def moment(text: str) -> datetime:
    """moment("2026-11-30 09:00") in Phoenix."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


NOW = moment("2026-11-23 10:00")
SENT_ON = date(2026, 11, 23)


def sent_case(**fields) -> Case:
    return make_case(status="SENT", next_action="CALL_2", waiting_on="PLAN", **fields)


def patient_of(case: Case):
    return actor_for(case.opened_by)


def sweep(now: datetime) -> list[mail.EmailMessage]:
    """Do what is due at this moment, mails included; returns the mails that went out."""
    before = len(mail.outbox)
    for _round in ("reminders", "mails"):
        worker.sweep(handlers=tasks.HANDLERS, now=now)
        see_everything()
    return mail.outbox[before:]

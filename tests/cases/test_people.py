from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from requests_app.audit import log
from requests_app.cases.people import changed_text
from requests_app.common.actor import job
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member

pytestmark = pytest.mark.usefixtures("db")


def test_who_looked_or_reminded_is_not_named_as_the_one_who_changed_something():
    facility = make_facility()
    case = make_case(facility=facility)
    patient, staff = actor_for(case.opened_by), actor_for(make_member(facility, full_name="Sam Worker"))
    now = timezone.now()
    log.record(action="intake.saved", target=case, by=patient, at=now)
    log.record(action="packets.downloaded", target=case, by=staff, at=now + timedelta(minutes=1))
    log.record(action="followups.reminded", target=case, by=job("reminder"), at=now + timedelta(minutes=2))

    assert changed_text(case=case, seen_by=patient).startswith("You changed this at ")

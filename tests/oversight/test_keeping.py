"""Who is warned before the day until which a case is kept, and what goes by itself afterwards."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from requests_app.models import Case, Erasure, LegalHold, OutgoingEmail, Promise
from requests_app.outbox.worker import Outcome, Work
from requests_app.oversight import keeping, retention
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_user

# Noon in Phoenix.
NOW = datetime(2026, 11, 23, 19, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


def kept_until(days: int, *, facility=None, unused_for: int = 60) -> Case:
    case = make_case(facility=facility)
    Case.objects.filter(pk=case.pk).update(keep_until=TODAY + timedelta(days=days))
    Case.objects.filter(pk=case.pk).update(changed_at=NOW - timedelta(days=unused_for))
    return Case.objects.get(pk=case.pk)


def look_and_warn(now: datetime = NOW) -> int:
    """One day’s work; how many mails it wrote."""
    before = OutgoingEmail.objects.count()
    keeping.look(Work(1, 0, None, 1, after_crash=False), now)
    see_everything()
    for promise in Promise.objects.filter(kind=keeping.WARNING_KIND, state="WAITING"):
        work = Work(promise.pk, promise.subject_id, promise.organization_id, 1, after_crash=False)
        outcome = keeping.warn(work, now)
        see_everything()
        state = "DONE" if outcome is Outcome.DONE else "CANCELLED"
        Promise.objects.filter(pk=promise.pk).update(state=state, finished_at=now)
    return OutgoingEmail.objects.count() - before


def test_everybody_is_warned_30_7_and_1_days_before_and_once_each(db):
    kept_until(31)
    case = kept_until(30, facility=make_facility())

    assert look_and_warn() == 1
    assert look_and_warn() == 0
    sent = [
        days
        for days in range(29, -3, -1)
        if look_and_warn(NOW + timedelta(days=30 - days)) and case.keep_until
    ]
    # The first case, a day later, is the one of 29; 7 and 1 are both cases, a day apart.
    assert sent == [29, 7, 6, 1, 0]
    # A facility’s case stays until its admins say so.
    assert not Erasure.objects.filter(case_public_id=case.public_id).exists()


@pytest.mark.parametrize("why", ["held", "planned", "far"])
def test_nobody_is_warned_of_what_will_not_happen(db, why):
    case = kept_until(400 if why == "far" else 5)
    if why == "held":
        LegalHold.objects.create(
            organization=case.organization, case=case, reason="x", placed_by=make_user(), placed_at=NOW
        )
    elif why == "planned":
        Erasure.objects.create(
            organization=case.organization,
            case_public_id=case.public_id,
            why="PERSON",
            asked_at=NOW,
            not_before=NOW,
        )

    assert look_and_warn() == 0


def test_in_a_space_of_ones_own_it_goes_a_day_after_the_last_warning(db):
    case = kept_until(-1)

    look_and_warn()
    assert not Erasure.objects.exists()
    look_and_warn(NOW + timedelta(days=1, hours=1))

    erasure = Erasure.objects.get(case_public_id=case.public_id)
    assert (erasure.why, erasure.asked_by, erasure.state) == ("TIME", None, "ASKED")
    assert Promise.objects.filter(kind="erase", subject_id=erasure.pk).exists()


def test_a_case_in_use_is_kept_on_whatever_the_day_says(db):
    case = kept_until(-1, unused_for=2)

    look_and_warn()
    look_and_warn(NOW + timedelta(days=2))

    case.refresh_from_db()
    assert case.keep_until > TODAY + timedelta(days=80)
    assert not Erasure.objects.exists()


def test_the_day_is_promised_once(db):
    keeping.plan(now=NOW)
    keeping.plan(now=NOW + timedelta(hours=1))
    keeping.plan(now=NOW + timedelta(days=1))

    assert Promise.objects.filter(kind=keeping.KIND).count() == 2


def test_a_longer_time_moves_days_to_later_and_none_to_sooner(db):
    facility = make_facility()
    short, long = make_case(facility=facility), make_case(facility=facility)
    Case.objects.filter(pk=short.pk).update(keep_until=TODAY + timedelta(days=40))
    Case.objects.filter(pk=long.pk).update(keep_until=TODAY + timedelta(days=9_000))
    facility.keep_days = 1_000
    facility.save()

    work = Work(1, facility.pk, facility.pk, 1, after_crash=False)
    assert retention.lengthen(work, NOW) is Outcome.DONE
    see_everything()

    days = {one.pk: (one.keep_until - TODAY).days for one in Case.objects.all()}
    assert days == {short.pk: 1_000, long.pk: 9_000}

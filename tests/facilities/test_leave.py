from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from requests_app import tasks
from requests_app.facilities import queries
from requests_app.facilities.services import leave as leaves
from requests_app.facilities.services import people
from requests_app.facilities.services.sites import FacilityRefused
from requests_app.models import Case, CaseTask, HandOver, Membership
from tests.databases import see_everything
from tests.facilities.test_people import owned
from tests.factories.people import actor_for

# A Monday noon in Phoenix.
NOW = datetime(2026, 11, 23, 19, 0, tzinfo=UTC)


def add(team, *, first: int, last: int, cover=None, by=None):
    return leaves.add_leave(
        membership=team.place(team.worker),
        from_on=date(2026, 11, 23) + timedelta(days=first),
        until_on=date(2026, 11, 23) + timedelta(days=last),
        covered_by=cover,
        by=by or actor_for(team.worker, facility=team.facility),
        at=NOW,
    )


def ring(*, days: int) -> None:
    """What the beat does, so many days later."""
    tasks.do_what_is_due(now=NOW + timedelta(days=days))
    see_everything()


def owner_of(case: Case):
    return Case.objects.get(pk=case.pk).owner


@pytest.mark.django_db(transaction=True)
def test_cases_go_to_who_covers_on_the_first_day_and_come_back_after_the_last(team):
    case, given_on = owned(team, team.worker), owned(team, team.worker)
    task = CaseTask.objects.create(
        organization=team.facility,
        case=case,
        kind="OTHER",
        assigned_to=team.worker,
        made_by=team.admin,
        made_at=NOW,
    )
    add(team, first=2, last=4, cover=team.cover)
    ring(days=1)
    assert owner_of(case) == team.worker

    ring(days=2)
    task.refresh_from_db()
    assert owner_of(case) == owner_of(given_on) == task.assigned_to == team.cover
    names = queries.covering([team.facility.pk], [case.pk, given_on.pk, 0])
    assert names == {case.pk: "Will Worker", given_on.pk: "Will Worker"}
    ring(days=3)
    assert HandOver.objects.count() == 1

    # What went to somebody else meanwhile stays there.
    Case.objects.filter(pk=given_on.pk).update(owner=team.admin)
    ring(days=5)
    task.refresh_from_db()
    assert (owner_of(case), owner_of(given_on), task.assigned_to) == (team.worker, team.admin, team.worker)
    assert queries.covering([team.facility.pk], [case.pk]) == {}
    assert list(HandOver.objects.order_by("pk").values_list("why", flat=True)) == ["LEAVE", "BACK"]


def test_a_leave_that_began_begins_at_once_and_may_end_early(team):
    case = owned(team, team.worker)
    leave = add(team, first=0, last=9, cover=team.cover)
    assert owner_of(case) == team.cover
    by = actor_for(team.worker, facility=team.facility)
    for _time in range(2):
        leaves.end_leave(leave=leave, membership=team.place(team.worker), by=by, at=NOW)
    assert owner_of(case) == team.worker
    assert HandOver.objects.count() == 2


def test_who_covers_may_leave_for_good_and_the_cases_still_come_back(team):
    case = owned(team, team.worker)
    leave = add(team, first=0, last=9, cover=team.cover)
    people.disable_member(membership=team.place(team.cover), to_user=team.admin, by=team.as_admin(), at=NOW)
    assert owner_of(case) == team.admin
    by = actor_for(team.worker, facility=team.facility)
    leaves.end_leave(leave=leave, membership=team.place(team.worker), by=by, at=NOW)
    assert owner_of(case) == team.worker


def test_cases_stay_with_who_covers_when_the_person_only_looks_now(team):
    case = owned(team, team.worker)
    add(team, first=0, last=2, cover=team.cover)
    Membership.objects.filter(user=team.worker).update(role="AUDITOR")
    ring(days=3)
    assert owner_of(case) == team.cover


@pytest.mark.parametrize(("first", "last"), [(2, 4), (4, 9), (0, 2)])
def test_days_that_touch_are_refused(team, first, last):
    add(team, first=2, last=4, cover=team.cover)
    with pytest.raises(FacilityRefused, match="touch"):
        add(team, first=first, last=last)


def test_days_of_others_are_for_those_who_lead(team):
    with pytest.raises(PermissionDenied):
        add(team, first=1, last=2, by=actor_for(team.cover, facility=team.facility))
    assert add(team, first=1, last=2, by=actor_for(team.cover, facility=team.facility, role="LEAD"))

"""The queue: what needs a person today, in order, for the own facility only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from requests_app.common.time_zones import day_at
from requests_app.models import (
    Case,
    Decision,
    FollowUp,
    OutreachOffice,
)
from tests.factories.cases import make_case
from tests.factories.people import make_facility


def references(response):
    return [row.case.reference for row in response.context["rows"]]


def queue(staff, **query):
    return staff.get(reverse("desk:queue"), query)


def due(case, days):
    today = day_at(timezone.now(), zone=case.organization.time_zone)
    Case.objects.filter(pk=case.pk).update(due_on=today + timedelta(days=days))
    return case


def test_late_cases_come_first_then_by_due_date_and_undated_ones_last(staff, facility):
    undated = make_case(facility=facility)
    soon = due(make_case(facility=facility), 2)
    late = due(make_case(facility=facility), -3)

    found = queue(staff)

    assert references(found) == [late.reference, soon.reference, undated.reference]
    assert [row.priority for row in found.context["rows"]] == ["LATE", "SOON", "NORMAL"]
    assert "3 days late" in found.content.decode()


def test_another_facilitys_cases_and_own_private_ones_are_not_there(staff, facility, worker):
    make_case(facility=make_facility())
    make_case(user=worker)
    ours = make_case(facility=facility)

    assert references(queue(staff)) == [ours.reference]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"owner": "me"}, {"mine"}),
        ({"owner": "nobody"}, {"spanish", "plain"}),
        ({"language": "es"}, {"spanish"}),
        ({"text": "ana"}, {"mine", "plain", "spanish"}),
        ({"text": "6789"}, {"mine", "plain", "spanish"}),
        ({"text": "nobody-has-this"}, set()),
        ({"state": "AZ", "care": "BEHAVIORAL"}, {"mine", "plain", "spanish"}),
        ({"state": "TX"}, set()),
        ({"plan": "sample"}, {"mine", "plain", "spanish"}),
        ({"urgent": "yes"}, {"mine"}),
        ({"due": "late"}, {"mine"}),
        ({"waiting_on": "PLAN"}, {"plain"}),
        ({"stage": "CLOSED"}, {"closed"}),
        ({"outcome": "DENIED"}, {"mine"}),
        ({"outcome": "none"}, {"plain", "spanish"}),
        ({"stage": "ANSWERED"}, {"mine"}),
        ({"running": "appeal_by"}, {"mine"}),
        ({"running": "ends"}, {"plain"}),
        ({"outcome": "nonsense", "running": "nonsense"}, {"mine", "plain", "spanish"}),
        (
            {"stage": "nonsense", "sort": "id; drop table", "owner": "x", "page": "zz"},
            {"mine", "plain", "spanish"},
        ),
    ],
)
def test_filters_find_what_they_say(staff, facility, worker, query, expected):
    cases = {name: make_case(facility=facility) for name in ("mine", "plain", "closed")}
    cases["spanish"] = make_case(facility=facility, language="es")
    due(cases["mine"], -1)
    Case.objects.filter(pk=cases["mine"].pk).update(
        owner=worker, is_urgent=True, status="ANSWERED", outcome="DENIED"
    )
    own = {"organization": facility, "case": cases["mine"]}
    FollowUp.objects.create(**own, kind="APPEAL_BY", due_on=timezone.localdate() + timedelta(days=9))
    FollowUp.objects.create(
        **{**own, "case": cases["spanish"]}, kind="APPEAL_BY", due_on=timezone.localdate() - timedelta(days=9)
    )
    for name, days in (("plain", 20), ("spanish", 40), ("closed", 5)):
        Decision.objects.create(
            **{**own, "case": cases[name]},
            answer="APPROVED",
            heard_on=timezone.localdate(),
            ends_on=timezone.localdate() + timedelta(days=days),
            recorded_by=worker,
            recorded_at=timezone.now(),
        )
    Case.objects.filter(pk=cases["plain"].pk).update(waiting_on="PLAN")
    Case.objects.filter(pk=cases["closed"].pk).update(status="CLOSED")

    found = queue(staff, **query)

    assert set(references(found)) == {cases[name].reference for name in expected}


@pytest.mark.parametrize("sort", ["due", "-due", "case", "patient", "plan", "contact", "owner"])
def test_every_sort_link_works_and_says_its_direction(staff, facility, sort):
    for _ in range(3):
        make_case(facility=facility)

    found = queue(staff, sort=sort)

    direction = "descending" if sort.startswith("-") else "ascending"
    assert f'aria-sort="{direction}"' in found.content.decode()
    if sort == "case":
        assert references(found) == sorted(references(found))


def test_the_number_of_queries_does_not_grow_with_the_rows(staff, facility):
    def measure():
        with CaptureQueriesContext(connection) as caught:
            queue(staff)
        return len(caught)

    for number in range(3):
        case = make_case(facility=facility)
        OutreachOffice.objects.create(
            organization=facility, case=case, name=f"Office {number}", result="TOO_FAR"
        )
    measure()
    few = measure()
    for _ in range(20):
        make_case(facility=facility)

    assert measure() == few


def test_counts_of_views_equal_the_lists_behind_them(staff, facility, worker):
    for _ in range(3):
        make_case(facility=facility)
    Case.objects.filter(pk=make_case(facility=facility).pk).update(owner=worker)

    for view in queue(staff).context["views"]:
        listed = staff.get(reverse("desk:queue") + f"?{view['query']}")
        assert str(len(listed.context["rows"])) == view["count"], view["name"]

"""The order of the queue, its pages and what the database keeps for both."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.db import connection
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from requests_app.common.time_zones import day_at
from requests_app.desk import paging, queries
from requests_app.desk.filters import Filters
from requests_app.models import Case, CaseSearch, Decision, FollowUp, PatientDetails
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member

ZONE = "America/Phoenix"


def today():
    return day_at(timezone.now(), zone=ZONE)


def put(case, **columns):
    Case.objects.filter(pk=case.pk).update(**columns)
    return case


@pytest.fixture
def actor(facility, worker):
    return actor_for(worker, facility=facility)


def listed(actor, filters=None, **options):
    shown = queries.first_page(actor, filters or Filters(), today=today(), **options)
    return [case.pk for case in shown.cases]


def test_messages_come_first_then_what_is_due_and_idle_or_sleeping_cases_never_on_top(facility, actor):
    now, day = timezone.now(), today()
    ago = lambda **kind: now - timedelta(**kind)  # noqa: E731
    cases = {name: make_case(facility=facility, filled=False) for name in "abcdefgh"}
    put(cases["a"], unanswered_since=ago(days=3))
    put(cases["b"], unanswered_since=ago(hours=2), due_on=day - timedelta(days=30))
    put(cases["c"], due_on=day - timedelta(days=5))
    put(cases["d"], due_on=day, is_urgent=True)
    put(cases["e"], due_on=day, last_contact_at=ago(days=20))
    put(cases["f"], due_on=day, last_contact_at=ago(days=2))
    put(cases["g"], is_urgent=False, last_contact_at=ago(days=900))  # idle for years, nothing due
    put(cases["h"], due_on=day - timedelta(days=99), snoozed_until=day + timedelta(days=4))

    names = {case.pk: name for name, case in cases.items()}
    assert "".join(names[pk] for pk in listed(actor)) == "abcdefg"
    assert [names[pk] for pk in listed(actor, Filters(snoozed="yes"))] == ["h"]
    # A reply does not wake a sleeping case, but it is in the list, at its own day.
    put(cases["h"], unanswered_since=ago(days=9))
    assert "".join(names[pk] for pk in listed(actor)) == "abcdefhg"
    assert "".join(names[pk] for pk in listed(actor, Filters(unread=True))) == "abh"


SORTS = ("", "due", "-due", "case", "patient", "-plan", "contact", "owner", "-changed")


def test_pages_go_on_and_back_over_several_facilities_without_losing_a_case(facility, worker, monkeypatch):
    monkeypatch.setattr(paging, "PER_PAGE", 3)
    other = make_facility()
    make_member(other, email="second@example.com")
    actor = actor_for(worker, facility=facility)
    actor.organization_roles[other.pk] = "CASE_WORKER"
    made = set()
    for number in range(8):
        case = make_case(facility=(facility, other)[number % 2], filled=number % 3 == 0)
        put(case, due_on=today() + timedelta(days=number // 3) if number % 2 else None)
        made.add(case.pk)
    for sort in SORTS:
        _walk(actor, Filters(sort=sort), made)


def _walk(actor, filters, made):
    pages, after = [], ""
    while True:
        shown = queries.first_page(actor, filters, today=today(), after=after)
        pages.append(shown)
        if not shown.next:
            break
        after = shown.next
    seen = [case.pk for page in pages for case in page.cases]

    assert len(seen) == 8, filters.sort
    assert set(seen) == made, filters.sort
    back = queries.first_page(actor, filters, today=today(), before=pages[-1].previous)
    assert [case.pk for case in back.cases] == [case.pk for case in pages[-2].cases]
    assert not queries.first_page(actor, filters, today=today(), before=pages[1].previous).previous
    if filters.sort in ("patient", "-plan"):
        assert "ana" not in after.lower()
        assert "sample" not in after.lower()


def test_a_cursor_that_is_not_ours_shows_the_first_page(facility, actor):
    case = make_case(facility=facility)
    cursors = ("x", "1_x", "_", "1_99999999999999999999", "-1_-1", "1_1" + "0" * 200)

    for sort, cursor in product(("", "due", "patient", "contact"), cursors):
        assert listed(actor, Filters(sort=sort), after=cursor) in ([case.pk], [])


def test_the_database_keeps_what_lists_sort_and_ask_by(facility, worker):
    case = make_case(facility=facility)
    own = {"organization": facility, "case": case}
    day = today()
    by = {"recorded_by": worker, "recorded_at": timezone.now(), "heard_on": day}
    follow_up = FollowUp.objects.create(**own, kind="APPEAL_BY", due_on=day)
    FollowUp.objects.create(**own, kind="OWN", due_on=day + timedelta(days=90))
    answer = Decision.objects.create(**own, **by, answer="APPROVED", ends_on=day + timedelta(days=9))
    Decision.objects.create(**own, **by, answer="DENIED", ends_on=day + timedelta(days=99))
    case.refresh_from_db()

    assert (case.sort_name, case.sort_plan) == ("sample ana", "sample health plan")
    assert (case.appeal_by, case.approval_ends_on) == (day, day + timedelta(days=9))

    PatientDetails.objects.filter(case=case).update(last_name="Ångström", first_name="")
    FollowUp.objects.filter(pk=follow_up.pk).update(state="DONE")
    Decision.objects.filter(pk=answer.pk).update(replaced_at=timezone.now())
    before, _same = case.changed_at, case.refresh_from_db()

    assert case.sort_name == "angstrom"
    assert "angstrom" in CaseSearch.objects.get(case=case).words
    assert (case.appeal_by, case.approval_ends_on) == (None, None)
    assert case.changed_at > before
    put(case, version=7, must_fix=2)
    assert Case.objects.get(pk=case.pk).changed_at == case.changed_at


def test_a_line_says_how_many_cases_of_this_view_changed_since(staff, facility):
    mine, other = make_case(facility=facility), put(make_case(facility=facility), due_on=today())
    Case.objects.update(changed_at=timezone.now() - timedelta(hours=1))
    shown = staff.get(reverse("desk:queue"), {"stage": "open"})
    since = shown.context["since"]
    put(mine, is_urgent=True)
    put(make_case(facility=make_facility()), is_urgent=True)
    Case.objects.filter(pk=other.pk).update(version=9)

    def told(**query):
        answer = staff.get(
            reverse("desk:changes"), {"since": since, **query}, headers={"Accept": "application/json"}
        )
        return answer.json()["text"]

    assert told().startswith("1 change since ")
    assert told(owner="me") == ""
    again = staff.get(reverse("desk:queue"), {"stage": "open", "since": since})
    assert again.context["changes"].startswith("1 change since ")
    assert "1 change since" in staff.get(reverse("desk:changes"), {"since": since}).content.decode()


def test_ticked_cases_stay_ticked_on_the_next_page_without_scripts(staff, facility):
    here, elsewhere = make_case(facility=facility), make_case(facility=facility)
    put(elsewhere, status="CLOSED")
    kept = [str(here.public_id), str(elsewhere.public_id)]

    shown = staff.post(reverse("desk:queue") + "?stage=open", {"case": kept})

    assert shown.status_code == 200
    assert [row.is_chosen for row in shown.context["rows"]] == [True]
    assert f'<input type="hidden" name="case" value="{elsewhere.public_id}">' in shown.content.decode()


def test_no_list_sorts_all_cases(facility, actor):
    """The plan of the first page begins at an index that is in its order already."""
    make_case(facility=facility)
    for filters in (Filters(), Filters(owner="nobody"), Filters(unread=True), Filters(sort="patient")):
        lists = queries._by_facility(actor, filters, today())
        names = queries.order_of(filters).names
        with connection.cursor() as cursor:
            # With one row any index will do; what is asked is whether one has the order already.
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
            sql, values = lists[0].order_by(*names).values("pk")[:51].query.sql_with_params()
            cursor.execute(f"EXPLAIN (COSTS OFF) {sql}", values)
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert "Sort" not in plan, plan
        assert "case_desk_" in plan, plan


def test_a_saved_query_string_means_the_same_later(actor, facility):
    case = put(make_case(facility=facility), is_urgent=True)
    make_case(facility=facility)
    filters = Filters.read(QueryDict("urgent=yes"))

    assert [one.pk for one in queries.ordered(actor, filters, today=today())] == [case.pk]
    assert queries.count_up_to(1000, actor, filters, today=today()) == 1

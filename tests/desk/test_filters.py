"""What an address asks for, and that nothing of it but fixed values gets further."""

from __future__ import annotations

from datetime import UTC, date

import pytest
from django.http import QueryDict
from django.utils import timezone

from requests_app.desk import conditions
from requests_app.desk.built_in import VIEWS
from requests_app.desk.filters import Filters
from requests_app.desk.orders import order_of


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.key)
def test_an_address_read_again_asks_for_the_same(view):
    assert Filters.read(QueryDict(view.filters.query())) == view.filters


@pytest.mark.parametrize(
    "query",
    [
        "owner=2%20or%201%3D1",
        "owner=%D9%A1",
        "tag=x",
        "site=-1",
        "waited=1000",
        "ends_in=7.5",
        "opened_from=2026-13-01",
        "opened_from=20260101",
        "decided_until=9999-12-31",
        "facility=1234567890123456",
        "urgent=1",
        "find=not-ours",
        "sort=id",
    ],
)
def test_what_is_not_on_a_list_is_not_asked_for(query):
    assert Filters.read(QueryDict(query)) == Filters()


def test_words_searched_for_stand_sealed_in_an_address():
    filters = Filters(text="Ana Muñoz", due="late")

    assert "Ana" not in filters.query()
    assert "Mu" not in filters.query().partition("find=")[0]
    assert Filters.read(QueryDict(filters.query())) == filters


@pytest.mark.parametrize(
    ("today", "days", "before"),
    [
        (date(2026, 11, 25), 1, date(2026, 11, 25)),  # Wednesday: since Tuesday or longer
        (date(2026, 11, 23), 1, date(2026, 11, 23)),  # Monday: Sunday, and Friday as well
        (date(2026, 11, 23), 3, date(2026, 11, 19)),  # Monday: since Wednesday
        (date(2026, 11, 27), 1, date(2026, 11, 27)),  # the day after Thanksgiving
        (date(2026, 11, 27), 2, date(2026, 11, 25)),  # Thursday was no business day
    ],
)
def test_waiting_is_counted_in_business_days(today, days, before):
    (limit,) = conditions.waited_condition(days, today).children

    assert limit[0] == "waiting_since__lt"
    assert limit[1].date() == before


@pytest.mark.parametrize(
    ("filters", "column"),
    [
        (Filters(), "queue_place"),
        (Filters(sort="-due"), "due_place"),
        (Filters(stage="CLOSED"), "changed_at"),
        (Filters(stage="CLOSED", sort="due"), "changed_at"),
        (Filters(stage="any", sort="patient"), "sort_name"),
    ],
)
def test_every_list_is_sorted_by_a_column_that_has_an_index_for_it(filters, column):
    assert order_of(filters).column == column


def test_days_of_filters_begin_at_midnight_where_the_facility_is():
    with timezone.override("America/Phoenix"):
        begun = conditions.opened_condition("2026-11-23", "2026-11-23")

    moments = [value.astimezone(UTC).isoformat() for _name, value in begun.children]
    assert moments == ["2026-11-23T07:00:00+00:00", "2026-11-24T07:00:00+00:00"]

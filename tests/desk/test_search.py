"""Searching: what is found, what never is, and what is written down."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.http import QueryDict
from django.urls import reverse

from requests_app.desk import queries
from requests_app.desk.filters import Filters
from requests_app.models import AuditEntry, Case, PatientDetails, Site
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_user


@pytest.fixture
def case(facility):
    found = make_case(facility=facility)
    PatientDetails.objects.filter(case=found).update(
        first_name="María José", last_name="O’Neil-Muñoz", phone="(602) 555-0142"
    )
    return Case.objects.get(pk=found.pk)


FOUND_BY = (
    "maria",
    "MARÍA",
    "jose munoz",
    "oneil",
    "O'Neil",
    "neil-mun",
    "muñoz maria",
    "6789",
    "123456789",
    "SHP123456789",
    "0142",
    "555-0142",
    "602 555 0142",
    "6025550142",
    "desert prog",
    "{reference}",
    "{plain_reference}",
)


def test_a_case_is_found_by_name_number_phone_and_provider(case, facility, worker):
    actor = actor_for(worker, facility=facility)
    plain = case.reference.replace("-", "").lower()
    asked = [words.format(reference=case.reference, plain_reference=plain) for words in FOUND_BY]

    assert [words for words in asked if queries.hits(actor, words) != [(case.pk, False)]] == []


def test_a_slip_finds_what_looks_alike_and_says_so(case, facility, worker):
    actor = actor_for(worker, facility=facility)

    for words in ("marria", "munioz", "oneill", "dessert program"):
        assert queries.hits(actor, words) == [(case.pk, True)], words


MARKS = (
    ("zzz", 0),
    ("9999", 0),
    ("5550142999", 0),
    ("maria zzz", 0),
    ("' | '", 0),
    (":*", 0),
    ("%", 0),
    ("", 0),
    ("maria\\", 1),
    ("~0142", 1),
    ("maria' | 'zz", 0),
    ("(maria & !jose)", 1),
)


def test_marks_of_a_query_language_are_only_marks(case, facility, worker):
    actor = actor_for(worker, facility=facility)

    for words, found in MARKS:
        assert len(queries.hits(actor, words)) == found, words


def test_a_search_never_crosses_facilities_whatever_is_asked(case, facility):
    """The function runs as the owner of the tables, so it must ask for the tenants itself."""
    other = make_facility()
    theirs = make_case(facility=other)

    def found(tenants, organizations, words="ana"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.tenants', %s, true)", [tenants])
            cursor.execute("SELECT found_id FROM app_find_cases(%s, %s, 99)", [organizations, words])
            return [pk for (pk,) in cursor.fetchall()]

    ours, both = f"{{{facility.pk}}}", [facility.pk, other.pk]
    assert found(ours, None) == found(ours, both) == []
    assert found(ours, None, "maria") == found(ours, both, "maria") == [case.pk]
    assert found(ours, [other.pk], "maria") == []
    assert found(ours, [other.pk], "sampel") == []
    assert found(f"{{{other.pk}}}", both) == [theirs.pk]
    assert found("{}", both) == []


def test_hits_of_other_sites_take_no_place_from_what_may_be_seen(case, facility, worker):
    north, south = (Site.objects.create(organization=facility, name=one) for one in ("North", "South"))
    Case.objects.filter(pk=case.pk).update(site=south)
    actor = actor_for(worker, facility=facility)

    assert queries.hits(replace(actor, sites={facility.pk: frozenset({north.pk})}), "maria") == []
    assert queries.hits(replace(actor, sites={facility.pk: frozenset({south.pk})}), "maria") == [
        (case.pk, False)
    ]


def test_what_was_searched_for_is_in_no_address_and_no_audit_row(staff, case, facility, worker):
    make_case(user=make_user(), facility=facility)
    answer = staff.post(reverse("desk:search"), {"text": "Muñoz"})

    assert answer.status_code == 302
    assert "Mu" not in answer["Location"].replace("desk", "")[:20]
    shown = staff.get(answer["Location"])
    assert [row.case.pk for group in shown.context["groups"] for row in group["rows"]] == [case.pk]
    entry = AuditEntry.objects.get(action="desk.searched")
    assert (entry.user_id, entry.details) == (worker.pk, {"letters": 5, "found": 1})

    back = staff.post(reverse("desk:search"), {"text": "maria", "to": "queue", "query": "urgent=yes"})
    assert back["Location"].startswith(reverse("desk:queue") + "?urgent=yes&find=")
    assert staff.get(back["Location"]).context["rows"] == []
    assert staff.post(reverse("desk:search"), {"text": "a"}).status_code == 422


def test_another_filter_takes_no_search_and_no_cohort_away(staff, case):
    query = Filters(text="ana", opened_from="2026-01-01").query()
    body = staff.get("/q/?" + query).content.decode()

    form = body[
        body.index('<form class="filters"') : body.index("</form>", body.index('<form class="filters"'))
    ]
    kept = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', form))
    assert kept.keys() == {"find", "opened_from"}
    again = QueryDict(mutable=True)
    again.update({**kept, "stage": "PREPARING"})
    assert Filters.read(again) == Filters(text="ana", opened_from="2026-01-01", stage="PREPARING")

from __future__ import annotations

import pytest
from django.urls import reverse

from requests_app.evidence.rules import rules_of
from requests_app.knowledge import library
from tests.databases import see_everything
from tests.evidence.making import TODAY
from tests.factories.cases import make_case
from tests.factories.people import make_user


@pytest.fixture
def patient(db):
    return make_user()


@pytest.fixture
def case(patient):
    case = make_case(user=patient)
    see_everything()
    return case


def describe(case, **coverage):
    for name, value in coverage.items():
        setattr(case.coverage, name, value)
    case.coverage.save()


def shown(client_for, user, case):
    response = client_for(user).get(reverse("evidence:rules", args=[case.public_id]))
    assert response.status_code == 200
    return str(response.content, "utf-8")


def why_url(record_id):
    return reverse("knowledge:why", args=[record_id])


def test_an_insured_plan_of_a_state_with_limits_shows_them_with_their_source(client_for, patient, case):
    describe(case, source_detail="PRIVATE_EMPLOYER", is_self_funded="NO", plan_state="IL")
    page = shown(client_for, patient, case)

    assert library.record("il-wait-mh-initial").text.en in page
    assert why_url("il-wait-mh-initial") in page
    assert why_url("il-external-review") in page
    assert "Illinois Department of Insurance" in page
    assert "no limit in numbers" not in page
    assert "/who-regulates/il/job-insured/" in page


def test_a_self_funded_plan_is_told_that_state_limits_do_not_count_and_what_to_ask(client_for, patient, case):
    describe(case, source_detail="PRIVATE_EMPLOYER", is_self_funded="YES", plan_state="IL")
    page = shown(client_for, patient, case)

    assert "state’s limits do not count" in page
    assert "no limit in numbers on file" in page
    assert "your own limits" in page
    assert why_url("us-mhpaea-core") in page
    assert why_url("il-wait-mh-initial") not in page
    assert "US Department of Labor" in page


def test_who_pays_unknown_shows_both_and_the_question(client_for, patient, case):
    describe(case, source_detail="PRIVATE_EMPLOYER", is_self_funded="UNSURE", plan_state="IL")
    page = shown(client_for, patient, case)

    assert "May count for this plan" in page
    assert "Is this plan self-funded" in page
    assert "US Department of Labor" in page
    assert "Illinois Department of Insurance" in page


def test_a_state_without_a_limit_on_file_says_so(client_for, patient, case):
    describe(case, source="MARKETPLACE", source_detail="OFF_MARKETPLACE", is_self_funded="", plan_state="OH")
    page = shown(client_for, patient, case)

    assert "no limit in numbers on file" in page
    assert "Ohio Department of Insurance" in page


def test_the_fallback_is_not_said_twice(case):
    describe(case, source_detail="PRIVATE_EMPLOYER", is_self_funded="YES", plan_state="IL")
    found = rules_of(case, on=TODAY)
    said = [match.record.id for match in (*found.rights, *found.documents)]

    assert not set(said) & {record.id for record in found.standards.fallback}


def test_deadlines_are_those_of_this_plan(case):
    describe(case, source="MEDICAID", source_detail="MEDICAID_PLAN", is_self_funded="", plan_state="NM")
    found = rules_of(case, on=TODAY)
    ids = {match.record.id for match in (*found.plan_clocks, *found.own_clocks)}

    assert "us-medicaid-fair-hearing" in ids
    assert not any(name.startswith("us-erisa") for name in ids)


def test_the_page_speaks_spanish(client_for, patient, case):
    describe(case, source_detail="PRIVATE_EMPLOYER", is_self_funded="NO", plan_state="IL")
    client = client_for(patient)
    patient.language = "es"
    patient.save()
    client.post(reverse("language"), {"language": "es", "from_page": "/"})
    page = str(client.get(reverse("evidence:rules", args=[case.public_id])).content, "utf-8")

    assert library.record("il-wait-mh-initial").text.es in page

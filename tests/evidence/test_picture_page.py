from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from requests_app.casefile.export import case_file, office_ids
from requests_app.casefile.logged import logged
from requests_app.models import OutreachAttempt, OutreachOffice
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import make_user


@pytest.fixture
def patient(db):
    return make_user()


@pytest.fixture
def case(patient):
    case = make_case(user=patient)
    see_everything()
    case.coverage.is_self_funded, case.coverage.plan_state = "NO", "IL"
    case.coverage.source_detail = "PRIVATE_EMPLOYER"
    case.coverage.save()
    return case


def add(case, name="Example Office", *, day=2, **fields):
    own = {"organization_id": case.organization_id}
    office = OutreachOffice.objects.create(**own, case=case, name=name, **fields)
    OutreachAttempt.objects.create(**own, office=office, contacted_on=date(2026, 11, day), channel="PHONE")
    return office


def get(client_for, user, case):
    answer = client_for(user).get(reverse("evidence:picture", args=[case.public_id]))
    return answer, answer.content.decode()


def test_the_page_says_in_words_what_the_picture_shows(client_for, patient, case):
    add(case, "Late Office", result="OFFERED_DATE", first_open_on=date(2027, 2, 1), zip_code="85251")
    add(case, "Full Office", result="NOT_TAKING")
    answer, text = get(client_for, patient, case)
    assert answer.status_code == 200
    assert "None of the 2 offices contacted offered to start care within 10 business days." in text
    assert "<svg" in text
    assert text.count('<th scope="row"') == 2
    assert "<style" not in text
    assert "style=" not in text


def test_an_office_inside_is_said_first(client_for, patient, case):
    add(case, result="OFFERED_DATE", first_open_on=date(2026, 11, 6), zip_code="85251")
    add(case, result="NOT_TAKING")
    _answer, text = get(client_for, patient, case)
    assert "1 of the 2 offices contacted offered to start care within 10 business days." in text
    assert "Inside the standard" in text


def test_without_offices_there_is_no_picture_and_a_way_to_the_list(client_for, patient, case):
    _answer, text = get(client_for, patient, case)
    assert "No office was contacted yet." in text
    assert "<svg" not in text
    assert reverse("outreach:office_list", args=[case.public_id]) in text


def test_what_was_not_measured_leads_to_the_field(client_for, patient, case):
    office = add(case, "No Place Office", result="OFFERED_DATE")
    _answer, text = get(client_for, patient, case)
    own = [case.public_id, office.public_id]
    assert reverse("outreach:office_step", args=[*own, "place"]) in text
    assert reverse("outreach:office_check", args=own) in text


def test_a_name_is_text_and_nothing_else(client_for, patient, case):
    add(case, '<script>alert(1)</script> & "Sons"', result="OFFERED_DATE", first_open_on=date(2027, 2, 1))
    _answer, text = get(client_for, patient, case)
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_the_numbers_are_those_of_the_case_file(case):
    add(case, "Third", day=9, result="NOT_TAKING")
    add(case, "First", day=2, result="NOT_TAKING")
    add(case, "Name only", day=1)
    OutreachOffice.objects.create(
        organization_id=case.organization_id, case=case, name="Never called", result="OTHER"
    )
    removed = add(case, "Second", day=5, result="NOT_TAKING")
    OutreachAttempt.objects.create(
        organization_id=case.organization_id, office=removed, contacted_on=date(2026, 11, 1), channel="PHONE",
        removed_at="2026-11-20T00:00:00Z",
    )  # fmt: skip
    names = dict(OutreachOffice.objects.values_list("public_id", "name"))
    file = case_file(case)
    numbered = [names[one] for one in office_ids(case, only_logged=True)]
    assert numbered == [one.name for one in logged(file)] == ["First", "Second", "Third", "Never called"]
    assert [names[one] for one in office_ids(case)] == [one.name for one in file.offices]


def test_a_stranger_sees_nothing(client_for, case):
    answer, _text = get(client_for, make_user(), case)
    assert answer.status_code == 404

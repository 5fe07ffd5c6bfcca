"""A case shows how to reach its own plan and what that plan looks for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.insurers.queries import contacts_of_case, sending_contacts
from requests_app.models import InsurerCall, Packet
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_user


@pytest.fixture
def patient(case, client_for):
    return client_for(case.opened_by)


def plan_page(client, case) -> str:
    return client.get(reverse("insurers:plan_contacts", args=[case.public_id])).content.decode()


def test_the_patient_sees_what_the_team_keeps_for_this_insurer(case, patient, keep):
    keep()
    keep(insurer="Another Example Health", value="800-555-0188")

    page = plan_page(patient, case)

    assert "800-555-0142" in page
    assert "800-555-0188" not in page
    assert "Provider manual 2026, page 12, checked November 20, 2026" in page


@pytest.mark.parametrize(
    ("insurer", "state", "typed", "plan_state", "is_shown"),
    [
        ("Sample Health Plan", "", "sample health plan of Arizona, Inc.", "AZ", True),
        ("Sample Health Plan", "AZ", "Sample Health Plan", "AZ", True),
        ("Sample Health Plan", "TX", "Sample Health Plan", "AZ", False),
        ("Sample Health Plan", "TX", "Sample Health Plan", "", True),
        ("Sample Health Plan", "TX", "Sample Health Plan of Arizona", "TX", False),
        ("Sample Dental Plan", "", "Sample Health Plan", "AZ", False),
        ("UHC", "", "United Healthcare", "AZ", True),
        ("Blue Cross Blue Shield", "", "Blue Cross Blue Shield of Texas", "TX", False),
        ("Blue Cross Blue Shield of Arizona", "", "Blue Cross Blue Shield of Texas", "TX", False),
        ("Blue Cross Blue Shield of Texas", "", "Blue Cross and Blue Shield of Texas", "TX", True),
        ("BCBS", "", "BCBS", "AZ", False),
        ("Sample Health Plan", "", "", "AZ", False),
    ],
)
def test_a_contact_is_shown_for_its_own_insurer_only(insurer, state, typed, plan_state, is_shown, case, keep):
    keep(insurer=insurer, state=state)
    case.coverage.insurer, case.coverage.plan_state = typed, plan_state

    assert bool(contacts_of_case(case)) is is_shown


def test_contacts_of_another_facility_are_never_shown(case, keep):
    keep(within=make_facility())

    assert contacts_of_case(case) == []


def test_what_was_removed_is_gone(case, keep):
    contact = keep()
    contact.removed_at = timezone.now()
    contact.save()

    assert contacts_of_case(case) == []


def test_an_old_contact_says_so_to_the_patient_too(case, patient, keep):
    keep(checked_on=timezone.now().date() - timedelta(days=200))

    assert "Old, confirm by phone" in plan_page(patient, case)


def test_numbers_from_the_card_and_from_calls_are_told_apart(case, patient):
    case.coverage.plan_phone = "800-555-0111"
    case.coverage.save()
    InsurerCall.objects.create(
        organization=case.organization,
        case=case,
        kind="CALL_1",
        called_on=timezone.now().date(),
        person="Jo",
        reference="R-1",
        answers={"send_fax": "800-555-0133"},
    )

    page = plan_page(patient, case)

    assert "800-555-0111" in page
    assert "From the insurance card" in page
    assert "800-555-0133" in page
    assert "The plan said it in a call" in page


def test_what_the_plan_looks_for_is_listed_with_source_and_day(case, patient):
    case.coverage.insurer = "Cigna Healthcare"
    case.coverage.save()

    page = plan_page(patient, case)

    assert "Cigna’s policy asks for a search of at least three contracted providers." in page
    assert "Confirm by phone" in page
    assert "/why/practice-cigna-three-contacted/" in page
    assert "Checked November 22, 2026." in page


def test_a_case_without_anything_known_has_a_page(client_for, db):
    case = make_case(filled=False)

    page = plan_page(client_for(case.opened_by), case)

    assert "No number yet." in page
    assert "What the plan looks for" in page


def test_strangers_do_not_find_the_page(case, client_for):
    stranger = client_for(make_user())

    assert stranger.get(reverse("insurers:plan_contacts", args=[case.public_id])).status_code == 404


def test_the_title_names_no_insurer(case, patient):
    page = plan_page(patient, case)

    assert "Sample" not in page[page.index("<title>") : page.index("</title>")]


def test_only_places_to_send_papers_to_are_offered_for_sending(case, keep):
    keep()
    keep(way="PHONE", value="800-555-0150")
    keep(purpose="APPEAL", value="800-555-0151")
    keep(purpose="SCA", way="PORTAL", value="provider.example.com")

    assert {one.value for one in sending_contacts(case)} == {"800-555-0142", "provider.example.com"}


def test_the_sending_page_shows_them_with_their_source(case, patient, keep):
    keep(checked_on=timezone.now().date() - timedelta(days=200))
    Packet.objects.create(
        organization=case.organization,
        case=case,
        number=1,
        contents={},
        contents_sha256="0" * 64,
        template_version="1",
        signed_name="Ana Sample",
        signed_by=case.opened_by,
        signed_at=timezone.now(),
        state="READY",
        file_key="packets/1.pdf",
        pdf_sha256="0" * 64,
        pdf_bytes=1,
        pdf_pages=2,
        ready_at=timezone.now(),
    )

    page = patient.get(reverse("submissions:send", args=[case.public_id])).content.decode()

    assert "Ways known for this plan" in page
    assert "800-555-0142" in page
    assert "Old, confirm by phone" in page

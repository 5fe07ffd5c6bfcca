"""Staff keep ways to reach insurers: list, add, change, check, remove."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.common.time_zones import day_at
from requests_app.models import AuditEntry, InsurerContact, Membership
from tests.factories.people import make_facility, make_member, make_user

POSTED = {
    "insurer": "Sample Health Plan",
    "scope": "PPO plans through a job",
    "state": "AZ",
    "purpose": "GAP_REQUEST",
    "way": "FAX",
    "value": "800-555-0142",
    "notes": "Write “network gap” on it",
    "source": "Provider manual 2026",
    "checked_on": "today",
}
LIST, ADD = "insurers:contact_list", "insurers:contact_add"


def url(name: str, contact: InsurerContact | None = None) -> str:
    return reverse(name, args=[contact.public_id] if contact else [])


def hidden(answer) -> dict[str, str]:
    return dict(
        re.findall(r'<input type="hidden" name="(form_key|version)" value="([^"]*)"', answer.content.decode())
    )


def kept() -> list[InsurerContact]:
    return list(InsurerContact.objects.filter(removed_at=None))


def test_staff_add_a_contact_that_the_list_then_shows(staff, worker, facility):
    saved = staff.post(url(ADD), {**hidden(staff.get(url(ADD))), **POSTED}, follow=True)

    page = saved.content.decode()
    assert "Ways to reach insurers (1)" in page
    for text in ("800-555-0142", "PPO plans through a job", "Provider manual 2026", "I checked it today"):
        assert text in page
    assert "Old, confirm by phone" not in page
    contact = kept()[0]
    assert (contact.organization, contact.checked_by) == (facility, worker)
    assert AuditEntry.objects.filter(action="insurers.contact_added", target_id=contact.public_id).exists()


def test_a_double_click_adds_one(staff):
    posted = {**hidden(staff.get(url(ADD))), **POSTED}

    for _press in range(2):
        staff.post(url(ADD), posted)

    assert len(kept()) == 1


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"insurer": ""}, "Enter the insurance company"),
        ({"scope": ""}, "Say for which plans this is"),
        ({"purpose": ""}, "Select what it is for"),
        ({"way": ""}, "Select the kind of contact"),
        ({"value": ""}, "Enter the number or address"),
        ({"source": ""}, "Enter a source"),
        ({"checked_on": ""}, "Select when you last made sure"),
        ({"value": "12345"}, "Enter a number with area code, like 800-555-0142"),
        ({"way": "EMAIL", "value": "not an address"}, "Enter an email address, like name@example.com"),
        ({"way": "PORTAL", "value": "the usual page"}, "Enter a web address, like provider.example.com"),
        ({"way": "PORTAL", "value": "javascript:alert(1)"}, "Enter a web address"),
        ({"insurer": "x" * 121}, "120 characters or fewer"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused(change, error, staff):
    refused = staff.post(url(ADD), {**hidden(staff.get(url(ADD))), **POSTED, **change})

    assert refused.status_code == 422
    assert error in refused.content.decode()
    assert not kept()


def test_a_day_to_come_is_refused(staff):
    later = timezone.now().date() + timedelta(days=3)
    day = {
        "checked_on": "other",
        "checked_on_month": later.month,
        "checked_on_day": later.day,
        "checked_on_year": later.year,
    }

    refused = staff.post(url(ADD), {**hidden(staff.get(url(ADD))), **POSTED, **day})

    assert refused.status_code == 422
    assert "Checked date must be today or in the past" in refused.content.decode()


@pytest.mark.parametrize(("days", "is_old"), [(0, False), (180, False), (181, True), (900, True)])
def test_after_180_days_a_contact_says_that_it_is_old(days, is_old, staff, keep, facility):
    today = day_at(timezone.now(), zone=facility.time_zone)
    keep(checked_on=today - timedelta(days=days))

    assert ("Old, confirm by phone" in staff.get(url(LIST)).content.decode()) is is_old


def test_one_press_says_that_it_was_checked_today(staff, worker, keep):
    contact = keep(checked_on=timezone.now().date() - timedelta(days=300))

    page = staff.post(url("insurers:contact_checked", contact), follow=True).content.decode()

    assert "Marked as checked today." in page
    assert "Old, confirm by phone" not in page
    assert kept()[0].checked_by == worker


def test_a_contact_is_changed(staff, keep):
    contact = keep()
    address = url("insurers:contact_edit", contact)

    staff.post(address, {**hidden(staff.get(address)), **POSTED, "value": "800-555-0199"})

    assert kept()[0].value == "800-555-0199"


def test_two_people_at_one_contact_see_both_values(staff, keep, facility, client_for):
    contact = keep()
    address = url("insurers:contact_edit", contact)
    mine = hidden(staff.get(address))
    other = client_for(make_member(facility), second_factor=True)
    other.post(address, {**hidden(other.get(address)), **POSTED, "value": "800-555-0111"})

    clash = staff.post(address, {**mine, **POSTED, "value": "800-555-0122"})

    page = clash.content.decode()
    assert clash.status_code == 422
    assert "Your text is safe below." in page
    assert "800-555-0111" in page
    assert "800-555-0122" in page
    assert kept()[0].value == "800-555-0111"
    staff.post(address, {**hidden(clash), **POSTED, "value": "800-555-0122"})
    assert kept()[0].value == "800-555-0122"


def test_a_contact_is_removed_after_asking_and_its_row_stays(staff, keep):
    contact = keep()
    address = url("insurers:contact_remove", contact)

    asked = staff.get(address)
    assert "Remove this contact?" in asked.content.decode()
    assert len(kept()) == 1
    for _click in range(2):
        assert staff.post(address, hidden(asked))["Location"] == reverse("insurers:contact_list")

    assert kept() == []
    assert AuditEntry.objects.filter(action="insurers.contact_removed").count() == 1
    assert InsurerContact.objects.filter(pk=contact.pk).exists()
    assert staff.get(url("insurers:contact_edit", contact)).status_code == 404


def test_the_next_page_of_a_search_looks_for_the_same_words(staff, keep):
    for number in range(51):
        keep(insurer=f"Plan & Sons {number}")

    page = staff.get(reverse("insurers:contact_list"), {"text": "plan & sons"}).content.decode()

    assert 'href="?text=plan+%26+sons&amp;page=2"' in page


@pytest.mark.parametrize(
    ("text", "found"), [("sample", 1), ("0142", 1), ("zebra", 0), ("  SAMPLE  ", 1), ("%", 0)]
)
def test_the_list_is_searched(text, found, staff, keep):
    keep()

    page = staff.get(url(LIST), {"text": text}).content.decode()

    assert f"Ways to reach insurers ({found})" in page


@pytest.mark.parametrize(
    "name", ["insurers:contact_edit", "insurers:contact_checked", "insurers:contact_remove"]
)
def test_another_facility_can_neither_see_nor_change_it(name, keep, client_for):
    elsewhere = make_facility()
    contact = keep(within=elsewhere)
    ours = client_for(make_member(make_facility()), second_factor=True)

    answer = ours.post(url(name, contact), {**POSTED, "form_key": str(uuid4())})

    assert answer.status_code == 404
    assert contact.value not in ours.get(url(LIST)).content.decode()
    assert [one.value for one in kept()] == [contact.value]


def test_people_who_may_only_look_see_no_buttons_and_change_nothing(facility, keep, client_for):
    contact = keep()
    auditor = client_for(make_member(facility, role="AUDITOR"), second_factor=True)

    page = auditor.get(url(LIST)).content.decode()

    assert "800-555-0142" in page
    assert "I checked it today" not in page
    assert "Add a contact" not in page
    assert auditor.post(url(ADD), POSTED).status_code == 403
    assert auditor.post(url("insurers:contact_checked", contact)).status_code == 403


def test_patients_cannot_open_the_list(client_for, db):
    answer = client_for(make_user()).get(url(LIST))

    assert answer.status_code in (302, 403, 404)


def test_who_works_for_two_facilities_says_for_which_one(facility, worker, client_for):

    second = make_facility(name="Second Example Center")
    Membership.objects.create(organization=second, user=worker, role="CASE_WORKER")
    both = client_for(worker, second_factor=True)

    refused = both.post(url(ADD), {**hidden(both.get(url(ADD))), **POSTED})
    assert "Select the facility" in refused.content.decode()
    both.post(url(ADD), {**hidden(refused), **POSTED, "facility": str(second.pk)})

    assert [one.organization for one in kept()] == [second]


def test_the_directory_of_insurers_leads_to_the_list(staff):
    assert url(LIST) in staff.get(reverse("insurers:insurer_list")).content.decode()

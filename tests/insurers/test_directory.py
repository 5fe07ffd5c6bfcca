"""The directory of insurers: one page with its names, contacts and forms, kept by its facility alone."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.insurers import directory
from requests_app.models import AuditEntry, InsurerContact, InsurerProfile, PlanForm
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member

POSTED = {
    "name": "Sample Health Plan",
    "other_names": "SHP\n Sample  Health \nSHP",
    "parent": "Sample Holdings",
    "states": "az, NM",
    "plan_kinds": ["PPO"],
    "calls_it": "Network adequacy exception",
    "notes": "",
    "source": "Provider manual 2026",
    "checked_on": "today",
}


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def worker(facility):
    return make_member(facility, full_name="Casey Example")


@pytest.fixture
def desk(client_for, worker):
    return client_for(worker, second_factor=True)


def posted(**changes):
    return {**POSTED, "form_key": uuid4(), **changes}


def added(desk, **changes) -> InsurerProfile:
    answer = desk.post(reverse("insurers:insurer_add"), posted(**changes))
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return InsurerProfile.objects.latest("pk")


def test_what_is_typed_is_kept_as_lists_with_who_checked_and_when(desk, worker, facility):
    kept = added(desk)

    assert (kept.organization, kept.checked_by) == (facility, worker)
    assert kept.other_names == ["SHP", "Sample Health"]
    assert (kept.states, kept.plan_kinds) == (["AZ", "NM"], ["PPO"])
    assert AuditEntry.objects.filter(action="insurers.profile_added").count() == 1
    twice = desk.post(reverse("insurers:insurer_add"), posted(name="sample health PLAN"))
    assert "in your directory already" in twice.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "text"),
    [
        ("source", "", "Enter a source"),
        ("states", "Arizona", "Enter states by their two letters"),
        ("other_names", "\n".join(f"Name {n}" for n in range(13)), "Enter at most 12 other names"),
    ],
)
def test_what_is_missing_or_odd_is_said(desk, field, typed, text):
    answer = desk.post(reverse("insurers:insurer_add"), posted(**{field: typed}))

    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert not InsurerProfile.objects.exists()


def test_contacts_and_forms_of_any_of_its_names_stand_on_its_page(desk, worker, facility):
    kept, now = added(desk), timezone.now()
    for insurer in ("SHP", "Another Example Health"):
        InsurerContact.objects.create(
            organization=facility,
            insurer=insurer,
            scope="All",
            purpose="SCA",
            way="PHONE",
            value=f"800-555-01{len(insurer):02}",
            source="Card",
            checked_on=now.date(),
            checked_by=worker,
        )
    PlanForm.objects.create(
        organization=facility,
        insurer="Sample Health Plan",
        title="Gap request form",
        source="Website",
        checked_on=now.date(),
        kind="FLAT",
        file_key="x",
        sha256="0" * 64,
        byte_size=1,
        pages=1,
        uploaded_by=worker,
        uploaded_at=now,
    )
    shown = desk.get(reverse("insurers:insurer_detail", args=[kept.public_id])).content.decode()
    listed = desk.get(reverse("insurers:insurer_list")).content.decode()

    assert "800-555-0103" in shown
    assert "Gap request form" in shown
    assert "800-555-0122" not in shown
    assert listed.index("Not in the directory yet") < listed.index("Another Example Health")


def test_after_180_days_it_is_old_until_somebody_checks_it(desk):
    kept = added(desk)
    InsurerProfile.objects.update(checked_on=timezone.localdate() - timedelta(days=190))
    url = reverse("insurers:insurer_detail", args=[kept.public_id])

    assert "Old, confirm by phone" in desk.get(url).content.decode()
    assert desk.post(reverse("insurers:insurer_checked", args=[kept.public_id])).status_code == 302
    assert "Old, confirm by phone" not in desk.get(url).content.decode()


def test_two_people_who_change_one_field_see_both_texts(desk):
    kept = added(desk)
    url = reverse("insurers:insurer_edit", args=[kept.public_id])
    version = re.search(r'name="version" value="([^"]*)"', desk.get(url).content.decode())[1]
    InsurerProfile.objects.update(calls_it="Gap waiver")

    answer = desk.post(url, posted(calls_it="Gap request", version=version))

    assert answer.status_code == 422
    assert "Gap waiver" in answer.content.decode()
    assert "Gap request" in answer.content.decode()


def test_another_facility_neither_sees_nor_changes_it(desk, client_for):
    kept = added(desk)
    other = client_for(make_member(make_facility()), second_factor=True)

    assert "Sample Health Plan" not in other.get(reverse("insurers:insurer_list")).content.decode()
    for name in ("detail", "edit", "checked", "remove"):
        url = reverse(f"insurers:insurer_{name}", args=[kept.public_id])
        method = other.post if name == "checked" else other.get
        assert method(url).status_code == 404, name


def test_its_name_is_offered_where_a_patient_of_the_facility_types_the_company(desk, facility, client_for):
    kept = added(desk)
    case = make_case(facility=facility)
    step = reverse("intake:step", args=[case.public_id, "plan", "insurer"])
    page = client_for(case.opened_by).get(step)

    assert f'<option value="{kept.name}">' in page.content.decode()
    assert directory.profile_of(facility.pk, "SHP") == kept
    assert (
        desk.post(
            reverse("insurers:insurer_remove", args=[kept.public_id]), {"form_key": uuid4()}
        ).status_code
        == 302
    )
    assert directory.suggested_names(facility.pk) == []

"""The facility’s list of providers: kept by its staff, chosen in a request instead of typed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from requests_app.models import ProviderEntry
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def staff(client_for, facility):
    return client_for(make_member(facility), second_factor=True)


def entry(facility, **fields):
    return ProviderEntry.objects.create(organization=facility, **{"name": "Example Office", **fields})


def test_a_provider_is_added_changed_and_taken_off(staff, facility):
    staff.post(reverse("exchange:provider_add"), {"name": "Sample Clinic", "npi": "1234567893"})
    made = ProviderEntry.objects.get()
    edit = reverse("exchange:provider_edit", args=[made.public_id])
    form = staff.get(edit).context["form"]
    ProviderEntry.objects.update(city="Tempe")

    typed = {"name": "Sample Clinic West", "npi": "1234567893", "city": "Mesa", "version": form.version}
    clash = staff.post(edit, {**typed, "form_key": form.form_key})
    assert clash.status_code == 422
    assert "Saved meanwhile" in clash.content.decode()
    again = clash.context["form"]
    assert (
        staff.post(edit, {**typed, "version": again.version, "form_key": again.form_key}).status_code == 302
    )
    made.refresh_from_db()
    assert (made.name, made.city) == ("Sample Clinic West", "Mesa")

    staff.post(reverse("exchange:provider_remove", args=[made.public_id]))
    assert "Sample Clinic" not in staff.get(reverse("exchange:provider_list")).content.decode()
    assert staff.get(edit).status_code == 404


def test_a_request_takes_the_provider_from_the_list(staff, facility, client_for):
    case = make_case(facility=facility)
    theirs = entry(make_facility(), name="Foreign Office")
    ours = entry(facility, npi="1234567893", city="Tempe", state="AZ", phone="480-555-0177")
    pick = reverse("intake:provider_pick", args=[case.public_id])
    name_page = reverse("intake:step", args=[case.public_id, "provider", "name"])
    assert pick in staff.get(name_page).content.decode()

    page = staff.get(pick)
    assert "Foreign Office" not in page.content.decode()
    form = page.context["form"]
    sent = {"version": form.version, "form_key": form.form_key}
    assert staff.post(pick, {**sent, "provider": str(theirs.public_id)}).status_code == 422
    assert staff.post(pick, {**sent, "provider": str(ours.public_id)}).status_code == 302

    case.provider.refresh_from_db()
    kept = case.provider
    assert (kept.name, kept.npi, kept.city, kept.phone) == (
        "Example Office",
        "1234567893",
        "Tempe",
        "480-555-0177",
    )
    assert kept.credentials == ""
    patient = client_for(case.opened_by)
    assert patient.get(pick).status_code == 404
    assert pick not in patient.get(name_page).content.decode()

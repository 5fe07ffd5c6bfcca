"""The directory of free help: somebody in every state, each with a source and a day."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from requests_app.common.states import STATE_NAMES
from requests_app.knowledge import directory
from requests_app.knowledge.plans import PlanFacts
from requests_app.knowledge.regulators import regulators_for

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("state", sorted(STATE_NAMES))
def test_every_state_has_free_help_a_regulator_and_a_medicaid_office(state):
    found = directory.help_in(state, TODAY)

    assert found.free
    assert found.regulators
    assert found.medicaid
    for place in (*found.free, *found.behavioral, *found.regulators, *found.medicaid):
        assert place.record.jurisdiction == state
        assert place.record.source
        assert place.record.checked_on


def test_national_help_names_everybody_once_with_a_way_to_reach_them():
    names = [place.name for place in directory.help_everywhere(TODAY)]

    assert len(names) == len(set(names)) == len(directory.NATIONAL)
    for place in (*directory.help_everywhere(TODAY), *directory.parity_help_everywhere(TODAY)):
        assert place.reach.phones or place.reach.website or place.reach.complaint_url or place.reach.address


def test_states_with_an_office_for_equal_treatment_are_named():
    assert directory.states_with_behavioral_help(TODAY) == ("CO", "MA", "NY")


@pytest.mark.parametrize(("state", "record_id"), [("CO", "co-behavioral-ombudsman"), ("NY", "ny-champ")])
@pytest.mark.parametrize(("care", "is_named"), [("BEHAVIORAL", True), ("", True), ("SURGERY", False)])
def test_that_office_is_named_for_its_kind_of_care_only(state, record_id, care, is_named):
    answer = regulators_for(PlanFacts("JOB", "PRIVATE_EMPLOYER", "NO", state, care_kind=care), TODAY)

    assert (record_id in [place.record.id for place in answer.free_help]) is is_named


@pytest.mark.django_db
def test_the_pages_lead_from_all_states_to_one(client):
    everywhere = client.get(reverse("knowledge:help_directory")).content.decode()
    assert everywhere.count("/free-help/") > len(STATE_NAMES)

    page = client.get(reverse("knowledge:help_state", args=["ny"])).content.decode()
    for words in (
        "Free help: New York",
        "CHAMP",
        "Community Health Advocates",
        "Last checked",
        "Confirm by phone",
    ):
        assert words in page


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["NY", "zz", "puerto-rico"])
def test_an_address_of_no_state_is_not_there(client, state):
    assert client.get(reverse("knowledge:help_state", args=[state])).status_code == 404

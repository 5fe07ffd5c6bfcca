"""The seed for measuring: the sizes add up, and what it makes is what the product's own pages can read."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from requests_app.management.commands.seed_scale import sizes
from requests_app.models import Case, Membership, Organization
from tests.databases import see_everything


def test_sizes_add_up_and_every_facility_has_a_case() -> None:
    for cases, facilities in ((1_000_000, 500), (1_000, 50), (7, 7)):
        found = sizes(cases, facilities)

        assert sum(found) == cases
        assert min(found) >= 1
        assert found == sorted(found, reverse=True)


def test_the_queue_and_a_case_of_a_seeded_facility_can_be_opened_and_no_seed_comes_twice(
    db, client_for, settings
) -> None:
    settings.DEMO = True
    call_command("seed_scale", cases=60, facilities=3, stdout=StringIO())
    see_everything()
    facility = Organization.objects.get(slug="scale-1")
    lead = Membership.objects.get(organization=facility, role="LEAD").user
    case = Case.objects.filter(organization=facility, status="SENT").first()
    assert case is not None

    client = client_for(lead, second_factor=True)

    assert Case.objects.count() == 60
    assert client.get("/q/").status_code == 200
    assert client.get(f"/q/{case.public_id}/").status_code == 200
    with pytest.raises(CommandError, match="seeded before"):
        call_command("seed_scale", cases=60, facilities=3, stdout=StringIO())


def test_the_seed_stays_out_of_real_databases(db, settings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError):
        call_command("seed_scale", cases=5, facilities=1)

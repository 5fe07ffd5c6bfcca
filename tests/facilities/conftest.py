from __future__ import annotations

from dataclasses import dataclass

import pytest

from requests_app.common.actor import Actor
from requests_app.models import Membership, Organization, Site, User
from tests.factories.people import actor_for, make_facility, make_member


@dataclass(frozen=True)
class Team:
    facility: Organization
    north: Site
    south: Site
    admin: User
    worker: User
    cover: User

    def as_admin(self) -> Actor:
        return actor_for(self.admin, facility=self.facility, role="ADMIN")

    def place(self, user: User) -> Membership:
        return Membership.objects.select_related("user", "organization").get(
            organization=self.facility, user=user
        )


@pytest.fixture
def team(db) -> Team:
    facility = make_facility()
    own = {"organization": facility, "time_zone": "America/Phoenix"}
    return Team(
        facility,
        north=Site.objects.create(name="North", **own),
        south=Site.objects.create(name="South", **own),
        admin=make_member(facility, role="ADMIN", full_name="Ada Admin"),
        worker=make_member(facility, full_name="Will Worker"),
        cover=make_member(facility, full_name="Cleo Cover"),
    )

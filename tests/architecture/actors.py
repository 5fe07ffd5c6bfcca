"""Everybody who asks for a route: the kinds of actors, their browsers, and how what one changed is undone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from requests_app.models import CaseAccess, Site, User
from tests.architecture.sample_facilities import OTHER_SITE
from tests.architecture.samples import Samples
from tests.conftest import PortalClient
from tests.databases import see_everything
from tests.factories.letters import let_in, make_letter_request
from tests.factories.people import make_member, make_user, sign_in

ACTORS = (
    "anonymous",
    "patient",
    "caregiver",
    "helper_edit",
    "helper_view",
    "ended_helper",
    "stranger",
    "worker",
    "auditor",
    "intake",
    "liaison",
    "lead",
    "admin",
    "worker_password_only",
    "other_site",
    "other_facility",
    "clinician",
    "other_clinician",
)

CLINICIANS = ("clinician", "other_clinician")
# The other facility's is an admin: a role somewhere else opens nothing here.
ROLES = {
    "worker": "CASE_WORKER",
    "auditor": "AUDITOR",
    "intake": "INTAKE",
    "liaison": "LIAISON",
    "lead": "LEAD",
    "admin": "ADMIN",
    "other_site": "CASE_WORKER",
    "other_facility": "ADMIN",
}

ROLES = {
    "worker": "CASE_WORKER",
    "auditor": "AUDITOR",
    "intake": "INTAKE",
    "liaison": "LIAISON",
    "lead": "LEAD",
    "admin": "ADMIN",
    "other_site": "CASE_WORKER",
    "other_facility": "ADMIN",
}


@contextmanager
def undone() -> Iterator[None]:
    """What one actor changes is not there for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    see_everything()


def another_letter(samples: Samples):
    """A second request of the same case: its clinician sees nothing of the first."""
    return make_letter_request(
        samples.case, by=samples.patient, clinician_name="Dr. Sam Other", email="other@clinic.example"
    )


def people_of(samples: Samples) -> dict[str, User]:
    """Those who have an account, each made once."""
    case, facility = samples.case, samples.facility
    site = Site.objects.get(organization=facility, name=OTHER_SITE)

    def has_access(relation: str, level: str, *, ended: bool = False) -> User:
        user = make_user()
        CaseAccess.objects.create(
            organization=facility,
            case=case,
            user=user,
            relation=relation,
            level=level,
            ended_at=timezone.now() - timedelta(hours=1) if ended else None,
        )
        return user

    return {
        "patient": samples.patient,
        "caregiver": has_access("CAREGIVER", "EDIT"),
        "helper_edit": has_access("HELPER", "EDIT"),
        "helper_view": has_access("HELPER", "VIEW"),
        "ended_helper": has_access("HELPER", "VIEW", ended=True),
        "stranger": make_user(),
        "worker": make_member(facility),
        **{
            name: make_member(facility, role=ROLES[name]) for name in ("auditor", "intake", "liaison", "lead")
        },
        "admin": make_member(facility, role="ADMIN"),
        "worker_password_only": make_member(facility),
        "other_site": make_member(facility, site_ids=[site.pk]),
        "other_facility": make_member(samples.other_facility, role="ADMIN"),
    }


class Actors:
    """Everybody's browser. Signing in is done once a minute, not for each of ten thousand questions."""

    SIGNED_IN_FOR = 60.0

    def __init__(self, samples: Samples) -> None:
        self.samples, self.people = samples, people_of(samples)
        self.letters = {"clinician": samples.letter_request, "other_clinician": another_letter(samples)}
        self._cookies: dict[str, str] = {}
        self._signed_in_at = -self.SIGNED_IN_FOR

    def come_in(self) -> None:
        """To be called before anything that is undone: what is undone takes the sessions along."""
        if time.monotonic() - self._signed_in_at < self.SIGNED_IN_FOR:
            return
        for actor in ACTORS:
            client = PortalClient()
            if actor in CLINICIANS:
                let_in(client, self.letters[actor])
            elif actor != "anonymous":
                has_second = actor in ROLES
                sign_in(client, User.objects.get(pk=self.people[actor].pk), second_factor=has_second)
            self._cookies[actor] = client.cookies.output(header="", sep=";")
        self._signed_in_at = time.monotonic()

    def client(self, actor: str) -> PortalClient:
        client = PortalClient(raise_request_exception=False)
        client.cookies.load(self._cookies[actor])
        return client

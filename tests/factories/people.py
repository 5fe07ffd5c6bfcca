"""Plainly invented people and facilities."""

from __future__ import annotations

import time
from itertools import count

from django.test import Client
from django.utils import timezone

from requests_app.accounts import services
from requests_app.common.actor import Actor
from requests_app.models import Membership, Organization, User
from tests.databases import see_everything

_numbers = count(1)


def make_user(*, email: str = "", language: str = "en", agreed: bool = True, **fields) -> User:
    number = next(_numbers)
    user = User(email=email or f"person{number}@example.com", language=language, **fields)
    user.set_unusable_password()
    if agreed:
        user.agreed_at, user.agreed_version = timezone.now(), services.AGREEMENT_VERSION
    user.save()
    return user


def make_facility(*, name: str = "", slug: str = "") -> Organization:
    number = next(_numbers)
    facility = Organization.objects.create(
        kind=Organization.Kind.FACILITY,
        name=name or f"Example Center {number}",
        slug=slug or f"example-center-{number}",
        phone="602-555-0100",
        time_zone="America/Phoenix",
    )
    see_everything()
    return facility


def make_member(
    facility: Organization, *, role: str = "CASE_WORKER", site_ids: list[int] | None = None, **fields
) -> User:
    user = make_user(full_name=fields.pop("full_name", "Sam Example"), **fields)
    Membership.objects.create(organization=facility, user=user, role=role, site_ids=site_ids or [])
    return user


def actor_for(user: User, *, facility: Organization | None = None, role: str = "CASE_WORKER") -> Actor:
    roles = {facility.pk: role} if facility else {}
    return Actor(
        user_id=user.pk,
        organization_roles=roles,
        has_second_factor=bool(roles),
        is_member_somewhere=bool(roles),
        scope=frozenset(Organization.objects.values_list("pk", flat=True)),
    )


def sign_in(client: Client, user: User, *, second_factor: bool = False) -> None:
    client.force_login(user)
    session = client.session
    methods = [{"method": "code", "at": time.time(), "email": user.email}]
    if second_factor:
        methods = [{"method": "password", "at": time.time()}, {"method": "mfa", "at": time.time()}]
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()

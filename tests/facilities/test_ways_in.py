"""Invitations for colleagues, links for patients."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from requests_app.facilities import squares
from requests_app.facilities.services import invitations, links
from requests_app.facilities.services.sites import FacilityRefused
from requests_app.models import Membership, OpeningHours, OutgoingEmail, PatientLink, StaffInvitation
from tests.factories.people import actor_for, make_user

PATH = re.compile(r"/join/[^/\s]+/")


def invite(team, *, email="new@example.com", role="INTAKE", sites=(), by=None) -> str:
    invitations.invite(
        organization=team.facility,
        email=email,
        full_name="Nia New",
        role=role,
        site_ids=sites,
        language="en",
        by=by or team.as_admin(),
        at=timezone.now(),
    )
    return OutgoingEmail.objects.filter(to_email=email).latest("pk").context["path"]


def test_an_invited_colleague_signs_in_with_that_address_and_sets_up_a_second_step(team, client, client_for):
    url = invite(team, sites=[team.north.pk])
    assert PATH.fullmatch(url)
    assert client.get(url).status_code == 200
    assert not Membership.objects.filter(user__email="new@example.com").exists()

    # Without a session the button mails a code to the invited address, whoever holds the link.
    answer = client.post(url)
    assert answer.url.startswith(reverse("account_confirm_login_code"))
    assert OutgoingEmail.objects.filter(to_email="new@example.com", template__startswith="accounts").exists()

    browser = client_for(make_user(email="new.colleague@example.com"))
    assert "another email address" in browser.get(url).content.decode()
    browser.post(url)
    assert not Membership.objects.filter(user__email="new.colleague@example.com").exists()


def test_the_place_is_taken_once_and_opens_nothing_without_the_second_step(team, client_for):
    url = invite(team, email="nia@example.com", sites=[team.north.pk])
    user = make_user(email="nia@example.com")
    browser = client_for(user)
    assert browser.post(url).url == reverse("facilities:overview")

    place = team.place(user)
    assert (place.role, place.site_ids, place.is_active) == ("INTAKE", [team.north.pk], True)
    assert place.user.full_name == "Nia New"
    assert browser.get(reverse("desk:queue")).url == reverse("staff_second_factor")
    assert browser.get(url).status_code == 410


def test_a_newer_invitation_ends_the_one_before_and_taking_back_ends_it_too(team, client):
    first, second = invite(team), invite(team)
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200
    invitations.revoke(
        invitation=StaffInvitation.objects.latest("invited_at"), by=team.as_admin(), at=timezone.now()
    )
    assert client.get(second).status_code == 410
    StaffInvitation.objects.update(revoked_at=None, expires_at=timezone.now() - timedelta(minutes=1))
    assert client.get(second).status_code == 410


def test_who_works_here_already_is_not_invited_and_only_admins_invite(team):
    with pytest.raises(FacilityRefused):
        invite(team, email=team.worker.email)
    with pytest.raises(PermissionDenied):
        invite(team, by=actor_for(team.worker, facility=team.facility, role="LEAD"))


def test_a_poster_leads_to_the_site_in_its_own_language_and_counts_what_it_opened(team, client):
    OpeningHours.objects.create(
        organization=team.facility, site=team.north, weekday=1, opens="08:00", closes="17:00"
    )
    link = links.add_link(
        organization=team.facility,
        label="Lobby",
        site=team.north,
        language="es",
        by=actor_for(team.worker, facility=team.facility, role="INTAKE"),
        at=timezone.now(),
    )
    url = reverse("intake:link", kwargs={"link_key": link.key})

    welcome = client.get(url)
    assert 'lang="es"' in welcome.content.decode()
    assert "8:00" in welcome.content.decode()
    client.post(url)
    assert client.session["came_through"]["link"] == link.key
    found = links.find_link(key=link.key, by=actor_for(make_user()))
    assert found.site == team.north

    links.end_link(link=link, by=team.as_admin(), at=timezone.now())
    assert client.get(url).status_code == 410
    assert PatientLink.objects.get().opened_cases == 0


def test_the_square_holds_the_address_and_a_quiet_edge():
    square = squares.path("https://portal.example.org/start/abcdefgh23/")
    assert square.side >= 21 + 2 * squares.QUIET
    assert square.path.startswith(f"M{squares.QUIET} {squares.QUIET}h7")
    assert squares.drawing("x").count("<path") == 2

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.services import CaseRefused, assign_owner
from requests_app.drafts.clash import Clash
from requests_app.drafts.versions import version_of
from requests_app.facilities.services import people, sites
from requests_app.facilities.services.sites import FacilityRefused
from requests_app.models import (
    AuditEntry,
    Case,
    CaseTask,
    HandOver,
    Membership,
    OutgoingEmail,
    StaffInvitation,
    User,
)
from tests.factories.cases import make_case
from tests.factories.exchange import make_token
from tests.factories.people import actor_for, make_facility, make_member

NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


def owned(team, user: User, **fields) -> Case:
    case = make_case(facility=team.facility)
    Case.objects.filter(pk=case.pk).update(owner=user, **fields)
    case.refresh_from_db()
    return case


def test_who_is_disabled_is_out_at_the_next_click_and_the_work_goes_on(team, client_for):
    case, closed = owned(team, team.worker), owned(team, team.worker, status="CLOSED")
    task = CaseTask.objects.create(
        organization=team.facility,
        case=case,
        kind="OTHER",
        assigned_to=team.worker,
        made_by=team.admin,
        made_at=NOW,
    )
    follow_up = case.follow_ups.create(
        organization=team.facility, kind="OWN", what="Call", due_on=date(2026, 12, 1)
    )
    Case.objects.filter(pk=case.pk).update(waiting_on="US")
    browser = client_for(team.worker, second_factor=True)
    page = reverse("staff:case", args=[case.public_id])
    assert browser.get(page).status_code == 200

    people.disable_member(
        membership=team.place(team.worker), to_user=team.cover, by=team.as_admin(), at=timezone.now()
    )

    # The page that is still open on the desk: its next click meets the sign-in.
    assert browser.get(page).url.startswith(reverse("account_request_login_code"))
    assert browser.post(page).status_code in (302, 405)
    # And signing in again shows nothing of the facility.
    assert client_for(User.objects.get(pk=team.worker.pk), second_factor=True).get(page).status_code == 404
    case.refresh_from_db()
    task.refresh_from_db()
    closed.refresh_from_db()
    assert (case.owner, task.assigned_to, closed.owner) == (team.cover, team.cover, team.worker)
    assert follow_up.reminders.filter(recipient=team.cover, state="PLANNED").exists()
    row = HandOver.objects.get()
    assert (row.why, row.case_ids, row.to_user) == ("DISABLED", [case.pk], team.cover)
    assert AuditEntry.objects.filter(action="cases.assigned", case_id=case.public_id).exists()
    place = team.place(team.worker)
    assert not place.is_active
    assert place.ended_at is not None


def test_ending_it_twice_hands_over_once_and_nobody_may_take_over(team):
    case = owned(team, team.worker)
    for _time in range(2):
        people.disable_member(membership=team.place(team.worker), to_user=None, by=team.as_admin(), at=NOW)
    case.refresh_from_db()
    assert case.owner is None
    assert HandOver.objects.count() == 1

    people.enable_member(membership=team.place(team.worker), by=team.as_admin(), at=NOW)
    case.refresh_from_db()
    assert team.place(team.worker).is_active
    assert case.owner is None


def test_the_last_admin_stays(team):
    place = team.place(team.admin)
    with pytest.raises(FacilityRefused, match="last admin"):
        change(place, "LEAD", by=team.as_admin())
    second = make_member(team.facility, role="ADMIN")
    with pytest.raises(FacilityRefused, match="another admin"):
        people.disable_member(membership=place, to_user=None, by=team.as_admin(), at=NOW)
    people.disable_member(
        membership=place, to_user=None, by=actor_for(second, facility=team.facility, role="ADMIN"), at=NOW
    )
    with pytest.raises(FacilityRefused, match="last admin"):
        change(team.place(second), "LEAD", by=actor_for(second, facility=team.facility, role="ADMIN"))


@pytest.mark.parametrize("role", ["INTAKE", "CASE_WORKER", "LEAD", "LIAISON", "AUDITOR"])
def test_only_admins_of_this_very_facility_change_people(team, role):
    other = make_facility()
    for by in (
        actor_for(make_member(team.facility, role=role), facility=team.facility, role=role),
        actor_for(make_member(other, role="ADMIN"), facility=other, role="ADMIN"),
    ):
        with pytest.raises(PermissionDenied):
            people.disable_member(membership=team.place(team.worker), to_user=None, by=by, at=NOW)
        with pytest.raises(PermissionDenied):
            change(team.place(team.worker), "ADMIN", by=by)


def change(place: Membership, role: str, *, by, sites=(), shown=None) -> None:
    version = shown or version_of(people.shown_values(place))
    people.change_member(membership=place, role=role, site_ids=sites, shown_version=version, by=by, at=NOW)


def test_two_admins_at_one_role_see_each_other(team):
    place = team.place(team.worker)
    shown = version_of(people.shown_values(place))
    change(place, "LEAD", by=team.as_admin())
    with pytest.raises(Clash):
        change(place, "INTAKE", by=team.as_admin(), shown=shown)


def test_nobody_keeps_a_case_out_of_reach(team):
    case = owned(team, team.worker, site=team.south)
    with pytest.raises(FacilityRefused, match="1 open case"):
        change(team.place(team.worker), "CASE_WORKER", sites=[team.north.pk], by=team.as_admin())
    with pytest.raises(FacilityRefused, match="1 open case"):
        change(team.place(team.worker), "AUDITOR", by=team.as_admin())
    change(team.place(team.worker), "CASE_WORKER", sites=[team.south.pk], by=team.as_admin())
    change(team.place(team.cover), "CASE_WORKER", sites=[team.north.pk], by=team.as_admin())

    with pytest.raises(CaseRefused):
        assign_owner(case=case, owner=team.cover, by=team.as_admin(), at=NOW)


def test_the_limits_of_a_person_are_those_of_the_database(team, client_for):
    change(team.place(team.worker), "INTAKE", sites=[team.north.pk], by=team.as_admin())
    seen, hidden, of_none = (
        owned(team, None, site=team.north),
        owned(team, None, site=team.south),
        owned(team, None),
    )
    browser = client_for(team.worker, second_factor=True)

    statuses = [
        browser.get(reverse("staff:case", args=[one.public_id])).status_code
        for one in (seen, hidden, of_none)
    ]
    queue = browser.get(reverse("desk:queue")).content.decode()

    assert statuses == [200, 404, 200]
    assert seen.reference in queue
    assert of_none.reference in queue
    assert hidden.reference not in queue
    assert browser.get(reverse("packets:sign", args=[seen.public_id])).status_code == 403
    # An admin's row may name sites; it does not count.
    Membership.objects.filter(user=team.admin).update(site_ids=[team.north.pk])
    assert (
        client_for(team.admin, second_factor=True)
        .get(reverse("staff:case", args=[hidden.public_id]))
        .status_code
        == 200
    )


def test_a_role_elsewhere_opens_nothing_here(team):
    other = make_facility()
    case, theirs = owned(team, None), make_case(facility=other)
    user = make_member(team.facility, role="LIAISON")
    Membership.objects.create(organization=other, user=user, role="CASE_WORKER")
    both = replace(actor_for(user), organization_roles={team.facility.pk: "LIAISON", other.pk: "CASE_WORKER"})
    signing = replace(both, editing_roles=frozenset({"CASE_WORKER", "LEAD", "ADMIN"}))
    assert can_edit_case(signing, theirs)
    assert not can_edit_case(signing, case)


def test_a_lost_phone(team, client_for):
    Authenticator.objects.create(user=team.worker, type="totp", data={"secret": "x"})
    browser = client_for(team.worker, second_factor=True)
    people.reset_second_factor(membership=team.place(team.worker), by=team.as_admin(), at=timezone.now())

    assert not Authenticator.objects.filter(user=team.worker).exists()
    assert browser.get(reverse("desk:queue")).status_code == 302
    assert OutgoingEmail.objects.get().template == "facilities/second_step_reset"
    assert not mail.outbox

    other = make_facility()
    Membership.objects.create(organization=other, user=team.cover, role="ADMIN")
    with pytest.raises(FacilityRefused, match="another facility"):
        people.reset_second_factor(membership=team.place(team.cover), by=team.as_admin(), at=NOW)


def test_a_page_lies_open_as_long_as_the_strictest_facility_says(team, client_for):
    team.facility.idle_minutes = 20
    team.facility.save()
    browser = client_for(team.worker, second_factor=True)
    browser.get(reverse("desk:queue"))

    def left_for(minutes: int) -> int:
        session = browser.session
        session["seen_at"] = int((timezone.now() - timedelta(minutes=minutes)).timestamp())
        session.save()
        return browser.get(reverse("desk:queue")).status_code

    assert left_for(18) == 200
    # The new limit counts for a page that was open before it.
    team.facility.idle_minutes = 5
    team.facility.save()
    assert left_for(6) == 302


def test_a_limit_to_sites_is_never_lifted_in_silence(team, client_for):
    place = team.place(team.worker)
    change(place, "CASE_WORKER", sites=[team.north.pk], by=team.as_admin())
    sites.close_site(site=team.south, by=team.as_admin(), at=NOW)
    url = reverse("facilities:staff_edit", args=[place.public_id])
    browser = client_for(team.admin, second_factor=True)
    form = browser.get(url).context["form"]
    assert form["sites"].initial == [str(team.north.pk)]
    answers = {
        "role": "LEAD",
        "sites": str(team.north.pk),
        "form_key": form.form_key,
        "version": form.version,
    }
    assert browser.post(url, answers).status_code == 302

    place.refresh_from_db()
    assert (place.role, place.site_ids) == ("LEAD", [team.north.pk])
    with pytest.raises(FacilityRefused, match="this site alone"):
        sites.close_site(site=team.north, by=team.as_admin(), at=NOW)


def test_work_goes_to_nobody_who_could_not_open_it(team):
    reached, other = owned(team, team.worker, site=team.north), owned(team, team.worker, site=team.south)
    change(team.place(team.cover), "CASE_WORKER", sites=[team.north.pk], by=team.as_admin())
    people.disable_member(membership=team.place(team.worker), to_user=team.cover, by=team.as_admin(), at=NOW)

    reached.refresh_from_db()
    other.refresh_from_db()
    assert (reached.owner, other.owner) == (team.cover, None)


def test_invitations_of_who_left_open_nothing(team):
    second = make_member(team.facility, role="ADMIN")
    StaffInvitation.objects.create(
        organization=team.facility,
        token_hash="0" * 64,
        email="elsewhere@example.com",
        role="ADMIN",
        invited_by=second,
        invited_at=NOW,
        expires_at=NOW + timedelta(days=14),
    )
    people.disable_member(membership=team.place(second), to_user=None, by=team.as_admin(), at=NOW)

    assert StaffInvitation.objects.get().revoked_at == NOW


def test_keys_of_who_leaves_are_named_before_they_go(team, client_for):
    second = make_member(team.facility, role="ADMIN")
    browser = client_for(team.admin, second_factor=True)
    url = reverse("facilities:staff_disable", args=[team.place(second).public_id])
    assert reverse("exchange:token_list") not in browser.get(url).content.decode()
    make_token(team.facility, second)
    assert reverse("exchange:token_list") in browser.get(url).content.decode()

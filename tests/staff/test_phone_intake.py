"""A case that begins on the phone: consent in its words, a neutral link, and the patient takes it over."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from requests_app.models import AuditEntry, Case, Consent, Invitation, Membership, OutgoingEmail, Site, User
from tests.databases import see_everything
from tests.factories.people import make_facility, make_member, make_user
from tests.staff.pages import version_on

CALL = {
    "first_name": "Pat",
    "last_name": "Phoned",
    "phone": "602-555-0143",
    "language": "en",
    "email": "pat@example.com",
    "given_by": "Pat Phoned",
    "how": "VERBAL",
    "was_read": "yes",
    "agrees_to_mail": "yes",
    "asked_who": "ME",
    "asked_care_when": "NOT_STARTED",
    "asked_how_soon": "WEEKS_2",
    "asked_state": "AZ",
    "asked_coverage": "JOB",
    "asked_funding": "UNSURE",
    "asked_care": "BEHAVIORAL",
    "asked_why": ["WAIT"],
    "asked_provider": "YES",
    "asked_already": "NO",
}
NEW = reverse("staff:case_new")


@pytest.fixture
def phoned(staff) -> Case:
    answer = staff.post(NEW, CALL)
    assert answer.status_code == 302, answer.context["form"].errors
    return Case.objects.get()


def link_in_mail() -> str:
    return OutgoingEmail.objects.filter(template="staff/invitation").latest("pk").context["path"]


def test_the_case_is_there_at_once_with_what_was_said(phoned, facility, staff):
    assert (phoned.organization, phoned.for_whom, phoned.waiting_on) == (facility, "ME", "US")
    assert phoned.time_zone == "America/Phoenix"
    assert phoned.patient.full_name == "Pat Phoned"
    assert (phoned.coverage.source, phoned.coverage.is_self_funded) == ("JOB", "UNSURE")
    assert phoned.care.gap_reasons == ["WAIT"]
    assert not phoned.access.exists()
    kept = Consent.objects.filter(case=phoned).order_by("to_what")
    assert [one.to_what for one in kept] == ["KEEP", "MAIL"]
    assert facility.name in kept[0].words
    page = staff.get(reverse("staff:consents", args=[phoned.public_id])).content.decode()
    assert kept[0].words in page.replace("&#x27;", "'")
    assert "Pat Phoned · Said on the phone" in page


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ("how", "Record how consent was given"),
        ("was_read", "Read the words first"),
        ("agrees_to_mail", "leave the email address out"),
        ("asked_why", "Select"),
        ("asked_funding", "Select"),
    ],
)
def test_without_consent_or_an_answer_no_case_is_opened(staff, left_out, said):
    answer = staff.post(NEW, {name: value for name, value in CALL.items() if name != left_out})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Case.objects.exists()
    assert not OutgoingEmail.objects.exists()


def test_a_second_case_of_the_same_name_is_asked_about_once(staff, phoned):
    answer = staff.post(NEW, CALL)

    assert answer.status_code == 422
    assert phoned.reference in answer.content.decode()
    assert Case.objects.count() == 1


def test_who_may_not_open_cases_does_not(client_for, facility):
    for role in ("LIAISON", "AUDITOR"):
        answer = client_for(make_member(facility, role=role), second_factor=True).post(NEW, CALL)
        assert answer.status_code == 403
    assert not Case.objects.exists()


def test_the_patient_takes_it_over_by_the_link_and_sees_everything(phoned, client_for, facility):
    link, (mail,) = link_in_mail(), OutgoingEmail.objects.filter(template="staff/invitation")
    assert (mail.to_email, mail.language) == ("pat@example.com", "en")
    for _scanner in range(3):
        found = Client().get(link)
        assert found.status_code == 200
        assert "Phoned" not in found.content.decode()
    sends_code = Client().post(link)
    assert (sends_code.status_code, "next=" in sends_code["Location"]) == (302, True)
    see_everything()

    other = client_for(make_user(email="somebody@example.com"))
    assert "sent to another address" in other.get(link).content.decode()
    other.post(link, {"agrees": "yes"})
    assert not phoned.access.exists()

    pat = client_for(User.objects.get(email="pat@example.com"))
    assert pat.post(link, {}).status_code == 422
    answer = pat.post(link, {"agrees": "yes"})
    assert answer["Location"] == reverse("tracker:task_list", args=[phoned.public_id])
    assert pat.get(answer["Location"]).status_code == 200
    read = pat.get(reverse("intake:read", args=[phoned.public_id, "you"])).content.decode()
    assert "602-555-0143" in read

    assert Invitation.objects.get().used_by.email == "pat@example.com"
    assert Client().get(link).status_code == 410
    see_everything()
    assert AuditEntry.objects.filter(action="cases.taken_over", case_id=phoned.public_id).exists()


def test_a_parent_who_called_comes_in_as_the_caregiver(staff, client_for):
    staff.post(NEW, {**CALL, "asked_who": "MY_CHILD", "given_by": "Mo Phoned", "relation": "mother"})
    case = Case.objects.get()
    client_for(make_user(email="pat@example.com")).post(link_in_mail(), {"agrees": "yes"})

    assert (case.patient.caregiver_name, case.patient.caregiver_relation) == ("Mo Phoned", "mother")
    assert case.access.get().relation == "CAREGIVER"


def test_the_link_is_sent_only_after_a_yes_to_emails_and_an_older_one_ends(staff, client_for):
    without = {name: value for name, value in CALL.items() if name not in ("email", "agrees_to_mail")}
    staff.post(NEW, without)
    case = Case.objects.get()
    invite = reverse("staff:invite_patient", args=[case.public_id])
    to_pat = {"email": "pat@example.com", "language": "es"}
    assert staff.post(invite, to_pat).status_code == 422

    yes = {"to": "MAIL", "given_by": "Pat", "how": "VERBAL", "language": "es", "was_read": "yes"}
    assert staff.post(reverse("staff:consent_add", args=[case.public_id]), yes).status_code == 302
    for _time in range(2):
        assert staff.post(invite, to_pat).status_code == 302
    first, second = OutgoingEmail.objects.filter(template="staff/invitation").order_by("pk")
    assert Client().get(first.context["path"]).status_code == 410
    assert Client().get(second.context["path"]).status_code == 200
    see_everything()
    mail = Consent.objects.get(to_what="MAIL")
    assert mail.language == "es"
    end = reverse("staff:consent_end", args=[case.public_id, mail.public_id])
    assert mail.words in staff.get(end).content.decode().replace("&#x27;", "'")
    assert staff.post(end).status_code == 302
    assert staff.post(invite, to_pat).status_code == 422


def test_staff_write_the_story_until_it_has_its_owner_and_then_with_consent_only(staff, phoned, client_for):
    url = reverse("intake:step", args=[phoned.public_id, "story", "need"])
    first = {"need_now": "As told on the phone", "version": version_on(staff, url)}
    assert staff.post(url, first).status_code == 302
    client_for(make_user(email="pat@example.com")).post(link_in_mail(), {"agrees": "yes"})

    assert staff.get(url)["Location"] == reverse("intake:read", args=[phoned.public_id, "story"])
    refused = staff.post(url, {"need_now": "Changed by staff"})
    assert refused.status_code == 422
    assert "own words" in refused.content.decode()

    yes = {"to": "STORY", "given_by": "Pat", "how": "VERBAL", "language": "en", "was_read": "yes"}
    staff.post(reverse("staff:consent_add", args=[phoned.public_id]), yes)
    allowed = {"need_now": "Changed with consent", "version": version_on(staff, url)}
    assert staff.post(url, allowed).status_code == 302
    phoned.story.refresh_from_db()
    assert phoned.story.need_now == "Changed with consent"


def test_the_mail_carries_a_link_and_nothing_else(phoned):
    mail = OutgoingEmail.objects.filter(template="staff/invitation").get()
    assert set(mail.context) == {"path"}


def test_sites_of_another_facility_are_refused(client_for, facility):
    elsewhere = make_facility()
    worker = make_member(facility)
    Membership.objects.create(organization=elsewhere, user=worker, role="CASE_WORKER")
    site = Site.objects.create(organization=elsewhere, name="North")
    staff = client_for(worker, second_factor=True)

    wrong = {**CALL, "facility": str(facility.pk), "site": str(site.public_id)}
    assert staff.post(NEW, wrong).status_code == 422
    right = {**CALL, "facility": str(elsewhere.pk), "site": str(site.public_id)}
    assert staff.post(NEW, right).status_code == 302
    assert Case.objects.get().site == site

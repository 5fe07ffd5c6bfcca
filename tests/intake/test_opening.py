"""From triage answers to a case: what is kept on the way, and whose tenant the case ends up in."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.models import (
    AuditEntry,
    Case,
    CaseAccess,
    Invitation,
    Organization,
    OutgoingEmail,
    User,
)
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member, make_user
from tests.intake.pages import fill_in, hidden

ANSWERS = {
    "who": "ME",
    "care_when": "STARTED",
    "how_soon": "DAYS_3",
    "state": "AZ",
    "coverage": "JOB",
    "funding": "UNSURE",
    "care": "OTHER",
    "care_other": "Pain care",
    "why": ["WAIT", "CONTINUITY"],
    "provider": "YES",
    "already": "WAITING",
}
SAVE, AGREE = "/save/", "/agree/"
TOKEN = "a-token-of-an-invitation"
AGREES = {"agrees": "yes"}


def answer_questions(client, **changed) -> None:
    session = client.session
    session["triage"] = {**ANSWERS, **changed}
    session.save()


def code_mailed_to(email: str) -> str:
    return str(OutgoingEmail.objects.filter(to_email=email.lower()).latest("pk").context["code"])


def sign_in_by_code(client, email: str):
    sent = fill_in(client, SAVE, {"email": email})
    return fill_in(client, sent["Location"], {"code": code_mailed_to(email)})


def invite(facility: Organization, **columns) -> Invitation:
    return Invitation.objects.create(
        organization=facility,
        token_hash=hashlib.sha256(TOKEN.encode()).hexdigest(),
        email="person@example.com",
        invited_by=make_user(),
        **{"expires_at": timezone.now() + timedelta(days=14), **columns},
    )


@pytest.fixture
def person(db) -> User:
    return make_user()


@pytest.fixture
def own(person, client_for):
    return client_for(person)


@pytest.fixture
def facility(db) -> Organization:
    return make_facility(name="Sample Care Center", slug="sample-care")


def test_the_answers_survive_the_sign_in_and_fill_the_case(client):
    answer_questions(client)

    signed_in = sign_in_by_code(client, "New.Person@example.com")
    agreed = fill_in(client, signed_in["Location"], AGREES)

    case = Case.objects.select_related("coverage", "care", "patient").get()
    assert signed_in["Location"] == AGREE
    assert agreed["Location"] == reverse("intake:passkey_offer")
    assert case.opened_by.email == "new.person@example.com"
    assert case.organization.personal_for == case.opened_by
    assert (case.for_whom, case.path, case.already_asked) == ("ME", "BOTH", "WAITING")
    assert case.is_urgent
    assert case.time_zone == "America/Phoenix"
    assert case.triage_answers == ANSWERS
    assert (case.coverage.source, case.coverage.is_self_funded) == ("JOB", "UNSURE")
    assert case.coverage.plan_state == "AZ"
    assert (case.care.kind, case.care.kind_text) == ("OTHER", "Pain care")
    assert (case.care.timing, case.care.how_soon) == ("STARTED", "DAYS_3")
    assert case.care.gap_reasons == ["WAIT", "CONTINUITY"]
    assert case.opened_by.agreed_at is not None
    assert "triage" not in client.session


def test_the_saved_mail_says_nothing_of_the_request(own, person):
    answer_questions(own)

    fill_in(own, AGREE, AGREES)

    mail = OutgoingEmail.objects.get(to_email=person.email)
    assert mail.template == "intake/saved"
    assert set(mail.context) == {"path"}
    assert mail.organization == Case.objects.get().organization


def test_a_caregiver_gets_the_case_as_caregiver(own, person):
    answer_questions(own, who="MY_CHILD")

    fill_in(own, AGREE, AGREES)

    assert CaseAccess.objects.get(user=person).relation == "CAREGIVER"
    assert Case.objects.get().for_whom == "MY_CHILD"


def test_not_agreeing_opens_nothing(own):
    answer_questions(own)

    refused = fill_in(own, AGREE, {})

    assert refused.status_code == 422
    assert "Tick the box to show you agree" in refused.content.decode()
    assert not Case.objects.exists()
    assert own.session["triage"] == ANSWERS


def test_a_double_click_opens_one_case(own):
    answer_questions(own)
    posted = {**hidden(own.get(AGREE)), **AGREES}

    first, second = own.post(AGREE, posted), own.post(AGREE, posted)

    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


@pytest.mark.parametrize("missing", ["who", "coverage", "already"])
def test_without_the_questions_one_is_led_back_to_them(missing, own):
    answer_questions(own, **{missing: ""})

    back = own.get(AGREE)
    posted = own.post(AGREE, AGREES)

    assert back.status_code == posted.status_code == 302
    assert back["Location"] == posted["Location"]
    assert not Case.objects.exists()


def test_a_passed_stop_does_not_decide_the_path(own):
    answer_questions(own, coverage="MEDICAID", why=["NONE_OFFERS"])

    fill_in(own, AGREE, AGREES)

    case = Case.objects.select_related("coverage").get()
    assert case.path == "GAP_EXCEPTION"
    assert case.coverage.is_self_funded == ""


def test_who_has_an_open_request_is_asked_before_another_is_started(own, person):
    existing = make_case(user=person)
    answer_questions(own)

    asked = own.get(AGREE)
    assert "You already have an open request" in asked.content.decode()
    nothing = own.post(AGREE, {**hidden(asked), "another": ""})
    assert nothing.status_code == 422
    stay = own.post(AGREE, {**hidden(asked), "another": "OPEN"})
    assert stay["Location"] == reverse("tracker:task_list", kwargs={"case_id": existing.public_id})
    assert Case.objects.count() == 1
    another = own.post(AGREE, {**hidden(asked), "another": "NEW"})
    fill_in(own, another["Location"], AGREES)

    assert Case.objects.count() == 2


def test_signed_in_people_are_not_asked_for_their_address(own):
    assert own.get(SAVE)["Location"] == AGREE


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "x@@example.com"])
def test_an_address_that_cannot_be_one_is_refused_and_kept(email, client):
    refused = fill_in(client, SAVE, {"email": email})

    assert refused.status_code == 422
    assert "Enter an email address, like name@example.com" in refused.content.decode()
    assert f'value="{email}"' in refused.content.decode() or not email


def test_the_save_page_says_who_gets_the_updates(client):
    assert "Only this address gets the codes and the updates" in client.get(SAVE).content.decode()


def test_the_agreement_says_who_gets_the_updates(own, person):
    answer_questions(own)

    page = own.get(AGREE).content.decode()

    assert f"Updates go to {person.email} only." in page
    assert page.count("<li>") >= 6


class TestThroughAFacility:
    def open_address(self, client, facility):
        url = reverse("intake:facility", kwargs={"slug": facility.slug})
        return client.get(url), client.post(url)

    def test_its_page_names_it_and_opening_it_changes_nothing(self, client, facility):
        page = client.get(reverse("intake:facility", kwargs={"slug": facility.slug}))

        text = page.content.decode()
        assert page.status_code == 200
        assert "Sample Care Center" in text
        assert "Sample Care Center" not in text[text.index("<title>") : text.index("</title>")]
        assert "came_through" not in client.session

    def test_the_case_is_the_facilitys_when_the_person_says_so(self, own, facility):
        _page, sent = self.open_address(own, facility)
        answer_questions(own)

        assert sent["Location"] == reverse("triage:question", kwargs={"question": "who"})
        assert (
            "Sample Care Center will see this request and help you send it."
            in own.get(AGREE).content.decode()
        )
        fill_in(own, AGREE, {**AGREES, "share": "YES"})

        assert Case.objects.get().organization == facility
        assert "came_through" not in own.session

    def test_the_case_is_the_persons_own_when_they_say_no(self, own, person, facility, client_for):
        self.open_address(own, facility)
        answer_questions(own)

        fill_in(own, AGREE, {**AGREES, "share": "NO"})

        case = Case.objects.get()
        assert case.organization.personal_for == person
        worker = client_for(make_member(facility), second_factor=True)
        url = reverse("tracker:task_list", kwargs={"case_id": case.public_id})
        assert worker.get(url).status_code == 404

    def test_nothing_is_opened_before_the_person_chose(self, own, facility):
        self.open_address(own, facility)
        answer_questions(own)

        refused = fill_in(own, AGREE, AGREES)

        assert refused.status_code == 422
        assert "Select who should see this request" in refused.content.decode()
        assert not Case.objects.exists()

    def test_nobody_gets_into_a_tenant_by_posting_the_choice_alone(self, own, person):
        answer_questions(own)

        fill_in(own, AGREE, {**AGREES, "share": "YES"})

        assert Case.objects.get().organization.personal_for == person

    def test_the_choice_survives_the_sign_in(self, client, facility):
        self.open_address(client, facility)
        answer_questions(client)
        signed_in = sign_in_by_code(client, "person@example.com")

        fill_in(client, signed_in["Location"], {**AGREES, "share": "YES"})

        assert Case.objects.get().organization == facility

    @pytest.mark.parametrize("columns", [{"is_active": False}, {"slug": "other"}])
    def test_unknown_and_closed_addresses_are_404(self, columns, client, facility):
        Organization.objects.filter(pk=facility.pk).update(**columns)

        assert client.get(reverse("intake:facility", kwargs={"slug": "sample-care"})).status_code == 404

    def test_a_facility_closed_meanwhile_is_no_choice_any_more(self, own, person, facility):
        self.open_address(own, facility)
        answer_questions(own)
        page = own.get(AGREE)
        Organization.objects.filter(pk=facility.pk).update(is_active=False)

        own.post(AGREE, {**hidden(page), **AGREES, "share": "YES"})

        assert Case.objects.get().organization.personal_for == person


class TestByInvitation:
    URL = f"/invited/{TOKEN}/"

    def test_opening_the_link_changes_nothing(self, client, facility):
        invitation = invite(facility)

        page = client.get(self.URL)

        assert page.status_code == 200
        assert "Sample Care Center" in page.content.decode()
        assert Invitation.objects.get(pk=invitation.pk).used_at is None

    def test_the_link_is_used_when_the_case_is_opened(self, own, person, facility):
        invitation = invite(facility)
        sent = own.post(self.URL)
        assert sent["Location"] == reverse("triage:question", kwargs={"question": "who"})
        assert Invitation.objects.get(pk=invitation.pk).used_at is None
        answer_questions(own)

        fill_in(own, AGREE, {**AGREES, "share": "YES"})

        used = Invitation.objects.get(pk=invitation.pk)
        assert Case.objects.get().organization == facility
        assert used.used_by == person
        assert AuditEntry.objects.filter(action="intake.invitation_used").count() == 1
        assert own.get(self.URL).status_code == 410

    def test_going_on_without_the_facility_leaves_the_link_unused(self, own, person, facility):
        invitation = invite(facility)
        own.post(self.URL)
        answer_questions(own)

        fill_in(own, AGREE, {**AGREES, "share": "NO"})

        assert Case.objects.get().organization.personal_for == person
        assert Invitation.objects.get(pk=invitation.pk).used_at is None

    @pytest.mark.parametrize(
        "columns",
        [
            {"used_at": timezone.now()},
            {"revoked_at": timezone.now()},
            {"expires_at": timezone.now() - timedelta(minutes=1)},
        ],
    )
    def test_a_link_that_cannot_be_used_says_what_to_do_instead(self, columns, client, facility):
        invite(facility, **columns)

        for answer in (client.get(self.URL), client.post(self.URL)):
            assert answer.status_code == 410
            assert "start without an invitation" in answer.content.decode()
            assert "Sample Care Center" not in answer.content.decode()
        assert "came_through" not in client.session

    def test_an_unknown_link_is_answered_the_same_way(self, client):
        assert client.get(self.URL).status_code == 410

    def test_a_link_that_ran_out_on_the_way_is_said_and_nothing_is_opened(self, own, facility):
        invitation = invite(facility)
        own.post(self.URL)
        answer_questions(own)
        page = own.get(AGREE)
        Invitation.objects.filter(pk=invitation.pk).update(revoked_at=timezone.now())

        refused = own.post(AGREE, {**hidden(page), **AGREES, "share": "YES"})

        assert refused.status_code == 422
        assert "The invitation has run out or was used" in refused.content.decode()
        assert not Case.objects.exists()


def test_a_passkey_is_offered_once_and_can_be_left_for_later(own, person):
    case = make_case(user=person)

    page = own.get(reverse("intake:passkey_offer")).content.decode()

    assert reverse("mfa_add_webauthn") in page
    assert reverse("tracker:task_list", kwargs={"case_id": case.public_id}) in page


def test_the_second_case_offers_no_passkey_again(own, person):
    make_case(user=person)
    answer_questions(own)
    own.post(AGREE, {"another": "NEW"})

    opened = fill_in(own, AGREE, AGREES)

    newest = Case.objects.latest("pk")
    assert opened["Location"] == reverse("tracker:task_list", kwargs={"case_id": newest.public_id})

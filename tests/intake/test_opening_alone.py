"""A person opens a request of their own."""

from __future__ import annotations

import pytest
from django.urls import reverse

from requests_app.models import (
    Case,
    CaseAccess,
    OutgoingEmail,
)
from tests.factories.cases import make_case
from tests.intake.opening import (
    AGREE,
    AGREES,
    ANSWERS,
    SAVE,
    answer_questions,
    sign_in_by_code,
)
from tests.intake.pages import fill_in, hidden


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

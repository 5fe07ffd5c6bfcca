"""From a check to a request: nothing is typed twice, and nothing goes where it does not belong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from requests_app.models import Case, Decision, NextAction
from tests.eobcheck import visitor
from tests.eobcheck.test_files import HEAD, read
from tests.eobcheck.visitor import send, text, url, walk
from tests.factories.cases import make_case
from tests.factories.people import make_user
from tests.intake.opening import AGREE, AGREES, SAVE, sign_in_by_code
from tests.intake.pages import fill_in

OF_ANA = "Ana Sample,C-7,03/02/2026,90837,250.00,160.00,0.00,250.00\n"


def keep(client, review, **given):
    return client.post(url("keep"), {"state": visitor.hidden(review)["state"], **given})


def answer(client, path, value):
    return client.post(path, {"answer": value})


def answer_what_is_open(client) -> list[str]:
    """The questions asked on the way to the address, with their answers."""
    asked = []
    told = {"who": "ME", "state": "AZ", "coverage": "JOB", "funding": "YES"}
    shown = client.get(SAVE)
    while shown.status_code == 302 and "/check/" in shown["Location"]:
        path = shown["Location"]
        if path.endswith("/result/"):
            shown = client.get(path)
            continue
        asked.append(path.split("/")[2])
        shown = answer(client, path, told[asked[-1]])
    return asked


def open_by_mail(client) -> Case:
    signed_in = sign_in_by_code(client, "rosa@example.com")
    assert signed_in["Location"] == AGREE
    assert "Your bill check comes into this request" in text(client.get(AGREE))
    agreed = fill_in(client, AGREE, AGREES)
    assert agreed.status_code == 302, text(agreed)
    case = Case.objects.select_related("coverage", "patient", "provider", "care").get()
    assert agreed["Location"] == reverse("eobs:eob_list", args=[case.public_id])
    return case


def test_a_check_becomes_a_request_with_its_bill_and_its_approval(client):
    said = {"said": "AGREEMENT"}
    kept = keep(client, walk(client, visitor.NUMBERS, visitor.PARTS, said, *visitor.WHOLE_WAY[3:]))
    asked = answer_what_is_open(client)
    case = open_by_mail(client)

    assert kept["Location"] == SAVE
    assert asked == ["who", "state", "coverage", "funding"], "nothing the check has told is asked again"
    bill = case.eobs.get()
    assert (bill.source, bill.network, bill.patient_owes) == ("TYPED", "OUT_OF_NETWORK", Decimal("400.00"))
    assert bill.provider_asks == Decimal("450.00")
    assert bill.finished_at is not None
    line = bill.lines.get()
    assert (line.code, line.deductible, line.copay) == ("90837", Decimal("100.00"), None)
    yes = Decision.objects.get(case=case)
    assert (case.costs.in_copay, yes.decided_on) == (Decimal("30.00"), date(2025, 12, 20))
    assert (yes.answer, yes.heard_on, yes.starts_on) == ("APPROVED", date(2025, 12, 20), date(2026, 1, 1))
    assert (yes.in_network_cost_share, yes.no_billing_the_rest) == ("YES", "YES")
    assert yes.authorization_number == "A-100"
    assert [(one.code, one.units, one.unit) for one in yes.lines.all()] == [("90837", 20, "VISITS")]
    assert (case.coverage.source, case.coverage.plan_state) == ("JOB", "AZ")
    assert case.path == "SINGLE_CASE_AGREEMENT"
    assert case.already_asked == "SAID_YES_BILLS_WRONG"
    assert "carried" not in client.session


def test_the_next_step_of_the_request_is_the_bill(client):
    keep(client, walk(client))
    answer_what_is_open(client)
    case = open_by_mail(client)
    case.refresh_from_db()
    tasks = client.get(reverse("tracker:task_list", args=[case.public_id]))

    assert case.next_action == NextAction.FIX_BILL, "nothing was sent, so there is no call 4 to make"
    assert reverse("eobs:eob_list", args=[case.public_id]) in text(tasks).split('id="next"')[1][:900]


def test_the_request_shows_the_same_result(client):
    keep(client, walk(client))
    answer_what_is_open(client)
    case = open_by_mail(client)

    shown = text(client.get(reverse("eobs:eob_detail", args=[case.public_id, case.eobs.get().public_id])))
    assert "The plan processed this as out of network." in shown
    assert "450.00" in shown
    for page in ("tracker:task_list", "tracker:standing", "tracker:timeline", "decisions:answer_list"):
        assert client.get(reverse(page, args=[case.public_id])).status_code == 200


def test_what_was_told_about_the_plan_is_not_asked_again(client):
    keep(client, walk(client), coverage="MARKETPLACE", plan_state="TX")

    assert answer_what_is_open(client) == ["who"]


def test_a_file_fills_in_who_and_with_which_plan(client):
    head = HEAD.replace("Patient Name", "Patient Name,Date of Birth,Member ID,Billing NPI")
    row = OF_ANA.replace("Ana Sample", "Ana Sample,04/05/1980,M-123,1234567893")
    approved = read(client, {"text": head + row})
    review = send(client, send(client, approved, {"said": "NO"}), {"has_bill": "NO"})
    keep(client, review)
    answer_what_is_open(client)
    case = open_by_mail(client)

    assert (case.patient.first_name, case.patient.last_name) == ("Ana", "Sample")
    assert case.patient.birth_date == date(1980, 4, 5)
    assert case.coverage.member_id == "M-123"
    assert case.provider.npi == "", "who billed is not for that the provider somebody approved"
    assert case.eobs.get().source == "CSV"
    assert not case.decisions.exists()


def test_into_the_request_that_is_there(client_for):
    user = make_user()
    case = make_case(user=user)
    client = client_for(user)
    keep(client, walk(client), coverage="JOB", plan_state="AZ")
    answer_what_is_open(client)
    asked = client.get(AGREE)
    added = fill_in(client, AGREE, {"another": "OPEN"})

    assert "Where should this bill go?" in text(asked)
    assert added["Location"] == reverse("eobs:eob_list", args=[case.public_id])
    assert case.eobs.get().patient_owes == Decimal("400.00")
    assert case.decisions.get().answer == "APPROVED"
    assert Case.objects.count() == 1


def test_a_request_keeps_the_answer_it_has(client_for):
    user = make_user()
    case = make_case(user=user)
    client = client_for(user)
    for _time in range(2):
        keep(client, walk(client), coverage="JOB", plan_state="AZ")
        answer_what_is_open(client)
        fill_in(client, AGREE, {"another": "OPEN"})

    assert case.decisions.count() == 1
    assert case.eobs.filter(removed_at__isnull=True).count() == 1, "the same statement is kept once"


def test_a_claim_of_another_person_does_not_come_into_a_request(client_for):
    user = make_user()
    case = make_case(user=user)
    client = client_for(user)
    approved = read(client, {"text": HEAD + OF_ANA.replace("Ana Sample", "Somebody Quiteelse")})
    review = send(client, send(client, approved, {"said": "NO"}), {"has_bill": "NO"})
    keep(client, review, coverage="JOB", plan_state="AZ")
    answer_what_is_open(client)
    fill_in(client, AGREE, {"another": "OPEN"})

    assert case.patient.full_name
    assert not case.eobs.exists()
    assert "names another person" in text(client.get(reverse("tracker:task_list", args=[case.public_id])))


def test_of_several_requests_the_right_one_is_chosen_by_name(client_for):
    user = make_user()
    mine = make_case(user=user)
    other = make_case(user=user)
    type(other.patient).objects.filter(case=other).update(first_name="Kim", last_name="Sample")
    client = client_for(user)
    keep(client, walk(client), coverage="JOB", plan_state="AZ")
    answer_what_is_open(client)
    asked = text(client.get(AGREE))
    added = fill_in(client, AGREE, {"another": str(mine.public_id)})

    assert "Kim Sample" in asked
    assert added["Location"] == reverse("eobs:eob_list", args=[mine.public_id])
    assert (mine.eobs.count(), other.eobs.count()) == (1, 0)


def test_a_second_check_brings_its_own_answers(client):
    keep(client, walk(client), coverage="JOB", plan_state="AZ")
    client.get(SAVE)
    keep(client, walk(client), coverage="MARKETPLACE", plan_state="TX")
    client.get(SAVE)

    told = client.session["triage"]
    assert (told["coverage"], told["state"]) == ("MARKETPLACE", "TX")


def test_without_a_yes_nobody_told_whether_the_plan_was_asked(client):
    review = send(client, walk(client, visitor.NUMBERS, visitor.PARTS), {"said": "UNSURE"})
    keep(client, send(client, review, {"has_bill": "NO"}))
    answer_what_is_open(client)

    assert open_by_mail(client).already_asked == ""


def test_starting_over_throws_the_kept_check_away(client):
    keep(client, walk(client))
    answer_what_is_open(client)
    shown = client.get(SAVE)
    client.post(reverse("triage:start_over"))

    assert "Do not keep the bill check" in text(shown)
    assert not {"carried", "triage"} & set(client.session.keys())


@pytest.mark.parametrize("broken", ["", "x", "gAAAA"])
def test_a_session_that_cannot_be_opened_any_more_is_no_fault(client, broken):
    session = client.session
    session["carried"] = broken
    session.save()

    assert client.get(SAVE).status_code == 200


def test_agreeing_before_the_questions_are_answered_leads_back_to_them(client_for):
    client = client_for(make_user())
    keep(client, walk(client))
    client.get(SAVE)
    refused = client.post(AGREE, AGREES)

    assert refused["Location"].endswith("/check/who/")
    assert not Case.objects.exists()

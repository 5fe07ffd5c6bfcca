from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from requests_app.decisions import queries
from requests_app.models import AuditEntry, Decision, InsurerCall, MoreWanted
from tests.decisions.cases import answered, asked_case
from tests.documents.making import pdf
from tests.factories.people import make_user

pytestmark = pytest.mark.usefixtures("db")
ON = {"letter_dated_on_month": "11", "letter_dated_on_day": "18", "letter_dated_on_year": "2025"}
WRITTEN = {"answer": "DENIED", "heard_on": "today", "is_in_writing": "YES", **ON}


@pytest.fixture
def case():
    return asked_case()


@pytest.fixture
def pages(case, client_for):
    return client_for(case.opened_by)


def url(name: str, case, *more) -> str:
    return reverse(f"decisions:{name}", args=[case.public_id, *more])


def post(pages, address: str, answers: dict[str, str], key: str = ""):
    return pages.post(address, {"form_key": key or str(uuid4()), **answers})


def test_a_no_in_writing_leads_to_its_letter_and_then_to_its_reason(pages, case):
    answer = post(pages, url("answer_add", case), WRITTEN)
    decision = Decision.objects.get(case=case)
    assert answer["Location"] == url("letter_add", case, decision.public_id)
    page = pages.get(answer["Location"]).text
    assert url("denial", case, decision.public_id) in page, "the letter may come later"
    assert "A no is not the end." in pages.get(url("denial", case, decision.public_id)).text


def test_the_same_page_sent_twice_is_one_answer(pages, case):
    key = str(uuid4())
    first, second = (post(pages, url("answer_add", case), WRITTEN, key) for _time in range(2))
    assert first["Location"] == second["Location"]
    assert Decision.objects.filter(case=case).count() == 1


@pytest.mark.parametrize(
    ("name", "answer", "typed", "text"),
    [
        ("answer_add", "", {}, "Select what the plan said"),
        (
            "answer_add",
            "",
            {**WRITTEN, "answer": "NOT_WRITTEN"},
            "You have it in writing, so select what it says",
        ),
        ("terms", "APPROVED", {}, "Select yes, no, or ‘Not stated’: Is there a signed rate?"),
        ("left_out", "PARTLY", {}, "Select what they left out"),
        ("left_out", "PARTLY", {"left_out": "UNITS"}, "Select what you want to do"),
        ("denial", "DENIED", {}, "Select the reason in the letter"),
        (
            "denial",
            "DENIED",
            {"reason": "LATE"},
            "Enter the last day to appeal, or ‘The letter does not say’",
        ),
        ("letter_add", "DENIED", {}, "Select a file"),
        ("line_add", "APPROVED", {}, "Enter the code, or say in words what the line is for"),
        ("line_add", "APPROVED", {"code": "?"}, "Service code must be 5 letters or numbers"),
        ("wanted_add", "NEEDS_MORE", {}, "Enter what they want"),
        ("wanted_add", "NEEDS_MORE", {"what": "Form 7"}, "Enter the date they need it by"),
    ],
)
def test_what_is_missing_is_asked_for_in_words(pages, case, name, answer, typed, text):
    more = [answered(case, answer, is_in_writing=True).public_id] if answer else []
    response = post(pages, url(name, case, *more), typed)
    assert response.status_code == 422
    assert text in response.text.replace("&#x27;", "'")


def test_what_call_4_heard_is_filled_in_and_kept_with_the_answer(pages, case):
    call = InsurerCall.objects.create(
        organization=case.organization,
        case=case,
        kind="CALL_4",
        called_on="2026-11-20",
        answers={"answer": "NO", "denial_reason": "Not in our area", "appeal_by": "2027-04-01"},
    )
    address = f"{url('answer_add', case)}?call={call.public_id}"
    assert "Filled in from your call on November 20, 2026." in pages.get(address).text
    post(pages, address, {**WRITTEN, "is_in_writing": "NO"})
    decision = Decision.objects.get(case=case)
    assert decision.call == call
    page = pages.get(url("denial", case, decision.public_id)).text
    assert "Not in our area" in page
    assert "the letter counts, not the phone call" in page
    call_page = pages.get(reverse("insurer_calls:call_detail", args=[case.public_id, call.public_id])).text
    assert "/answer/new/" not in call_page, "it is written down"


def test_one_press_says_that_the_plan_has_it_and_another_that_it_has_not(pages, case):
    decision = answered(case, "NEEDS_MORE")
    typed = {"what": "Form 7", "owed_by": "PATIENT", "has_no_day": "yes"}
    post(pages, url("wanted_add", case, decision.public_id), typed)
    wanted = MoreWanted.objects.get(case=case)
    pages.post(url("wanted_done", case, wanted.public_id))
    assert "The plan has it since" in pages.get(url("answer_detail", case, decision.public_id)).text
    pages.post(url("wanted_done", case, wanted.public_id), {"is": "open"})
    wanted.refresh_from_db()
    assert wanted.done_on is None


def test_an_answer_taken_out_is_gone_from_the_list_and_the_page_can_be_sent_twice(pages, case):
    decision = answered(case, "DENIED")
    for _time in range(2):
        answer = post(pages, url("answer_remove", case, decision.public_id), {})
        assert answer["Location"] == url("answer_list", case)
    assert queries.decisions_of(case) == []
    assert AuditEntry.objects.filter(action="decisions.removed").count() == 1


def test_the_lists_of_other_people_are_not_there(case, client_for):
    decision = answered(case, "DENIED")
    stranger = client_for(make_user())
    for name, more in (("answer_list", ()), ("answer_detail", (decision.public_id,)), ("answer_add", ())):
        assert stranger.get(url(name, case, *more)).status_code == 404


def test_the_page_of_an_answer_asks_the_same_number_of_questions_of_the_database(
    pages, case, django_assert_max_num_queries
):
    decision = answered(case, "APPROVED")
    for code in ("H0015", "0905", "90837", "90834"):
        post(pages, url("line_add", case, decision.public_id), {"code": code})
    with django_assert_max_num_queries(30):
        pages.get(url("answer_detail", case, decision.public_id))


def test_a_no_heard_on_the_phone_is_not_asked_what_its_letter_says(pages, case):
    decision = answered(case, "DENIED")
    address = url("denial", case, decision.public_id)
    page = pages.get(address).text
    assert "Which reason did they give?" in page
    assert "as the letter has it" not in page
    assert "The letter does not say" not in page
    assert "tick ‘They did not say" in post(pages, address, {"reason": "NETWORK"}).text
    post(pages, address, {"reason": "NETWORK", "appeal_by_not_stated": "yes"})
    page = pages.get(url("answer_detail", case, decision.public_id)).text
    assert "from your letter" not in page
    assert "in the letter" not in page
    assert "Ask the plan for it, and for the answer in writing." in page


def test_a_begun_appeal_is_gone_on_with_and_another_one_begins_with_this_answer(pages, case):
    decision = answered(case, "DENIED", reason="NETWORK")
    shown, begin = (
        url("answer_detail", case, decision.public_id),
        reverse("appeals:start", args=[case.public_id]),
    )
    assert f"{begin}?answer={decision.public_id}" in pages.get(shown).text
    post(pages, begin, {"level": "INTERNAL", "is_expedited": "NO"})
    page = pages.get(shown).text
    assert "Start the appeal" not in page
    assert "Go to the appeal" in page


def test_what_a_call_heard_is_not_asked_again_from_the_list_of_answers(pages, case):
    columns = {"organization": case.organization, "case": case, "kind": "CALL_4", "called_on": "2026-11-20"}
    call = InsurerCall.objects.create(**columns, answers={"answer": "NO"})
    address = f"{url('answer_add', case)}?call={call.public_id}"
    assert address in pages.get(url("answer_list", case)).text
    post(pages, address, {**WRITTEN, "is_in_writing": "NO"})
    assert address not in pages.get(url("answer_list", case)).text


def test_a_letter_that_comes_after_the_phone_is_looked_into_for_the_last_day(pages, case):
    decision = answered(case, "DENIED", reason="NETWORK", appeal_by_not_stated=True)
    address = url("letter_add", case, decision.public_id)
    answer = post(pages, address, {"file": SimpleUploadedFile("letter.pdf", pdf())})
    assert answer["Location"] == url("denial", case, decision.public_id)
    decision.refresh_from_db()
    assert not decision.appeal_by_not_stated

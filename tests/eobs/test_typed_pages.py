"""Typing a statement on a phone, between calls: page by page, with errors that say what to do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from requests_app.eobs import queries
from requests_app.models import Document, EobLine, ExplanationOfBenefits
from tests.claims.pdf.making import pdf
from tests.claims.pdf.shapes import TABLES
from tests.documents import making
from tests.eobs.as_typed import begun, fresh, on, post, save_part, text_of, url
from tests.factories.bills import make_approval, make_eob
from tests.factories.cases import make_case
from tests.listings.pages import upload

DAY = date(2026, 11, 10)


@pytest.fixture
def case(db):
    return make_case()


@pytest.fixture
def client(case, client_for):
    return client_for(case.opened_by)


def only(case) -> ExplanationOfBenefits:
    return queries.get_eob_or_404(case, case.eobs.get().public_id)


def test_from_the_photo_to_what_was_found(client, case):
    make_approval(case)
    photo = upload(making.picture(), name="eob.png")
    answer = post(client, url("eob_add", case), file=photo)
    pages = [
        {"status": "PROCESSED", **on("service_from", DAY)},
        {"billing_name": "Example Desert Program", "kind": "FACILITY"},
        {"network": "OUT_OF_NETWORK"},
    ]
    for typed in pages:
        assert answer.status_code == 302, text_of(answer)
        answer = post(client, answer.url, **typed)
    assert answer.url == url("line_list", case, only(case).public_id)
    line = {"service": "H0015", "units": "1", "billed": "500", "allowed": "200", "plan_paid": "0"}
    owes = {"deductible": "200", "not_covered": "300", "patient_owes": "$500.00", "codes": "PR-242"}
    answer = post(client, url("line_add", case, only(case).public_id), **line, **owes)
    assert answer.url == url("line_list", case, only(case).public_id)
    answer = client.get(answer.url)
    answer = post(client, answer.context["next_url"], billed="500", plan_paid="0", patient_owes="500")
    answer = post(client, answer.url, claim_number="CLM-7")
    assert "The sums come out." in text_of(client.get(answer.url))
    answer = post(client, answer.url)
    assert answer.url == url("eob_detail", case, only(case).public_id)

    text = text_of(client.get(answer.url))

    assert "This claim does not match your approval" in text
    assert "We compared it with the approval you entered. We cannot see your plan’s records." in text
    assert "Ask the plan to process it again" in text
    assert Document.objects.get().kind == "EOB"
    assert only(case).document is not None


def test_the_text_of_a_pdf_fills_the_boxes_and_waits_for_a_look(client, case):
    shape = next(one for one in TABLES if not one.refused)
    file = upload(pdf(*shape.pages), name="eob.pdf", kind="application/pdf")

    answer = post(client, url("eob_add", case), file=file)

    eob = only(case)
    assert answer.url == url("look_over", case, eob.public_id)
    assert (eob.source, eob.finished_at) == ("PDF", None)
    assert eob.document is not None
    assert eob.lines.all()
    assert "Look at each number: it can be wrong." in text_of(client.get(answer.url))


def test_a_pdf_of_another_person_is_not_kept(client, case):
    shape = next(one for one in TABLES if not one.refused)
    page = shape.pages[0].replace("Ana Sample", "Ben Other ")
    file = upload(pdf(page), name="eob.pdf", kind="application/pdf")

    answer = post(client, url("eob_add", case), file=file)

    assert answer.status_code == 422
    assert "This statement is of another person, so we did not keep it." in text_of(answer)
    assert not case.eobs.exists()
    assert not Document.objects.exists()


def test_half_done_is_kept_without_a_second_look_and_found_again_where_it_was_left(client, case):
    eob = begun(case)
    page = url("line_add", case, eob.public_id)

    answer = post(client, page, words="Program day", save_later="yes")

    assert answer.url == url("eob_list", case)
    hub = text_of(client.get(answer.url))
    assert "Half typed" in hub
    assert url("claim_edit", case, eob.public_id, "totals") in hub
    assert EobLine.objects.get().patient_owes is None


def test_a_line_without_what_one_owes_is_asked_for_once(client, case):
    eob = begun(case)
    page = url("line_add", case, eob.public_id)

    answer = post(client, page, service="H0015", billed="500")

    assert answer.status_code == 422
    assert "Enter what you owe for line 1, or go on if it is not shown" in text_of(answer)
    assert not EobLine.objects.exists()
    assert post(client, page, confirm=True, service="H0015", billed="500").status_code == 302
    assert EobLine.objects.get().patient_owes is None


def test_a_line_that_does_not_add_up_says_by_how_much_and_can_be_kept(client, case):
    page = url("line_add", case, begun(case).public_id)
    typed = {
        "billed": "341.28",
        "deductible": "300",
        "copay": "0",
        "coinsurance": "0",
        "not_covered": "36.28",
        "patient_owes": "341.28",
    }

    answer = post(client, page, **typed)

    assert answer.status_code == 422
    text = text_of(answer)
    assert "Line 1 does not add up" in text
    assert "$336.28" in text
    assert "$5.00" in text
    assert post(client, page, confirm=True, **typed).status_code == 302


def test_the_next_line_can_begin_as_the_last_one_but_for_its_day(client, case):
    page = url("line_add", case, begun(case).public_id)
    typed = {"service": "H0015", "billed": "500", "patient_owes": "30", **on("service_from", DAY)}

    answer = post(client, page, **typed, then="next")
    form = client.get(answer.url).context["form"]

    assert "?like=" in answer.url
    assert form.initial["service"] == "H0015"
    assert form.initial["billed"] == Decimal("500.00")
    assert form.initial["service_from"] is None
    assert client.get(f"{page}?like=nothing").context["form"].initial["network"] == "NOTHING"


def test_an_empty_line_is_no_line(client, case):
    answer = post(client, url("line_add", case, begun(case).public_id))

    assert answer.status_code == 422
    assert "Enter what stands on line 1 of the statement" in text_of(answer)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("-120.00", "-120.00"), ("(120)", "-120.00"), ("$120.00-", "-120.00"), ("−1,200.50", "-1200.50")],
)
def test_amounts_that_are_taken_back_are_read_as_printed(client, case, typed, kept):
    post(client, url("line_add", case, begun(case).public_id), billed=typed, patient_owes="0")

    assert EobLine.objects.get().billed == Decimal(kept)


@pytest.mark.parametrize("typed", ["12,5", "abc", "--5", "(5", "5 euros"])
def test_an_amount_that_cannot_be_read_is_not_guessed(client, case, typed):
    answer = post(client, url("line_add", case, begun(case).public_id), billed=typed)

    assert answer.status_code == 422
    assert "Billed: enter the amount in dollars, like 125.50" in text_of(answer)
    assert not EobLine.objects.exists()


def test_a_code_nobody_can_read_is_named(client, case):
    answer = post(client, url("line_add", case, begun(case).public_id), codes="CO-242, <b>", billed="1")

    assert "“&lt;b&gt;” is not a code" in text_of(answer)


def test_the_look_over_says_what_does_not_add_up_and_what_is_missing(client, case):
    eob = make_eob(case, is_finished=False, billing_name="", network="", billed=Decimal("900.00"))

    text = text_of(client.get(url("look_over", case, eob.public_id)))

    assert "The total billed is shown as $900.00, but the lines come to $1,000.00." in text
    assert "No provider: we cannot tell if it is the approved one." in text
    assert "In or out of network was not answered." in text


def test_a_change_of_what_was_finished_is_checked_again_at_once(client, case):
    make_approval(case)
    eob = make_eob(case)
    page = url("claim_edit", case, eob.public_id, "network")

    answer = post(client, page, network="OUT_OF_NETWORK")

    assert answer.url == url("eob_detail", case, eob.public_id)
    assert "This claim does not match your approval" in text_of(client.get(answer.url))


def test_the_same_statement_typed_twice_is_said_and_kept_once(client, case):
    make_eob(case)
    second = make_eob(case, is_finished=False)

    answer = post(client, url("look_over", case, second.public_id))

    assert answer.status_code == 422
    assert "You already have this statement, with the same numbers." in text_of(answer)
    assert fresh(second).finished_at is None


def test_one_without_a_number_that_looks_like_another_one_is_asked_about(client, case):
    there = make_eob(case)
    second = make_eob(case, is_finished=False, claim_number="")

    text = text_of(client.get(url("look_over", case, second.public_id)))

    assert "Is this one you have already?" in text
    assert url("eob_detail", case, there.public_id) in text
    assert post(client, url("look_over", case, second.public_id)).status_code == 302, "it may be another one"


def test_the_photo_of_two_claims_is_added_to_both_and_kept_once(client, case):
    photo = making.picture()
    for _again in range(2):
        answer = post(client, url("eob_add", case), file=upload(photo, name="eob.png"))
        assert answer.status_code == 302, text_of(answer)

    assert Document.objects.count() == 1
    assert [one.document for one in ExplanationOfBenefits.objects.all()] == [Document.objects.get()] * 2


def test_a_photo_that_is_among_the_papers_can_be_chosen(client, case):
    first = post(client, url("eob_add", case), file=upload(making.picture(), name="eob.png"))
    assert first.status_code == 302
    eob = make_eob(case)
    photo = Document.objects.get()
    page = url("photo_add", case, eob.public_id)
    assert "Select a file" in text_of(post(client, page))

    answer = post(client, page, paper=str(photo.public_id))

    assert answer.url == url("eob_detail", case, eob.public_id)
    assert fresh(eob).document == photo


def test_numbers_of_a_file_are_shown_and_not_changed(client, case):
    eob = make_eob(case, source="FHIR")

    assert client.get(url("line_add", case, eob.public_id)).status_code == 302
    text = text_of(client.get(url("eob_detail", case, eob.public_id)))
    assert url("claim_edit", case, eob.public_id, "totals") not in text
    answer = post_blind(client, url("claim_edit", case, eob.public_id, "network"), network="NOT_SHOWN")
    assert "came from a file, so they stay as they came" in text_of(answer)


def post_blind(client, path: str, **answers: str):
    return client.post(path, answers)


def test_who_may_only_look_sees_the_numbers_and_no_buttons(case, client_for):
    from requests_app.models import CaseAccess
    from tests.factories.people import make_user

    eob = make_eob(case)
    helper = make_user()
    CaseAccess.objects.create(
        organization_id=case.organization_id, case=case, user=helper, relation="HELPER", level="VIEW"
    )
    client = client_for(helper)

    text = text_of(client.get(url("eob_detail", case, eob.public_id)))

    assert "$30.00" in text
    assert url("eob_remove", case, eob.public_id) not in text
    assert client.get(url("line_add", case, eob.public_id)).status_code == 403


def test_taken_out_twice_is_taken_out_once(client, case):
    eob = make_eob(case)
    page = url("eob_remove", case, eob.public_id)

    answers = [post(client, page), client.post(page)]

    assert [one.url for one in answers] == [url("eob_list", case)] * 2
    assert not queries.kept(case)


def test_a_statement_is_called_by_its_day_and_by_nothing_private(client, case):
    eob = save_part(begun(case), "dates", service_from=DAY)

    text = text_of(client.get(url("eob_detail", case, eob.public_id)))

    assert "<title>Care on November 10, 2026 – " in text

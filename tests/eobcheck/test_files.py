"""A visitor’s file: whose claims, how many, and what is said of one that cannot be read."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from requests_app.eobcheck import facts, files
from requests_app.eobcheck.state import MOST_CLAIMS
from tests.claims.pdf.making import pdf
from tests.claims.pdf.shapes import FULL
from tests.eobcheck import visitor
from tests.eobcheck.visitor import heading, send, state_of, text, url

HEAD = "Patient Name,Claim Number,Date of Service,Procedure Code,Billed,Allowed,Plan Paid,You Owe\n"


def table(*rows: tuple[str, str, str]) -> str:
    """Rows of person, claim number and day."""
    return HEAD + "".join(
        f"{person},{claim},{day},90837,250.00,160.00,0.00,250.00\n" for person, claim, day in rows
    )


def read(client, given) -> object:
    shown = client.get(url(), {"way": "file"})
    return send(client, shown, given)


def test_pasted_text_leads_over_the_approval_to_the_review(client):
    approved = read(client, {"text": table(("Ana Sample", "C-1", "03/02/2026"))})
    review = send(client, send(client, approved, {"said": "NO"}), {"has_bill": "NO"})

    assert heading(approved) == "Did your plan approve this care at in-network cost?"
    assert "Care on March 2, 2026" in text(review)
    assert "Change these numbers" not in text(review), "what the plan’s own file says is not typed over"


def test_of_several_people_one_is_chosen_and_the_others_are_forgotten(client):
    text_of_two = table(("Ana Sample", "C-1", "03/02/2026"), ("Ben Sample", "C-2", "03/03/2026"))
    asked = read(client, {"file": SimpleUploadedFile("claims.csv", text_of_two.encode())})
    chosen = send(client, asked, {"who": "1"})

    assert heading(asked) == ("The file has claims of more than one person. Whose do you want to check?")
    assert [one.patient_name for one in state_of(chosen).statements] == ["Ana Sample"]


def test_claims_of_several_people_are_neither_reviewed_nor_kept_unasked(client):
    text_of_two = table(("Ana Sample", "C-1", "03/02/2026"), ("Ben Sample", "C-2", "03/03/2026"))
    asked = read(client, {"text": text_of_two})

    for name in ("review", "keep"):
        refused = client.post(url(name), {"state": visitor.hidden(asked)["state"]})
        assert refused["Location"].endswith("?way=again")
    assert send(client, asked, {"go": "review:0:0"}).content.count(b"Whose do you want to check?")


def test_only_the_newest_claims_are_checked_and_the_page_says_so(client):
    rows = [("Ana Sample", f"C-{number}", f"03/{number:02d}/2026") for number in range(1, 26)]
    approved = read(client, {"text": table(*rows)})
    review = send(client, approved, {"said": "UNSURE"})

    state = state_of(review)
    assert len(state.claims) == MOST_CLAIMS
    assert state.claims[0].top.claim_number == "C-25"
    assert "We left out 5 older claims of the file." in text(review)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Choose a file, or paste its text"),
        ({"text": json.dumps({"resourceType": "Patient", "id": "1"})}, "atient"),
        ({"text": "ISA*00*          *00*  broken"}, ""),
        ({"text": "Nothing in here is a claim"}, ""),
    ],
    ids=["nothing", "a patient", "half an envelope", "words"],
)
def test_what_cannot_be_read_is_said_at_the_box_and_kept_in_it(client, given, told):
    refused = read(client, {"text": "", **given})

    assert refused.status_code == 422
    assert told in text(refused)
    if given:
        assert given["text"][:9] in text(refused).replace("&quot;", '"')


def test_a_file_that_is_too_large_is_counted_and_not_looked_at(client, settings, monkeypatch):
    settings.UPLOAD_LARGEST_PUBLIC = 100
    monkeypatch.setattr(files, "read_file", lambda *_a, **_o: pytest.fail("it was read"))

    refused = read(client, {"file": SimpleUploadedFile("claims.csv", b"x" * 101), "text": ""})

    assert refused.status_code == 422
    assert "The file is larger than 2 MB" in text(refused)


def test_one_address_sends_only_so_many(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, files.ACTION: "1/h/ip"}
    one = {"text": table(("Ana Sample", "C-1", "03/02/2026"))}

    assert read(client, one).status_code == 200
    refused = read(client, one)
    assert refused.status_code == 422
    assert "Many files came from your connection" in text(refused)


def test_strangers_wait_for_one_another_and_are_told(client, monkeypatch):
    monkeypatch.setattr(files, "WAIT_SECONDS", 0.01)
    with files.turn():
        busy = read(client, {"text": table(("Ana Sample", "C-1", "03/02/2026"))})

    assert busy.status_code == 422
    assert "Many files are coming in right now" in text(busy)


def test_a_corrected_claim_counts_once_and_both_come_along(client):
    head = HEAD.replace("Claim Number", "Claim Number,Processed Date")
    row = "Ana Sample,C-1,{day},03/02/2026,90837,250.00,160.00,0.00,{owes}\n"
    both = row.format(day="03/10/2026", owes="250.00") + row.format(day="04/10/2026", owes="30.00")
    approved = read(client, {"text": head + both})
    review = send(client, approved, {"said": "NO"})

    assert len(state_of(review).claims) == 2
    assert "1 claim was replaced, taken back or is there twice" in text(review)
    assert text(review).count('<h3 id="claim-') == 1


def test_the_text_of_a_pdf_only_fills_in_what_is_then_looked_over(client):
    paper = SimpleUploadedFile("eob.pdf", pdf(FULL))
    numbers = read(client, {"file": paper, "text": ""})
    given = {**visitor.NUMBERS, **visitor.day("service_from", 2026, 11, 10), "patient_owes": "60"}
    first_line = send(client, numbers, given)

    assert heading(numbers) == "Copy these numbers from your statement"
    assert "Look over what we read" in text(numbers)
    assert 'value="60.00"' in text(numbers)
    assert "Line 1" in text(first_line)
    assert 'value="H0015"' in text(first_line)
    refused = client.post(url("keep"), {"state": visitor.hidden(first_line)["state"]})
    assert refused["Location"].endswith("?way=again"), "nothing is kept that nobody has looked over"


@pytest.mark.parametrize(
    ("approved", "told", "kept"),
    [
        ("1234567893", "The provider number (NPI) is the approved one.", "1234567893"),
        ("1245319599", "Does not match", "1245319599"),
        ("", "We do not know which provider was approved.", ""),
    ],
)
def test_who_billed_is_held_against_who_was_approved(client, approved, told, kept):
    head = HEAD.replace("Patient Name", "Patient Name,Billing NPI")
    row = "Ana Sample,1234567893,C-1,03/02/2026,90837,250.00,160.00,0.00,250.00\n"
    what = send(client, read(client, {"text": head + row}), {"said": "GAP"})
    cost = send(client, what, {**visitor.WHAT, "npi": approved})
    review = send(client, send(client, cost, visitor.COST), {"has_bill": "NO"})

    assert told in text(review)
    assert facts.sections_of(state_of(review))["provider"].get("npi", "") == kept


def test_what_to_do_names_only_what_there_is_a_place_for(client):
    typed = text(visitor.walk(client))

    assert "the provider it names, and add it" not in typed
    assert "facility’s or a professional’s, and add it" not in typed


def test_claims_with_very_many_lines_are_fewer(client):
    rows = [
        ("Ana Sample", f"C-{number // 400}", f"03/{1 + number // 400:02d}/2026") for number in range(1200)
    ]
    approved = read(client, {"text": table(*rows)})

    assert [len(one.lines) for one in state_of(approved).statements] == [400, 400] or (
        len(state_of(approved).claims) == 1
    )
    assert state_of(approved).left_out

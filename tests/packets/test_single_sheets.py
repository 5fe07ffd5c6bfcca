"""Documents on their own: what a draft agreement says, and how many may print at once."""

from __future__ import annotations

import re
import threading
from datetime import date
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest

from requests_app.casefile import schema
from requests_app.packets import one_sheet, sheets
from requests_app.packets.presses import PrintFailed
from requests_app.packets.sheet_parts import Asked, PlainLetter, SheetRefused, letter_sheet
from requests_app.packets.sheets import SHEETS, built, html_of, printed
from tests.packets.making import changed, example, page_texts
from tests.packets.verapdf import UA_1, broken_rules

TODAY = date(2026, 11, 22)
OFFERED = {
    "made_by": "PLAN",
    "offered_on": "2026-11-16",
    "rates": [{"code": "S9480", "rate": "410.50", "unit": "DAYS"}],
}


def draft_text(file: schema.CaseFile, about: str = "") -> str:
    asked = Asked(case=file, on=TODAY, about=about)
    html = html_of(built("agreement", asked), asked)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def with_agreement(**values) -> schema.CaseFile:
    return changed(example(), agreements=[{"plan_party": "Sample Mutual", **values}])


def test_a_draft_of_the_request_alone_leaves_lines_for_the_rates():
    text = draft_text(example())

    assert "No rate is on record yet" in text
    assert text.count("$ ________") == len([one for one in example().care.codes if one.kind != "DIAGNOSIS"])
    assert "December 7, 2026" in text
    assert "Draft. Nothing here binds anybody until both sides have signed it." in text


@pytest.mark.parametrize(
    ("offer", "told"),
    [
        ({}, "offered by the plan on November 16, 2026. They are not accepted yet."),
        (
            {"made_by": "PROVIDER", "accepted_on": "2026-11-20"},
            "offered by the provider on November 16, 2026 and accepted on November 20, 2026.",
        ),
    ],
)
def test_every_rate_says_where_it_comes_from(offer, told):
    text = draft_text(with_agreement(offers=[{**OFFERED, **offer}]))

    assert told in text
    assert "$410.50 per day" in text


def test_a_refused_offer_lends_no_rate_and_an_accepted_one_counts_before_newer_ones():
    refused = {**OFFERED, "refused_on": "2026-11-17"}
    newer = {**OFFERED, "offered_on": "2026-11-19", "rates": [{"code": "S9480", "rate": "1", "unit": "DAYS"}]}

    assert "410.50" not in draft_text(with_agreement(offers=[refused]))
    accepted = {**OFFERED, "accepted_on": "2026-11-18"}
    assert "410.50" in draft_text(with_agreement(offers=[accepted, newer]))


@pytest.mark.parametrize(
    ("terms", "said", "not_said"),
    [
        ({}, "the facility and of the professionals", "bill apart"),
        ({"covers_professional": "NO"}, "The professionals bill apart", "of the facility and of"),
        ({"covers_facility": "NO"}, "The facility bills apart", "of the facility and of"),
        (
            {"covers_facility": "NO", "covers_professional": "NO"},
            "days after it gets them",
            "The rates cover",
        ),
        ({"no_billing_the_rest": "NO"}, "days after it gets them", "payment in full"),
        ({"in_network_cost_share": "NO"}, "payment in full", "counts these services as in network"),
        ({"number": "SCA-7"}, "SCA-7", "Agreement or authorization no. To be filled in"),
    ],
)
def test_what_one_side_struck_out_is_not_proposed_again(terms, said, not_said):
    text = draft_text(with_agreement(**terms))

    assert said in text
    assert not_said not in text


def test_talks_that_ended_are_not_drafted_and_one_can_be_named():
    keys = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"]
    both = [
        {"key": keys[0], "plan_party": "First Plan", "state": "SIGNED", "signed_on": "2026-01-02"},
        {"key": keys[1], "plan_party": "Second Plan", "state": "ENDED", "ended_because": "no"},
    ]
    file = changed(example(), agreements=both)

    assert "First Plan" in draft_text(file)
    assert "Second Plan" in draft_text(file, about=keys[1])


def test_without_a_provider_there_is_nothing_to_draft():
    with pytest.raises(SheetRefused, match="which provider"):
        built("agreement", Asked(case=changed(example(), provider={"name": ""}), on=TODAY))


def test_what_people_typed_is_escaped():
    asked = Asked(case=with_agreement(billing_notes="<b>& more"), on=TODAY)
    assert "&lt;b&gt;&amp; more" in html_of(built("agreement", asked), asked)


def test_the_same_case_on_the_same_day_gives_the_same_tagged_pages():
    asked = Asked(case=with_agreement(offers=[OFFERED]), on=TODAY)
    first, second = (printed(built("agreement", asked), asked) for _time in range(2))

    assert first == second
    with pikepdf.open(BytesIO(first)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.StructTreeRoot.K is not None
    assert "Draft letter of agreement" in page_texts(first)[0]
    assert "Page 1 of 2" in page_texts(first)[0]


def test_a_plain_letter_needs_no_template_of_its_own():
    letter = PlainLetter(
        to=("Sample Plan", "Appeals"), paragraphs=("I ask.",), asked=("Answer.",), signed_by="Ana Sample"
    )
    asked = Asked(case=example(), on=TODAY)

    html = html_of(letter_sheet(title="A letter", name="letter", letter=letter), asked)

    for words in ("Sample Plan<br>Appeals", "November 22, 2026", "<li>Answer.</li>", "Signature, Ana Sample"):
        assert words in html


@pytest.mark.parametrize("kind", sorted(SHEETS))
def test_no_sheet_is_named_after_anybody(kind):
    assert re.fullmatch("[a-z-]+", kind)


def test_so_many_print_at_once_and_the_next_one_is_told(monkeypatch):
    monkeypatch.setattr(one_sheet, "LONGEST_WAIT", 0.1)
    monkeypatch.setattr(one_sheet, "_places", threading.BoundedSemaphore(1))
    assert one_sheet._places.acquire(blocking=False)

    with pytest.raises(PrintFailed, match="too many"):
        one_sheet.print_one(html="<p>x", style=sheets.STYLE, mark="x")
    one_sheet._places.release()
    assert one_sheet.print_one(html="<html lang=en><title>x</title><p>x", style=sheets.STYLE, mark="x")


def test_a_press_that_fails_gives_its_place_back(monkeypatch):
    monkeypatch.setattr(one_sheet, "_places", threading.BoundedSemaphore(1))
    for _time in range(2):
        with pytest.raises(PrintFailed):
            one_sheet.print_one(html='<img src="https://example.com/x.png">', style=sheets.STYLE, mark="x")


def test_amounts_are_written_as_money():
    file = with_agreement(
        offers=[{**OFFERED, "rates": [{"code": "S9480", "rate": "12345", "unit": "UNITS"}]}]
    )
    assert file.agreements[0].offers[0].rates[0].rate == Decimal(12345)
    assert "$12,345.00 per unit" in draft_text(file)


def test_an_asked_code_that_the_offer_leaves_out_gets_an_empty_line_beside_the_others():
    text = draft_text(with_agreement(offers=[OFFERED]))

    others = [one for one in example().care.codes if one.kind != "DIAGNOSIS" and one.code != "S9480"]
    assert text.count("$ ________") == len(others) > 0
    assert all(one.code in text for one in others)


def test_one_of_each_look_reads_aloud_in_the_right_order():
    """By veraPDF: the draft has tables, the demand is a plain letter, the prep sheet has boxes."""
    denied = {"answer": "DENIED", "heard_on": "2026-11-10", "reason": "NETWORK"}
    asked = Asked(case=changed(with_agreement(offers=[OFFERED]), decisions=[denied]), on=TODAY)
    made = [printed(built(kind, asked), asked) for kind in ("agreement", "demand", "peer-to-peer")]

    assert broken_rules(*((UA_1, pdf) for pdf in made)) == [[], [], []]

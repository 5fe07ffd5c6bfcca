"""The sheets about a claim, and an appeal about one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from requests_app.models import Case, Decision, Recipient
from requests_app.packets import presenters, sheets
from requests_app.packets.parts import Section
from requests_app.packets.sheet_parts import Asked, SheetRefused
from requests_app.strength.findings import MUST, Finding
from tests.factories.bills import make_approval
from tests.factories.cases import make_case
from tests.packets.billing import appealed, file_of, packet, sheet, titles
from tests.reprocessing.claims import asked, begun, decided

MADE_AT = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
SECTIONS = ("organization", "patient", "coverage", "care", "provider", "story")


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel("2026-11-23T18:00:00Z", tick=True):
        yield


@pytest.fixture
def case(db) -> Case:
    found = make_case(path="GAP_EXCEPTION", next_action="NONE")
    make_approval(found)
    return found


def test_without_an_approval_none_is_named_on_the_phone(db) -> None:
    case = make_case(path="GAP_EXCEPTION")
    back = begun(case)

    letter = packet(case, back.public_id).bill
    html = sheet(case, "bill-call", back) + sheet(case, "billing-office", back)

    assert letter is not None
    assert letter.asked[0] == "to process claim CLM-2026-0002 again"
    assert "as it was approved" not in html
    assert "see an approval" not in html
    assert "authorization number" not in html


def test_the_note_asks_the_office_to_wait_and_claims_only_what_was_agreed(case) -> None:
    back = asked(begun(case))
    html = sheet(case, "billing-office", back)

    assert "Attention: Billing office" in html
    assert "was asked to process this claim again (reference R-7)" in html
    assert "not to send it to collections" in html
    assert "The approval says that the member is not billed for more than the cost share." in html

    Decision.objects.filter(case=case).update(no_billing_the_rest="")
    assert "What was agreed" not in sheet(case, "billing-office", back)


def test_the_call_sheet_has_one_question_for_each_kind_of_point(case) -> None:
    html = sheet(case, "bill-call", begun(case))

    assert html.count("There is an agreed rate for this code.") == 1
    assert "The authorization number is AUTH-7788." in html


@pytest.mark.parametrize("kind", ["billing-office", "bill-call"])
def test_a_sheet_about_no_claim_is_refused(case, kind) -> None:
    with pytest.raises(SheetRefused):
        sheets.built(kind, Asked(case=file_of(case), on=date(2026, 11, 23)))


def test_an_appeal_about_a_claim_speaks_of_the_claim_alone(case) -> None:
    back = decided(asked(begun(case)), "REFUSED", answer="Processed correctly.")
    appeal = appealed(back)

    made = packet(case, appeal.public_id, Recipient.APPEAL)

    assert titles(made) == [Section.COVER, Section.APPEAL, Section.CLAIM_FILE]
    of_the_request = Finding("start", 1, MUST, "Change the start date", "", "", "", {})
    assert presenters.warnings(case, made, [of_the_request]).must_fix == ()
    assert made.title == "Appeal about a claim"
    assert made.appeal is not None
    headings = [ground.heading for ground in made.appeal.grounds]
    assert headings[:3] == ["What was approved", "What differs", "The claim beside the approval"]
    assert "about claim CLM-2026-0002" in made.appeal.paragraphs[0]
    assert "(reference R-7)" in made.appeal.paragraphs[1]
    assert "The plan said: “Processed correctly.”" in made.appeal.grounds[3].paragraphs


def test_an_appeal_about_the_request_speaks_of_no_claim(case) -> None:
    appealed(decided(asked(begun(case)), "REFUSED"))

    made = packet(case, "", Recipient.INSURER)
    told = packet(case, "", Recipient.REGULATOR).timeline

    assert made.bill is None
    assert told is not None
    assert "The plan said no, about a claim" in [row.what for row in told.rows]
    grounds = packet(case, "", Recipient.REGULATOR).complaint
    assert grounds is not None
    assert "The plan decided against the request." not in str(grounds)

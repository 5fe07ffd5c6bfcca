"""The letter that sends a claim back, and its papers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from requests_app.cases.queries import get_case_or_404
from requests_app.models import ApprovedLine, Case, Decision, DocumentKind, Recipient, Reprocessing
from requests_app.packets import exhibits
from requests_app.packets.parts import Section, Signer, SignerRole
from requests_app.packets.recipients import choosable
from requests_app.packets.services import PacketRefused, ask_for_packet
from tests.factories.bills import LINE, WRONG_LINE, make_approval, make_eob, make_wrong_eob
from tests.factories.cases import make_case
from tests.factories.people import actor_for
from tests.packets.billing import file_of, packet, titles
from tests.reprocessing.claims import begun

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


def test_each_line_stands_beside_the_approved_line_it_falls_under(case) -> None:
    back = begun(case)

    letter = packet(case, back.public_id).bill

    assert letter is not None
    assert [row.number for row in letter.rows] == ["1", "2"]
    told = ("H0015, revenue code 0905", "Intensive outpatient treatment", "Nov 10, 2026")
    assert letter.rows[0].service[:3] == told
    assert "Out of network" in letter.rows[0].processed
    assert "Deductible: $200.00" in letter.rows[0].processed
    assert letter.rows[0].approved == (
        "H0015",
        "36 days",
        "From November 9, 2026 to February 5, 2027",
        "In-network cost share",
        "Covers facility and professional fees",
        "Rate: $350.00 for one day",
    )


def test_it_says_what_differs_what_is_in_question_and_what_is_asked(case) -> None:
    letter = packet(case, begun(case).public_id).bill

    assert letter is not None
    assert letter.points[0].startswith("Lines 1 and 2: Processed as out of network.")
    assert any(point.startswith("Lines 1 and 2, each: $200.00 was allowed.") for point in letter.points)
    assert letter.money.startswith("The statement says that the member owes $1,000.00.")
    assert letter.money.endswith("$1,000.00 is in question.")
    assert letter.asked[0].startswith("to process claim CLM-2026-0002 again at the in-network level")
    assert letter.asked[-1].endswith("and how to appeal")
    assert "On November 6, 2026 the plan approved care with Example Desert Program" in letter.opening


def test_the_words_are_those_of_who_signs_and_where_it_goes_is_named(case) -> None:
    back = begun(case)
    Reprocessing.objects.filter(pk=back.pk).update(statement="Jo said yes.", send_to="PO Box 1\nPhoenix")

    letter = packet(case, back.public_id, signer=Signer(SignerRole.STAFF, "Sample Center")).bill

    assert letter is not None
    assert letter.to == ("Sample Health Plan, Attention: Claims", "PO Box 1", "Phoenix")
    assert (letter.words_heading, letter.words) == ("In the words of the member", "Jo said yes.")
    assert letter.opening.startswith("I write for Ana Sample")


def test_an_answer_about_a_bill_is_no_approval(case) -> None:
    back = begun(case)
    Decision.objects.create(
        organization=case.organization,
        case=case,
        eob=back.eob,
        answer="APPROVED",
        heard_on=date(2026, 11, 22),
        authorization_number="OF-A-BILL",
        recorded_by=case.opened_by,
        recorded_at=MADE_AT,
    )

    letter = packet(case, back.public_id).bill

    assert letter is not None
    told = {fact.label: fact.value for fact in letter.approved}
    assert (told["Approved"], told["Authorization"]) == ("Nov 6, 2026, in writing", "AUTH-7788")


def test_without_an_approval_nothing_is_claimed_of_one(db) -> None:
    case = make_case(path="GAP_EXCEPTION")

    letter = packet(case, begun(case).public_id).bill

    assert letter is not None
    assert letter.approved == ()
    assert letter.rows[0].approved == ("No approval is written down.",)
    assert "does not look right" in letter.opening


def test_a_line_with_another_code_fits_no_approved_line(case) -> None:
    ApprovedLine.objects.filter(case=case).update(code="90837")

    letter = packet(case, begun(case).public_id).bill

    assert letter is not None
    assert letter.rows[0].approved == ("No approved line fits this code.",)


def test_of_a_long_claim_the_lines_that_differ_are_printed(case) -> None:
    lines = [
        {**LINE, "copay": Decimal("0.00"), "plan_paid": Decimal("350.00"), "patient_owes": Decimal("0.00")}
    ]
    eob = make_eob(case, lines=lines * 44 + [WRONG_LINE | {"network": "OUT_OF_NETWORK"}])

    letter = packet(case, begun(case, eob).public_id).bill

    assert letter is not None
    assert len(letter.rows) < 45
    assert "45" in [row.number for row in letter.rows]
    assert letter.rows_told == f"{len(letter.rows)} of the 45 lines of the claim are shown."


def test_only_what_is_about_the_claim_is_attached_in_this_order(case, paper_of) -> None:
    referral = paper_of("REFERRAL", in_packet=True)
    statement, yes = paper_of(DocumentKind.EOB), paper_of(DocumentKind.PLAN_ANSWER)
    Decision.objects.filter(case=case).update(letter=yes)
    back = begun(case, make_wrong_eob(case, document=statement))
    paper = paper_of(DocumentKind.EOB)
    begun(case, make_wrong_eob(case, claim_number="CLM-9", document=paper))

    made = packet(case, back.public_id)

    assert made.exhibits is not None
    assert [row.sha256 for row in made.exhibits.rows] == [statement.sha256, yes.sha256]
    assert referral.sha256 not in {row.sha256 for row in made.exhibits.rows}
    pictures = exhibits.picture_hashes(file_of(case), Recipient.BILL)
    assert set(pictures) == {*statement.page_keys, *yes.page_keys, *paper.page_keys}


def test_nothing_to_attach_makes_no_page_and_the_papers_are_never_ticked(case) -> None:
    made = packet(case, begun(case).public_id)

    assert titles(made) == [Section.COVER, Section.BILL]
    assert choosable(Recipient.BILL) == (Section.COVER,)


def test_a_packet_about_no_claim_is_refused(case) -> None:
    with pytest.raises(PacketRefused):
        ask_for_packet(
            case=get_case_or_404(actor_for(case.opened_by), case.public_id, *SECTIONS),
            sections=[Section.BILL],
            signed_name="Ana Sample",
            recipient=Recipient.BILL,
            by=actor_for(case.opened_by),
            at=timezone.now(),
        )


def test_a_yes_that_was_only_heard_has_no_day_and_no_paper(case) -> None:
    Decision.objects.filter(case=case).update(
        decided_on=None, letter_dated_on=None, is_in_writing=False, provider_named="NO"
    )
    ApprovedLine.objects.filter(case=case).update(provider_name="")
    letter = packet(case, begun(case).public_id).bill

    assert letter is not None
    assert "The plan approved care (authorization AUTH-7788)." in letter.opening
    assert "Approved" not in {fact.label for fact in letter.approved}


@pytest.fixture
def paper_of(case):
    from requests_app.common.files import write_whole
    from requests_app.models import Document
    from tests.architecture.samples import PICTURE

    def make(kind: str, **more) -> Document:
        number = Document.objects.count()
        key = f"documents/paper-{number}"
        write_whole(f"{key}/1.png", PICTURE)
        return Document.objects.create(
            organization=case.organization,
            case=case,
            kind=kind,
            media_type="image/png",
            byte_size=len(PICTURE),
            sha256=f"{number:064d}",
            file_key=f"{key}/original",
            pages=1,
            page_keys=[f"{key}/1.png"],
            received_at=MADE_AT,
            added_by=case.opened_by,
            **more,
        )

    return make

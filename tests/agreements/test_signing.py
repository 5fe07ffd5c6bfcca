"""Signed: the copy is kept, the plan's yes is written down once with a line for each agreed rate."""

from __future__ import annotations

from datetime import date

import pytest

from requests_app.agreements import queries, signing
from requests_app.agreements.services import AgreementRefused, save_terms
from requests_app.agreements.shown import Part, shown_signed
from requests_app.casefile.export import case_file
from requests_app.decisions import queries as decisions
from requests_app.decisions.services import record_answer
from requests_app.documents.inspection import inspect
from requests_app.drafts.versions import version_of
from requests_app.models import Agreement, Document, Track
from requests_app.papers.services import PaperRefused, remove_paper
from tests.agreements.making import answer, by_patient, offer_of
from tests.documents import making
from tests.factories.cases import make_case

SIGNED = {
    "is_signed": "YES",
    "signed_on": date(2026, 11, 20),
    "number": "SCA-77",
    "starts_on": date(2026, 12, 7),
    "ends_on": date(2027, 2, 5),
}


@pytest.fixture
def case(db):
    return make_case()


def sign(case, *, with_copy: bool = True, is_answer: bool = True, **typed) -> Agreement:
    current = queries.current_of(case) or Agreement()
    return signing.save_signing(
        case=case,
        typed={**SIGNED, **typed},
        read=inspect(making.picture(), name="signed.png") if with_copy else None,
        shown_version=version_of(shown_signed(current)),
        is_answer=is_answer,
        **by_patient(case),
    )


def test_the_plans_yes_has_a_line_for_each_agreed_rate(case):
    answer(offer_of(case, rates={"H0015": "310.50", "0905": "90"}), "ACCEPTED")
    save_terms(
        case=case,
        part=Part.PROTECTION,
        typed={
            "covers_facility": "YES",
            "covers_professional": "YES",
            "in_network_cost_share": "YES",
            "no_billing_the_rest": "UNSURE",
        },
        shown_version=None,
        **by_patient(case),
    )

    agreement = sign(case)

    decision = decisions.current_for(case, track="SCA")
    assert agreement.decision_id == decision.pk
    assert (decision.answer, decision.decided_on, decision.is_in_writing) == (
        "APPROVED",
        date(2026, 11, 20),
        True,
    )
    assert (decision.rate_signed, decision.facility_fees, decision.no_billing_the_rest) == ("YES", "YES", "")
    assert (decision.authorization_number, decision.ends_on) == ("SCA-77", date(2027, 2, 5))
    assert decision.letter_id == agreement.signed_copy_id
    assert [(one.kind, one.code, str(one.rate), one.covers) for one in decision.lines.all()] == [
        ("SERVICE", "H0015", "310.50", "BOTH"),
        ("REVENUE", "0905", "90.00", "BOTH"),
    ]
    assert Track.objects.get(case=case, kind="SCA").outcome == "APPROVED"


def test_an_answer_that_is_there_already_is_not_written_twice(case):
    sign(case)
    sign(case, with_copy=False, number="SCA-78")

    assert case.decisions.count() == 1
    assert Agreement.objects.get().number == "SCA-78"


def test_an_answer_from_before_the_signature_is_joined_to_the_agreement(case):
    before = record_answer(
        case=case, answer="APPROVED", heard_on=date(2026, 11, 18), track="SCA", **by_patient(case)
    )

    assert sign(case, is_answer=True).decision_id == before.pk
    assert case.decisions.count() == 1


def test_it_can_be_signed_without_being_an_answer_and_before_any_offer(case):
    sign(case, with_copy=False, is_answer=False)

    assert Agreement.objects.get().state == "SIGNED"
    assert case.decisions.count() == 0


def test_not_signed_after_all_goes_back_to_the_talks(case):
    answer(offer_of(case), "ACCEPTED")
    sign(case, is_answer=False)
    sign(case, with_copy=False, is_answer=False, is_signed="NO", signed_on=None)

    agreement = Agreement.objects.get()
    assert (agreement.state, agreement.signed_on) == ("AGREED", None)
    assert agreement.signed_copy is not None


def test_days_the_wrong_way_round_are_refused(case):
    with pytest.raises(AgreementRefused, match="after the start"):
        sign(case, with_copy=False, ends_on=date(2026, 12, 1))


def test_the_signed_copy_stays_with_its_agreement(case):
    agreement = sign(case)

    document = Document.objects.get()
    assert (document.kind, document.title, document.in_packet) == ("PLAN_ANSWER", "Signed agreement", True)
    with pytest.raises(PaperRefused):
        remove_paper(document=document, **by_patient(case))
    assert case_file(case).agreements[0].signed_copy_sha256 == agreement.signed_copy.sha256


def test_the_next_agreement_begins_beside_the_signed_one(case):
    sign(case, is_answer=False)
    with pytest.raises(AgreementRefused, match="Begin a new one"):
        offer_of(case)

    save_terms(
        case=case,
        part=Part.BILLING,
        typed={"billing_notes": "Next year"},
        shown_version=None,
        is_new=True,
        **by_patient(case),
    )

    assert queries.current_of(case).billing_notes == "Next year"
    assert sorted(Agreement.objects.values_list("state", flat=True)) == ["OPEN", "SIGNED"]

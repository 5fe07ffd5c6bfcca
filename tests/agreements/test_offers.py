"""Offers are kept as they were made; one is accepted at most; each waits for a day on which somebody asks."""

from __future__ import annotations

from datetime import date

import pytest

from requests_app.agreements import offers, queries, services
from requests_app.agreements.services import AgreementRefused
from requests_app.agreements.shown import Part, shown_offer
from requests_app.casefile.export import case_file
from requests_app.drafts.clash import Clash
from requests_app.drafts.versions import version_of
from requests_app.models import Agreement, FollowUp, Offer, OfferRate
from tests.agreements.making import OFFERED, add_rate, answer, by_patient, offer_of
from tests.factories.cases import make_case


@pytest.fixture
def case(db):
    return make_case()


def open_days(case) -> list[date]:
    return list(
        FollowUp.objects.filter(case=case, kind="OFFER", state="OPEN").values_list("due_on", flat=True)
    )


def test_the_first_offer_begins_an_agreement_between_the_two_sides_of_the_request(case):
    offer = offer_of(case, rates={"H0015": "310.50"})

    agreement = offer.agreement
    assert (agreement.plan_party, agreement.provider_party) == (
        "Sample Health Plan",
        "Example Desert Program",
    )
    assert (agreement.provider_npi, agreement.provider_tax_id) == ("1234567893", "123456789")
    assert agreement.state == "OPEN"


def test_an_offer_nobody_set_a_day_for_is_asked_about_after_five_business_days(case):
    offer_of(case)

    # Five business days after Monday, November 16.
    assert open_days(case) == [date(2026, 11, 23)]


def test_a_counter_offer_takes_the_place_of_the_one_before_it(case):
    offer_of(case, answer_by=date(2026, 11, 20))
    offer_of(case, made_by="PROVIDER", offered_on=date(2026, 11, 18), answer_by=date(2026, 12, 1))

    assert open_days(case) == [date(2026, 12, 1)]


def test_a_counter_offer_can_begin_with_the_rates_before_it(case):
    offer_of(case, rates={"H0015": "310.50", "90837-95": "140"})
    typed = {"made_by": "PROVIDER", "offered_on": OFFERED, "person": "", "answer_by": None, "note": ""}

    second = offers.record_offer(case=case, typed=typed, with_last_rates=True, **by_patient(case))

    assert [(one.code, one.modifier, str(one.rate)) for one in queries.rates_of(second)] == [
        ("H0015", "", "310.50"),
        ("90837", "95", "140.00"),
    ]


def test_accepting_agrees_and_ends_the_waiting(case):
    offer = answer(offer_of(case, rates={"H0015": "310.50"}), "ACCEPTED")

    assert offer.agreement.state == "OPEN"  # as it was read; the row says the new one
    assert Agreement.objects.get().state == "AGREED"
    assert open_days(case) == []
    with pytest.raises(AgreementRefused, match="accepted already"):
        offer_of(case, made_by="PROVIDER")


def test_only_one_offer_is_accepted(case):
    first, second = offer_of(case), offer_of(case, made_by="PROVIDER")
    answer(first, "ACCEPTED")

    with pytest.raises(AgreementRefused, match="Another offer is accepted"):
        answer(second, "ACCEPTED")
    answer(first, "WAITING")
    answer(second, "ACCEPTED")
    assert list(Offer.objects.filter(accepted_on__isnull=False)) == [second]


def test_an_answer_that_is_taken_back_waits_again(case):
    offer = answer(offer_of(case, answer_by=date(2026, 12, 1)), "REFUSED")
    assert (offer.refused_on, open_days(case)) == (OFFERED, [])

    offer = answer(offer, "ACCEPTED")
    assert (offer.refused_on, offer.accepted_on) == (None, OFFERED)
    assert Agreement.objects.get().state == "AGREED"


def test_an_answered_offer_stays_as_it_was_made(case):
    offer = answer(offer_of(case, rates={"H0015": "310.50"}), "REFUSED")
    stored = shown_offer(offer)

    with pytest.raises(AgreementRefused, match="stays as it was made"):
        offers.change_offer(
            offer=offer, typed={**stored, "note": "x"}, shown_version=version_of(stored), **by_patient(case)
        )
    with pytest.raises(AgreementRefused, match="stays as it was made"):
        add_rate(offer, "90837", "1")
    with pytest.raises(AgreementRefused, match="stays as it was made"):
        offers.remove_rate(rate=OfferRate.objects.get(), **by_patient(case))


def test_a_code_has_one_rate_in_an_offer(case):
    offer = offer_of(case, rates={"H0015": "310.50"})

    with pytest.raises(AgreementRefused, match="already"):
        add_rate(offer, "H0015", "320")
    add_rate(offer, "H0015-HQ", "200")
    assert OfferRate.objects.count() == 2


def test_what_was_taken_out_is_in_no_case_file_and_still_there(case):
    offer = offer_of(case, rates={"H0015": "310.50", "90837": "140"})
    offers.remove_rate(rate=OfferRate.objects.get(code="90837"), **by_patient(case))
    gone = offer_of(case, made_by="PROVIDER")
    offers.remove_offer(offer=gone, **by_patient(case))
    offers.remove_offer(offer=gone, **by_patient(case))

    [agreement] = case_file(case).agreements
    assert [[rate.code for rate in one.rates] for one in agreement.offers] == [["H0015"]]
    assert (Offer.objects.count(), OfferRate.objects.count()) == (2, 2)
    assert offer.pk != gone.pk


def test_an_accepted_offer_cannot_be_taken_out(case):
    offer = answer(offer_of(case), "ACCEPTED")

    with pytest.raises(AgreementRefused, match="Take the answer back first"):
        offers.remove_offer(offer=offer, **by_patient(case))


def test_two_people_who_answer_otherwise_are_both_shown(case):
    offer = offer_of(case)
    answer(offer, "REFUSED")

    with pytest.raises(Clash) as clash:
        answer(offer, "ACCEPTED", version=version_of({"answer": "WAITING", "answered_on": None}))
    assert clash.value.fields["answer"] == "REFUSED"


def test_talks_that_came_to_nothing_are_kept_and_new_ones_can_begin(case):
    offer_of(case)
    services.end_agreement(case=case, because="The plan refused the rate", **by_patient(case))
    services.end_agreement(case=case, because="again", **by_patient(case))

    assert open_days(case) == []
    second = offer_of(case, made_by="PROVIDER")
    assert Agreement.objects.count() == 2
    assert [one.ended_because for one in Agreement.objects.order_by("id")] == [
        "The plan refused the rate",
        "",
    ]
    assert queries.current_of(case) == second.agreement


def test_a_closed_request_keeps_its_agreement_as_it_is(case):
    offer = offer_of(case)
    case.status = "CLOSED"
    case.closed_at = case.created_at
    case.save()

    for attempt in (
        lambda: offer_of(case),
        lambda: answer(offer, "ACCEPTED"),
        lambda: services.end_agreement(case=case, because="x", **by_patient(case)),
        lambda: services.save_terms(
            case=case, part=Part.BILLING, typed={"billing_notes": "x"}, shown_version=None, **by_patient(case)
        ),
    ):
        with pytest.raises(AgreementRefused, match="closed"):
            attempt()

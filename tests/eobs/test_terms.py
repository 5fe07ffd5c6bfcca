"""What the bills of a case are held against, from its rows and from its case file: the same."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from requests_app.casefile.export import case_file
from requests_app.claims.check import review
from requests_app.claims.findings import Kind, Result
from requests_app.claims.terms import CostShare, Said, Terms
from requests_app.eobs.queries import get_eob_or_404
from requests_app.eobs.statements import statement_of
from requests_app.eobs.terms import Known, terms_of, terms_of_file
from requests_app.models import (
    Agreement,
    Appeal,
    Case,
    CostFacts,
    Decision,
    Offer,
    OfferRate,
    Track,
    UnitsUsed,
)
from tests.factories.bills import (
    APPROVED_FROM,
    APPROVED_TO,
    FIRST,
    NOW,
    make_approval,
    make_eob,
    make_wrong_eob,
)
from tests.factories.cases import make_case

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def case(db: None) -> Case:
    return make_case()


def test_without_an_approval_there_is_nothing_to_compare_with(case: Case) -> None:
    terms = terms_of(case)
    assert not terms.is_given
    assert terms.services == ()


def test_an_approval_with_its_line(case: Case) -> None:
    make_approval(case)
    terms = terms_of(case, FIRST)
    (service,) = terms.services
    assert (terms.is_given, terms.is_in_writing, terms.is_agreement) == (True, True, False)
    assert (terms.starts_on, terms.ends_on) == (APPROVED_FROM, APPROVED_TO)
    assert terms.authorization_number == "AUTH-7788"
    assert terms.in_network_cost_share == terms.no_billing_the_rest == Said.YES
    assert terms.npis == {case.provider.npi}
    assert terms.tax_ids == {"123456789"}
    assert (service.code, service.units, service.unit, service.rate) == (
        "H0015",
        36,
        "DAYS",
        Decimal("350.00"),
    )


def test_not_stated_and_nobody_looked_are_the_same_to_a_check(case: Case) -> None:
    make_approval(case, facility_fees="NOT_STATED", professional_fees="", no_billing_the_rest="NO")
    terms = terms_of(case)
    assert (terms.facility_fees, terms.professional_fees) == (Said.UNTOLD, Said.UNTOLD)
    assert terms.no_billing_the_rest == Said.NO


def test_a_no_and_an_answer_that_was_replaced_do_not_count(case: Case) -> None:
    make_approval(case, answer="DENIED")
    make_approval(case, replaced_at="2026-11-20T00:00:00Z")
    assert not terms_of(case).is_given


def test_the_answer_about_a_bill_is_no_approval_of_care(case: Case) -> None:
    make_approval(case, eob=make_wrong_eob(case))
    assert not terms_of(case).is_given


def test_each_day_of_care_finds_the_approval_of_that_day(case: Case) -> None:
    later = APPROVED_TO + DAY
    make_approval(case)
    make_approval(
        case,
        line={"starts_on": later, "ends_on": later + 60 * DAY, "units": 12},
        starts_on=later,
        ends_on=later + 60 * DAY,
        authorization_number="AUTH-9900",
        in_network_deductible="NOT_STATED",
        heard_on=date(2027, 2, 1),
    )
    first, second = terms_of(case, FIRST), terms_of(case, later + DAY)
    assert (first.authorization_number, second.authorization_number) == ("AUTH-7788", "AUTH-9900")
    assert (first.in_network_deductible, second.in_network_deductible) == (Said.YES, Said.UNTOLD)
    assert len(first.services) == len(second.services) == 2
    assert _dates(case, later + DAY, second) == Result.RIGHT


def test_a_renewal_without_lines_reaches_its_days_whatever_the_code(case: Case) -> None:
    later = APPROVED_TO + DAY
    make_approval(case)
    renewal = make_approval(case, starts_on=later, ends_on=later + 60 * DAY, heard_on=date(2027, 2, 1))
    renewal.lines.all().delete()
    terms = terms_of(case, later)
    assert _dates(case, later + DAY, terms) == Result.RIGHT
    assert _dates(case, later + 90 * DAY, terms) == Result.WRONG


def _dates(case: Case, day: date, terms: Terms) -> Result:
    eob = make_eob(case, lines=[{"service_from": day, "service_to": day}], service_from=day, service_to=day)
    found = review(statement_of(get_eob_or_404(case, eob.public_id)), terms, today=TODAY)
    return next(one.result for one in found.findings if one.kind == Kind.DATES)


def test_a_prior_authorization_says_nothing_of_the_network(case: Case) -> None:
    """Its lines are used only where the approval of payment names none."""
    prior = _prior_authorization(case)
    assert terms_of(case).is_given
    gap = make_approval(case, line={"code": "90837"}, authorization_number="")
    assert [one.code for one in terms_of(case, FIRST).services] == ["90837"]
    assert terms_of(case, FIRST).authorization_number == prior.authorization_number
    gap.lines.all().delete()
    assert [one.code for one in terms_of(case, FIRST).services] == ["H0015", ""]


def _prior_authorization(case: Case) -> Decision:
    track = Track.objects.create(organization=case.organization, case=case, kind="PRIOR_AUTH")
    decision = make_approval(case, in_network_cost_share="", authorization_number="PA-1")
    decision.track = track
    decision.save()
    return decision


def test_an_approval_of_somebody_else_does_not_make_the_requested_provider_approved(case: Case) -> None:
    make_approval(case, provider_named="NO", line={"provider_name": "Other Sample Program"})
    terms = terms_of(case)
    assert terms.npis == terms.tax_ids == frozenset()
    assert terms.names == ("Other Sample Program",)


def test_a_signed_agreement_brings_its_rates_parties_and_points(case: Case) -> None:
    make_approval(case, no_billing_the_rest="NOT_STATED", line={"rate": Decimal("300.00")})
    _agreement(case, state="SIGNED", signed_on=date(2026, 11, 8))
    terms = terms_of(case, FIRST)
    rates = {one.code: one.rate for one in terms.services}
    assert terms.is_agreement
    assert terms.no_billing_the_rest == Said.YES
    assert rates == {"H0015": Decimal("410.00"), "90853": Decimal("80.00")}
    assert "1999999992" in terms.npis


def test_an_agreement_that_is_not_signed_does_not_count(case: Case) -> None:
    make_approval(case, line={"rate": None})
    _agreement(case, state="AGREED")
    terms = terms_of(case, FIRST)
    assert not terms.is_agreement
    assert terms.services[0].rate is None


def test_rates_alone_are_no_list_of_the_codes_that_were_approved(case: Case) -> None:
    make_approval(case).lines.all().delete()
    _agreement(case, state="SIGNED", signed_on=date(2026, 11, 8))
    eob = make_eob(case, lines=[{"code": "90837"}, {"code": "90853"}])
    found = review(statement_of(get_eob_or_404(case, eob.public_id)), terms_of(case, FIRST), today=TODAY)
    codes = {one.slug: one.lines for one in found.findings if one.kind == Kind.CODE}
    assert codes == {"code.not_stated": (1,), "code.covered": (2,)}


def test_the_answer_to_an_appeal_about_a_bill_is_no_approval_of_care(case: Case) -> None:
    denied = make_approval(case, answer="DENIED", eob=make_wrong_eob(case))
    appeal = Appeal.objects.create(
        organization=case.organization,
        case=case,
        decision=denied,
        level="INTERNAL",
        state="DECIDED",
        outcome="OVERTURNED",
        started_by=case.opened_by,
        started_at=NOW,
        sent_on=TODAY,
        decided_on=TODAY,
    )
    make_approval(case, appeal=appeal, eob=denied.eob)
    assert not terms_of(case).is_given
    assert not terms_of_file(case_file(case)).is_given


def test_a_signed_agreement_alone_is_something_to_compare_with(case: Case) -> None:
    _agreement(case, state="SIGNED", signed_on=date(2026, 11, 8))
    terms = terms_of(case, FIRST)
    assert (terms.is_given, terms.is_agreement) == (True, True)
    assert terms.in_network_cost_share == Said.YES
    assert terms.authorization_number == "", "the number of an agreement is none of an authorization"
    assert terms.approved_on is None, "a signature is not the plan’s yes"


def _agreement(case: Case, **columns: Any) -> Agreement:
    own = {"organization": case.organization, "case": case}
    agreement = Agreement.objects.create(
        **own,
        provider_npi="1999999992",
        provider_party="Example Desert Program LLC",
        number="SCA-1",
        starts_on=APPROVED_FROM,
        ends_on=APPROVED_TO,
        no_billing_the_rest="YES",
        in_network_cost_share="YES",
        **columns,
    )
    offer = Offer.objects.create(
        **own,
        agreement=agreement,
        made_by="PROVIDER",
        offered_on=date(2026, 11, 2),
        accepted_on=date(2026, 11, 5),
        recorded_by=case.opened_by,
    )
    for code, rate in (("H0015", "410.00"), ("90853", "80.00")):
        OfferRate.objects.create(**own, offer=offer, code=code, rate=Decimal(rate), unit="DAYS")
    return agreement


def test_units_used_before_the_day_of_care(case: Case) -> None:
    """Neither later ones, nor those of the bill itself; hand and bills may speak of the same visits."""
    decision = make_approval(case)
    eob = make_eob(case)
    line = decision.lines.get()
    for day, units, bill in ((-3, 5, None), (-2, 2, "other"), (0, 4, None), (-1, 1, "own")):
        of_line = (
            {"own": eob, "other": make_eob(case, claim_number="CLM-9")}[bill].lines.first() if bill else None
        )
        UnitsUsed.objects.create(
            organization=case.organization,
            case=case,
            decision=decision,
            line=line,
            eob_line=of_line,
            used_on=FIRST + day * DAY,
            units=units,
            source="BILL" if bill else "ENTERED",
            added_by=case.opened_by,
        )
    known = Known(case)
    assert known.on(FIRST, without=eob).services[0].used == 5
    assert known.on(FIRST + 5 * DAY).services[0].used == 9
    assert known.on(FIRST - 10 * DAY).services[0].used is None


def test_costs_come_with_the_day_they_were_told(case: Case) -> None:
    CostFacts.objects.create(
        organization=case.organization,
        case=case,
        in_deductible=Decimal("1500.00"),
        in_deductible_met=Decimal("1500.00"),
        in_copay=Decimal("30.00"),
        as_of=date(2026, 11, 1),
    )
    expected = CostShare(
        copay=Decimal("30.00"),
        deductible=Decimal("1500.00"),
        deductible_met=Decimal("1500.00"),
        as_of=date(2026, 11, 1),
    )
    assert terms_of(case).cost_share == expected


def test_a_case_file_gives_the_same_terms_as_the_rows(case: Case) -> None:
    decision = make_approval(case)
    make_approval(case, answer="DENIED", eob=make_wrong_eob(case))
    _agreement(case, state="SIGNED", signed_on=date(2026, 11, 8))
    CostFacts.objects.create(organization=case.organization, case=case, in_copay=Decimal("30.00"))
    UnitsUsed.objects.create(
        organization=case.organization,
        case=case,
        decision=decision,
        line=decision.lines.get(),
        used_on=FIRST - DAY,
        units=3,
        added_by=case.opened_by,
    )
    whole = Case.objects.select_related("coverage", "care", "provider", "costs").get(pk=case.pk)
    assert terms_of_file(case_file(case), FIRST) == terms_of(whole, FIRST)


def test_terms_of_many_bills_ask_the_database_once(case: Case, django_assert_max_num_queries: Any) -> None:
    make_approval(case)
    _agreement(case, state="SIGNED", signed_on=date(2026, 11, 8))
    whole = Case.objects.select_related("coverage", "care", "provider", "costs").get(pk=case.pk)
    with django_assert_max_num_queries(8):
        known = Known(whole)
        for number in range(20):
            known.on(FIRST + number * DAY)

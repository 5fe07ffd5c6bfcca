"""What travels in the page: sealed, small, read back exactly, and by nobody but us."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.claims.statement import Line, Statement
from requests_app.claims.terms import Said
from requests_app.eobcheck import facts
from requests_app.eobcheck.state import Approval, Claim, NotOurs, State, seal, unseal
from requests_app.eobcheck.terms import services_of, terms_of

DOLLARS = st.none() | st.decimals(min_value=0, max_value=9_999_999, places=2)
DAYS = st.none() | st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1))
CLAIMS = st.builds(
    Claim,
    top=st.builds(
        Statement, service_from=DAYS, billed=DOLLARS, patient_owes=DOLLARS, claim_number=st.text(max_size=50)
    ),
    parts=st.builds(Line, deductible=DOLLARS, copay=DOLLARS),
    was_asked=st.booleans(),
)
APPROVALS = st.builds(
    Approval,
    said=st.sampled_from(["", "YES", "NO", "UNSURE"]),
    starts_on=DAYS,
    codes=st.sampled_from([(), ("90837",), ("90837", "H0015-HQ"), ("0905",)]),
    units=st.none() | st.integers(1, 9999),
    unit=st.sampled_from(["", "VISITS", "HOURS"]),
    rate=DOLLARS,
    copay=DOLLARS,
)


@given(claims=st.lists(CLAIMS, max_size=4), approval=APPROVALS)
@settings(max_examples=60, deadline=None)
def test_what_was_sealed_comes_back_as_it_was(claims, approval):
    state = State(claims=tuple(claims), approval=approval)

    assert unseal(seal(state)) == state


@given(text=st.text(max_size=300) | st.binary(max_size=300).map(lambda data: data.decode("latin-1")))
@settings(max_examples=150, deadline=None)
def test_nothing_else_opens(text):
    if not text:
        assert unseal(text) == State()
        return
    with pytest.raises(NotOurs):
        unseal(text)


def test_one_changed_letter_closes_it():
    sealed = seal(State(approval=Approval(said="YES")))
    for place in range(0, len(sealed), 7):
        other = "A" if sealed[place] != "A" else "B"
        with pytest.raises(NotOurs):
            unseal(sealed[:place] + other + sealed[place + 1 :])


def test_a_page_that_was_open_while_the_keys_were_changed_still_works(settings):
    settings.DATA_KEYS = ["old-key"]
    sealed = seal(State(plan_state="AZ"))

    settings.DATA_KEYS = ["new-key", "old-key"]
    assert unseal(sealed).plan_state == "AZ"
    settings.DATA_KEYS = ["new-key"]
    with pytest.raises(NotOurs):
        unseal(sealed)


@given(approval=APPROVALS)
@settings(max_examples=60, deadline=None)
def test_a_number_is_never_spread_over_several_codes(approval):
    services = services_of(approval)

    if len(approval.codes) > 1:
        assert all(one.units is None and one.rate is None for one in services)
    else:
        assert [one.units for one in services] in ([approval.units], [])


@pytest.mark.parametrize("said", ["", "NO", "UNSURE"])
def test_only_a_yes_is_an_approval(said):
    terms = terms_of(State(approval=Approval(said=said, in_network_cost_share="YES")))

    assert not terms.is_given
    assert terms.in_network_cost_share is Said.UNTOLD


@pytest.mark.parametrize(
    ("point", "said"), [("YES", Said.YES), ("NO", Said.NO), ("NOT_STATED", Said.UNTOLD), ("", Said.UNTOLD)]
)
def test_what_is_not_stated_is_no_no(point, said):
    terms = terms_of(State(approval=Approval(said="YES", no_billing_the_rest=point)))

    assert terms.no_billing_the_rest is said


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ana Sample", ("Ana", "Sample")),
        ("SAMPLE, ANA M", ("ANA M", "SAMPLE")),
        ("Ana Maria Sample", ()),
        ("Ana", ()),
        ("", ()),
    ],
)
def test_a_name_is_taken_over_only_where_nobody_can_take_it_apart_wrongly(name, parts):
    state = State(claims=(Claim(top=Statement(patient_name=name), is_read=True),))
    patient = facts.sections_of(state)["patient"]

    assert tuple(patient.values()) == parts


def test_what_two_claims_tell_differently_is_left_open():
    claims = tuple(
        Claim(top=Statement(billing_npi=npi, payer_name="Sample Health Plan"), is_read=True)
        for npi in ("1234567893", "1245319599")
    )
    told = facts.sections_of(State(claims=claims))

    assert "npi" not in told["provider"]
    assert told["coverage"] == {"insurer": "Sample Health Plan"}


def test_an_amount_keeps_its_cents():
    state = State(claims=(Claim(top=Statement(patient_owes=Decimal("0.10"))),))

    assert str(unseal(seal(state)).claims[0].top.patient_owes) == "0.10"

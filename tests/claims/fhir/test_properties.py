"""Whatever is in a file: a reading or a refusal by name, and the amounts that are in it to the cent."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.claims.amounts import differences
from requests_app.claims.readers import fhir
from requests_app.claims.readers.base import Refused
from requests_app.claims.reading_texts import NOTES, REFUSALS
from requests_app.claims.statement import Reading
from tests.claims.fhir.files import GOOD, data
from tests.claims.fhir.making import amounts, as_bytes, bundle, eob, line, paid, paid_first

QUICK = settings(deadline=None, max_examples=120)
CENTS = st.integers(0, 5_000_000).map(lambda cents: Decimal(cents) / 100)
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.text(max_size=12)
    | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
SEEDS = [json.loads(data(name)) for name in GOOD if name.endswith(".json")]


def read(whole: bytes) -> Reading | None:
    """None where it is refused; anything else raised is a fault of ours."""
    try:
        found = fhir.read(whole)
    except Refused as refused:
        found, why = None, refused.slug
    if found is None:
        assert why in REFUSALS
        return None
    assert found.statements
    assert all(one.slug in NOTES for one in found.notes)
    return found


def places(whole: Any) -> list[tuple[Any, Any]]:
    """Every key of every object and every place of every list."""
    found: list[tuple[Any, Any]] = []
    waiting = [whole]
    while waiting:
        one = waiting.pop()
        keys = list(one) if isinstance(one, dict) else list(range(len(one))) if isinstance(one, list) else []
        found += [(one, key) for key in keys]
        waiting += [one[key] for key in keys]
    return found


@QUICK
@given(st.binary(max_size=300))
def test_any_bytes(whole: bytes) -> None:
    read(whole)


@QUICK
@given(ANYTHING)
def test_any_json(whole: Any) -> None:
    read(json.dumps(whole).encode())


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_any_value_in_any_place_of_a_good_file(choose: st.DataObject) -> None:
    whole = copy.deepcopy(choose.draw(st.sampled_from(SEEDS)))
    for _ in range(choose.draw(st.integers(1, 4))):
        found = places(whole)
        holder, key = found[choose.draw(st.integers(0, len(found) - 1))]
        if choose.draw(st.booleans()):
            holder[key] = choose.draw(ANYTHING)
        else:
            del holder[key]
        if not whole:
            break
    read(json.dumps(whole).encode())


@QUICK
@given(CENTS, CENTS, CENTS, CENTS)
def test_amounts_are_exact_and_sums_that_are_right_make_no_difference(
    deductible: Decimal, copay: Decimal, benefit: Decimal, discount: Decimal
) -> None:
    """billed = allowed + discount, allowed = benefit + deductible + copay, owed = deductible + copay"""
    owed, allowed = deductible + copay, deductible + copay + benefit
    told = {
        "submitted": allowed + discount,
        "eligible": allowed,
        "deductible": deductible,
        "copay": copay,
        "coinsurance": Decimal(0),
        "noncovered": Decimal(0),
        "benefit": benefit,
        "memberliability": owed,
    }
    exact = amounts(**{name: f"{value:.2f}" for name, value in told.items()})
    total = amounts(
        **{name: f"{told[name] * 2:.2f}" for name in ("submitted", "eligible", "benefit", "memberliability")}
    )
    found = read(as_bytes(eob("CL-1", line(1, "90837", *exact), line(2, "90837", *exact), total=total)))
    assert found is not None
    (only,) = found.statements
    first = only.lines[0]
    assert (first.billed, first.allowed, first.plan_paid, first.patient_owes) == (
        allowed + discount, allowed, benefit, owed,
    )  # fmt: skip
    assert (only.billed, only.patient_owes) == ((allowed + discount) * 2, owed * 2)
    assert differences(only) == ()


@QUICK
@given(st.lists(st.sampled_from(["innetwork", "outofnetwork", "other", ""]), min_size=1, max_size=5))
def test_both_generations_tell_the_same_network(told: list[str]) -> None:
    first, second = (
        read(as_bytes(eob("CL-1", *[_line(way, place, how) for place, how in enumerate(told, start=1)])))
        for way in (paid_first, paid)
    )
    assert first is not None
    assert second is not None
    assert [line.network for line in first.statements[0].lines] == [
        line.network for line in second.statements[0].lines
    ]
    assert first.statements[0].network == second.statements[0].network
    if "" in told or "other" in told or len(set(told)) > 1:
        assert first.statements[0].network == ""


@QUICK
@given(st.lists(CENTS, min_size=1, max_size=6), st.booleans())
def test_taken_back_is_the_same_claim_below_zero(paid_amounts: list[Decimal], in_a_bundle: bool) -> None:
    lines = [
        line(place, "90837", *amounts(submitted=f"{value:.2f}", benefit=f"{value:.2f}"))
        for place, value in enumerate(paid_amounts, start=1)
    ]
    claims = [eob("CL-1", *lines), eob("CL-1", *lines, status="cancelled")]
    whole = [bundle(*claims)] if in_a_bundle else claims
    found = [one for document in whole if (got := read(as_bytes(document))) for one in got.statements]
    assert [one.status for one in found] == ["PROCESSED", "REVERSED"]
    assert all(
        (good.billed or 0) + (back.billed or 0) == 0
        for good, back in zip(found[0].lines, found[1].lines, strict=True)
    )


@QUICK
@given(st.permutations(range(4)))
def test_the_order_of_amounts_does_not_matter(order: list[int]) -> None:
    told = amounts(submitted=180, eligible=150, benefit=125, memberliability=25)
    found = read(as_bytes(eob("CL-1", line(1, "90837", *[told[place] for place in order]))))
    assert found == read(as_bytes(eob("CL-1", line(1, "90837", *told))))


def _line(way: Any, place: int, how: str) -> dict[str, Any]:
    return line(place, "90837", *amounts(submitted=100), *([way(how)] if how else []))

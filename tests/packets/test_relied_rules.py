"""Which rules a packet relies on, and the waits beside the standard."""

from __future__ import annotations

from dataclasses import replace

import pytest

from requests_app.casefile.schema import CaseFile
from requests_app.knowledge import library
from requests_app.packets.contents import contents
from requests_app.packets.parts import Section
from tests.packets.making import changed, measured, options_for

ILLINOIS = {"source": "JOB", "source_detail": "PRIVATE_EMPLOYER", "is_self_funded": "NO", "plan_state": "IL"}


def in_state(state: str, *, care: dict[str, str] | None = None, **cover: str) -> CaseFile:
    """A private employer's insured plan of this state."""
    offer = {
        "name": "Sample Clinic",
        "result": "WAIT_TOO_LONG",
        "first_open_on": "2026-11-16",
        "attempts": [{"contacted_on": "2026-11-02"}],
    }
    coverage = {**ILLINOIS, "plan_kind": "PPO", "plan_state": state, **cover}
    needed = {"kind": "BEHAVIORAL", "level_of_care": "VISIT", **(care or {})}
    return changed(CaseFile(), coverage=coverage, care=needed, offices=[offer])


def test_the_first_page_counts_a_wait_in_the_unit_of_the_standard_too():
    """14 calendar days look late beside a limit of 10 business days, and are in time."""
    file = in_state("IL")
    told = {
        one.label: one.number for one in contents(file, options_for(file), measured(file)).decision.reasons
    }
    assert told["Wait"] == (
        "1 of 1 office; earliest first visit of these Nov 16, 2026 "
        "(14 calendar days, 9 business days after contact); standard: 10 business days"
    )
    assert told["Inside the standard"] == "1 of 1 office"


def test_business_days_are_those_that_were_frozen():
    file = in_state("IL")
    proof = measured(file)
    assert proof.measures is not None
    kept = tuple(replace(one, wait_business_days=8) for one in proof.measures.offices)
    shown = frozenset({Section.SEARCH})
    frozen = replace(proof, measures=replace(proof.measures, offices=kept))
    found = contents(file, options_for(file, sections=shown), frozen)
    assert found.search is not None
    assert found.search.rows[0].business_wait == "8 business"
    assert "8 business days after contact" in found.decision.reasons[0].number


@pytest.mark.parametrize(
    ("state", "cover", "never"),
    [
        ("CA", {}, "ca-crisis"),
        ("IL", {}, "il-nata"),
        ("TN", {}, "tn-general"),
        ("NH", {}, "nh-exception-oon"),
        ("OH", {"source": "MEDICAID", "source_detail": "MEDICAID_PLAN"}, "us-medicaid-second-opinion"),
    ],
)
def test_what_says_nothing_about_this_request_is_not_relied_on(state, cover, never):
    """It applies to the plan and may be printed; a reviewer would find no duty toward this request in it."""
    proof = measured(in_state(state, **cover))
    assert library.record(never).is_printable
    assert never not in {one.record_id for one in proof.rules}


def test_a_rule_printed_does_not_say_what_the_plan_need_not_do():
    (rule,) = [one for one in measured(in_state("GA")).rules if one.record_id == "ga-network"]
    assert "dropped" not in rule.text

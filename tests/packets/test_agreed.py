"""A packet names an agreement only when both sides signed it."""

from __future__ import annotations

from dataclasses import replace

from requests_app.packets.agreed import agreement_facts
from requests_app.packets.renewal import renewal_letter
from tests.packets.making import changed, example, options_for

RATES = [
    {"code": "S9480", "rate": "410.50", "unit": "DAYS"},
    {"code": "90837", "modifier": "95", "rate": "9", "unit": "UNITS"},
]
OFFERS = [
    {
        "made_by": "PLAN",
        "offered_on": "2026-11-10",
        "rates": [{"code": "S9480", "rate": "1", "unit": "DAYS"}],
    },
    {"made_by": "PLAN", "offered_on": "2026-11-16", "accepted_on": "2026-11-17", "rates": RATES},
]
SIGNED = {
    "state": "SIGNED",
    "signed_on": "2026-11-20",
    "number": "SCA-77",
    "starts_on": "2026-12-07",
    "ends_on": "2027-02-05",
    "offers": OFFERS,
}


def told(agreement: dict) -> dict[str, str]:
    return {fact.label: fact.value for fact in agreement_facts(changed(example(), agreements=[agreement]))}


def test_the_signed_terms_are_named_with_the_accepted_rates():
    assert told(SIGNED) == {
        "Single case agreement": "signed on Nov 20, 2026, number SCA-77",
        "The agreement holds": "from December 7, 2026 to February 5, 2027",
        "Agreed rates": "S9480: $410.50 for one day; 90837-95: $9.00 for one billing unit",
    }


def test_what_is_only_talked_about_is_no_fact():
    assert told({**SIGNED, "state": "AGREED", "signed_on": None}) == {}
    assert told({"state": "ENDED", "ended_because": "no"}) == {}


def test_a_renewal_goes_on_from_the_agreement():
    file = changed(example(), agreements=[SIGNED])
    letter = renewal_letter(file, replace(options_for(file), recipient="RENEWAL"))

    assert "Single case agreement" in [fact.label for fact in letter.approved]

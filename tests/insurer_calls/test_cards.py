from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.insurer_calls.cards import (
    CARDS,
    PLACEHOLDERS,
    SHARED,
    Card,
    FieldKind,
    When,
    fill,
)
from requests_app.models.insurer_calls import CallKind, InsurerCall
from requests_app.outreach.call_card import OFFICES

ALL_CARDS = [*CARDS.values(), OFFICES]
LINES = sorted(
    {
        str(line)
        for card in ALL_CARDS
        for line in (
            card.title,
            card.purpose,
            card.minutes,
            *card.have_ready,
            *card.say,
            *(ask.say for ask in (*card.asks, *card.if_they_say)),
            *(ask.say_for_another for ask in (*card.asks, *card.if_they_say)),
            *(ask.after_care for ask in (*card.asks, *card.if_they_say)),
            *(ask.after_care_for_another for ask in (*card.asks, *card.if_they_say)),
            *(ask.before_looking for ask in (*card.asks, *card.if_they_say)),
            *(ask.before_looking_for_another for ask in (*card.asks, *card.if_they_say)),
            *(ask.before for ask in (*card.asks, *card.if_they_say)),
            *card.before_you_hang_up,
            *card.afterwards,
        )
    }
)

CAPTURED = {
    "CALL_1": {
        "request_opened", "request_number", "plans_own_name", "has_form", "send_fax", "send_website",
        "send_mail", "deciding_team", "decision_days", "fast_steps", "funding", "is_covered",
        "needs_approval", "approval_by", "deductible_in_network", "deductible_out_of_network",
        "limit_in_network", "limit_out_of_network", "wait_rule", "distance_rule", "provider_names",
        "gave_no_names", "agreement_possible", "rate_contact", "could_not_name_anyone",
        "refusal_reason", "supervisor",
    },
    "CALL_2": {
        "received", "received_on", "is_complete", "missing", "missing_by", "holder_team", "holder_person",
        "holder_phone", "clock_started_on", "decide_by", "asked_expedited", "accepted_expedited",
        "expedited_promise",
    },
    "CALL_3": {
        "status", "changed", "talked_to_clinician", "peer_to_peer_needed", "peer_to_peer_phone",
        "peer_to_peer_by", "rate_contact", "rate_contact_on", "moved_up_to", "moved_up_at",
        "moved_up_result", "said_complaint",
    },
    "CALL_4": {
        "answer", "decided_on", "letter_sent", "letter_way", "provider_named", "codes_named", "visits_named",
        "dates_named", "authorization_number", "in_network_cost_share", "in_network_deductible",
        "facility_fees", "professional_fees", "rate_signed", "no_billing_the_rest", "left_out",
        "left_out_reason", "fixed_today", "denial_reason", "appeal_way", "appeal_by", "asked_claim_file",
        "peer_to_peer_phone", "peer_to_peer_by",
    },
    "PROVIDER": {
        "agrees", "npi", "tax_id", "service_codes", "amount", "codes_said_by", "accepts_agreement",
        "rate_contact", "rate_phone", "will_not_bill_the_rest", "clinician_name", "clinician_email",
    },
}  # fmt: skip


def test_every_kind_of_call_has_its_card() -> None:
    assert set(CARDS) == set(CallKind.values)


@pytest.mark.parametrize("kind", sorted(CAPTURED))
def test_a_card_has_a_box_for_everything_the_call_is_made_for(kind: str) -> None:
    assert {field.key for field in CARDS[kind].fields} >= CAPTURED[kind]


def test_call_1_asks_for_four_amounts_of_money() -> None:
    assert sum(field.kind is FieldKind.MONEY for field in CARDS["CALL_1"].fields) == 4


@pytest.mark.parametrize("card", ALL_CARDS, ids=lambda card: card.kind)
def test_no_two_boxes_of_a_page_share_a_name(card: Card) -> None:
    keys = [field.key for field in (*SHARED, *card.fields)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("card", ALL_CARDS, ids=lambda card: card.kind)
def test_every_box_can_be_drawn(card: Card) -> None:
    for field in (*SHARED, *card.fields):
        assert str(field.label)
        if field.kind in {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.PHONE, FieldKind.DAYS}:
            assert field.max_length > 0, field.key
        assert bool(field.options) == (field.kind in {FieldKind.CHOICE, FieldKind.YES_NO_UNSURE}), field.key


@pytest.mark.parametrize("card", ALL_CARDS, ids=lambda card: card.kind)
def test_what_is_only_said_in_some_situation_says_in_which(card: Card) -> None:
    for ask in (*card.asks, *card.if_they_say):
        assert ask.when is When.ALWAYS or str(ask.before), ask.key


def test_the_shared_boxes_fit_the_columns_that_keep_them() -> None:
    for box in SHARED:
        column = InsurerCall._meta.get_field(box.key)
        limit = getattr(column, "max_length", None)
        assert limit is None or 0 < box.max_length <= limit, box.key


@pytest.mark.parametrize("line", LINES)
def test_a_line_uses_only_names_that_can_be_filled(line: str) -> None:
    assert set(re.findall(r"\{([^}]*)\}", line)) <= PLACEHOLDERS


def test_a_line_is_filled_from_the_case() -> None:
    line = str(CARDS["CALL_1"].asks[0].say)

    read = fill(line, {"name": "Ana Cruz", "member_id": "XYZ123", "care": "a day program"})

    assert "my name is Ana Cruz. My member ID is XYZ123." in read
    assert "I need a day program" in read


facts = st.dictionaries(
    st.sampled_from(sorted(PLACEHOLDERS)),
    st.none() | st.sampled_from(["", "  ", "Ana Cruz", "12"]),
    max_size=20,
)


@given(line=st.sampled_from(LINES), facts=facts)
def test_a_missing_fact_leaves_words_to_read(line: str, facts: dict[str, str | None]) -> None:
    read = fill(line, facts)

    assert "{" not in read
    assert "None" not in read
    assert "  " not in read


def test_the_gap_is_named_in_plain_words() -> None:
    assert fill("I need {care}", {}) == "I need (the care you need)"


def test_what_a_person_typed_is_never_read_as_a_name_to_fill() -> None:
    assert fill("I need {care}", {"care": "{npi}", "npi": "1234567893"}) == "I need {npi}"

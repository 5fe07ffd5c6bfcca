"""Whatever a card takes can be kept as JSON and shown again, in the same words."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.cases.call_cards import CardField, FieldKind
from requests_app.common.answers import answer_text
from requests_app.insurer_calls.answers import from_json, kept_values, to_json, told
from requests_app.insurer_calls.cards import CARDS
from requests_app.insurer_calls.forms import form_class
from requests_app.models import InsurerCall

TODAY = date(2026, 11, 22)
TYPED = st.text(max_size=60)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))


def boxes_of(field: CardField, data: st.DataObject) -> dict[str, str]:
    """What somebody might put into this box, sensible or not."""
    if field.options:
        keys = [key for key, _label in field.options]
        return {field.key: data.draw(st.sampled_from([*keys, "", "NONSENSE"]))}
    match field.kind:
        case FieldKind.DATE:
            day = data.draw(st.one_of(st.none(), DAYS))
            parts = ("month", "day", "year")
            return {f"{field.key}_{part}": str(getattr(day, part)) for part in parts} if day else {}
        case FieldKind.TICK:
            return data.draw(st.sampled_from([{}, {field.key: "yes"}]))
        case FieldKind.MONEY:
            cents = data.draw(st.integers(0, 999_999_999))
            return {field.key: data.draw(st.sampled_from([f"${cents / 100:,.2f}", "", "some"]))}
        case FieldKind.PHONE:
            return {field.key: data.draw(st.sampled_from(["602-555-0142", "(602) 555-0143 x4", "", "x"]))}
    return {field.key: data.draw(TYPED)}


@pytest.mark.parametrize("kind", sorted(CARDS))
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_a_card_takes_is_kept_and_told_again(kind: str, data: st.DataObject) -> None:
    posted = QueryDict(mutable=True)
    for field in CARDS[kind].fields:
        for name, text in boxes_of(field, data).items():
            posted[name] = text
    form = form_class(kind)(posted, today=TODAY)
    read = form.readable()
    own = {field.key: read[field.key] for field in CARDS[kind].fields if field.key in read}

    answers = json.loads(json.dumps(to_json(own)))
    call = InsurerCall(kind=kind, answers=answers, request_number=answers.get("request_number", ""))
    again = kept_values(call)

    for field in CARDS[kind].fields:
        given_answer = own.get(field.key)
        if given_answer in (None, "", False):
            assert again[field.key] in (None, "", False)
        else:
            assert again[field.key] == given_answer
            assert answer_text(again[field.key], field.options).strip()
    assert len(told(CARDS[kind].fields, again)) == len(answers)


@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=300))
def test_a_draft_holds_any_text_the_database_can_keep(text: str) -> None:
    posted = QueryDict(mutable=True)
    posted["notes"] = text
    form = form_class("CALL_1")(posted, today=TODAY)
    kept = form.typed().get("notes", "")
    assert "\x00" not in kept
    kept.encode()


@given(value=st.one_of(st.text(max_size=20), st.integers(), st.booleans(), st.lists(st.text(max_size=3))))
def test_an_answer_of_an_odd_shape_is_still_text(value: object) -> None:
    for field in CARDS["CALL_1"].fields:
        assert isinstance(answer_text(from_json(field, value), field.options), str)

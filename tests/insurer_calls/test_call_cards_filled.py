from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.common.time_zones import day_at
from requests_app.insurer_calls import queries
from requests_app.insurer_calls.cards import CARDS
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member, make_user
from tests.insurer_calls.pages import fill_in, make_call, url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", sorted(CARDS))
def test_every_box_of_a_card_is_kept_and_shown(pages, case, kind) -> None:
    filled = fill_in(kind)
    call = make_call(pages, case, kind, **filled, person="Kim", minutes="25", notes="Two lines\nof notes")

    assert not call.is_draft
    assert call.called_on == day_at(timezone.now(), zone=case.time_zone) - timedelta(days=1)
    assert (call.person, call.minutes, call.notes) == ("Kim", 25, "Two lines\nof notes")
    assert set(call.answers) == {field.key for field in CARDS[kind].fields}
    body = pages.get(url("call_detail", case, call.public_id)).content.decode()
    for field in CARDS[kind].fields:
        assert str(field.label).replace("'", "&#x27;") in body, field.key
    assert "Two lines<br>of notes" in body
    if kind == "CALL_1":
        assert call.request_number == "Said about request_number"
        assert call.answers["deductible_in_network"] == "1250.50"
        assert "$1,250.50" in body
        assert queries.latest_request_number(case) == call.request_number
    edit = pages.get(url("call_edit", case, call.public_id)).content.decode()
    assert "Two lines\nof notes" in edit
    assert 'name="then" value="draft"' not in edit


@pytest.mark.parametrize("kind", sorted(CARDS))
def test_the_lines_to_say_are_filled_from_the_case(pages, case, kind) -> None:
    body = pages.get(url("call_card", case, kind)).content.decode()
    assert "{" not in body[body.index("<main") : body.index("</main>")]
    number = "480-555-0155" if kind == "PROVIDER" else "800-555-0111"
    assert f'value="{number}"' in body
    if kind == "CALL_1":
        assert "my name is Ana Sample. My member ID is SHP123456789." in body
        assert "near 85004" in body


def test_a_caregiver_calls_under_their_own_name(client_for) -> None:
    user = make_user()
    case = make_case(user=user)
    case.for_whom = "MY_CHILD"
    case.save()
    case.patient.caregiver_name = "Rosa Sample"
    case.patient.save()
    client = client_for(user)
    body = client.get(url("call_card", case, "CALL_1")).content.decode()
    assert "my name is Rosa Sample. I’m calling for Ana Sample, member ID SHP123456789." in body
    assert "My member ID" not in body
    sheet = client.get(reverse("outreach:call_sheet", args=[case.public_id])).content.decode()
    assert "this is Rosa Sample at" in sheet


def test_a_colleague_calls_under_their_own_name(client_for) -> None:
    facility = make_facility()
    case = make_case(user=make_user(), facility=facility)
    colleague = make_member(facility)
    colleague.full_name = "Casey Example"
    colleague.save()
    body = client_for(colleague, second_factor=True).get(url("call_card", case, "CALL_1")).content.decode()
    assert "my name is Casey Example. I’m calling for Ana Sample, member ID SHP123456789." in body


def test_an_empty_case_still_has_words_to_say(client_for) -> None:
    user = make_user()
    case = make_case(user=user, filled=False)
    body = client_for(user).get(url("call_card", case, "CALL_1")).content.decode()
    assert "(the number on your card)" in body
    assert "The number is on the back of the insurance card." in body


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Day program for eating problems.", "I need day program for eating problems and can’t"),
        ("MRI of the knee", "I need MRI of the knee and can’t"),
    ],
)
def test_the_care_stands_in_the_sentence_to_say(pages, case, typed, said) -> None:
    case.care.description = typed
    case.care.save()
    assert said in pages.get(url("call_card", case, "CALL_1")).content.decode()


@pytest.mark.parametrize(
    ("reasons", "said", "unsaid"),
    [
        (["NOT_LOOKED"], "I am looking for an in-network provider", "find it in the network in time"),
        (["WAIT"], "find it in the network in time", "I am looking for an in-network provider"),
    ],
)
def test_call_1_says_cannot_find_it_only_for_those_who_looked(pages, case, reasons, said, unsaid) -> None:
    case.care.gap_reasons = reasons
    case.care.save()

    body = pages.get(url("call_card", case, "CALL_1")).content.decode()

    assert said in body
    assert unsaid not in body


def test_a_caregiver_who_has_not_looked_yet_says_so_for_the_patient(pages, case) -> None:
    case.care.gap_reasons = ["NOT_LOOKED"]
    case.care.save()
    case.for_whom = "CHILD"
    case.save()
    case.patient.caregiver_name = "Rosa Example"
    case.patient.save()

    body = pages.get(url("call_card", case, "CALL_1")).content.decode()

    assert "We are looking for an in-network provider" in body
    assert "find it in the network in time" not in body

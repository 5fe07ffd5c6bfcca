"""Values as forms ask for them: split names, dates, numbers with and without marks, lines of tables."""

from __future__ import annotations

from datetime import date

import pytest

from requests_app.casefile import schema
from requests_app.planforms import spellings
from requests_app.planforms.choices import flat_choices, label_of
from requests_app.planforms.facts import ALWAYS, FACTS, GROUPS, TICK_FACTS, Told
from requests_app.planforms.presenters import COPY_ORDER
from requests_app.planforms.sample import sample_told
from requests_app.planforms.slots import Slot, SlotKind, spoken
from requests_app.planforms.text_fit import Box, fit, wrap

TOLD = sample_told()


def spelled(key: str, told: Told = TOLD) -> tuple[str, ...]:
    return FACTS[key].spell(told)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("member.name", "Ana Sample"),
        ("member.last_first", "Sample, Ana"),
        ("member.birth", "03/27/1990"),
        ("member.address", "12 Example Street, Unit 3, Phoenix, AZ 85004"),
        ("subscriber.name", "Ana Sample"),
        ("subscriber.relation", "Self"),
        ("provider.tax_id", "12-3456789"),
        ("provider.tax_digits", "123456789"),
        ("provider.price", "$350.00"),
        ("facility.name", "Example Desert Program"),
        ("request.speed", "Urgent"),
        ("care.amount_text", "36 days, 3 days a week"),
        ("care.span", "12/07/2026 - 02/05/2027"),
        ("diagnosis.1.code", "F33.2"),
        ("service.1.units", "36"),
        ("service.2.code", "0905"),
        ("service.2.from", "12/07/2026"),
        ("service.all", "H0015, 0905"),
        ("network.3.name", "Example Office 3"),
        ("network.1.date", "11/11/2026"),
        ("calls.reference", "R-1042"),
        ("signer.date", "11/20/2026"),
    ],
)
def test_each_fact_is_told_as_forms_ask_for_it(key, value):
    assert spelled(key)[0] == value


def test_an_empty_case_claims_nothing():
    empty = Told(schema.CaseFile())

    told = {key for key in FACTS if spelled(key, empty)}
    assert told == {"request.kind", "request.speed", "request.in_network"}
    assert {key for key, fact in TICK_FACTS.items() if fact.holds(empty)} == {
        "request.gap",
        "request.standard",
    }


def test_a_provider_is_a_facility_only_when_the_care_is_a_program():
    case = TOLD.case.model_copy(
        update={"care": TOLD.case.care.model_copy(update={"level_of_care": "SURGERY"})}
    )

    assert spelled("facility.name", Told(case)) == ()
    assert spelled("provider.name", Told(case)) == ("Example Desert Program",)


def test_lines_beyond_what_the_case_has_stay_empty():
    assert spelled("service.3.code") == spelled("service.3.from") == spelled("network.4.name") == ()


def test_smaller_boxes_get_shorter_spellings():
    assert spellings.day(date(2026, 1, 2)) == ("01/02/2026", "01022026", "01/02/26")
    assert spellings.phone("(602) 555-0142") == ("(602) 555-0142", "602-555-0142", "6025550142")
    assert spellings.phone("602-555-0142 x 12") == ("602-555-0142 x 12",)
    assert spellings.zip_code("85004-1234") == ("85004-1234", "85004")
    assert spellings.code("F33.2") == ("F33.2", "F332")


def test_every_fact_belongs_to_a_group_and_is_named():
    for fact in [*FACTS.values(), *TICK_FACTS.values()]:
        assert fact.group in GROUPS
        assert str(fact.label)
    assert set(COPY_ORDER) <= set(FACTS)


def test_every_choice_is_told_in_words():
    for kind in (SlotKind.TEXT, SlotKind.TICK):
        slot = Slot(key="a", name="a", kind=kind, page=1, box=(0, 0, 1, 1))
        for value, _label in flat_choices(slot):
            assert value == "words" or label_of(value)
    assert label_of("text:Hello") == "Always “Hello”"
    assert label_of(f"tick:{ALWAYS}") == "Always tick it"


def test_names_made_by_programs_are_spoken():
    assert spoken("form1[0].page1[0].MemberFirstName[0]") == "Member First Name"
    assert spoken("patient_name") == "patient name"


def width(text: str, size: float) -> float:
    return len(text) * size / 2


def test_letters_are_never_smaller_than_a_fax_can_show():
    assert fit("x" * 20, Box(74, 12), width).size == 7.0
    assert fit("x" * 21, Box(74, 12), width) is None


def test_a_word_longer_than_a_line_goes_on_in_the_next_and_loses_nothing():
    lines = wrap("short " + "x" * 50, 60, 10, width)

    assert "".join(lines).replace("short", "") == "x" * 50
    assert all(width(line, 10) <= 60 for line in lines)

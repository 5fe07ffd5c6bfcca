from __future__ import annotations

from typing import get_args

from django.utils import translation
from pydantic import BaseModel

from requests_app.casefile import labels, schema
from requests_app.casefile.differences import MATCHED_BY, NOT_TOLD, WHOLE, differences
from tests.packets.making import ARIZONA, changed, example


def told(before: schema.CaseFile, after: schema.CaseFile) -> list[tuple[str, str, str, str, str]]:
    return [(one.path, one.kind, one.item, one.before, one.after) for one in differences(before, after)]


def paths(model: type[BaseModel], prefix: str = "") -> list[str]:
    found = []
    for name, field in model.model_fields.items():
        path = f"{prefix}{name}"
        if path in NOT_TOLD:
            continue
        parts = [one for one in (field.annotation, *get_args(field.annotation)) if isinstance(one, type)]
        part = next((one for one in parts if issubclass(one, BaseModel)), None)
        if part is None or path in WHOLE:
            found.append(path)
        else:
            found += ([path] if path in MATCHED_BY else []) + paths(part, f"{path}.")
    return found


def test_every_field_of_the_format_has_a_label():
    assert [path for path in paths(schema.CaseFile) if path not in labels.LABELS] == []
    assert set(labels.LABELS) <= set(paths(schema.CaseFile))
    assert set(labels.CHOICES) | labels.DAYS | labels.YES_OR_NO <= set(labels.LABELS)


def test_the_same_case_has_no_differences():
    assert told(example(ARIZONA), changed(example(ARIZONA), reference="7F3K-9M")) == []


def test_a_field_is_added_changed_or_removed():
    before = changed(schema.CaseFile(), provider={"npi": "1234567893"}, care={"amount": 12})
    after = changed(schema.CaseFile(), provider={"fax": "480-555-0156"}, care={"amount": 36})
    assert told(before, after) == [
        ("care.amount", "changed", "", "12", "36"),
        ("provider.npi", "removed", "", "1234567893", ""),
        ("provider.fax", "added", "", "", "480-555-0156"),
    ]


def test_an_office_is_matched_by_its_name_and_told_once():
    one = {"name": "Example Clinic", "result": "NOT_TAKING"}
    two = {"name": "Sample Clinic", "result": "TOO_FAR"}
    before = changed(schema.CaseFile(), offices=[one, two])
    after = changed(schema.CaseFile(), offices=[{**one, "result": "NO_ANSWER"}, {"name": "New Clinic"}])
    assert told(before, after) == [
        ("offices.result", "changed", "Example Clinic", "NOT_TAKING", "NO_ANSWER"),
        ("offices", "added", "New Clinic", "", ""),
        ("offices", "removed", "Sample Clinic", "", ""),
    ]


def test_two_offices_of_one_name_are_two():
    one = {"name": "Example Clinic", "phone": "602-555-0101"}
    before = changed(schema.CaseFile(), offices=[one, {**one, "phone": "602-555-0102"}])
    after = changed(schema.CaseFile(), offices=[one, {**one, "phone": "602-555-0103"}])
    assert told(before, after) == [
        ("offices.phone", "changed", "Example Clinic", "602-555-0102", "602-555-0103")
    ]


def test_the_order_of_a_list_is_no_difference():
    file = example(ARIZONA)
    turned = changed(file, offices=[one.model_dump(mode="json") for one in reversed(file.offices)])
    assert told(file, turned) == []


def test_a_long_text_is_told_without_its_words():
    after = changed(schema.CaseFile(), story={"tried": "word " * 100})
    assert told(schema.CaseFile(), after) == [("story.tried", "added", "", "", "…")]


def test_a_call_is_named_by_its_kind_and_day():
    call = {"kind": "CALL_1", "called_on": "2026-11-03", "reference": "C-1"}
    before = changed(schema.CaseFile(), insurer_calls=[call])
    after = changed(schema.CaseFile(), insurer_calls=[{**call, "answers": {"funding": "PLAN"}}])
    (change,) = differences(before, after)
    assert (change.path, change.kind) == ("insurer_calls.answers", "added")
    assert labels.item_text(change.path, change.item) == "Open the request, November 3, 2026"


def test_values_are_told_in_words():
    assert labels.value_text("care.gap_reasons", "WAIT, NEED").startswith("The wait is too long, They cannot")
    assert labels.value_text("care.starts_on", "2026-12-07") == "December 7, 2026"
    assert labels.value_text("coverage.is_subscriber", "false") == "No"
    assert labels.value_text("provider.npi", "1234567893") == "1234567893"
    assert labels.value_text("provider.npi", "") == "Not given"
    with translation.override("es"):
        assert labels.value_text("care.starts_on", "2026-12-07") == "7 de diciembre de 2026"

"""What our own files must hold, whatever anybody adds."""

from __future__ import annotations

import time
from datetime import date

import pytest

from requests_app.common.states import STATE_NAMES
from requests_app.knowledge import library, store, wording
from requests_app.knowledge.records import Confidence, Record
from requests_app.knowledge.vocabulary import CODES, JURISDICTIONS, PLAN_TYPES, Kind

ALL = library.all_records()
TODAY = date(2026, 11, 22)


def test_the_library_is_read_once_and_found_by_id_and_kind() -> None:
    assert library.all_records() is library.all_records()
    assert library.record("us-ebsa").place is not None
    assert library.find("nobody-wrote-this") is None
    assert all(record.kind == Kind.TRAVEL for record in library.records(kind=Kind.TRAVEL))


def test_a_look_up_takes_far_less_than_a_millisecond() -> None:
    library.record("us-ebsa")
    began = time.process_time()
    for _turn in range(1000):
        library.record("us-ebsa")
    assert time.process_time() - began < 1


@pytest.mark.parametrize("kind", ["regulator", "medicaid-agency", "external-review", "consumer-assistance"])
def test_every_state_and_the_district_have_each_of_these(kind: str) -> None:
    found = {state: library.record(f"{state.lower()}-{kind}") for state in STATE_NAMES}

    assert all(record.jurisdiction == state for state, record in found.items())
    assert all(record.is_in_force(TODAY) for record in found.values())


@pytest.mark.parametrize("mark", ["(es)", "corpus", " - ", "'"])
def test_no_text_holds_a_note_to_the_editors_or_a_straight_quote(mark: str) -> None:
    assert [record.id for record in ALL if mark in record.text.en or mark in record.text.es] == []


def test_a_record_from_memory_or_still_open_is_never_printed() -> None:
    assert [record.id for record in ALL if record.is_printable != _is_sure(record)] == []


def _is_sure(record: Record) -> bool:
    return record.confidence == Confidence.VERIFIED and not record.check and bool(record.source)


def test_a_code_is_written_like_the_code_it_is() -> None:
    codes = [record for record in ALL if record.kind in CODES and record.kind in {"hcpcs", "cpt"}]

    assert codes
    assert all(len(record.value) == 5 for record in codes)


def test_the_marketplace_of_every_state_is_known() -> None:
    run_by = library.record(store.MARKETPLACES).value

    assert len(run_by["state"]) == 21
    assert set(run_by["state"]) | set(run_by["state_on_federal_platform"]) < set(STATE_NAMES)
    assert store.marketplace_kinds("AZ") == ("individual_ffe",)
    assert store.marketplace_kinds("CA") == store.marketplace_kinds("OR") == ("individual_sbe",)
    assert set(store.marketplace_kinds("")) == {"individual_ffe", "individual_sbe"}


def test_every_kind_of_plan_has_a_name_people_understand() -> None:
    assert set(wording.PLAN_TYPES) == PLAN_TYPES


def test_no_state_is_a_country() -> None:
    assert {record.jurisdiction for record in ALL} <= JURISDICTIONS

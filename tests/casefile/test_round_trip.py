"""What is imported comes out again: nothing lost, nothing added, always in the same order."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings

from requests_app.casefile import columns, schema
from requests_app.casefile.export import case_file, file_text
from requests_app.casefile.importer import import_case
from requests_app.casefile.order import in_order
from requests_app.casefile.reader import read_case_file
from requests_app.common.actor import job
from requests_app.models import (
    Agreement,
    Appeal,
    ApprovedLine,
    BenefitCheck,
    CallsStatement,
    CareCode,
    CareRequest,
    ClockExtension,
    ClockPause,
    Complaint,
    CostFacts,
    Coverage,
    CoverageChange,
    Decision,
    Escalation,
    InsurerCall,
    MoreWanted,
    NetworkQuestion,
    Offer,
    OfferRate,
    OutreachAttempt,
    OutreachOffice,
    PatientDetails,
    PeerToPeer,
    Renewal,
    Reprocessing,
    RequestedProvider,
    Settlement,
    StatedFacts,
    Story,
    Track,
    UnitsUsed,
)
from tests.casefile.fields import TODAY
from tests.casefile.strategies import case_files
from tests.casefile.test_examples import example, read
from tests.factories.people import make_facility, make_user

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def owner(db):
    return make_user()


def stored(file, facility, owner):
    by = job("test", scope=frozenset({facility.pk}))
    case = import_case(file, organization=facility, user=owner, by=by, at=NOW)
    return case, case_file(case)


def without_keys(file):
    """The public ids of rows are new wherever a file comes in."""
    checks = [one.model_copy(update={"key": None}) for one in file.benefit_checks]
    return file.model_copy(update={"benefit_checks": checks})


def without_reference(file):
    return without_keys(file.model_copy(update={"reference": ""}))


@given(data=case_files)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_file_comes_back_as_it_was(data, facility, owner):
    file = read_case_file(json.dumps(data, default=str), today=TODAY)
    case, found = stored(file, facility, owner)
    assert without_reference(found) == in_order(file)
    assert found.reference == case.reference


@given(data=case_files)
@settings(max_examples=25, deadline=None)
def test_what_is_written_can_be_read_again(data):
    file = in_order(read_case_file(json.dumps(data, default=str), today=TODAY))
    assert read_case_file(file_text(file), today=TODAY) == file


@example
def test_each_example_comes_back_as_it_was(path, facility, owner):
    file = read(path)
    _case, found = stored(file, facility, owner)
    assert without_reference(found) == in_order(file)


@example
def test_an_exported_example_can_be_imported_again(path, facility, owner):
    _first, exported = stored(read(path), facility, owner)
    again = read_case_file(file_text(exported), today=TODAY)
    second, found = stored(again, facility, owner)
    assert found.reference == second.reference != exported.reference
    assert without_reference(found) == without_reference(exported)


def test_offices_come_by_first_contact_names_to_call_last_and_equal_ones_as_written(facility, owner):
    def office(name, *days):
        tries = [{"contacted_on": f"2026-11-{day:02}"} for day in days]
        return {"name": name, "attempts": tries}

    data = {
        "format": "sca-portal-case",
        "version": 1,
        "offices": [
            office("To call"),
            office("Later", 9),
            office("Second of the day", 3),
            office("Tried twice", 10, 2),
            office("First of the day too", 3),
        ],
    }
    _case, found = stored(read_case_file(json.dumps(data), today=TODAY), facility, owner)
    names = [one.name for one in found.offices]
    assert names == ["Tried twice", "Second of the day", "First of the day too", "Later", "To call"]
    assert [one.contacted_on for one in found.offices[0].attempts] == [date(2026, 11, 2), date(2026, 11, 10)]


def test_what_was_removed_or_not_finished_is_left_out(facility, owner):
    data = {
        "format": "sca-portal-case",
        "version": 1,
        "care": {"codes": [{"kind": "SERVICE", "code": "H0015"}]},
        "offices": [{"name": "Sample Clinic", "attempts": [{"contacted_on": "2026-11-03"}] * 2}],
        "insurer_calls": [{"kind": "CALL_1", "called_on": "2026-11-03"}],
    }
    case, _found = stored(read_case_file(json.dumps(data), today=TODAY), facility, owner)
    OutreachAttempt.objects.filter(pk=case.offices.get().attempts.first().pk).update(removed_at=NOW)
    case.codes.update(removed_at=NOW)
    case.insurer_calls.update(is_draft=True)
    found = case_file(case)
    assert [len(office.attempts) for office in found.offices] == [1]
    assert found.care.codes == []
    assert found.insurer_calls == []
    case.offices.update(removed_at=NOW)
    assert case_file(case).offices == []


def test_queries_do_not_grow_with_the_case(facility, owner, django_assert_num_queries):
    small, _found = stored(schema.CaseFile(offices=[_office(1)]), facility, owner)
    large, _found = stored(schema.CaseFile(offices=[_office(day) for day in range(1, 21)]), facility, owner)
    for case in (small, large):
        with django_assert_num_queries(14):
            case_file(case)


def _office(day):
    return schema.Office(name="Sample Clinic", attempts=[schema.Attempt(contacted_on=date(2026, 11, day))])


@pytest.mark.parametrize(
    ("part", "model", "elsewhere"),
    [
        (schema.Patient, PatientDetails, set()),
        (schema.Coverage, Coverage, set()),
        (schema.Care, CareRequest, set()),
        (schema.CareCode, CareCode, {"position"}),
        (schema.Provider, RequestedProvider, set()),
        (schema.Story, Story, set()),
        (schema.Office, OutreachOffice, set()),
        (schema.Attempt, OutreachAttempt, {"office"}),
        (schema.InsurerCall, InsurerCall, {"is_draft"}),
        (schema.NetworkQuestion, NetworkQuestion, {"office", "document"}),
        (schema.Costs, CostFacts, set()),
        (
            schema.BenefitCheck,
            BenefitCheck,
            {"recorded_by", "recorded_at", "replaces", "replaced_at"},
        ),
        (schema.Track, Track, set()),
        (schema.StatedFacts, StatedFacts, set()),
        (schema.Settlement, Settlement, {"settled_by", "settled_at"}),
        (schema.CallsStatement, CallsStatement, {"signed_by", "withdrawn_at"}),
        (
            schema.Decision,
            Decision,
            {
                "track",
                "appeal",
                "renewal",
                "eob",
                "call",
                "letter",
                "recorded_by",
                "recorded_at",
                "replaced_at",
            },
        ),
        (schema.ApprovedLine, ApprovedLine, {"decision", "position"}),
        (schema.MoreWanted, MoreWanted, {"decision", "call"}),
        (schema.Appeal, Appeal, {"decision", "started_by", "started_at", "sent_at", "withdrawn_at"}),
        (
            schema.PeerToPeer,
            PeerToPeer,
            {"decision", "clinician_request", "window_from", "held_at"},
        ),
        (schema.Complaint, Complaint, {"appeal", "person", "started_by", "started_at", "withdrawn_at"}),
        (schema.Agreement, Agreement, {"decision", "signed_copy"}),
        (schema.Offer, Offer, {"agreement", "recorded_by"}),
        (schema.OfferRate, OfferRate, {"offer", "position"}),
        (schema.UnitsUsed, UnitsUsed, {"decision", "line", "eob_line", "added_by"}),
        (schema.Renewal, Renewal, {"decision", "started_by", "started_at", "withdrawn_at"}),
        (schema.CoverageChange, CoverageChange, {"added_by"}),
        (schema.Escalation, Escalation, {"track", "call", "recorded_by", "recorded_at"}),
        (schema.ClockPause, ClockPause, {"track", "call"}),
        (schema.ClockExtension, ClockExtension, {"track", "call", "recorded_by"}),
        (
            schema.Reprocessing,
            Reprocessing,
            {"eob", "corrected", "sent_at", "started_by", "started_at", "withdrawn_at"},
        ),
    ],
)
def test_the_file_has_a_field_for_every_column(part, model, elsewhere):
    known = set()
    for name in part.model_fields:
        if name in columns.NESTED:
            known |= set(columns.NESTED[name][1].values())
        elif name not in columns.LISTS:
            known.add(name)
    own = {field.name for field in model._meta.concrete_fields}
    bookkeeping = {"id", "public_id", "created_at", "organization", "case", "removed_at"}
    assert known == own - bookkeeping - elsewhere

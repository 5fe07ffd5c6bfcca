"""The strength check is measured: seeded flaws in clean requests, and the clean requests alone."""

from __future__ import annotations

from copy import deepcopy
from io import StringIO

import pytest
from django.core.management import call_command

from requests_app.strength.findings import GOOD, RULES
from requests_app.strength.table import PUBLISHED, table_text
from requests_app.strength.trials.clean import CONTROLS
from requests_app.strength.trials.flaws import FLAWS
from requests_app.strength.trials.run import alarms_of_controls, findings_in, run, wanting

FEWEST_FLAWS = 60
# These hold or fail in any request, however little is in it.
ALWAYS_ASKED = {
    "agreement-asked", "amount", "billing-the-rest-asked", "care-described", "care-specialty",
    "clinician-letter", "diagnosis-code", "end-date", "insurer-named", "level-of-care", "member-id",
    "offices-contacted", "patient-identity", "patient-zip", "plan-kind-known", "provider-agreed",
    "provider-credentials", "provider-named", "provider-npi", "provider-reach", "provider-specialty",
    "provider-tax-id", "provider-why", "reasons-given", "request-opened", "service-codes", "start-date",
    "story-told",
}  # fmt: skip


@pytest.fixture(scope="module")
def trials():
    return {trial.flaw.name: trial for trial in run()}


def test_a_seeded_flaw_is_found_at_its_place_and_nothing_else_is(trials):
    assert set(trials) == {flaw.name for flaw in FLAWS}
    assert {name: one.missed for name, one in trials.items() if one.missed != ()} == {}
    assert {name: one.false_alarms for name, one in trials.items() if one.false_alarms != ()} == {}


def test_nothing_is_found_in_a_clean_request():
    assert set(alarms_of_controls().values()) == {()}
    assert len(CONTROLS) >= 3


def test_there_are_enough_flaws_and_each_has_its_own_name():
    assert len(FLAWS) >= FEWEST_FLAWS
    assert len({flaw.name for flaw in FLAWS}) == len(FLAWS)


def test_trying_a_flaw_leaves_the_clean_request_as_it_is():
    before = deepcopy(CONTROLS)

    run()

    assert before == CONTROLS


def test_each_check_is_seen_to_fail():
    assert set(RULES) - {flaw.check for flaw in FLAWS} == set()


def test_each_check_is_seen_to_hold():
    held = {one.id for clean in CONTROLS.values() for one in findings_in(clean) if one.group == GOOD}
    assert set(RULES) - held == set()


def test_each_check_is_silent_where_it_does_not_apply():
    asked = {one.id for one in findings_in({})}
    assert asked & set(RULES) == ALWAYS_ASKED & set(RULES)


def test_an_also_that_never_follows_is_no_excuse():
    for flaw in FLAWS:
        seen = {
            one.id
            for name in flaw.on or CONTROLS
            for one in wanting(findings_in(flaw.applied_to(CONTROLS[name])))
        }
        assert flaw.also <= seen, flaw.name


def test_the_page_of_checks_is_written_from_the_checks_and_the_trials():
    assert PUBLISHED.read_text(encoding="utf-8") == table_text(), "run manage.py strength_table"


def test_the_command_prints_the_table_and_fails_for_nothing():
    out = StringIO()

    call_command("strength_table", "--print-only", stdout=out)

    assert "| an office without a date | `office-date` |" in out.getvalue()

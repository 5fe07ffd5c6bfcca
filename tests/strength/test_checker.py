from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings

from requests_app.casefile.schema import CaseFile
from requests_app.knowledge import library
from requests_app.strength.checker import check, findings_json
from requests_app.strength.facts import facts_of
from requests_app.strength.findings import GOOD, GROUPS, MUST, RULES, rule
from requests_app.strength.links import CODES
from requests_app.strength.trials.clean import CONTROLS, ON
from requests_app.strength.trials.flaws import FLAWS
from requests_app.strength.trials.run import findings_in
from tests.casefile.strategies import case_files

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "docs" / "examples").glob("*.json"))
CASE_ID = "00000000-0000-0000-0000-000000000001"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case_files)
def test_any_request_can_be_checked_and_twice_gives_the_same(data):
    case = CaseFile.model_validate(data)

    found = check(facts_of(case, on=date(2026, 11, 18)))

    assert found == check(facts_of(case, on=date(2026, 11, 18)))
    assert {one.group for one in found} <= set(GROUPS)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_checked_in_both_languages_alike(path):
    case = CaseFile.model_validate_json(path.read_text(encoding="utf-8"))
    english = check(facts_of(case, on=ON))
    with translation.override("es"):
        spanish = check(facts_of(case, on=ON))

    assert findings_json(english) == findings_json(spanish)
    assert all(
        one.title and one.reason and "%(" not in one.title + one.reason for one in (*english, *spanish)
    )


def test_must_fix_comes_first_and_each_group_keeps_the_order_of_the_checks():
    found = findings_in({})
    places = [GROUPS.index(one.group) for one in found]
    must = [one.id for one in found if one.group == MUST]

    assert places == sorted(places)
    assert must == [name for name in RULES if name in must]


def test_every_finding_leads_to_a_page_and_says_where_it_comes_from():
    cases = [
        *CONTROLS.values(),
        {},
        *(flaw.applied_to(CONTROLS[(flaw.on or ("adult",))[0]]) for flaw in FLAWS),
    ]
    for one in {
        (f.url_name, *f.url_kwargs.items(), f.source, f.has_record) for c in cases for f in findings_in(c)
    }:
        url_name, *kwargs, source, has_record = one
        assert reverse(url_name, kwargs={"case_id": CASE_ID, **dict(kwargs)})
        assert library.find(source) is not None if has_record else source


def test_a_packet_keeps_ids_versions_and_places_and_none_of_the_words():
    kept = findings_json(findings_in(CONTROLS["adult"]))

    assert {"id": "member-id", "version": 1, "group": "GOOD", "place": "coverage.member_id"} in kept
    assert "Sample" not in str(kept)


def test_two_checks_cannot_have_one_name_and_none_is_without_a_source():
    words = {"group": MUST, "title": "x", "good": "x", "reason": "x", "link": CODES, "place": "care"}

    with pytest.raises(ValueError, match="member-id"):
        rule("member-id", source="x", **words)(lambda facts: ())
    with pytest.raises(ValueError, match="without a source"):
        rule("a-new-one", **words)(lambda facts: ())


def test_titles_are_short():
    for one in RULES.values():
        assert len(str(one.title).split()) <= 18, one.id
        assert len(str(one.reason).split()) <= 36, one.id


@pytest.mark.parametrize("result", ["OFFERED_DATE", "CAN_SEE_ME"])
def test_an_office_that_gives_a_part_of_the_care_is_not_sooner_than_the_provider(result):
    office = {
        "name": "Sample Office",
        "result": result,
        "attempts": [{"contacted_on": "2026-11-02"}],
        "first_open_on": "2026-11-20",
        "missing_care": "No evening program",
    }

    def first_date(gives_all_care):
        offices = [{**office, "gives_all_care": gives_all_care}]
        wanted = {"first_date": "2026-12-01", "reasons": ["SOONEST"]}
        file = CaseFile.model_validate({"provider": wanted, "offices": offices})
        return next(one for one in check(facts_of(file, on=ON)) if one.id == "provider-first-date")

    assert first_date("NO").group == GOOD
    assert first_date("YES").title.startswith("An in-network office has an opening on")

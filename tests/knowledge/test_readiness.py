from __future__ import annotations

import pytest
import yaml
from django.utils import translation

from requests_app.knowledge import readiness as library
from requests_app.knowledge.library import KnowledgeRefused
from requests_app.knowledge.plans import PlanFacts
from requests_app.knowledge.readiness import Need, insurer_name
from requests_app.knowledge.store import READINESS_FILE, find, load_readiness, readiness

ANY = PlanFacts()
ARIZONA_JOB = PlanFacts(
    source="JOB", detail="PRIVATE_EMPLOYER", is_self_funded="YES", plan_state="AZ", care_kind="BEHAVIORAL"
)


def ids(insurer: str, plan: PlanFacts | None = ANY) -> list[str]:
    return [test.id for test in library.tests_for(insurer, plan)]


def keys(insurer: str, plan: PlanFacts | None = ANY) -> list[str]:
    return [test.key for test in library.tests_for(insurer, plan)]


def test_every_insurer_gets_the_general_tests():
    assert "any-three-contacted" in ids("Example Health", ARIZONA_JOB)
    assert all(one.startswith("any-") for one in ids("Example Health", ARIZONA_JOB))


def test_the_insurers_own_test_stands_in_for_the_general_one_and_comes_first():
    found = ids("Cigna Healthcare", ARIZONA_JOB)

    assert found[0] == "cigna-three-contacted"
    assert "any-three-contacted" not in found
    assert len(keys("Cigna", ARIZONA_JOB)) == len(set(keys("Cigna", ARIZONA_JOB)))


def test_the_number_comes_first_at_one_insurer_only():
    assert Need.NUMBER_FIRST in keys("UHC", ARIZONA_JOB)
    assert Need.NUMBER_FIRST not in keys("Aetna", ARIZONA_JOB)


def test_a_test_of_one_state_is_for_plans_of_that_state():
    oregon = PlanFacts(plan_state="OR")

    assert "kaiser-northwest-in-writing" in ids("Kaiser Permanente", oregon)
    assert "kaiser-northwest-in-writing" not in ids("Kaiser Permanente", ARIZONA_JOB)
    assert "kaiser-northwest-in-writing" not in ids("Kaiser Permanente", ANY)


def test_the_state_in_the_name_counts_before_the_state_of_the_plan():
    assert "kaiser-midatlantic-none-trained" in ids(
        "Kaiser Permanente of Maryland", PlanFacts(plan_state="OR")
    )


def test_a_test_of_one_kind_of_plan_is_not_shown_to_another():
    assert "bcbsok-before-care" in ids("BCBS of Oklahoma", PlanFacts(source="MARKETPLACE", plan_state="OK"))
    assert "bcbsok-before-care" not in ids("BCBS of Oklahoma", ARIZONA_JOB)


def test_what_is_not_known_of_a_plan_hides_no_test_of_its_kind():
    assert "bcbsok-before-care" in ids("BCBS of Oklahoma", PlanFacts(source="UNSURE", plan_state="OK"))


def test_surgery_is_asked_who_is_included():
    assert Need.EVERYONE_NAMED in keys("Example Health", PlanFacts(care_kind="SURGERY"))
    assert Need.EVERYONE_NAMED not in keys("Example Health", ARIZONA_JOB)


def test_every_test_has_a_source_both_languages_and_a_day():
    for test in readiness().tests:
        assert test.source
        assert test.checked_on
        with translation.override("es"):
            assert str(test.text) == test.text.es
        assert test.text.es != test.text.en


def test_what_was_read_in_one_other_place_is_shown_with_a_question_to_ask():
    for test in readiness().tests:
        assert test.needs_confirming == (test.confidence != "verified" or bool(test.check))
        if test.confidence != "verified":
            assert test.check


def test_a_test_says_whose_it_is():
    own, general = library.tests_for("Aetna", ANY)[0], library.tests_for("Aetna", ANY)[-1]

    assert insurer_name(own) == "Aetna"
    assert insurer_name(general) == ""


def test_each_test_is_a_record_of_the_library_too():
    for test in readiness().tests:
        record = find(test.record_id)

        assert record is not None
        assert (record.text, record.source, record.kind) == (test.text, test.source, "payer_practice")
        assert record.is_printable is not test.needs_confirming


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"source": []}, "source"),
        ({"source": ["a book"]}, "source"),
        ({"insurer": "nobody"}, "no such insurer: nobody"),
        ({"needs": "A_FEELING"}, "needs"),
        ({"value": None}, "a number is needed"),
        ({"plan_types": ["hmo"]}, "no such plan type: hmo"),
        ({"text": {"en": "Only English"}}, "es"),
        ({"checked_on": "soon"}, "checked_on"),
        ({"confidence": "certain"}, "confidence"),
        ({"id": "any-plan-list"}, "used twice: any-plan-list"),
    ],
)
def test_a_file_that_says_too_little_is_refused(change, fault, tmp_path):
    content = yaml.safe_load(READINESS_FILE.read_text(encoding="utf-8"))
    content["tests"][0].update(change)
    broken = tmp_path / "readiness.yaml"
    broken.write_text(yaml.safe_dump(content), encoding="utf-8")

    with pytest.raises(KnowledgeRefused, match=fault):
        load_readiness(broken)

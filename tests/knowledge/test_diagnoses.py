from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings

from requests_app.knowledge.diagnoses import LIST_FILE, Diagnosis, diagnosis, find_diagnoses, release


def codes(words: str, limit: int = 5) -> list[str]:
    return [found.code for found in find_diagnoses(words, limit)]


@pytest.mark.parametrize("typed", ["F33.2", "f33.2", "F332", " f 33-2 "])
def test_a_code_is_known_however_it_is_typed(typed):
    assert diagnosis(typed) == Diagnosis(
        code="F33.2",
        name="Major depressive disorder, recurrent severe without psychotic features",
        is_billable=True,
        chapter="Mental, Behavioral and Neurodevelopmental disorders",
    )


@pytest.mark.parametrize("category", ["F33", "F43.1", "S72.00", "C4A.1"])
def test_a_category_is_known_and_not_billable(category):
    found = diagnosis(category)

    assert found is not None
    assert not found.is_billable


@pytest.mark.parametrize("full", ["S72.001A", "Z3A.20", "F50.010", "U07.1"])
def test_full_codes_of_all_lengths_are_billable(full):
    found = diagnosis(full)

    assert found is not None
    assert found.is_billable


@pytest.mark.parametrize("typed", ["F99.999", "F30-F39", "5", "", "Z", "F33%", "' OR 1=1 --"])
def test_what_is_no_code_of_the_list_is_not_found(typed):
    assert diagnosis(typed) is None


def test_the_release_of_the_list_is_stated():
    assert release().year.isdigit()
    assert release().year in release().day
    assert str(release().starts_on.year) == release().year
    assert "simple-icd-10-cm" in release().made_with


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("PTSD", "F43.10"),
        ("post-traumatic stress", "F43.10"),
        ("eating disorders", "F50"),
        ("bipolar 2", "F31.81"),
        ("panic attacks", "F41.0"),
        ("heart attack", "I21.9"),
        ("type 2 diabetes", "E11.9"),
        ("autism", "F84.0"),
        ("opioid use disorder severe", "F11.20"),
        ("depression", "F32.A"),
        ("estrés postraumático", "F43.10"),
        ("Esclerosis Múltiple", "G35.A"),
        ("F33.2", "F33.2"),
        ("f33", "F33"),
    ],
)
def test_everyday_words_find_the_code(words, first):
    assert codes(words)[0] == first


@pytest.mark.parametrize(
    ("one", "many"), [("eating disorder", "eating disorders"), ("fractures", "fracture")]
)
def test_one_and_many_find_the_same(one, many):
    assert set(codes(one, 20)) == set(codes(many, 20))


def test_when_nothing_holds_all_words_some_are_enough():
    assert "F60.3" in codes("borderline personality zebrafish", 10)


@pytest.mark.parametrize(
    "words", ["", " ", "?!", "qqqq", '"', '" OR name : *', "NEAR(a b)", "a" * 2000, "*", "-"]
)
def test_no_words_break_the_search(words):
    assert isinstance(find_diagnoses(words), tuple)


def test_no_more_are_given_than_asked_for():
    assert len(find_diagnoses("fracture", 7)) == 7


def test_full_codes_come_before_categories_of_the_same_name():
    found = find_diagnoses("post traumatic stress disorder", 10)

    assert [one.is_billable for one in found] == sorted((one.is_billable for one in found), reverse=True)


def test_many_first_readers_at_once_unpack_one_list(settings, tmp_path):
    settings.DATA_DIR = tmp_path

    with ThreadPoolExecutor(4) as readers:
        found = list(readers.map(diagnosis, ["F33.2"] * 8))

    assert {one.name for one in found if one} == {
        "Major depressive disorder, recurrent severe without psychotic features"
    }
    assert len(list((tmp_path / "knowledge").iterdir())) == 1


def test_the_list_in_the_repository_is_small():
    assert LIST_FILE.stat().st_size < 1_000_000


def test_only_the_command_that_makes_the_list_loads_the_library():
    """It takes 190 MB: a tool, not a part of the portal."""
    files = (settings.BASE_DIR / "requests_app").rglob("*.py")

    assert [file.name for file in files if "simple_icd_10_cm" in file.read_text()] == ["make_diagnoses.py"]

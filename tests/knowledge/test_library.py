from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils import translation

from requests_app.knowledge.library import (
    KnowledgeRefused,
    contact,
    contacts,
    contacts_about,
    load_contacts,
)
from requests_app.knowledge.schema import Topic

GOOD: dict[str, Any] = {
    "id": "us-example",
    "jurisdiction": "US",
    "topics": ["FREE_HELP"],
    "who": {"en": "Example office", "es": "Oficina de ejemplo"},
    "phone": "602-555-0142",
    "text": {"en": "Call them.", "es": "Llame."},
    "source": ["https://example.org/contact"],
    "confidence": "verified",
    "checked_on": "2026-11-22",
}


def file_with(tmp_path: Path, *entries: dict[str, Any]) -> Path:
    path = tmp_path / "contacts.yaml"
    path.write_text(yaml.safe_dump({"contacts": list(entries)}, allow_unicode=True), encoding="utf-8")
    return path


def test_a_whole_entry_loads(tmp_path: Path) -> None:
    (loaded,) = load_contacts(file_with(tmp_path, GOOD))

    assert loaded.phone == "602-555-0142"
    assert not loaded.needs_confirming


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"source": []}, "source"),
        ({"source": ["somebody told me"]}, "source"),
        ({"confidence": "recalled"}, "confidence"),
        ({"phone": None}, "phone number or a web address"),
        ({"who": {"en": "Example office"}}, "who.es"),
        ({"checked_on": "soon"}, "checked_on"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_an_entry_that_says_too_little_stops_the_file(
    tmp_path: Path, change: dict[str, Any], named: str
) -> None:
    with pytest.raises(KnowledgeRefused, match=named):
        load_contacts(file_with(tmp_path, {**GOOD, **change}))


def test_an_entry_without_any_source_stops_the_file(tmp_path: Path) -> None:
    without = {key: value for key, value in GOOD.items() if key != "source"}
    with pytest.raises(KnowledgeRefused, match="source"):
        load_contacts(file_with(tmp_path, without))


def test_the_same_id_twice_stops_the_file(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeRefused, match="us-example"):
        load_contacts(file_with(tmp_path, GOOD, GOOD))


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "contacts.yaml"
    path.write_text("contacts: [", encoding="utf-8")
    with pytest.raises(KnowledgeRefused, match=r"contacts\.yaml"):
        load_contacts(path)


def test_what_was_seen_in_one_place_only_must_be_confirmed(tmp_path: Path) -> None:
    (loaded,) = load_contacts(file_with(tmp_path, {**GOOD, "confidence": "seen"}))
    assert loaded.needs_confirming


@pytest.mark.parametrize("topic", list(Topic))
def test_every_topic_has_somebody_to_turn_to(topic: Topic) -> None:
    assert contacts_about(topic)


def test_our_own_contacts_load_once_and_are_found_by_id() -> None:
    assert contacts() is contacts()
    assert contact("us-medicare").phone == "1-800-633-4227"


def test_a_text_follows_the_language_of_the_page() -> None:
    with translation.override("es"):
        assert str(contact("us-medicaid-agency").who) == "La oficina de Medicaid de su estado"
    with translation.override("en"):
        assert str(contact("us-medicaid-agency").who) == "Your state’s Medicaid office"

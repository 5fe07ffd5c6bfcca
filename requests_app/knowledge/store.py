"""The files of facts, read once."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from requests_app.knowledge import readiness_records
from requests_app.knowledge.readiness_records import ReadinessFile
from requests_app.knowledge.records import Confidence, Contactable, Phone, Record, RecordFile
from requests_app.knowledge.schema import Contact, ContactFile
from requests_app.knowledge.vocabulary import Kind

DATA = Path(__file__).with_name("data")
CONTACTS_FILE = DATA / "contacts.yaml"
READINESS_FILE = DATA / "readiness.yaml"
FILES = (
    "federal.yaml",
    "plan_kinds.yaml",
    "standards.yaml",
    "external_review.yaml",
    "regulators.yaml",
    "free_help.yaml",
    "medicaid.yaml",
    "codes.yaml",
    "transactions.yaml",
)

# The parser in C reads the library in a third of a second, the one in Python in five.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class KnowledgeRefused(Exception):
    """A file of facts does not say enough to be shown to anybody; the message names each fault."""


def read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 (a safe loader)
    except yaml.YAMLError as error:
        raise KnowledgeRefused(f"{path.name}: {error}") from error


def load_records(path: Path) -> tuple[Record, ...]:
    content = read(path)
    try:
        return RecordFile.model_validate(content).records
    except ValidationError as error:
        raise KnowledgeRefused(f"{path.name}: {faults(error, content)}") from error


def faults(error: ValidationError, content: Any = None) -> str:
    """Each fault with the id of its entry: nobody finds “records.412” by counting."""
    return "; ".join(f"{_place(fault['loc'], content)}: {fault['msg']}" for fault in error.errors())


def _place(location: tuple[int | str, ...], content: Any) -> str:
    parts = [str(part) for part in location]
    if content and len(location) > 1 and isinstance(location[1], int):
        entry = content[location[0]][location[1]]
        if isinstance(entry, dict) and entry.get("id"):
            parts[:2] = [str(entry["id"])]
    return ".".join(parts)


def load_contacts(path: Path) -> tuple[Contact, ...]:
    content = read(path)
    try:
        return ContactFile.model_validate(content).contacts
    except ValidationError as error:
        raise KnowledgeRefused(f"{path.name}: {faults(error, content)}") from error


@cache
def contacts() -> tuple[Contact, ...]:
    return load_contacts(CONTACTS_FILE)


def load_readiness(path: Path) -> ReadinessFile:
    content = read(path)
    try:
        return ReadinessFile.model_validate(content)
    except ValidationError as error:
        raise KnowledgeRefused(f"{path.name}: {faults(error, content)}") from error


@cache
def readiness() -> ReadinessFile:
    return load_readiness(READINESS_FILE)


@cache
def all_records() -> tuple[Record, ...]:
    """Every record, contacts and insurers' tests among them: each has a page that says why we say it."""
    own = [record for name in FILES for record in load_records(DATA / name)]
    tests = [readiness_records.record_of(test) for test in readiness().tests]
    return without_repeats((*own, *tests, *(record_of(contact) for contact in contacts())))


def without_repeats(found: tuple[Record, ...]) -> tuple[Record, ...]:
    repeated = sorted(name for name, times in Counter(one.id for one in found).items() if times > 1)
    if repeated:
        raise KnowledgeRefused(f"used twice: {', '.join(repeated)}")
    return found


def record_of(contact: Contact) -> Record:
    return Record(
        id=contact.id,
        jurisdiction=contact.jurisdiction,
        plan_types=("all",),
        kind=Kind.CONTACT,
        unit="contact",
        place=Contactable(
            name=contact.who,
            phones=(Phone(number=contact.phone),) if contact.phone else (),
            hours=contact.hours,
            website=contact.url,
            complaint_url=contact.complaint_url,
        ),
        text=contact.text,
        source=contact.source,
        confidence=Confidence(contact.confidence),
        as_of=contact.checked_on.isoformat(),
        checked_on=contact.checked_on,
    )


@cache
def _by_id() -> dict[str, Record]:
    return {record.id: record for record in all_records()}


@cache
def _by_kind() -> dict[str, tuple[Record, ...]]:
    found: dict[str, list[Record]] = {}
    for record in all_records():
        found.setdefault(record.kind, []).append(record)
    return {kind: tuple(entries) for kind, entries in found.items()}


def record(record_id: str) -> Record:
    """The record with this id; a KeyError is a mistake in our own code or in an address."""
    return _by_id()[record_id]


def find(record_id: str) -> Record | None:
    return _by_id().get(record_id)


def records(*, kind: str) -> tuple[Record, ...]:
    return _by_kind().get(kind, ())


MARKETPLACES = "us-marketplaces"
BOTH_MARKETPLACES = ("individual_ffe", "individual_sbe")


def marketplace_kinds(state: str) -> tuple[str, ...]:
    """Who runs this state’s Marketplace; both when the state is not known."""
    if not state:
        return BOTH_MARKETPLACES
    run_by = record(MARKETPLACES).value
    is_own = state in run_by["state"] or state in run_by["state_on_federal_platform"]
    return ("individual_sbe",) if is_own else ("individual_ffe",)

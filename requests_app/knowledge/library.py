"""Facts with their sources, loaded once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import ValidationError

from requests_app.knowledge.schema import Contact, ContactFile, Topic

CONTACTS_FILE = Path(__file__).with_name("contacts.yaml")


class KnowledgeRefused(Exception):
    """A file of facts does not say enough to be shown to anybody; the message names each fault."""


def load_contacts(path: Path) -> tuple[Contact, ...]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return ContactFile.model_validate(content).contacts
    except yaml.YAMLError as error:
        raise KnowledgeRefused(f"{path.name}: {error}") from error
    except ValidationError as error:
        raise KnowledgeRefused(f"{path.name}: {_faults(error)}") from error


@cache
def contacts() -> tuple[Contact, ...]:
    return load_contacts(CONTACTS_FILE)


def contact(contact_id: str) -> Contact:
    """The contact with this id; a KeyError is a mistake in our own code."""
    return {one.id: one for one in contacts()}[contact_id]


def contacts_about(topic: Topic) -> tuple[Contact, ...]:
    return tuple(one for one in contacts() if topic in one.topics)


def _faults(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors()
    )

"""The knowledge library, as the other areas ask it."""

from __future__ import annotations

from requests_app.knowledge.matching import applicable as applicable
from requests_app.knowledge.records import Match as Match
from requests_app.knowledge.records import Record as Record
from requests_app.knowledge.schema import Contact, Topic
from requests_app.knowledge.store import KnowledgeRefused as KnowledgeRefused
from requests_app.knowledge.store import all_records as all_records
from requests_app.knowledge.store import contacts as contacts
from requests_app.knowledge.store import faults as faults
from requests_app.knowledge.store import find as find
from requests_app.knowledge.store import load_contacts as load_contacts
from requests_app.knowledge.store import record as record
from requests_app.knowledge.store import records as records


def contact(contact_id: str) -> Contact:
    """The contact with this id; a KeyError is a mistake in our own code."""
    return {one.id: one for one in contacts()}[contact_id]


def contacts_about(topic: Topic) -> tuple[Contact, ...]:
    return tuple(one for one in contacts() if topic in one.topics)

"""Cases with a full log, their packets, and the text of a PDF."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import timezone
from pypdf import PdfReader

from requests_app.accounts.services import personal_organization
from requests_app.casefile.importer import import_case
from requests_app.casefile.reader import read_case_file
from requests_app.casefile.schema import CaseFile
from requests_app.evidence.measures import measure
from requests_app.models import Case, Organization, Packet, User
from requests_app.outbox import worker
from requests_app.packets import rendering
from requests_app.packets.contents import filled_sections
from requests_app.packets.exhibits import picture_hashes
from requests_app.packets.parts import Options, Section
from requests_app.packets.proof import Proof
from requests_app.packets.relied_rules import relied_rules
from requests_app.packets.services import ask_for_packet
from tests.databases import see_everything
from tests.factories.people import actor_for, make_user

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.json"))
ARIZONA, CHILD, BOTH = "arizona-iop-self-funded", "pediatric-subspecialty-caregiver", "rare-disease-surgery"
TEXAS = "spanish-speaking-patient"
MADE_AT = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
HANDLERS = {"packet": rendering.build}


@cache
def example(name: str = ARIZONA) -> CaseFile:
    return read_case_file((EXAMPLES / f"{name}.json").read_bytes(), today=date(2026, 11, 22))


def changed(file: CaseFile, **parts: dict[str, Any] | Any) -> CaseFile:
    """The same case with other values: `changed(file, care={"amount": 1}, path="BOTH")`."""
    data = file.model_dump(mode="json")
    for name, value in parts.items():
        data[name] = {**(data[name] or {}), **value} if isinstance(value, dict) else value
    return CaseFile.model_validate(data)


def options_for(file: CaseFile, **values: Any) -> Options:
    name = file.patient.caregiver_name or f"{file.patient.first_name} {file.patient.last_name}".strip()
    full = Options(sections=filled_sections(file), made_at=MADE_AT, number=1, signed_name=name)
    return replace(full, **values)


def measured(file: CaseFile, *, on: date = date(2026, 11, 22)) -> Proof:
    """What would be frozen with a packet of this case, but for the log it is signed against."""
    measures = measure(file, on=on)
    return Proof(
        measures=measures,
        rules=relied_rules(file, measures, on=on),
        pages=picture_hashes(file),
    )


def stored_case(
    name: str = ARIZONA, *, user: User | None = None, facility: Organization | None = None
) -> Case:
    user = user or make_user()
    organization = facility or personal_organization(user=user)
    see_everything()
    return import_case(
        example(name), organization=organization, user=user, by=actor_for(user), at=timezone.now()
    )


def ask(case: Case, *, sections: frozenset[Section] | None = None, name: str = "Maya Sample") -> Packet:
    return ask_for_packet(
        case=case,
        sections=sections if sections is not None else frozenset({Section.SEARCH, Section.CALLS}),
        signed_name=name,
        by=actor_for(case.opened_by),
        at=timezone.now(),
    )


def keep_promises(*, now: datetime | None = None) -> int:
    """What a sweep would do; afterwards the test sees every tenant again."""
    done = worker.sweep(handlers=HANDLERS, now=now or timezone.now())
    see_everything()
    return done


def ready_packet(case: Case) -> Packet:
    packet = ask(case, sections=frozenset())
    keep_promises()
    packet.refresh_from_db()
    return packet


def page_texts(pdf: bytes) -> list[str]:
    return _pdftotext(pdf, "-raw").split("\f")[:-1]


def boxes(pdf: bytes) -> str:
    """Where each word stands on its page."""
    return _pdftotext(pdf, "-bbox")


def _pdftotext(pdf: bytes, kind: str) -> str:
    command = ["pdftotext", kind, "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def squeezed(text: str) -> str:
    """Without spaces and line ends: a line may break anywhere."""
    return "".join(text.split())


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))

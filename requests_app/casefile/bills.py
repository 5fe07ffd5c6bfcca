"""Bills as the plan processed them, and claims that were sent back. Money in US dollars."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from requests_app.casefile.fields import (
    Money,
    Part,
    Sha256,
    Text20,
    Text50,
    Text100,
    Text200,
    Text300,
    Text1000,
)
from requests_app.claims.statement import Statement


class Eob(Part):
    """One claim. `is_current`: finished, and no corrected claim took its place."""

    key: UUID | None = None
    replaces_key: UUID | None = None
    is_current: bool = True
    document_sha256: Sha256 = ""
    statement: Statement


class Reprocessing(Part):
    """A claim sent back. `points`: the findings asked about, as `claims.findings.frozen` wrote them."""

    key: UUID | None = None
    eob_key: UUID | None = None
    corrected_key: UUID | None = None
    state: Literal["PREPARING", "SENT", "DECIDED", "WITHDRAWN"] = "PREPARING"
    outcome: Literal["", "CORRECTED", "PARTLY", "REFUSED"] = ""
    points: Annotated[list[dict[str, Any]], Field(max_length=200)] = []
    in_question: Money | None = None
    statement: Text1000 = ""
    send_to: Text300 = ""
    way: Text20 = ""
    sent_on: date | None = None
    number: Text50 = ""
    person: Text100 = ""
    office_told_on: date | None = None
    asked_again_on: date | None = None
    answer_due_on: date | None = None
    answer_due_from: Text200 = ""
    decided_on: date | None = None
    answer: Text1000 = ""

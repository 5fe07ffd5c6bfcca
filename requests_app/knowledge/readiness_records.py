"""What a file of insurers' tests must hold: practice of insurers with its source, not law."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from requests_app.knowledge.records import Confidence, Record, Slug, Strict
from requests_app.knowledge.schema import LocalText, WebAddress
from requests_app.knowledge.vocabulary import PLAN_TYPES, Kind
from requests_app.models.care import CareKind
from requests_app.models.coverage import PlanKind

StateCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class Need(StrEnum):
    """What a request must have to pass a test; docs/reference/readiness.md says how each is judged."""

    THREE_CONTACTED = "THREE_CONTACTED"
    OUTSIDE_LIMITS = "OUTSIDE_LIMITS"
    NUMBER_FIRST = "NUMBER_FIRST"
    FACILITY_APART = "FACILITY_APART"
    WHO_MAY_START = "WHO_MAY_START"
    BEFORE_CARE = "BEFORE_CARE"
    IN_WRITING = "IN_WRITING"
    PLAN_LIST_ASKED = "PLAN_LIST_ASKED"
    CLINICIAN_PAPERS = "CLINICIAN_PAPERS"
    PROVIDER_DETAILS = "PROVIDER_DETAILS"
    SIGNED_BY_MEMBER = "SIGNED_BY_MEMBER"
    NONE_TRAINED = "NONE_TRAINED"
    IN_NETWORK_LEVEL = "IN_NETWORK_LEVEL"
    IN_PERSON = "IN_PERSON"
    PERSON_REFERRED = "PERSON_REFERRED"
    EVERYONE_NAMED = "EVERYONE_NAMED"
    RIGHT_DEPARTMENT = "RIGHT_DEPARTMENT"
    EARLY_NOTICE = "EARLY_NOTICE"


class Insurer(Strict):
    """A company and the names people type for it."""

    id: Slug
    name: Annotated[str, Field(min_length=2)]
    names: Annotated[tuple[str, ...], Field(min_length=1)]


class ReadinessTest(Strict):
    """One thing an insurer looks for. An empty `insurer` means any; an empty list means no limit.

    `value` is a number (THREE_CONTACTED, EARLY_NOTICE) or who starts the request (WHO_MAY_START).
    """

    id: Slug
    insurer: str = ""
    needs: Need
    value: int | Literal["PATIENT", "PROVIDER"] | None = None
    unit: Literal["", "calendar_days"] = ""
    states: tuple[StateCode, ...] = ()
    plan_types: tuple[str, ...] = ()
    plan_kinds: tuple[PlanKind, ...] = ()
    care_kinds: tuple[CareKind, ...] = ()
    text: LocalText
    citation: str = ""
    source: Annotated[tuple[WebAddress, ...], Field(min_length=1)]
    confidence: Confidence
    as_of: Annotated[str, Field(min_length=4)]
    checked_on: date
    check: str = ""

    @property
    def key(self) -> str:
        """The check that can be made on a request."""
        return self.needs.value

    @property
    def record_id(self) -> str:
        """Under which the library has it, with its page “why we say this”."""
        return f"practice-{self.id}"

    @property
    def needs_confirming(self) -> bool:
        """Shown with "confirm by phone"."""
        return self.confidence != Confidence.VERIFIED or bool(self.check)

    @model_validator(mode="after")
    def _says_what_it_counts(self) -> ReadinessTest:
        counts = self.needs in (Need.THREE_CONTACTED, Need.EARLY_NOTICE)
        if counts != isinstance(self.value, int):
            raise ValueError("a number is needed where something is counted, and nowhere else")
        if (self.needs == Need.WHO_MAY_START) != isinstance(self.value, str):
            raise ValueError("PATIENT or PROVIDER is needed where it says who starts, and nowhere else")
        return self


class ReadinessFile(Strict):
    insurers: Annotated[tuple[Insurer, ...], Field(min_length=1)]
    tests: Annotated[tuple[ReadinessTest, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _names_fit(self) -> ReadinessFile:
        for ids in ([one.id for one in self.insurers], [one.id for one in self.tests]):
            repeated = sorted({one for one in ids if ids.count(one) > 1})
            if repeated:
                raise ValueError(f"used twice: {', '.join(repeated)}")
        wrong = sorted({kind for one in self.tests for kind in one.plan_types} - PLAN_TYPES)
        if wrong:
            raise ValueError(f"no such plan type: {', '.join(wrong)}")
        known = {one.id for one in self.insurers} | {""}
        unknown = sorted({one.insurer for one in self.tests} - known)
        if unknown:
            raise ValueError(f"no such insurer: {', '.join(unknown)}")
        return self


def record_of(test: ReadinessTest) -> Record:
    """As a record of the library, so that it has a page that says why we say it."""
    return Record(
        id=test.record_id,
        jurisdiction=test.states[0] if len(test.states) == 1 else "US",
        plan_types=test.plan_types or ("all",),
        kind=Kind.PAYER_PRACTICE,
        value=test.value,
        unit=test.unit or "policy",
        text=test.text,
        citation=test.citation,
        source=test.source,
        confidence=test.confidence,
        as_of=test.as_of,
        check=test.check,
        checked_on=test.checked_on,
    )

"""Everything the checks look at, as plain values: the case file, what was measured, the plan, its tests.

`diagnoses` holds what the official list says of each diagnosis code, so that a check looks nothing up;
`log_sha256` is of the log of calls in the words that would be signed today, empty when nobody asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from requests_app.casefile import schema
from requests_app.casefile.logged import stated
from requests_app.cases.call_cards import NAMES_BOX
from requests_app.evidence.measures import measure
from requests_app.evidence.model import Evidence, OfficeMeasure
from requests_app.knowledge.diagnoses import Diagnosis, diagnosis
from requests_app.knowledge.plans import PlanFacts, plan_facts_of
from requests_app.knowledge.readiness import tests_for
from requests_app.knowledge.readiness_records import ReadinessTest
from requests_app.strength.same_story import Mismatch, differences

PLAN_CALLS = frozenset({"CALL_1", "CALL_2", "CALL_3", "CALL_4"})


@dataclass(frozen=True)
class LoggedOffice:
    """An office with a result; `place` counts in the list of the case file."""

    place: int
    office: schema.Office
    measure: OfficeMeasure | None

    @property
    def path(self) -> str:
        return f"offices[{self.place}]"


@dataclass(frozen=True)
class Facts:
    case: schema.CaseFile
    evidence: Evidence
    plan: PlanFacts
    readiness: tuple[ReadinessTest, ...]
    diagnoses: Mapping[str, Diagnosis | None]
    on: date
    log_sha256: str = ""

    @cached_property
    def offices(self) -> tuple[LoggedOffice, ...]:
        """Those with a result, each with what was measured of it."""
        measures = iter(self.evidence.offices)
        return tuple(
            LoggedOffice(place, stated(office), next(measures, None))
            for place, office in enumerate(self.case.offices)
            if office.result
        )

    @cached_property
    def plan_calls(self) -> tuple[tuple[int, schema.InsurerCall], ...]:
        """Calls with the plan and their place in the list, oldest first."""
        calls = enumerate(self.case.insurer_calls)
        return tuple((place, call) for place, call in calls if call.kind in PLAN_CALLS)

    @cached_property
    def opening(self) -> schema.InsurerCall | None:
        """The first call on which the plan did not refuse to open the request."""
        calls = (call for _place, call in self.plan_calls if call.kind == "CALL_1")
        return next((call for call in calls if call.answers.get("request_opened") != "NO"), None)

    @cached_property
    def letter(self) -> schema.StatedFacts | None:
        return self.stated("CLINICIAN")

    @cached_property
    def is_letter_signed_here(self) -> bool:
        """In the portal, word for word; an uploaded one says what it says on paper."""
        return any(not one.is_uploaded for one in self.case.letters)

    @cached_property
    def has_letter(self) -> bool:
        """Signed here, uploaded, or typed in from paper."""
        on_paper = any(one.kind == "CLINICIAN_LETTER" for one in self.case.papers)
        return bool(self.letter is not None or self.case.letters or on_paper)

    def stated(self, source: str) -> schema.StatedFacts | None:
        return next((one for one in self.case.stated_facts if one.source == source), None)

    def track(self, kind: str) -> schema.Track | None:
        return next((one for one in self.case.tracks if one.kind == kind), None)

    @cached_property
    def differences(self) -> tuple[Mismatch, ...]:
        return differences(self.case)

    def heard(self, key: str) -> Iterator[str]:
        """What was written down for this box on any call with the plan, newest first."""
        for _place, call in reversed(self.plan_calls):
            value = call.answers.get(key)
            if value not in (None, "", False):
                yield str(value)

    def last_heard(self, key: str) -> str:
        return next(self.heard(key), "")

    @cached_property
    def asked_for_names(self) -> bool:
        """The plan was asked to name offices, and named some or none."""
        boxes = (NAMES_BOX, "gave_no_names", "could_not_name_anyone")
        heard = any(self.last_heard(box) for box in boxes)
        return heard or any(office.found_in == "PLAN_PHONE" for office in self.case.offices)

    def claims(self, reason: str) -> bool:
        return reason in self.case.care.gap_reasons

    def with_result(self, *results: str) -> tuple[LoggedOffice, ...]:
        return tuple(one for one in self.offices if one.office.result in results)


def facts_of(case: schema.CaseFile, *, on: date, log_sha256: str = "") -> Facts:
    plan = plan_facts_of(case.coverage, case.care)
    return Facts(
        case=case,
        evidence=measure(case, on=on),
        plan=plan,
        readiness=tests_for(case.coverage.insurer, plan),
        diagnoses={one.code: diagnosis(one.code) for one in case.care.codes if one.kind == "DIAGNOSIS"},
        on=on,
        log_sha256=log_sha256,
    )

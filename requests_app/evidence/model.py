"""What was measured, as plain values that a packet can freeze: nothing here looks anything up."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language

from requests_app.models.outreach import DistanceUnit, VisitMode

NOT_ALL_CARE = "NOT_ALL_CARE"


class Standing(StrEnum):
    """Where an office stands against the standards that apply."""

    INSIDE = "INSIDE"
    MAYBE = "MAYBE"  # nothing is over a standard, and something was not measured
    OUTSIDE = "OUTSIDE"
    OFFER = "OFFER"  # it may give the care, and no standard is there to hold it against
    NO_VISIT = "NO_VISIT"  # it offered no visit for this care


class NoStandard(StrEnum):
    """Why no zone can be drawn."""

    NONE_ON_FILE = "NONE_ON_FILE"
    TO_CONFIRM = "TO_CONFIRM"  # a rule may apply, and we are not sure enough to print it
    NOT_IN_MILES = "NOT_IN_MILES"  # the rule counts minutes on the way


@dataclass(frozen=True)
class Rule:
    """A record of the knowledge library as it read on the day of measuring."""

    record_id: str
    text_en: str
    text_es: str
    citation: str
    source: tuple[str, ...]
    as_of: str
    checked_on: date
    is_certain: bool
    is_printable: bool

    @property
    def may_be_claimed(self) -> bool:
        return self.is_certain and self.is_printable

    @property
    def id(self) -> str:
        """As a record of the library calls it, for the link to the source."""
        return self.record_id

    @property
    def needs_confirming(self) -> bool:
        """Shown with “confirm by phone”."""
        return not self.is_printable

    @property
    def text(self) -> str:
        return self.text_es if (get_language() or "").startswith("es") else self.text_en


@dataclass(frozen=True)
class WaitStandard:
    """At most so many days (`unit` calendar or business), or hours, from the request to the first visit."""

    rule: Rule
    days: int | None
    hours: int | None
    unit: str

    @property
    def in_days(self) -> float:
        """Its place on the axis of days."""
        return float(self.days) if self.days is not None else (self.hours or 0) / 24


@dataclass(frozen=True)
class DistanceStandard:
    """`needs_both`: an office must keep to the miles and to the minutes; else one of them is enough."""

    rule: Rule
    miles: int | None
    minutes: int | None
    needs_both: bool = False


@dataclass(frozen=True)
class OfficeMeasure:
    """One office. `number` is its row in every list; `outcome` is a result code or NOT_ALL_CARE."""

    number: int
    name: str
    result: str
    outcome: str
    group: str
    offers_care: bool
    contacted_on: date | None
    first_open_on: date | None
    gave_no_date: bool
    visit_mode: str
    declined_why: str
    has_zip: bool
    wait_days: int | None
    wait_business_days: int | None
    zip_miles: float | None
    own_distance: float | None
    own_unit: str
    meets_wait: bool | None
    meets_distance: bool | None
    standing: Standing

    @property
    def miles(self) -> float | None:
        """From the ZIP codes; else as the person gave them."""
        return self.zip_miles if self.zip_miles is not None else self.own_miles

    @property
    def miles_from(self) -> str:
        if self.zip_miles is not None:
            return "ZIP"
        return "OWN" if self.own_miles is not None else ""

    @property
    def own_miles(self) -> float | None:
        return self.own_distance if self.own_unit == DistanceUnit.MILES else None

    @property
    def is_by_video_only(self) -> bool:
        return self.visit_mode == VisitMode.VIDEO

    @property
    def is_inside(self) -> bool:
        return self.standing is Standing.INSIDE


@dataclass(frozen=True)
class Count:
    """How many offices had this outcome, and which."""

    outcome: str
    offices: tuple[int, ...]

    @property
    def number(self) -> int:
        return len(self.offices)


@dataclass(frozen=True)
class Evidence:
    """`wait_limit` and `distance_limit` may be claimed; the two `…_to_confirm` are never printed as rules."""

    measured_on: date
    has_patient_zip: bool
    wait_limit: WaitStandard | None
    distance_limit: DistanceStandard | None
    wait_to_confirm: WaitStandard | None
    distance_to_confirm: DistanceStandard | None
    offices: tuple[OfficeMeasure, ...]
    is_expedited: bool = False  # a limit for visits that are not urgent says too little then

    @property
    def counts(self) -> tuple[Count, ...]:
        """Every office is in exactly one count; in the order in which outcomes first occur."""
        found: dict[str, list[int]] = {}
        for office in self.offices:
            found.setdefault(office.outcome, []).append(office.number)
        return tuple(Count(outcome, tuple(numbers)) for outcome, numbers in found.items())

    @property
    def no_standard_reason(self) -> str:
        """Empty when a zone can be drawn."""
        if self.wait_limit or (self.distance_limit and self.distance_limit.miles is not None):
            return ""
        if self.distance_limit:
            return NoStandard.NOT_IN_MILES
        if self.wait_to_confirm or self.distance_to_confirm:
            return NoStandard.TO_CONFIRM
        return NoStandard.NONE_ON_FILE

    def standing(self, *which: Standing) -> tuple[OfficeMeasure, ...]:
        return tuple(office for office in self.offices if office.standing in which)

    @property
    def counts_business_days(self) -> bool:
        """The unit of the waits: that of the standard, else calendar days."""
        limit = self.wait_limit or self.wait_to_confirm
        return limit is not None and limit.days is not None and limit.unit == "business"

    def wait_of(self, office: OfficeMeasure) -> int | None:
        return office.wait_business_days if self.counts_business_days else office.wait_days


def as_json(evidence: Evidence) -> dict[str, Any]:
    """For `Packet.evidence`: dates as ISO text, everything else as it is."""
    return {name: _plain(value) for name, value in asdict(evidence).items()}


def from_json(data: dict[str, Any]) -> Evidence:
    return Evidence(
        measured_on=date.fromisoformat(data["measured_on"]),
        has_patient_zip=data["has_patient_zip"],
        wait_limit=_wait(data["wait_limit"]),
        distance_limit=_distance(data["distance_limit"]),
        wait_to_confirm=_wait(data["wait_to_confirm"]),
        distance_to_confirm=_distance(data["distance_to_confirm"]),
        offices=tuple(_office(one) for one in data["offices"]),
        is_expedited=data.get("is_expedited", False),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, StrEnum):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _rule(data: dict[str, Any]) -> Rule:
    changed = {"source": tuple(data["source"]), "checked_on": date.fromisoformat(data["checked_on"])}
    return Rule(**(data | changed))


def _wait(data: dict[str, Any] | None) -> WaitStandard | None:
    return WaitStandard(**(data | {"rule": _rule(data["rule"])})) if data else None


def _distance(data: dict[str, Any] | None) -> DistanceStandard | None:
    return DistanceStandard(**(data | {"rule": _rule(data["rule"])})) if data else None


def _office(data: dict[str, Any]) -> OfficeMeasure:
    days = {
        name: date.fromisoformat(data[name]) if data[name] else None
        for name in ("contacted_on", "first_open_on")
    }
    return OfficeMeasure(**(data | days | {"standing": Standing(data["standing"])}))

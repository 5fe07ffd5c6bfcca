"""What a packet keeps beside the case: measures, rules and hashes as they were on the day it was asked for.

Everything here is a plain value that goes into `Packet.evidence` and comes back the same, so that a packet
that was made does not follow the library, the calendar or the files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from requests_app.evidence import model
from requests_app.packets.evidence_parts import PrintedRule


@dataclass(frozen=True)
class Proof:
    """`pages` holds the SHA-256 of each picture that is printed by its key; empty: it could not be read.

    `plan_form` is the plan’s own form as it was filled, `regulator` who watches over the plan.
    """

    measures: model.Evidence | None = None
    rules: tuple[PrintedRule, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)
    log_changed: bool = False
    strength: Sequence[Mapping[str, Any]] = ()
    plan_form: Mapping[str, Any] = field(default_factory=dict)
    regulator: Mapping[str, Any] = field(default_factory=dict)

    def told_in(self, language: str) -> Proof:
        return replace(self, rules=tuple(one.told_in(language) for one in self.rules))

    def rule(self, record_id: str) -> PrintedRule | None:
        return next((one for one in self.rules if one.record_id == record_id), None)

    def measure_of(self, number: int) -> model.OfficeMeasure | None:
        """Of the office in this row of the search table."""
        offices = self.measures.offices if self.measures else ()
        return offices[number - 1] if number <= len(offices) else None


NOTHING = Proof()


def as_json(proof: Proof) -> dict[str, Any]:
    return {
        "measures": model.as_json(proof.measures) if proof.measures else None,
        "rules": [asdict(one) for one in proof.rules],
        "pages": dict(proof.pages),
        "log_changed": proof.log_changed,
        "strength": [dict(one) for one in proof.strength],
        "plan_form": dict(proof.plan_form),
        "regulator": dict(proof.regulator),
    }


def from_json(data: Mapping[str, Any]) -> Proof:
    """Packets made before evidence was kept have none of it."""
    measures = data.get("measures")
    return Proof(
        measures=model.from_json(measures) if measures else None,
        rules=tuple(PrintedRule(**one) for one in data.get("rules", ())),
        pages=dict(data.get("pages", {})),
        log_changed=data.get("log_changed", False),
        strength=tuple(data.get("strength", ())),
        plan_form=dict(data.get("plan_form", {})),
        regulator=dict(data.get("regulator", {})),
    )


def says_the_same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two packets of the same case would print the same: the day of measuring is not printed."""
    return _printed(one) == _printed(other)


def _printed(data: Mapping[str, Any]) -> dict[str, Any]:
    measures = {**(data.get("measures") or {}), "measured_on": None}
    return {
        "measures": measures,
        "rules": data.get("rules", []),
        "pages": data.get("pages", {}),
        "log_changed": data.get("log_changed", False),
        "plan_form": data.get("plan_form", {}),
        "regulator": data.get("regulator", {}),
        "signer": data.get("signer", {}),
        "logo": data.get("logo", {}),
    }

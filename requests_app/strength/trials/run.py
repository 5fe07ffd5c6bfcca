"""Try every flaw on every control, and the controls alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from requests_app.casefile.order import in_order
from requests_app.casefile.schema import CaseFile
from requests_app.strength.checker import check
from requests_app.strength.facts import facts_of
from requests_app.strength.findings import GOOD, Finding
from requests_app.strength.trials.clean import CONTROLS, LOG_SHA256, ON, Plain
from requests_app.strength.trials.flaw import Flaw
from requests_app.strength.trials.flaws import FLAWS


@dataclass(frozen=True)
class Trial:
    """One flaw on its controls. `missed` names those where it was not found; `false_alarms` what else was."""

    flaw: Flaw
    tried_on: tuple[str, ...]
    missed: tuple[str, ...]
    false_alarms: tuple[str, ...]


def findings_in(case: Plain) -> tuple[Finding, ...]:
    file = in_order(CaseFile.model_validate(case))
    return check(facts_of(file, on=ON, log_sha256=LOG_SHA256))


def wanting(findings: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in findings if one.group != GOOD]


def alarms_of_controls() -> dict[str, tuple[str, ...]]:
    """What is found in each clean request: it should be nothing."""
    return {name: tuple(one.id for one in wanting(findings_in(clean))) for name, clean in CONTROLS.items()}


@cache
def run() -> tuple[Trial, ...]:
    """Once a process: the flaws, the controls and the checks are all fixed."""
    return tuple(_tried(flaw) for flaw in FLAWS)


def _tried(flaw: Flaw) -> Trial:
    tried_on = flaw.on or tuple(CONTROLS)
    missed, false_alarms = [], []
    for name in tried_on:
        found = wanting(findings_in(flaw.applied_to(CONTROLS[name])))
        if not any((one.id, one.place) == (flaw.check, flaw.place) for one in found):
            missed.append(name)
        false_alarms += [
            f"{name}: {one.id} at {one.place}"
            for one in found
            if one.id not in flaw.also and (one.id, one.place) != (flaw.check, flaw.place)
        ]
    return Trial(flaw, tried_on, tuple(missed), tuple(false_alarms))

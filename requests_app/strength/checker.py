"""All checks of one request: a pure function, in a stable order. No score and no odds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from requests_app.strength import rules as _registers_all_checks  # noqa: F401
from requests_app.strength.facts import Facts
from requests_app.strength.findings import GROUPS, RULES, Finding


def check(facts: Facts) -> tuple[Finding, ...]:
    """Must fix first, then ideas, then what looks good; in a group in the order of the checks."""
    found = [finding for one in RULES.values() for finding in one.findings(facts)]
    return tuple(sorted(found, key=lambda finding: GROUPS.index(finding.group)))


def findings_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """As a packet keeps them."""
    return [finding.as_json() for finding in findings]

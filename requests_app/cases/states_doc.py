"""The published page of the states of a case, written from the table of moves."""

from __future__ import annotations

from pathlib import Path

from django.utils import translation

from requests_app.cases.lifecycle import MOVES
from requests_app.models import CaseStatus

ROOT = Path(__file__).resolve().parent.parent.parent
PUBLISHED = ROOT / "docs" / "reference" / "case-states.md"
HEAD = """# States of a case

Written by `manage.py case_states_doc` from `requests_app/cases/lifecycle.py`; a test fails when it is out
of date. Every move leaves a row in `CaseTransition` and an entry in the audit log, in one transaction.
Anything that is not in this table is refused.

| state | event | state after it |
|---|---|---|
"""


def states_text() -> str:
    """Stable text: the same table always gives the same page."""
    with translation.override("en"):
        rows = [
            f"| {_name(before)} | `{event}` | {_name(after)} |" for (before, event), after in MOVES.items()
        ]
    return HEAD + "\n".join(rows) + "\n"


def _name(status: str) -> str:
    return f"`{CaseStatus(status).value}` ({CaseStatus(status).label})"

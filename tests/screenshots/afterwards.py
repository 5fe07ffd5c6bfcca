"""Whose request shows a page of what follows a sending, and what its address names."""

from __future__ import annotations

from typing import Any

from tests.screenshots import bills

RENEWS, PARTLY, DENIED = "rosa@example.com", "petra@example.com", "dana@example.com"
APPEALED, STALLED, TERMS = "omar@example.com", "sam@example.com", "noor@example.com"
EVERYBODY = (RENEWS, PARTLY, DENIED, APPEALED, STALLED, TERMS, bills.SENT_BACK)
# The longest beginning of a route that is here says who opens it.
ACTORS: dict[str, str] = {
    "ladder:": STALLED,
    "decisions:": PARTLY,
    "decisions:denial": DENIED,
    "decisions:wanted": STALLED,
    "agreements:": TERMS,
    "renewals:": RENEWS,
    "appeals:": DENIED,
    "appeals:answer_due": APPEALED,
    "appeals:outcome": APPEALED,
    "complaints:": STALLED,
    "tracker:standing": STALLED,
    **bills.ACTORS,
}
ROWS: dict[str, str] = {
    "decision_id": "decisions",
    "line_id": "approved_lines",
    "wanted_id": "more_wanted",
    "appeal_id": "appeals",
    "complaint_id": "complaints",
    "escalation_id": "escalations",
}


def actor_of(route: str) -> str | None:
    found = [start for start in ACTORS if route.startswith(start)]
    return ACTORS[max(found, key=len)] if found else None


def named(case: Any, names: tuple[str, ...]) -> dict[str, Any]:
    found = {
        name: getattr(case, ROWS[name]).order_by("pk").first().public_id for name in names if name in ROWS
    }
    if "rung" in names:
        found["rung"] = "supervisor"
    if tuple(names) == ("case_id", "kind"):
        found["kind"] = "agreement"
    return found

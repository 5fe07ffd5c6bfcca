"""What a check told that a case has a place for, so that nothing is asked again. Pure."""

from __future__ import annotations

from typing import Any

from requests_app.claims.statement import Statement
from requests_app.eobcheck.state import State


def answers_of(state: State) -> dict[str, Any]:
    """In the words of the first questions. Without a yes nobody told whether the plan was asked at all."""
    told = {
        "already": "SAID_YES_BILLS_WRONG" if state.approval.said == "YES" else "",
        "coverage": state.coverage,
        "state": state.plan_state,
    }
    return {name: value for name, value in told.items() if value}


def path_of(state: State) -> str:
    """What was asked for, as far as the visitor knows; who does not know starts with the gap exception."""
    return "SINGLE_CASE_AGREEMENT" if state.approval.kind == "AGREEMENT" else "GAP_EXCEPTION"


def sections_of(state: State) -> dict[str, dict[str, Any]]:
    """What all the statements agree on; a name that cannot be told apart with certainty is left out."""
    statements = state.statements
    first, last = _name(_agreed(statements, "patient_name"))
    return {
        "patient": _told(first_name=first, last_name=last, birth_date=_agreed(statements, "patient_born_on")),
        "coverage": _told(
            insurer=_agreed(statements, "payer_name", 120), member_id=_agreed(statements, "member_id", 30)
        ),
        "provider": _provider(state),
    }


def _provider(state: State) -> dict[str, Any]:
    """Who billed is the provider that was approved only where their numbers say so: else every bill would
    fit an approval that names somebody else.
    """
    approved = state.approval.npi
    if not approved or approved != _agreed(state.statements, "billing_npi"):
        return _told(npi=approved)
    return _told(
        npi=approved,
        name=_agreed(state.statements, "billing_name", 150),
        tax_id=_agreed(state.statements, "billing_tax_id"),
    )


def _agreed(statements: tuple[Statement, ...], name: str, most: int = 200) -> Any:
    """The one value that is told; nothing when two differ, or when it is too long to be kept whole."""
    told = {value for one in statements if (value := getattr(one, name))}
    value = next(iter(told), None) if len(told) == 1 else None
    return None if isinstance(value, str) and len(value) > most else value


def _name(text: str | None) -> tuple[str, str]:
    """“LAST, FIRST” and “First Last”. Of three words nobody can tell where the last name begins."""
    last, comma, first = (text or "").partition(",")
    if comma and first.strip() and last.strip():
        return first.strip()[:100], last.strip()[:100]
    words = (text or "").split()
    return (words[0], words[1]) if len(words) == 2 and not comma else ("", "")


def _told(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}

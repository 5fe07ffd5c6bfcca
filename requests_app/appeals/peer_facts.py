"""What is known for a call between the doctors, filled in and shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from requests_app.appeals.forms.peers import LETTER, WINDOW_FROM
from requests_app.appeals.queries import signed_letters
from requests_app.common.dates import long_date, weekday_date
from requests_app.models import Case, Decision, PeerToPeer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Row:
    label: StrOrPromise
    value: str


def first_values(case: Case, decision: Decision | None) -> dict[str, Any]:
    """From the newest signed letter and from what the plan said: nothing is asked twice."""
    letters = [one for one in signed_letters(case) if one.answers.get("phone")] or signed_letters(case)
    found: dict[str, Any] = {}
    if letters:
        answers = letters[-1].answers
        found["clinician_name"] = answers.get("name") or letters[-1].signed_name
        found["clinician_phone"] = answers.get("phone", "")
        found["clinician_times"] = answers.get("peer_times", "")
    if decision is not None:
        found["plan_phone"] = decision.peer_phone
        found["window_until"] = decision.peer_by
        found["window_from"] = LETTER if decision.peer_by else ""
    return found


def rows_of(peer: PeerToPeer) -> list[Row]:
    until = weekday_date(peer.window_until) if peer.window_until else ""
    source = str(dict(WINDOW_FROM).get(peer.window_from, ""))
    rows = [
        Row(_("Where it is"), str(peer.get_state_display())),
        Row(_("Clinician"), peer.clinician_name),
        Row(_("Number of the clinician"), peer.clinician_phone),
        Row(_("When the clinician can talk"), peer.clinician_times),
        Row(_("Asked on"), long_date(peer.asked_on) if peer.asked_on else ""),
        Row(_("Number of the plan"), peer.plan_phone),
        Row(_("Reference number"), peer.reference),
        Row(_("Possible until"), f"{until} ({source})" if until and source else until),
    ]
    if peer.held_on:
        rows += [
            Row(_("Took place on"), long_date(peer.held_on)),
            Row(_("The plan’s doctor"), peer.reviewer),
            Row(_("What they said"), str(peer.get_outcome_display())),
        ]
    if peer.notes:
        rows.append(Row(_("Notes"), peer.notes))
    return rows

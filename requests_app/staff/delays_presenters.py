from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.cases.delays import PARTIES
from requests_app.desk.cells import next_action_text, short_name, stage_text
from requests_app.models import Case, WaitingSpan
from requests_app.staff.case_standing import NAMES
from requests_app.standing.turns import Share, TurnNow, shares, turn_now


@dataclass(frozen=True)
class Row:
    case: Case
    url: str
    patient: str
    stage: str
    next_action: str
    turn: TurnNow | None
    shares: tuple[Share, ...]
    total: int


def rows(cases: Iterable[Case], turns: Mapping[int, Sequence[WaitingSpan]], *, at: datetime) -> list[Row]:
    return [_row(case, turns.get(case.pk, ()), at) for case in cases]


def _row(case: Case, turns: Sequence[WaitingSpan], at: datetime) -> Row:
    found = shares(case, turns, NAMES, at=at)
    return Row(
        case=case,
        url=reverse("staff:case", kwargs={"case_id": case.public_id}),
        patient=short_name(case),
        stage=stage_text(case),
        next_action=next_action_text(case),
        turn=turn_now(case, NAMES, at=at),
        shares=found,
        total=sum(one.days for one in found),
    )


def views(counts: Mapping[str, int], here: str) -> list[dict[str, Any]]:
    """All of them, and those that wait for one party."""
    return [
        {
            "name": NAMES.get(key, _("All open")),
            "count": counts.get(key, 0),
            "query": f"waiting_on={key}" if key else "",
            "is_here": key == here,
        }
        for key in ("", *(str(party) for party in PARTIES))
    ]

"""Where the plan said, on the phone, that it wants papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_app.models import Case, InsurerCall

WAYS = ("fax", "website", "mail")


@dataclass(frozen=True)
class ToldWays:
    """What the plan said in the newest call 1 about sending papers."""

    told_on: date | None = None
    fax: str = ""
    website: str = ""
    mail: str = ""


def told_ways(case: Case) -> ToldWays:
    calls = InsurerCall.objects.finished().filter(case=case, kind="CALL_1").order_by("-called_on", "-id")
    for call in calls:
        answers = {key: str(call.answers.get(f"send_{key}") or "").strip() for key in WAYS}
        if any(answers.values()):
            return ToldWays(call.called_on, **answers)
    return ToldWays()

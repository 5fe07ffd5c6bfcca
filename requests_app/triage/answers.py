"""The answers given so far. They stay in the browser's session until the person saves a request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from requests_app.drafts import carried
from requests_app.triage.paths import OTHER_PATHS, WENT_ON, Answers, OtherPath, Stop, many

SESSION_KEY = "triage"
# The stops that a question can lead to: answering it again asks about them again.
STOPS_AFTER = {"how_soon": {Stop.EMERGENCY}, "coverage": {Stop.OTHER_PLAN, Stop.UNINSURED}}


def read(request: HttpRequest) -> dict[str, Any]:
    return dict(request.session.get(SESSION_KEY, {}))


def save(request: HttpRequest, answers: Answers) -> None:
    request.session[SESSION_KEY] = dict(answers)


def clear(request: HttpRequest) -> None:
    """With what another page gave along to go with the answers."""
    request.session.pop(SESSION_KEY, None)
    carried.drop(request)


def with_answer(answers: Answers, *, question: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """These answers and the new one. Others stay, also when they no longer count (R44)."""
    changed: dict[str, Any] = {**answers, **given}
    asks_again = STOPS_AFTER.get(question, set())
    changed[WENT_ON] = [stop for stop in many(answers, WENT_ON) if stop not in asks_again]
    return changed


def other_path_of(answers: Answers) -> OtherPath | None:
    return OTHER_PATHS.get(str(answers.get("coverage", "")))

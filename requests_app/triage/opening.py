"""What the first ten answers become in a case: each fact goes to its one place, and is not asked again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from requests_app.common.time_zones import zone_of_state
from requests_app.triage import paths
from requests_app.triage.paths import Answers, Stop, many, one


def path_of(answers: Answers) -> str:
    """What triage suggests to somebody who goes on: a stop they passed no longer decides.

    Raises NotAllAnswered (triage.paths) when questions are open.
    """
    missing = paths.first_unanswered(answers)
    if missing is not None:
        raise paths.NotAllAnswered(missing)
    passed = {**answers, paths.WENT_ON: [stop.value for stop in Stop]}
    return paths.suggest(passed).outcome.value


def columns_of(answers: Answers, *, path: str) -> dict[str, Any]:
    """Columns of Case."""
    return {
        "path": path,
        "already_asked": one(answers, "already"),
        "triage_answers": dict(answers),
        "is_urgent": one(answers, "how_soon") in paths.URGENT and one(answers, "care_when") != "OVER",
    }


def sections_of(answers: Answers) -> dict[str, Mapping[str, Any]]:
    """Columns of the case’s sections, by the name of the section."""
    kind = one(answers, "care")
    return {
        "coverage": {
            "source": one(answers, "coverage"),
            "is_self_funded": one(answers, "funding") if one(answers, "coverage") == "JOB" else "",
            "plan_state": one(answers, "state"),
        },
        "care": {
            "kind": kind,
            "kind_text": one(answers, "care_other") if kind == "OTHER" else "",
            "timing": one(answers, "care_when"),
            "how_soon": one(answers, "how_soon"),
            "gap_reasons": list(many(answers, "why")),
        },
    }


def zone_of(answers: Answers) -> str:
    return zone_of_state(one(answers, "state"))

"""From the ten answers to what we suggest. Pure: plain values in, plain values out.

Rule of thumb: a gap in the network (nobody offers it, wait, distance, not taking patients, unmet need) asks
for a network gap exception; care already begun with this provider before the plan changed asks for a single
case agreement; both kinds of reason ask for both. Who has not looked yet starts with the gap exception.

Only questions that are asked count: an answer left behind by an earlier choice is set aside, not deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from requests_app.common.states import STATE_NAMES

Answers = Mapping[str, str | Sequence[str]]

WENT_ON = "went_on"  # stops the person read and chose to go on from, as Stop values
CAME_WITH = "came_with"  # BILL: from the bill check, which has told the rest
BILL = "BILL"


class Outcome(StrEnum):
    GAP_EXCEPTION = "GAP_EXCEPTION"
    SINGLE_CASE_AGREEMENT = "SINGLE_CASE_AGREEMENT"
    BOTH = "BOTH"
    EMERGENCY = "EMERGENCY"
    OTHER_PATH = "OTHER_PATH"


class Stop(StrEnum):
    """A page that says what else to do, each with a way to go on."""

    EMERGENCY = "EMERGENCY"
    OTHER_PLAN = "OTHER_PLAN"
    UNINSURED = "UNINSURED"


class OtherPath(StrEnum):
    MEDICAID = "MEDICAID"
    MEDICARE = "MEDICARE"
    MILITARY = "MILITARY"
    UNINSURED = "UNINSURED"


class Flag(StrEnum):
    RETROSPECTIVE = "RETROSPECTIVE"
    BEGUN = "BEGUN"
    APPEAL = "APPEAL"
    CHECK_BILLS = "CHECK_BILLS"
    NOT_LOOKED_YET = "NOT_LOOKED_YET"
    EXPEDITED_POSSIBLE = "EXPEDITED_POSSIBLE"
    OK_NEEDED = "OK_NEEDED"


@dataclass(frozen=True)
class Because:
    """One answer that led to the suggestion; the page quotes its label."""

    question: str
    value: str


@dataclass(frozen=True)
class Suggestion:
    outcome: Outcome
    other_path: OtherPath | None
    flags: frozenset[Flag]
    because: tuple[Because, ...]


class NotAllAnswered(Exception):
    """A suggestion was asked for before the questions were answered."""


@dataclass(frozen=True)
class Step:
    """One question: the values it may have, and whether these answers make us ask it."""

    key: str
    values: frozenset[str]
    asked_if: Callable[[Answers], bool]


OTHER_PATHS = {
    "MEDICAID": OtherPath.MEDICAID,
    "MEDICARE": OtherPath.MEDICARE,
    "MILITARY": OtherPath.MILITARY,
    "NONE": OtherPath.UNINSURED,
}
GAP_REASONS = frozenset({"NONE_OFFERS", "WAIT", "DISTANCE", "NOT_TAKING", "NEED"})
CONTINUITY = "CONTINUITY"
NOT_LOOKED = "NOT_LOOKED"
URGENT = frozenset({"EMERGENCY", "DAYS_3"})


def one(answers: Answers, key: str) -> str:
    """The answer to a question with one answer, or nothing."""
    value = answers.get(key, "")
    if isinstance(value, str):
        return value
    return value[0] if value else ""


def many(answers: Answers, key: str) -> tuple[str, ...]:
    """The answers to a question where several may be picked."""
    value = answers.get(key, ())
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(value)


def _always(_answers: Answers) -> bool:
    return True


def has_bill(answers: Answers) -> bool:
    return one(answers, CAME_WITH) == BILL


def _without_bill(answers: Answers) -> bool:
    """Why care is needed out of network is no question any more once there is a bill for it."""
    return not has_bill(answers)


def _through_a_job(answers: Answers) -> bool:
    return one(answers, "coverage") == "JOB"


def _step(key: str, *values: str, asked_if: Callable[[Answers], bool] = _always) -> Step:
    return Step(key=key, values=frozenset(values), asked_if=asked_if)


STEPS: tuple[Step, ...] = (
    _step("who", "ME", "MY_CHILD", "SOMEONE_ELSE"),
    _step("care_when", "NOT_STARTED", "STARTED", "OVER", asked_if=_without_bill),
    _step("how_soon", "EMERGENCY", "DAYS_3", "WEEKS_2", "LATER", "UNSURE", asked_if=_without_bill),
    _step("state", *STATE_NAMES),
    _step("coverage", "JOB", "MARKETPLACE", "SCHOOL", "MEDICAID", "MEDICARE", "MILITARY", "NONE", "UNSURE"),
    _step("funding", "YES", "NO", "UNSURE", asked_if=_through_a_job),
    _step(
        "care",
        *("BEHAVIORAL", "SURGERY", "RARE", "CHILD", "OTHER_SPECIALIST", "OTHER"),
        asked_if=_without_bill,
    ),
    _step("why", *GAP_REASONS, CONTINUITY, NOT_LOOKED, asked_if=_without_bill),
    _step("provider", "YES", "NO", "UNSURE", asked_if=_without_bill),
    _step("already", "NO", "WAITING", "SAID_NO", "SAID_YES_BILLS_WRONG", asked_if=_without_bill),
)
STEP_KEYS = tuple(step.key for step in STEPS)


def asked_steps(answers: Answers) -> tuple[Step, ...]:
    return tuple(step for step in STEPS if step.asked_if(answers))


def is_answered(step: Step, answers: Answers) -> bool:
    picked = many(answers, step.key)
    if not picked or not all(picked):
        return False
    if NOT_LOOKED in picked and len(picked) > 1:
        return False
    return step.values.issuperset(picked)


def first_unanswered(answers: Answers) -> str | None:
    """The first question still to ask, or None when the result can be shown."""
    return next((step.key for step in asked_steps(answers) if not is_answered(step, answers)), None)


def next_question(answers: Answers, *, after: str) -> str | None:
    """The question that follows this one, or None when this was the last."""
    return next((step.key for step in asked_steps(answers) if _place(step.key) > _place(after)), None)


def previous_question(answers: Answers, *, before: str) -> str | None:
    """The question that comes before this one, or None when this is the first."""
    earlier = [step.key for step in asked_steps(answers) if _place(step.key) < _place(before)]
    return earlier[-1] if earlier else None


def stop_for(answers: Answers) -> Stop | None:
    """The page to show before any other question, unless the person already chose to go on from it."""
    went_on = many(answers, WENT_ON)
    stops: list[Stop] = []
    if one(answers, "how_soon") == "EMERGENCY":
        stops.append(Stop.EMERGENCY)
    other = OTHER_PATHS.get(one(answers, "coverage"))
    if other is not None:
        stops.append(Stop.UNINSURED if other == OtherPath.UNINSURED else Stop.OTHER_PLAN)
    return next((stop for stop in stops if stop not in went_on), None)


def went_on_from(stop: Stop, answers: Answers) -> tuple[str, ...]:
    """The value to keep under WENT_ON when the person goes on from this stop."""
    return (*(item for item in many(answers, WENT_ON) if item != stop), stop.value)


def suggest(answers: Answers) -> Suggestion:
    """Exactly one outcome. A stop the person has not passed decides; else all questions must be answered."""
    other_path = OTHER_PATHS.get(one(answers, "coverage"))
    stop = stop_for(answers)
    if stop == Stop.EMERGENCY:
        return Suggestion(Outcome.EMERGENCY, None, _flags(answers), _quote(answers, "how_soon"))
    if stop is not None:
        return Suggestion(Outcome.OTHER_PATH, other_path, _flags(answers), _quote(answers, "coverage"))
    missing = first_unanswered(answers)
    if missing is not None:
        raise NotAllAnswered(missing)
    outcome = _outcome(frozenset(many(answers, "why")))
    quoted = _quote(answers, "why") + _quoted_flags(answers)
    return Suggestion(outcome, other_path, _flags(answers), quoted)


def _outcome(reasons: frozenset[str]) -> Outcome:
    has_gap = bool(reasons & GAP_REASONS)
    if has_gap and CONTINUITY in reasons:
        return Outcome.BOTH
    if CONTINUITY in reasons:
        return Outcome.SINGLE_CASE_AGREEMENT
    return Outcome.GAP_EXCEPTION


def _flags(answers: Answers) -> frozenset[Flag]:
    found = {
        Flag.RETROSPECTIVE: one(answers, "care_when") == "OVER",
        Flag.BEGUN: one(answers, "care_when") == "STARTED",
        Flag.APPEAL: one(answers, "already") == "SAID_NO",
        Flag.CHECK_BILLS: one(answers, "already") == "SAID_YES_BILLS_WRONG",
        Flag.NOT_LOOKED_YET: NOT_LOOKED in many(answers, "why"),
        Flag.EXPEDITED_POSSIBLE: one(answers, "how_soon") in URGENT and one(answers, "care_when") != "OVER",
        Flag.OK_NEEDED: one(answers, "who") == "SOMEONE_ELSE" and one(answers, "has_ok") in {"NO", "UNSURE"},
    }
    return frozenset(flag for flag, is_set in found.items() if is_set)


def _quote(answers: Answers, question: str) -> tuple[Because, ...]:
    return tuple(Because(question, value) for value in many(answers, question))


def _quoted_flags(answers: Answers) -> tuple[Because, ...]:
    """Answers that change what comes first: care that is over, care needed soon, an earlier answer."""
    flags = _flags(answers)
    questions = {
        "care_when": Flag.RETROSPECTIVE in flags,
        "how_soon": Flag.EXPEDITED_POSSIBLE in flags,
        "already": bool(flags & {Flag.APPEAL, Flag.CHECK_BILLS}),
    }
    return tuple(quote for key, is_said in questions.items() if is_said for quote in _quote(answers, key))


def _place(key: str) -> int:
    return STEP_KEYS.index(key)

"""The ten triage questions as data: what is asked, why, and with which answers.

Which question is asked, and in which order, stands in `triage.paths`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.common.states import STATE_NAMES
from requests_app.models.care import CareKind, CareTiming, GapReason, HowSoon
from requests_app.models.cases import ForWhom
from requests_app.models.coverage import CoverageSource, YesNoUnsure
from requests_app.triage import paths
from requests_app.triage.paths import Answers

if TYPE_CHECKING:
    from django.db.models import TextChoices
    from django_stubs_ext import StrOrPromise


class Kind(StrEnum):
    RADIO = "RADIO"
    SELECT = "SELECT"
    CHECKBOX = "CHECKBOX"


class FollowUpKind(StrEnum):
    TEXT = "TEXT"
    RADIO = "RADIO"


@dataclass(frozen=True)
class Option:
    value: str
    label: StrOrPromise
    hint: StrOrPromise = ""
    stands_alone: bool = False


@dataclass(frozen=True)
class FollowUp:
    """One simple question under the option it belongs to."""

    key: str
    under: str
    kind: FollowUpKind
    label: StrOrPromise
    error: StrOrPromise
    hint: StrOrPromise = ""
    options: tuple[Option, ...] = ()
    name: StrOrPromise = ""
    max_length: int = 0


@dataclass(frozen=True)
class Question:
    key: str
    path: str
    title: StrOrPromise
    kind: Kind
    options: tuple[Option, ...]
    error: StrOrPromise
    hint: StrOrPromise = ""
    why_we_ask: StrOrPromise = ""
    follow_up: FollowUp | None = None
    mixed_error: StrOrPromise = ""
    asked_if: Callable[[Answers], bool] = field(default=lambda _answers: True)

    def label_of(self, value: str) -> StrOrPromise:
        return next((option.label for option in self.options if option.value == value), value)

    def problem_with(self, picked: Sequence[str]) -> StrOrPromise | None:
        """What to do about these answers, or None when they can be kept."""
        known = {option.value: option for option in self.options}
        if not picked or not all(value in known for value in picked):
            return self.error
        if len(picked) > 1 and self.kind is not Kind.CHECKBOX:
            return self.error
        if len(picked) > 1 and any(known[value].stands_alone for value in picked):
            return self.mixed_error
        return None


def _options(choices: type[TextChoices], **hints: StrOrPromise) -> tuple[Option, ...]:
    return tuple(Option(value, label, hint=hints.get(value, "")) for value, label in choices.choices)


YES_NO_UNSURE = _options(YesNoUnsure)

WHO = Question(
    key="who",
    path="who",
    title=_("Who is this request for?"),
    kind=Kind.RADIO,
    options=_options(ForWhom),
    error=_("Select who this is for"),
    follow_up=FollowUp(
        key="has_ok",
        under=ForWhom.SOMEONE_ELSE,
        kind=FollowUpKind.RADIO,
        label=_("Do you have their OK to see their health details?"),
        options=YES_NO_UNSURE,
        error=_("Select yes, no, or ‘I’m not sure’ about their OK to see their health details"),
    ),
)

CARE_WHEN = Question(
    key="care_when",
    path="care-when",
    title=_("Has the care started?"),
    kind=Kind.RADIO,
    options=_options(
        CareTiming,
        OVER=_("You can still ask. It is harder after care, so dates and proof matter more"),
    ),
    error=_("Select if the care has started"),
)

HOW_SOON = Question(
    key="how_soon",
    path="how-soon",
    title=_("How soon is the care needed?"),
    kind=Kind.RADIO,
    options=_options(HowSoon),
    error=_("Select how soon the care is needed"),
)

STATE = Question(
    key="state",
    path="state",
    title=_("Which state is the plan from?"),
    kind=Kind.SELECT,
    options=tuple(Option(code, name) for code, name in STATE_NAMES.items()),
    error=_("Select a state"),
    hint=_("Where you live if you are not sure"),
)

COVERAGE = Question(
    key="coverage",
    path="coverage",
    title=_("How do you get your health plan?"),
    kind=Kind.RADIO,
    options=_options(CoverageSource),
    error=_("Select how you get your health plan"),
)

FUNDING = Question(
    key="funding",
    path="funding",
    title=_("Does the employer pay the claims itself?"),
    kind=Kind.RADIO,
    options=_options(YesNoUnsure, UNSURE=_("You can ask on your first call")),
    error=_("Select yes, no, or ‘I’m not sure’ about who pays the claims"),
    why_we_ask=_(
        "Many large employers pay the claims themselves. This is called “self-funded”. "
        "It decides which rules and which office can help you."
    ),
)

CARE = Question(
    key="care",
    path="care",
    title=_("What kind of care is it?"),
    kind=Kind.RADIO,
    options=_options(CareKind),
    error=_("Select the kind of care"),
    why_we_ask=_("Some laws protect some kinds of care more"),
    follow_up=FollowUp(
        key="care_other",
        under=CareKind.OTHER,
        kind=FollowUpKind.TEXT,
        label=_("What kind of care?"),
        error=_("Enter the kind of care"),
        name=_("Kind of care"),
        max_length=80,
    ),
)

WHY = Question(
    key="why",
    path="why",
    title=_("Why can’t you use an in-network provider?"),
    kind=Kind.CHECKBOX,
    options=tuple(
        Option(value, label, stands_alone=value == GapReason.NOT_LOOKED) for value, label in GapReason.choices
    ),
    error=_("Select at least one reason, or ‘I have not looked yet’"),
    hint=_("Select all that fit"),
    mixed_error=_("Select reasons, or select ‘I have not looked yet’"),
)

PROVIDER = Question(
    key="provider",
    path="provider",
    title=_("Have you found the provider you want?"),
    kind=Kind.RADIO,
    options=(
        Option("YES", _("Yes")),
        Option("NO", _("No")),
        Option("UNSURE", _("Not sure they will agree")),
    ),
    error=_("Select yes, no, or ‘Not sure they will agree’"),
)

ALREADY = Question(
    key="already",
    path="already",
    title=_("Have you already asked the plan?"),
    kind=Kind.RADIO,
    options=(
        Option("NO", _("No")),
        Option("WAITING", _("Yes, I’m waiting")),
        Option("SAID_NO", _("Yes, they said no")),
        Option("SAID_YES_BILLS_WRONG", _("Yes, they said yes but bills are wrong")),
    ),
    error=_("Select if you already asked"),
)


def _with_rule(question: Question) -> Question:
    step = next(step for step in paths.STEPS if step.key == question.key)
    return replace(question, asked_if=step.asked_if)


QUESTIONS: tuple[Question, ...] = tuple(
    _with_rule(question)
    for question in (WHO, CARE_WHEN, HOW_SOON, STATE, COVERAGE, FUNDING, CARE, WHY, PROVIDER, ALREADY)
)
BY_KEY: dict[str, Question] = {question.key: question for question in QUESTIONS}
BY_PATH: dict[str, Question] = {question.path: question for question in QUESTIONS}

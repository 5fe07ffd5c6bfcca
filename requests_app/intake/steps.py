"""The wizard as data: which pages there are, in which order, and for whom.

A new question is a new field of a `StepForm`, named like its column, or a new line here
(docs/how-to/add-a-question.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from requests_app.cases.plan_details import details_for
from requests_app.cases.progress import TASK_TITLES, value_at
from requests_app.drafts.versions import version_of
from requests_app.intake.forms import care, plan, provider, story, you
from requests_app.intake.forms.base import StepForm
from requests_app.models import Case, ForWhom

if TYPE_CHECKING:
    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise


def _always(_case: Case) -> bool:
    return True


def _for_somebody_else(case: Case) -> bool:
    return case.for_whom != ForWhom.ME


def _through_a_job(case: Case) -> bool:
    return case.coverage.source == "JOB"


def _has_closer_answers(case: Case) -> bool:
    return bool(details_for(case.coverage.source))


def _on_somebody_elses_plan(case: Case) -> bool:
    return case.coverage.is_subscriber is False


def _funding_is_known(case: Case) -> bool:
    return case.coverage.is_self_funded in ("YES", "NO")


@dataclass(frozen=True)
class Step:
    """One page.

    applies     whether it is asked in this case
    told_as     the triage question that asked it before: then it is shown with a Change link, not asked again
    is_settled  whether that early answer is enough (“I’m not sure” about funding is asked once more)
    decided_by  the answer that decides whether a page applies; while it is open, nobody counts the pages
    """

    task: str
    key: str
    form: type[StepForm]
    applies: Callable[[Case], bool] = _always
    told_as: str = ""
    is_settled: Callable[[Case], bool] = _always
    decided_by: str = ""

    @property
    def section(self) -> str:
        return self.form.section

    @property
    def columns(self) -> tuple[str, ...]:
        return self.form.columns()

    def is_done(self, case: Case) -> bool:
        return self.form.is_answered(case)

    def was_told(self, case: Case) -> bool:
        """Answered before there was a case, so it is not asked a second time."""
        return bool(
            self.told_as
            and case.triage_answers.get(self.told_as)
            and self.is_done(case)
            and self.is_settled(case)
        )

    def make_form(self, data: QueryDict | None, *, case: Case, today: date) -> StepForm:
        form = self.form(data, today=today, case=case, version=version_of(self.form.stored(case)))
        form.caption = TASK_TITLES[self.task]
        return form

    def title(self, case: Case, today: date) -> StrOrPromise:
        return self.make_form(None, case=case, today=today).page_heading


STEPS: tuple[Step, ...] = (
    Step("you", "name", you.NameForm),
    Step("you", "caregiver", you.CaregiverForm, applies=_for_somebody_else),
    Step("you", "address", you.AddressForm),
    Step("you", "language", you.LanguageForm),
    Step("plan", "source", plan.SourceForm, told_as="coverage"),
    Step("plan", "insurer", plan.InsurerForm),
    Step("plan", "member", plan.MemberForm),
    Step("plan", "main-person", plan.MainPersonForm),
    Step(
        "plan",
        "subscriber",
        plan.SubscriberForm,
        applies=_on_somebody_elses_plan,
        decided_by="coverage.is_subscriber",
    ),
    Step("plan", "type", plan.PlanKindForm),
    Step(
        "plan",
        "detail",
        plan.DetailForm,
        applies=_has_closer_answers,
        decided_by="coverage.source",
    ),
    Step(
        "plan",
        "funding",
        plan.FundingForm,
        applies=_through_a_job,
        told_as="funding",
        is_settled=_funding_is_known,
        decided_by="coverage.source",
    ),
    Step("care", "kind", care.CareKindForm, told_as="care"),
    Step("care", "timing", care.TimingForm, told_as="how_soon"),
    Step("care", "reasons", care.GapForm, told_as="why"),
    Step("care", "need", care.NeedForm),
    Step("care", "dates", care.AmountForm),
    Step("care", "harm", care.HarmForm),
    Step("care", "codes-known", care.CodesKnownForm),
    Step("provider", "name", provider.ProviderNameForm),
    Step("provider", "numbers", provider.NumbersForm),
    Step("provider", "place", provider.PlaceForm),
    Step("provider", "agreed", provider.AgreedForm),
    Step("provider", "agreement", provider.AgreementForm),
    Step("why", "reasons", provider.WhyForm),
    Step("story", "need", story.NeedNowForm),
    Step("story", "tried", story.TriedForm),
    Step("story", "waiting", story.WaitingForm),
)
TASKS = tuple(TASK_TITLES)
# One page says it all, so nothing is checked on a second one.
WITHOUT_CHECK = frozenset({"why"})
_BY_KEY = {(step.task, step.key): step for step in STEPS}


def find(task: str, key: str) -> Step | None:
    return _BY_KEY.get((task, key))


def of_task(case: Case, task: str) -> list[Step]:
    """The pages that apply in this case."""
    return [step for step in STEPS if step.task == task and step.applies(case)]


def asked(case: Case, task: str) -> list[Step]:
    """The pages one walks through with Continue."""
    return [step for step in of_task(case, task) if not step.was_told(case)]


def told(case: Case, task: str) -> list[Step]:
    return [step for step in of_task(case, task) if step.was_told(case)]


def set_aside(case: Case, task: str) -> list[Step]:
    """Pages with answers that do not count now, because another answer says so (R44)."""
    return [
        step
        for step in STEPS
        if step.task == task
        and not step.applies(case)
        and any(_is_given(v) for v in step.form.stored(case).values())
    ]


def first_open(case: Case, task: str) -> Step | None:
    return next((step for step in of_task(case, task) if not step.is_done(case)), None)


def following(case: Case, step: Step) -> Step | None:
    """The page after this one; None after the last, and after a page that was told before."""
    walk = asked(case, step.task)
    if step not in walk:
        return None
    place = walk.index(step) + 1
    return walk[place] if place < len(walk) else None


def preceding(case: Case, step: Step) -> Step | None:
    walk = asked(case, step.task)
    if step not in walk or walk.index(step) == 0:
        return None
    return walk[walk.index(step) - 1]


def place(case: Case, step: Step) -> tuple[int, int | None] | None:
    """(2, 4) for “Step 2 of 4” in tasks of three pages or more; (2, None) while the number is not certain."""
    walk = asked(case, step.task)
    if step not in walk or len(walk) < 3:
        return None
    undecided = any(
        other.decided_by and not _is_given(value_at(case, other.decided_by))
        for other in STEPS
        if other.task == step.task
    )
    return walk.index(step) + 1, None if undecided else len(walk)


def _is_given(value: Any) -> bool:
    return value not in (None, "", [])

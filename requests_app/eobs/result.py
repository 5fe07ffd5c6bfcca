"""What the check found, as the page of one statement shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from requests_app.claims.finding_texts import heading, result_heading, sentence, todo, where
from requests_app.claims.finding_texts import todos as todo_lines
from requests_app.claims.findings import Finding, Kind, Result, Review, Step
from requests_app.claims.reasons import Explained, explained
from requests_app.common.dates import long_date
from requests_app.common.money import dollars
from requests_app.eobs import queries
from requests_app.eobs.cards import MARKS
from requests_app.eobs.presenters import amount_text
from requests_app.eobs.statements import statement_of
from requests_app.eobs.steps import url_of
from requests_app.models import Case, ExplanationOfBenefits, Reprocessing, ReprocessingState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_SHOWN = 25
HEADINGS: dict[Result, StrOrPromise] = {
    Result.WRONG: gettext_lazy("This claim does not match your approval"),
    Result.CANNOT_TELL: gettext_lazy("We cannot tell yet if this claim is right"),
    Result.RIGHT: gettext_lazy("This claim looks right"),
}


@dataclass(frozen=True)
class Shown:
    """`steps`: which places of the list of what to do."""

    title: StrOrPromise
    text: str
    where: str
    amount: str
    steps: str


@dataclass(frozen=True)
class Group:
    """`more`: how many are not shown, because nobody reads hundreds of cards."""

    title: StrOrPromise
    status: str
    findings: list[Shown]
    is_open: bool
    more: int = 0


@dataclass(frozen=True)
class Todo:
    text: str
    url: str
    link: StrOrPromise


@dataclass(frozen=True)
class Version:
    text: str
    url: str


def heading_of(review: Review, *, has_approval: bool) -> StrOrPromise:
    """Of the page; “your approval” is named only where there is one and the claim differs from it."""
    wrong = {one.kind for one in review.of(Result.WRONG)}
    if wrong and wrong <= {Kind.SUMS}:
        return _("The amounts on this statement do not add up")
    if wrong and not has_approval:
        return _("Something on this statement does not look right")
    return HEADINGS[review.verdict]


def groups(review: Review) -> list[Group]:
    """What does not match first; what looks right is folded away where there is anything else."""
    found = [(result, review.of(result)) for result in (Result.WRONG, Result.CANNOT_TELL, Result.RIGHT)]
    has_more = review.verdict is not Result.RIGHT
    steps = list(_steps(review))
    return [
        Group(
            result_heading(result),
            MARKS[result],
            [_shown(one, steps) for one in findings[:MOST_SHOWN]],
            is_open=result is not Result.RIGHT or not has_more,
            more=max(0, len(findings) - MOST_SHOWN),
        )
        for result, findings in found
        if findings
    ]


def todos(eob: ExplanationOfBenefits, review: Review, *, may_edit: bool) -> list[Todo]:
    """With the place where it is done, for those who may do it."""
    found = []
    for text, step in _steps(review).items():
        url, link = _place(eob, step) if may_edit else ("", "")
        found.append(Todo(text, url, link))
    return found


def codes(eob: ExplanationOfBenefits) -> list[Explained]:
    """The note and reason codes of the claim, in our words where we have any."""
    return list(explained(statement_of(eob), get_language() or "en"))


def can_be_sent_back(review: Review) -> bool:
    return any(Step.SEND_BACK in one.steps for one in review.of(Result.WRONG))


def back_of(eob: ExplanationOfBenefits) -> Reprocessing | None:
    """The newest time this claim was sent back; one query."""
    return eob.reprocessings.exclude(state=ReprocessingState.WITHDRAWN).order_by("-id").first()


def versions(eob: ExplanationOfBenefits) -> list[Version]:
    """Every telling of this claim, the oldest first; none where it was told once."""
    every = {one.pk: one for one in queries.kept(eob.case)}
    later = {one.replaces_id: one for one in every.values() if one.replaces_id is not None}
    first = eob
    while first.replaces_id in every:
        first = every[first.replaces_id]
    chain = [first]
    while chain[-1].pk in later:
        chain.append(later[chain[-1].pk])
    if len(chain) < 2:
        return []
    return [_version(eob, one, place) for place, one in enumerate(chain)]


def _version(shown: ExplanationOfBenefits, one: ExplanationOfBenefits, place: int) -> Version:
    told = {
        "day": long_date(one.processed_on) if one.processed_on else _("day not shown"),
        "owes": amount_text(one.patient_owes),
    }
    text = _("Corrected, %(day)s. You owe: %(owes)s") if place else _("First, %(day)s. You owe: %(owes)s")
    url = "" if one.pk == shown.pk else url_of("eob_detail", shown.case, one.public_id)
    return Version(text % told, url)


def _shown(finding: Finding, steps: Sequence[str]) -> Shown:
    return Shown(
        title=heading(finding.kind),
        text=str(sentence(finding)),
        where=where(finding),
        amount=dollars(finding.amount) if finding.amount and finding.result is Result.WRONG else "",
        steps=_steps_text(sorted(steps.index(one) + 1 for one in todo_lines(finding))),
    )


def _steps_text(numbers: Sequence[int]) -> str:
    told = {"numbers": ", ".join(str(one) for one in numbers)}
    text = ngettext("What to do: step %(numbers)s", "What to do: steps %(numbers)s", len(numbers))
    return text % told if numbers else ""


def _steps(review: Review) -> dict[str, Step]:
    """What to do, each sentence once, for what does not match first."""
    found: dict[str, Step] = {}
    for result in (Result.WRONG, Result.CANNOT_TELL, Result.RIGHT):
        for finding in review.of(result):
            for step in finding.steps:
                if step is not Step.NOTHING:
                    found.setdefault(str(todo(step, finding)), step)
    return found


def _place(eob: ExplanationOfBenefits, step: Step) -> tuple[str, StrOrPromise]:
    """Where in the product the step is done."""
    case: Case = eob.case
    own = [case.public_id]
    places: dict[Step, tuple[str, StrOrPromise]] = {
        Step.SEND_BACK: (
            reverse("reprocessing:start", args=[case.public_id, eob.public_id]),
            _("Ask the plan to process it again"),
        ),
        Step.FILL_IN_APPROVAL: (reverse("decisions:answer_list", args=own), _("What the plan answered")),
        Step.FILL_IN_COSTS: (reverse("costs:edit", args=own), _("What your plan makes you pay")),
        Step.ASK_TO_RENEW: (reverse("renewals:overview", args=own), _("Go on after this approval")),
        Step.APPEAL: (reverse("appeals:appeal_list", args=own), _("Appeals")),
        Step.LOOK_AT_PAPER: (url_of("line_list", case, eob.public_id), _("Look at the numbers again")),
    }
    return places.get(step, ("", ""))

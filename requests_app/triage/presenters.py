"""What the result and the other-path pages say, from the answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from requests_app.knowledge import library
from requests_app.knowledge.schema import Contact, Topic
from requests_app.triage import paths
from requests_app.triage.paths import Answers, Flag, OtherPath, Outcome, Suggestion
from requests_app.triage.questions import BY_KEY, FollowUp, Question

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FROM_RESULT = "from=result"
NAMES: dict[Outcome, StrOrPromise] = {
    Outcome.GAP_EXCEPTION: _("Ask for a network gap exception"),
    Outcome.SINGLE_CASE_AGREEMENT: _("Ask for a single case agreement"),
    Outcome.BOTH: _("Ask for both: a network gap exception and a single case agreement"),
}
MEANINGS: dict[Outcome, StrOrPromise] = {
    Outcome.GAP_EXCEPTION: _(
        "You ask the plan to count an outside provider as in-network, because its network has no one who can "
        "treat you in time."
    ),
    Outcome.SINGLE_CASE_AGREEMENT: _(
        "The plan and the provider sign a one-time deal about the price, so that you can stay with the "
        "provider who already treats you."
    ),
    Outcome.BOTH: _(
        "You ask the plan to count the provider as in-network, and the plan and the provider to sign a "
        "one-time deal about the price. The proof is the same for both."
    ),
}
TOPICS = {
    OtherPath.MEDICAID: Topic.MEDICAID,
    OtherPath.MEDICARE: Topic.MEDICARE,
    OtherPath.MILITARY: Topic.MILITARY,
    OtherPath.UNINSURED: Topic.UNINSURED,
}
HEADINGS: dict[OtherPath, StrOrPromise] = {
    OtherPath.MEDICAID: _("Medicaid has its own way to ask"),
    OtherPath.MEDICARE: _("Medicare has its own way to ask"),
    OtherPath.MILITARY: _("Military and VA plans have their own way to ask"),
    OtherPath.UNINSURED: _("Without a plan, start with getting coverage"),
}


# An answer of the plan that is already there comes before the paper one would ask for.
NAMES_AFTER: dict[Flag, StrOrPromise] = {
    Flag.APPEAL: _("Answer the plan’s no"),
    Flag.CHECK_BILLS: _("Get the approval applied to your bills"),
}
MEANINGS_AFTER: dict[Flag, StrOrPromise] = {
    Flag.APPEAL: _(
        "You tell the plan in writing why its no is wrong, with the offices you called, names and dates as "
        "proof. The plan’s letter says how, and until which day."
    ),
    Flag.CHECK_BILLS: _(
        "You hold the plan to its yes: call about each wrong bill, write down what they say, and check that "
        "they do it."
    ),
}


@dataclass(frozen=True)
class Row:
    """An answer on the result page, with the link that changes it."""

    label: StrOrPromise
    value: str
    change_url: str


@dataclass(frozen=True)
class Quote:
    question: StrOrPromise
    answer: StrOrPromise


def name_of(suggestion: Suggestion) -> StrOrPromise:
    return _by_situation(suggestion, NAMES_AFTER) or NAMES[suggestion.outcome]


def meaning_of(suggestion: Suggestion) -> StrOrPromise:
    return _by_situation(suggestion, MEANINGS_AFTER) or MEANINGS[suggestion.outcome]


def quotes(suggestion: Suggestion) -> list[Quote]:
    return [
        Quote(BY_KEY[said.question].title, BY_KEY[said.question].label_of(said.value))
        for said in suggestion.because
    ]


def flag_names(suggestion: Suggestion) -> dict[str, bool]:
    """For templates: `flags.APPEAL` and so on."""
    return {flag.value: flag in suggestion.flags for flag in Flag}


def rows(answers: Answers) -> list[Row]:
    """All answers that count, in the order of the questions."""
    found: list[Row] = []
    for step in paths.asked_steps(answers):
        question = BY_KEY[step.key]
        url = f"{reverse('triage:question', kwargs={'question': question.path})}?{FROM_RESULT}"
        found.append(Row(question.title, _labels(question, answers), url))
        extra = question.follow_up
        if extra and extra.under in paths.many(answers, question.key):
            found.append(Row(extra.label, _follow_up_label(extra, answers), url))
    return found


def contacts_for(other: OtherPath) -> tuple[Contact, ...]:
    return library.contacts_about(TOPICS[other])


def appeal_contacts(answers: Answers) -> tuple[Contact, ...]:
    """Free help with an appeal; for plans from an employer the federal advisors as well."""
    found = library.contacts_about(Topic.FREE_HELP)
    if paths.one(answers, "coverage") == "JOB":
        found = library.contacts_about(Topic.EMPLOYER_PLAN) + found
    return found


def _by_situation(suggestion: Suggestion, texts: dict[Flag, StrOrPromise]) -> StrOrPromise:
    return next((text for flag, text in texts.items() if flag in suggestion.flags), "")


def _labels(question: Question, answers: Answers) -> str:
    return "\n".join(str(question.label_of(value)) for value in paths.many(answers, question.key))


def _follow_up_label(asked: FollowUp, answers: Answers) -> str:
    value = paths.one(answers, asked.key)
    labels = {option.value: str(option.label) for option in asked.options}
    return labels.get(value, value)

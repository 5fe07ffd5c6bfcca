"""One form for all ten questions, built from the question's data, and the one about costs."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.fields.base import PortalField
from requests_app.common.forms import PortalForm
from requests_app.costs.amounts import AmountsForm
from requests_app.costs.worth import CostNumbers
from requests_app.triage.paths import Answers
from requests_app.triage.questions import BY_KEY, FollowUp, FollowUpKind, Kind, Option, Question

# One name for all questions: a field called like an attribute of the form (“why”) would hide it in templates.
ANSWER = "answer"


class TriageForm(PortalForm):
    caption = _("See if this fits you")
    question: Question

    @classmethod
    def initial_from(cls, answers: Answers) -> dict[str, Any]:
        found = dict(answers)
        return {ANSWER: found.get(cls.question.key), **found}

    def given(self) -> dict[str, Any]:
        """The answers of this page by the keys of the questions."""
        found = dict(self.cleaned_data)
        return {self.question.key: found.pop(ANSWER), **found}


def form_class(question: Question) -> type[TriageForm]:
    return _form_class(question.key)


@cache
def _form_class(key: str) -> type[TriageForm]:
    question = BY_KEY[key]
    parts: dict[str, Any] = {
        "question": question,
        "why": question.why_we_ask,
        ANSWER: _field(question),
    }
    if question.follow_up:
        parts[question.follow_up.key] = _follow_up(question.follow_up)
    return type("TriageForm", (TriageForm,), parts)


def fields_of(question: Question, *, name: str) -> dict[str, PortalField]:
    """One question with its follow-up, under a name of its own, for a page that asks several of them."""
    found = {name: _field(question)}
    if question.follow_up:
        found[question.follow_up.key] = _follow_up(question.follow_up)
    return found


def _field(question: Question) -> PortalField:
    asked: dict[str, Any] = {
        "label": question.title,
        "hint": question.hint,
        "empty": question.error,
        "choices": _pairs(question.options),
    }
    if question.kind is Kind.SELECT:
        return fields.SelectField(unchosen=_("Select a state"), **asked)
    asked["hints"] = {option.value: option.hint for option in question.options if option.hint}
    if question.follow_up:
        asked["reveals"] = {question.follow_up.under: question.follow_up.key}
    if question.kind is Kind.CHECKBOX:
        alone = next((option.value for option in question.options if option.stands_alone), "")
        return fields.MultiChoiceField(exclusive=alone, exclusive_error=question.mixed_error, **asked)
    return fields.ChoiceField(**asked)


def _follow_up(asked: FollowUp) -> PortalField:
    if asked.kind is FollowUpKind.TEXT:
        return fields.TextField(
            label=asked.label,
            hint=asked.hint,
            empty=asked.error,
            name=asked.name,
            max_length=asked.max_length,
        )
    return fields.ChoiceField(
        label=asked.label, hint=asked.hint, empty=asked.error, choices=_pairs(asked.options)
    )


def _pairs(options: tuple[Option, ...]) -> list[tuple[str, Any]]:
    return [(option.value, option.label) for option in options]


class WorthForm(AmountsForm):
    """“Is it worth it?” before there is a request: numbers of the plan and of the provider."""

    caption = _("See if this fits you")
    heading = _("Is it worth it?")
    button = _("Show the arithmetic")

    price = fields.MoneyField(
        label=_("The provider’s price for one visit or day"),
        name=_("Price"),
        empty=_("Enter the price in dollars, like 125.50"),
    )
    visits = fields.NumberField(
        label=_("How many visits or days?"), smallest=1, largest=999, empty=_("Enter a number from 1 to 999")
    )
    accepts_agreement = fields.YesNoUnsureField(
        label=_("Would the provider sign a single case agreement?"),
        empty=_("Select yes, no, or ‘I’m not sure’ about whether the provider would sign"),
        required=False,
    )
    will_not_bill_rest = fields.YesNoUnsureField(
        label=_("Did they say they will not bill you the rest?"),
        hint=_("The part of the price that the plan does not pay"),
        empty=_("Select yes, no, or ‘I’m not sure’ about billing you the rest"),
        required=False,
    )

    PROVIDER: ClassVar[tuple[str, ...]] = ("price", "visits", "accepts_agreement", "will_not_bill_rest")

    def blocks(self) -> list[tuple[Any, list[Any]]]:
        return [(_("The provider"), [self[name] for name in self.PROVIDER]), *super().blocks()]

    def numbers(self) -> CostNumbers:
        return CostNumbers(**self.cleaned_data)

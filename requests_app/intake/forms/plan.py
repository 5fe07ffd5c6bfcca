"""Tell us about your plan: C03, C04."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.cases.plan_details import details_for
from requests_app.common import fields
from requests_app.common.fields import NO, YES, When
from requests_app.common.widgets import LineInput
from requests_app.insurers.directory import suggested_names
from requests_app.intake.forms.base import StepForm, worded
from requests_app.intake.forms.you import OLDEST
from requests_app.models import (
    Case,
    CoverageDetail,
    CoverageSource,
    PlanKind,
    RelationToSubscriber,
    YesNoUnsure,
)
from requests_app.triage import questions


class SourceForm(StepForm):
    section = "coverage"
    heading = _("Where the plan comes from")

    source = fields.ChoiceField(
        label=questions.COVERAGE.title, choices=CoverageSource, empty=questions.COVERAGE.error
    )
    plan_state = fields.StateField(
        label=questions.STATE.title, hint=questions.STATE.hint, empty=questions.STATE.error, width=20
    )


class InsurerForm(StepForm):
    section = "coverage"
    heading = _("Your insurance company")

    insurer = fields.TextField(
        label=_("Insurance company"),
        hint=_("The name on the card"),
        empty=_("Enter the insurance company"),
        min_length=2,
        max_length=120,
        spellcheck=False,
        width=30,
    )
    plan_phone = fields.PhoneField(
        label=_("Plan phone number"),
        hint=_("On the back of the card, next to ‘Member services’"),
        autocomplete="off",
    )

    def fit(self, case: Case) -> None:
        self.heading = worded(
            case,
            me=_("Your insurance company"),
            child=_("Your child’s insurance company"),
            other=_("Their insurance company"),
        )
        widget = self.fields["insurer"].widget
        if isinstance(widget, LineInput):
            widget.suggestions = suggested_names(case.organization_id)


class MemberForm(StepForm):
    section = "coverage"
    heading = _("Numbers on the card")

    member_id = fields.MemberIdField()
    group_number = fields.GroupNumberField(hint=_("On the card, sometimes marked GRP"))


class MainPersonForm(StepForm):
    section = "coverage"

    is_subscriber = fields.YesNoField(
        label=_("Are you the main person on the plan?"),
        hint=_("The one whose job or name the plan is in"),
        empty=_("Select yes or no about the main person on the plan"),
    )

    def fit(self, case: Case) -> None:
        self.fields["is_subscriber"].label = worded(
            case,
            me=_("Are you the main person on the plan?"),
            child=_("Is your child the main person on the plan?"),
            other=_("Is the person you help the main person on the plan?"),
        )

    @classmethod
    def initial_of(cls, case: Case) -> dict[str, Any]:
        answer = case.coverage.is_subscriber
        return {"is_subscriber": None if answer is None else YES if answer else NO}

    def answers(self) -> dict[str, Any]:
        return {name: value == YES for name, value in self.cleaned_data.items() if name == "is_subscriber"}


class SubscriberForm(StepForm):
    section = "coverage"
    heading = _("The main person on the plan")
    why = _("The plan keeps the account under this name.")

    subscriber_first_name = fields.NameField(
        label=_("First name or names"),
        name=_("First name"),
        hint=_("As shown on the insurance card"),
        empty=_("Enter the first name"),
        width=30,
    )
    subscriber_last_name = fields.NameField(
        label=_("Last name or names"), name=_("Last name"), required=False, width=30
    )
    subscriber_birth_date = fields.DayField(
        label=_("Date of birth"),
        hint=_("Like March 27 1984"),
        empty=_("Enter the date of birth"),
        when=When.PAST,
    )
    relation_to_subscriber = fields.ChoiceField(
        label=_("What are you to the main person?"),
        choices=RelationToSubscriber,
        empty=_("Select your relation to the main person"),
    )

    def fit(self, case: Case) -> None:
        self.fields["relation_to_subscriber"].label = worded(
            case,
            me=_("What are you to the main person?"),
            child=_("What is your child to the main person?"),
            other=_("What is the person you help to the main person?"),
        )

    def clean_subscriber_birth_date(self) -> Any:
        day = self.cleaned_data["subscriber_birth_date"]
        if day and self.today.year - day.year > OLDEST:
            self.add_error("subscriber_birth_date", _("Date of birth must be in the last 120 years"))
        return day


class PlanKindForm(StepForm):
    section = "coverage"

    plan_kind = fields.ChoiceField(
        label=_("Which type of plan is it?"),
        hint=_("Often printed on the card"),
        choices=PlanKind,
        empty=_("Select the type of plan, or ‘I’m not sure’"),
        hints={PlanKind.UNSURE: _("You can ask on your first call")},
    )


# The browser's history is seen by others, so no page title names the program.
_WHICH_ONE = _("Which of these is the plan?")


class DetailForm(StepForm):
    """What the source alone does not tell: it decides whose rules apply and who can help."""

    section = "coverage"
    why = _("It decides which rules and which office can help you.")

    source_detail = fields.ChoiceField(
        label=_WHICH_ONE,
        choices=CoverageDetail,
        empty=_("Select one of the answers, or ‘I’m not sure’"),
        hints={
            CoverageDetail.MEDICARE_ADVANTAGE: _("From an insurance company, with its own card"),
            CoverageDetail.ORIGINAL_MEDICARE: _("The red, white and blue card"),
            CoverageDetail.MEDICAID_PLAN: _("The card names an insurance company"),
            CoverageDetail.UNSURE: _("You can ask on your first call"),
        },
    )

    def fit(self, case: Case) -> None:
        asked = self.fields["source_detail"]
        source = case.coverage.source
        asked.label = {
            CoverageSource.JOB: _("What kind of employer is it?"),
            CoverageSource.MARKETPLACE: _("Where was the plan bought?"),
        }.get(CoverageSource(source) if source else CoverageSource.UNSURE, _WHICH_ONE)
        asked.choices = [(one.value, one.label) for one in details_for(source)]  # type: ignore[attr-defined]


class FundingForm(StepForm):
    section = "coverage"
    why = questions.FUNDING.why_we_ask

    is_self_funded = fields.ChoiceField(
        label=questions.FUNDING.title,
        choices=YesNoUnsure,
        empty=questions.FUNDING.error,
        hints={YesNoUnsure.UNSURE: _("You can ask on your first call")},
    )

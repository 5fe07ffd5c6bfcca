"""Tell your story: C18."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields, wording
from requests_app.intake.forms.base import StepForm, worded
from requests_app.models import Case

LIMIT = 800


class StoryForm(StepForm):
    section = "story"
    why = _("Stick to dates and facts. No need to share more than you want.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.columns():
            if tip := wording.fact_tip(cleaned.get(name, "")):
                self.warn(name, tip)
        return cleaned


class NeedNowForm(StoryForm):
    need_now = fields.LongTextField(
        label=_("What you need, and why now"),
        name=_("Your answer"),
        required=False,
        max_length=LIMIT,
        rows=7,
    )

    def fit(self, case: Case) -> None:
        self.fields["need_now"].label = worded(
            case,
            me=_("What you need, and why now"),
            child=_("What your child needs, and why now"),
            other=_("What the person you help needs, and why now"),
        )


class TriedForm(StoryForm):
    tried = fields.LongTextField(
        label=_("What you tried"), name=_("Your answer"), required=False, max_length=LIMIT, rows=7
    )


class WaitingForm(StoryForm):
    waiting = fields.LongTextField(
        label=_("What waiting does to you"),
        name=_("Your answer"),
        required=False,
        max_length=LIMIT,
        rows=7,
    )

    def fit(self, case: Case) -> None:
        self.fields["waiting"].label = worded(
            case,
            me=_("What waiting does to you"),
            child=_("What waiting does to your child"),
            other=_("What waiting does to the person you help"),
        )

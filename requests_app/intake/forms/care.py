"""Describe the care: C05 and the first question of C06."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import dates, fields, wording
from requests_app.common.fields import YES
from requests_app.intake.forms.base import StepForm, worded
from requests_app.models import (
    AmountUnit,
    CareKind,
    CareTiming,
    Case,
    CodesKnown,
    GapReason,
    HowSoon,
    LevelOfCare,
)
from requests_app.triage import questions

# The words of the model stand after a number (“36 days”); these stand alone.
UNITS = (
    (AmountUnit.VISITS, _("Visits")),
    (AmountUnit.DAYS, _("Days")),
    (AmountUnit.HOURS, _("Hours")),
    (AmountUnit.UNITS, _("Units")),
)


class CareKindForm(StepForm):
    section = "care"
    why = questions.CARE.why_we_ask

    kind = fields.ChoiceField(
        label=questions.CARE.title,
        choices=CareKind,
        empty=questions.CARE.error,
        reveals={CareKind.OTHER: "kind_text"},
    )
    kind_text = fields.TextField(
        label=_("What kind of care?"),
        name=_("Kind of care"),
        empty=_("Enter the kind of care"),
        max_length=80,
    )


class TimingForm(StepForm):
    section = "care"
    heading = _("How soon it is needed")

    timing = fields.ChoiceField(
        label=questions.CARE_WHEN.title,
        choices=CareTiming,
        empty=questions.CARE_WHEN.error,
        hints={CareTiming.OVER: questions.CARE_WHEN.options[2].hint},
    )
    how_soon = fields.ChoiceField(
        label=questions.HOW_SOON.title,
        choices=HowSoon,
        empty=questions.HOW_SOON.error,
        hints={HowSoon.EMERGENCY: _("Call 911 or go to the nearest ER first")},
    )


class GapForm(StepForm):
    section = "care"

    gap_reasons = fields.MultiChoiceField(
        label=questions.WHY.title,
        hint=questions.WHY.hint,
        choices=GapReason,
        empty=questions.WHY.error,
        exclusive=GapReason.NOT_LOOKED,
        exclusive_error=questions.WHY.mixed_error,
    )


class NeedForm(StepForm):
    section = "care"
    heading = _("What care do you need?")

    description = fields.LongTextField(
        label=_("Describe the care in plain words"),
        name=_("Your description"),
        empty=_("Describe the care you need"),
        max_length=300,
        rows=4,
    )
    specialty = fields.TextField(
        label=_("Specialty"),
        hint=_("Like psychiatry, cardiology or hand surgery"),
        required=False,
        max_length=100,
        width=20,
    )
    level_of_care = fields.ChoiceField(
        label=_("How is the care given?"),
        choices=LevelOfCare,
        empty=_("Select how the care is given"),
        hints={
            LevelOfCare.OUTPATIENT_PROGRAM: _("Some hours a day, on some days of the week"),
            LevelOfCare.DAY_PROGRAM: _("Most of the day, and you sleep at home"),
            LevelOfCare.RESIDENTIAL: _("You stay there overnight"),
        },
    )

    def fit(self, case: Case) -> None:
        self.heading = worded(
            case,
            me=_("What care do you need?"),
            child=_("What care does your child need?"),
            other=_("What care does the person you help need?"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text = cleaned.get("description", "")
        tip = wording.program_name_tip(text) or wording.fact_tip(text)
        if tip:
            self.warn("description", tip)
        return cleaned


class AmountForm(StepForm):
    section = "care"
    heading = _("When, and how much?")

    starts_on = fields.DayField(
        label=_("Start date"), hint=_("Your best guess is fine"), empty=_("Enter the start date")
    )
    ends_on = fields.DayField(label=_("End date"), required=False)
    amount = fields.NumberField(
        label=_("How many visits or days?"),
        hint=_("Like 12 visits or 30 days"),
        smallest=1,
        largest=999,
    )
    amount_unit = fields.ChoiceField(
        label=_("Counted in"), choices=UNITS, empty=_("Select visits, days, hours or units")
    )
    frequency = fields.TextField(
        label=_("How often?"),
        name=_("How often"),
        hint=_("Like 3 days a week"),
        required=False,
        max_length=60,
        width=20,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error(
                "ends_on",
                _("End date must be the same as or after %(start)s") % {"start": dates.long_date(start)},
            )
        if start and start < self.today and self.case.care.timing not in ("STARTED", "OVER"):
            self.warn("starts_on", _("The start date is in the past. Is the date right?"))
        return cleaned

    def given_answers(self) -> dict[str, Any]:
        """An end without its start was not compared with anything, so it waits for the start."""
        given = super().given_answers()
        if "starts_on" not in given:
            given.pop("ends_on", None)
        return given

    def rows(self) -> list[tuple[str, str]]:
        found = dict(zip(self.fields, super().rows(), strict=True))
        del found["amount_unit"]
        label, amount = found["amount"]
        found["amount"] = (label, f"{amount} {self.case.care.get_amount_unit_display()}".strip())
        return list(found.values())


class HarmForm(StepForm):
    section = "care"
    why = _("If one did, you can ask the plan to decide faster.")

    clinician_says_waiting_harms = fields.YesNoUnsureField(
        label=_("Did a clinician say waiting could cause harm?"),
        empty=_("Select yes, no, or ‘I’m not sure’ about what a clinician said"),
        hints={YES: _("The packet will ask for a fast answer")},
    )


class CodesKnownForm(StepForm):
    section = "care"
    why = _("Plans read codes, not program names. You can go on without them.")

    codes_known = fields.ChoiceField(
        label=_("Do you know the codes?"),
        choices=CodesKnown,
        empty=_("Select if you know the codes, or ‘I’m not sure’"),
        hints={CodesKnown.UNSURE: _("Your clinician’s office can tell you")},
    )

"""The one question that fits what the office said."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _

from requests_app.common import cleaning, fields
from requests_app.common.fields import PortalField
from requests_app.common.widgets import LineInput
from requests_app.models.outreach import DayPart, DistanceUnit
from requests_app.outreach.forms.base import OfTriesForm
from requests_app.outreach.results import FollowUp
from requests_app.outreach.steps import TRIES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class FirstOpenForm(OfTriesForm):
    heading = _("When was the first open visit?")

    first_open_on = fields.DayField(
        label=_("First open visit they offered"),
        name=_("Date"),
        hint=_("If they gave no date, leave it blank and say so below"),
        required=False,
    )
    gave_no_date = fields.TickField(label=_("They gave no date"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["first_open_on"].optional_is_said = False  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, gave_none = cleaned.get("first_open_on"), cleaned.get("gave_no_date")
        if "first_open_on" in self.errors:
            return cleaned
        if day is None and not gave_none:
            self.add_error("first_open_on", _("Enter the first open date, or select ‘They gave no date’"))
        elif day is not None and gave_none:
            self.add_error("gave_no_date", _("Clear the date, or clear ‘They gave no date’"))
        else:
            self.check_offer(day)
        return cleaned


class DistanceField(PortalField):
    _number: ClassVar[re.Pattern[str]] = re.compile(r"[0-9]{1,3}(?:\.[0-9]?)?")
    most = Decimal(500)

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=LineInput(width=4, inputmode="decimal", spellcheck=False), **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        text = cleaning.one_line(str(value or "")).replace(" ", "")
        if not text:
            return None
        if not self._number.fullmatch(text) or Decimal(text) > self.most:
            raise self.problem(self.empty)
        return Decimal(text).quantize(Decimal("0.1"))


class DistanceForm(OfTriesForm):
    heading = _("How far away is the office?")

    distance = DistanceField(
        label=_("How far is it one way?"),
        hint=_("Miles or minutes. A guess is fine"),
        empty=_("Enter the miles or minutes, from 0 to 500"),
    )
    distance_unit = fields.ChoiceField(
        label=_("Is that miles or minutes?"),
        choices=DistanceUnit.choices,
        empty=_("Select miles or minutes"),
    )


class AllCareForm(OfTriesForm):
    gives_all_care = fields.YesNoUnsureField(
        label=_("Can they give all of the care you need?"),
        empty=_("Select yes, no, or ‘I’m not sure’, if they can give all of the care"),
        reveals={"NO": "missing_care"},
    )
    missing_care = fields.TextField(
        label=_("What is missing?"), empty=_("Enter what is missing"), max_length=300
    )


class OtherResultForm(OfTriesForm):
    result_text = fields.TextField(
        label=_("In short, what happened?"),
        hint=_("One sentence is enough"),
        empty=_("Enter what happened"),
        name=_("Your answer"),
        max_length=300,
    )


def _try_day(label: StrOrPromise, *, empty: StrOrPromise = "") -> fields.DayField:
    return fields.DayField(
        label=label,
        name=_("Date"),
        empty=empty,
        when=fields.When.PAST_OR_TODAY,
        required=bool(empty),
    )


def _try_part(label: StrOrPromise) -> fields.SelectField:
    field = fields.SelectField(
        label=label, choices=DayPart.choices, unchosen=_("I do not remember"), width=20, required=False
    )
    field.optional_is_said = False
    return field


class TriesForm(OfTriesForm):
    heading = _("When did you try?")
    why = _("Three tries at different times of day is enough.")

    try1_on = _try_day(_("First try"), empty=_("Enter the day of your first try"))
    try1_part = _try_part(_("Time of day of the first try"))
    try2_on = _try_day(_("Second try"))
    try2_part = _try_part(_("Time of day of the second try"))
    try3_on = _try_day(_("Third try"))
    try3_part = _try_part(_("Time of day of the third try"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen: set[tuple[date, str]] = set()
        for number in TRIES:
            day, part = cleaned.get(f"try{number}_on"), cleaned.get(f"try{number}_part") or ""
            if day is None:
                if part and f"try{number}_on" not in self.errors:
                    self.add_error(f"try{number}_on", _("Enter the day of this try"))
                continue
            if (day, part) in seen:
                self.warn(f"try{number}_on", _("Two tries are on the same day and time of day."))
            seen.add((day, part))
        return cleaned


BY_KIND: dict[FollowUp, type[OfTriesForm]] = {
    FollowUp.FIRST_OPEN_VISIT: FirstOpenForm,
    FollowUp.DISTANCE: DistanceForm,
    FollowUp.TRIES: TriesForm,
    FollowUp.ALL_CARE: AllCareForm,
    FollowUp.WHAT_THEY_SAID: OtherResultForm,
}

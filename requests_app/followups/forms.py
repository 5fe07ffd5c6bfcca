from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.business_days import add_business_days, is_business_day
from requests_app.common.dates import weekday_short
from requests_app.common.fields.days import When
from requests_app.common.forms import PortalForm
from requests_app.followups.calendar import closed_days_from
from requests_app.followups.queries import USUAL
from requests_app.followups.wording import usual_text

IN_DAYS = {"1": 1, "3": 3, "5": 5}
PICK = "PICK"


class ReminderForm(PortalForm):
    caption = _("Follow up")
    heading = _("Add a reminder")
    button = _("Add the reminder")

    what = fields.TextField(
        label=_("What should we remind you of?"),
        name=_("What to remind you of"),
        hint=_("The email does not say it. You see it after you sign in"),
        max_length=200,
        empty=_("Enter what to remind you of"),
    )
    when = fields.ChoiceField(
        label=_("When should we remind you?"),
        choices=(
            ("1", _("In 1 business day")),
            ("3", _("In 3 business days")),
            ("5", _("In 5 business days")),
            (PICK, _("On a day I pick")),
        ),
        empty=_("Select when to remind you"),
        reveals={PICK: "day"},
    )
    day = fields.DayField(
        label=_("Which day?"), name=_("Date"), when=When.FUTURE, empty=_("Enter the day to remind you")
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: date,
        office_days: frozenset[date] = frozenset(),
        **options: Any,
    ) -> None:
        super().__init__(data, today=today, **options)
        closed = closed_days_from(today, organization_days=office_days)
        self.due_days = {key: add_business_days(today, days, closed) for key, days in IN_DAYS.items()}
        self.fields["when"].hints = {key: weekday_short(day) for key, day in self.due_days.items()}  # type: ignore[attr-defined]

    @property
    def due_on(self) -> date:
        """The day chosen, once the form is fine."""
        chosen: date = self.due_days.get(self.cleaned_data["when"]) or self.cleaned_data["day"]
        return chosen


class MoveForm(PortalForm):
    caption = _("Follow up")
    button = _("Move it")

    day = fields.DayField(
        label=_("Which day should it be?"), name=_("Date"), when=When.FUTURE, empty=_("Enter the new day")
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, today: date, why: str, is_call: bool, **options: Any
    ) -> None:
        super().__init__(data, today=today, **options)
        self.why = why
        self.is_call = is_call

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        day = cleaned.get("day")
        if day and self.is_call and not is_business_day(day, closed_days_from(day)):
            self.warn("day", _("This is not a business day. Your plan may not answer the phone."))
        return cleaned


class IntervalForm(PortalForm):
    caption = _("Follow up")
    why = _("A request that nobody asks about can lie still. After each call we plan the next one.")
    button = _("Save")

    every = fields.ChoiceField(
        label=_("How often do you want to call your plan?"),
        choices=(
            (USUAL, _("As usual")),
            ("1", _("Every business day")),
            ("2", _("Every 2 business days")),
            ("3", _("Every 3 business days")),
            ("5", _("Every 5 business days")),
            ("10", _("Every 10 business days")),
        ),
        empty=_("Select how often"),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, today: date, usual: int, **options: Any
    ) -> None:
        super().__init__(data, today=today, **options)
        self.fields["every"].hints = {USUAL: usual_text(usual)}  # type: ignore[attr-defined]

    @property
    def days(self) -> int | None:
        chosen = str(self.cleaned_data["every"])
        return None if chosen == USUAL else int(chosen)

"""The pages on which a clock’s start, its fast path, its pauses and longer times are written down."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.common.time_zones import day_at, moment_at
from requests_app.models.cases import WaitingOn
from requests_app.models.clocks import ExtensionFrom

MOST_HOURS = 720


class ClockForm(PortalForm):
    button = _("Save")

    def __init__(self, *args: Any, track_name: str, zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.caption = track_name
        self.zone = zone


class StartForm(ClockForm):
    why = _("The plan counts its time from there. Ask on your call: “When did the clock start?”")

    started_on = fields.DayField(
        label=_("When did the plan’s clock start?"),
        name=_("The day its clock started"),
        hint=_(
            "Leave it empty if the plan has not said. Then it is counted from the day you sent your request"
        ),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )

    def answers(self) -> dict[str, Any]:
        """The first moment of that day, where the case is."""
        day: date | None = self.cleaned_data["started_on"]
        return {"clock_started_at": moment_at(day, time(0), zone=self.zone) if day else None}

    @classmethod
    def initial_from(cls, moment: datetime | None, *, zone: str) -> dict[str, Any]:
        return {"started_on": day_at(moment, zone=zone) if moment else None}


class FastForm(ClockForm):
    heading = _("The fast path")
    why = _(
        "A plan answers faster when a clinician says that waiting could do harm. Its hours are real hours."
    )

    asked_on = fields.DayField(
        label=_("On which day was it asked for?"),
        name=_("The day it was asked for"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    asked_time = fields.TimeField(
        label=_("At what time?"), name=_("The time it was asked for"), required=False
    )
    fast_accepted = fields.YesNoUnsureField(
        label=_("Does the plan take it as urgent?"),
        empty=_("Select yes, no, or ‘I’m not sure’ about whether the plan takes it as urgent"),
        required=False,
    )
    fast_hours = fields.NumberField(
        label=_("Within how many hours did the plan promise to answer?"),
        name=_("The number of hours"),
        hint=_("Leave it empty if it promised none"),
        smallest=1,
        largest=MOST_HOURS,
        required=False,
    )

    def __init__(self, *args: Any, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now

    @classmethod
    def initial_from(cls, stored: dict[str, Any], *, zone: str) -> dict[str, Any]:
        asked: datetime | None = stored["fast_asked_at"]
        local = asked.astimezone(ZoneInfo(zone)) if asked else None
        return {
            **stored,
            "asked_on": local.date() if local else None,
            "asked_time": local.time() if local else None,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.asked_at = None
        day, clock = cleaned.get("asked_on"), cleaned.get("asked_time")
        if day and clock:
            self.asked_at = self._moment(day, clock)
        elif day and "asked_time" not in self.errors:
            self.add_error("asked_time", _("Enter the time it was asked for: the hours are counted from it"))
        elif not day and "asked_on" not in self.errors and self._says_more(cleaned):
            self.add_error("asked_on", _("Enter the day it was asked for"))
        if cleaned.get("fast_accepted") == fields.NO and cleaned.get("fast_hours"):
            self.warn(
                "fast_hours", _("The plan does not take it as urgent, and promised hours. Is that right?")
            )
        return cleaned

    @staticmethod
    def _says_more(cleaned: dict[str, Any]) -> bool:
        return any(cleaned.get(name) for name in ("asked_time", "fast_accepted", "fast_hours"))

    def _moment(self, day: date, clock: time) -> datetime | None:
        moment = moment_at(day, clock, zone=self.zone)
        if moment is None:
            self.add_error(
                "asked_time",
                _("That time did not exist on that day: the clocks went forward. Enter a later one"),
            )
        elif moment > self.now:
            self.add_error("asked_time", _("The time it was asked for must be in the past"))
        return moment

    def answers(self) -> dict[str, Any]:
        return {
            "fast_asked_at": self.asked_at,
            "fast_accepted": self.cleaned_data["fast_accepted"] or "",
            "fast_hours": self.cleaned_data["fast_hours"],
        }


class PauseForm(ClockForm):
    heading = _("The plan waits for us")
    why = _("The plan may stop its clock meanwhile. Here the day moves only if the plan or a rule says so.")

    owed_by = fields.ChoiceField(
        label=_("Who owes the plan something?"),
        choices=[
            (WaitingOn.PATIENT, _("The patient")),
            (WaitingOn.CLINICIAN, _("The clinician")),
            (WaitingOn.US, _("The admissions team")),
        ],
        empty=_("Select who owes the plan something"),
    )
    why_text = fields.TextField(
        label=_("What does the plan wait for?"), empty=_("Enter what the plan waits for"), max_length=200
    )
    from_on = fields.DayField(
        label=_("Since when?"),
        name=_("The first day"),
        hint=_("The day the plan asked for it"),
        when=fields.When.PAST_OR_TODAY,
        empty=_("Enter the day the plan asked for it"),
    )
    until_on = fields.DayField(
        label=_("Until when?"),
        name=_("The last day"),
        hint=_("The day the plan got it. Leave it empty while the plan still waits"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    plan_says_paused = fields.YesNoUnsureField(
        label=_("Did the plan say that its clock stands still meanwhile?"),
        empty=_("Select yes, no, or ‘I’m not sure’ about whether the clock stands still"),
    )

    def __init__(self, *args: Any, has_team: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not has_team:
            own = self.fields["owed_by"]
            own.choices = [one for one in own.choices if one[0] != WaitingOn.US]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", _("The last day must be on or after the first day"))
        return cleaned

    def answers(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        found["why"] = found.pop("why_text")
        return found


class PauseEndForm(ClockForm):
    heading = _("The plan has what it waited for")

    until_on = fields.DayField(
        label=_("When did the plan get it?"),
        name=_("The day the plan got it"),
        when=fields.When.PAST_OR_TODAY,
        empty=_("Enter the day the plan got it"),
    )
    plan_says_paused = fields.YesNoUnsureField(
        label=_("Did the plan say that its clock stood still meanwhile?"),
        empty=_("Select yes, no, or ‘I’m not sure’ about whether the clock stood still"),
    )

    def __init__(self, *args: Any, first_day: date, what: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.first_day = first_day
        self.why = what

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        last = cleaned.get("until_on")
        if last and last < self.first_day:
            self.add_error("until_on", _("The last day must be on or after the first day"))
        return cleaned


class LongerForm(ClockForm):
    heading = _("A longer time for the answer")

    said_by = fields.ChoiceField(
        label=_("Who said so?"), choices=ExtensionFrom, empty=_("Select who said so")
    )
    said_on = fields.DayField(
        label=_("When was it said or written?"),
        name=_("The day it was said"),
        when=fields.When.PAST_OR_TODAY,
        empty=_("Enter the day it was said or written"),
    )
    new_due_on = fields.DayField(
        label=_("What is the new day for the answer?"), name=_("The new day"), empty=_("Enter the new day")
    )
    reason = fields.TextField(label=_("What is the reason?"), empty=_("Enter the reason"), max_length=300)

    def __init__(self, *args: Any, due_on: date | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.due_on = due_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        said, new = cleaned.get("said_on"), cleaned.get("new_due_on")
        if said and new and new < said:
            self.add_error("new_due_on", _("The new day cannot be before the day it was said"))
        elif new and self.due_on and new <= self.due_on:
            self.warn("new_due_on", _("This is not later than the day so far. Is it right?"))
        return cleaned

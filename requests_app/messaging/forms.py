from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.messaging.limits import FARTHEST, LONGEST
from requests_app.models import Language, MessageSide

NOW, TOMORROW, DAY = "NOW", "TOMORROW", "DAY"
MORNING = time(9)


class _ThreadForm(PortalForm):
    """Written beside a thread: its version is the newest message of the other side."""

    has_news = False

    def show_news(self, version: str) -> None:
        """The other side wrote meanwhile. Posting again, with that on the page, sends the text."""
        self.add_error(None, _("A message came in while you wrote. It is on this page. Your text is safe."))
        self._given_version = version
        self.has_news = True

    @property
    def version(self) -> str | None:
        return self._given_version if self.has_news else super().version


class MessageForm(_ThreadForm):
    """The patient side writes."""

    heading = _("Write a message")
    why = _("The admissions team reads it here. Do not write about an emergency: call 911.")
    button = _("Send")

    text = fields.LongTextField(
        label=_("Your message"),
        name=_("Message"),
        max_length=LONGEST[MessageSide.PATIENT],
        rows=6,
        empty=_("Write the message"),
    )


class StaffMessageForm(_ThreadForm):
    """The team writes, in the patient’s language, now or in the morning of a day."""

    heading = _("Write to the patient")
    button = _("Send")

    text = fields.LongTextField(
        label=_("Message"),
        max_length=LONGEST[MessageSide.STAFF],
        rows=8,
        empty=_("Select a template or write a message"),
    )
    language = fields.ChoiceField(
        label=_("Language of this message"), choices=Language, empty=_("Select the language of the message")
    )
    when = fields.ChoiceField(
        label=_("When should it go out?"),
        choices=(
            (NOW, _("Now")),
            (TOMORROW, _("Tomorrow at 9:00 am")),
            (DAY, _("At 9:00 am of another day")),
        ),
        hints={NOW: _("The email or text that there is a message waits from 8 pm to 9 am")},
        reveals={DAY: "send_on"},
        empty=_("Select when it should go out"),
    )
    send_on = fields.DayField(
        label=_("Which day?"),
        name=_("Day"),
        when=fields.When.FUTURE,
        empty=_("Enter the day on which it should go out"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("send_on")
        if isinstance(day, date) and day - self.today > FARTHEST:
            self.add_error("send_on", _("Choose a day within the next 60 days"))
        return cleaned

    def send_at(self, *, zone: str) -> datetime | None:
        """None: now. The morning is that of the case."""
        when = self.cleaned_data["when"]
        if when == NOW:
            return None
        day = self.today + timedelta(days=1) if when == TOMORROW else self.cleaned_data["send_on"]
        return datetime.combine(day, MORNING, tzinfo=ZoneInfo(zone))

"""Boxes and lines that every call has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.cases.call_cards import (
    NUMBER,
    Ask,
    CardField,
    FieldKind,
    When,
    day,
    long_text,
    optional,
    phone,
    text,
    tick,
    yes_no,
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Keys are the fields of `InsurerCall`.
SHARED: tuple[CardField, ...] = (
    day("called_on", _("When did you call?")),
    CardField("started_at", _("What time did the call start?"), FieldKind.TIME, max_length=20),
    CardField("minutes", _("How many minutes did it take?"), FieldKind.NUMBER),
    phone("number_called", _("Which number did you call?")),
    optional(text("person", _("Who did you speak with?"), _("First name is enough"))),
    optional(text("team", _("Which team?"))),
    text("reference", _("Reference number"), _("Ask for one on every call"), max_length=NUMBER),
    tick("reference_refused", _("They would not give one")),
    optional(long_text("promised", _("What did they promise to do next?"), max_length=300)),
    optional(day("promised_on", _("By when?"))),
    optional(long_text("notes", _("Notes"), _("What they said, in their words"), max_length=2000)),
)

INTERPRETER: tuple[StrOrPromise, ...] = (
    _("You can have an interpreter for free."),
    _("Say: “Spanish, please.”"),
)

BEFORE_YOU_HANG_UP: tuple[StrOrPromise, ...] = (
    _("“Can you read back what you wrote?”"),
    _("“What is the reference number for this call?”"),
    _("“What happens next, and by when?”"),
)

# Calls 3 and 4: something is still wanted before they decide. Call 2 asks the same beside “Is it complete?”.
CLOCK_STOPS = optional(yes_no("clock_stops", _("Does their clock stop until they have it?")))
WANTS_MORE = Ask(
    "wants_more",
    _("“What exactly do you need, and by when? Does your clock stop until you have it?”"),
    (
        optional(long_text("missing", _("What is missing?"), _("One on each line"))),
        optional(day("missing_by", _("By when do they need it?"))),
        CLOCK_STOPS,
    ),
    when=When.SAID_MORE,
    before=_("If they need more:"),
)

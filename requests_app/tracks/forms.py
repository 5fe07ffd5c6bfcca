"""The page on which one track is written down."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models.tracks import TrackKind, TrackOutcome, TrackOwner
from requests_app.tracks.rules import From
from requests_app.tracks.texts import DUE_FROM

NO_ANSWER = "NONE"


class TrackForm(PortalForm):
    caption = _("Three tracks")
    button = _("Save")

    is_wanted = fields.YesNoUnsureField(
        label=_("Is it part of your request?"),
        empty=_("Select yes, no, or ‘I’m not sure’ about whether it is part of your request"),
        required=False,
    )
    owner = fields.ChoiceField(label=_("Who asks for it?"), choices=TrackOwner, required=False)
    reference = fields.TextField(
        label=_("Reference number"), hint=_("The plan’s number for this one"), required=False, max_length=50
    )
    asked_on = fields.DayField(
        label=_("When was it asked for?"),
        name=_("The day it was asked for"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    answer_due_on = fields.DayField(
        label=_("By when should the answer come?"), name=_("The day of the answer"), required=False
    )
    answer_due_from = fields.ChoiceField(
        label=_("Where does that day come from?"),
        choices=DUE_FROM,
        required=False,
        reveals={From.OTHER: "due_from_text"},
    )
    due_from_text = fields.TextField(
        label=_("From where?"), empty=_("Say where the day comes from"), max_length=200
    )
    outcome = fields.ChoiceField(
        label=_("What did the plan answer?"),
        choices=[(NO_ANSWER, _("No answer yet")), *TrackOutcome.choices],
        required=False,
    )
    outcome_on = fields.DayField(
        label=_("When did it answer?"),
        name=_("The day of its answer"),
        when=fields.When.PAST_OR_TODAY,
        required=False,
    )
    authorization_number = fields.TextField(
        label=_("Authorization number"),
        hint=_("The number of a yes. Bills need it"),
        required=False,
        max_length=50,
    )
    notes = fields.LongTextField(label=_("Notes"), required=False, max_length=500, rows=3)

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.heading = TrackKind(kind).label

    @classmethod
    def initial_from(cls, stored: dict[str, Any]) -> dict[str, Any]:
        """What is kept, as the boxes take it: any other source than ours is text of the person."""
        source = stored["answer_due_from"]
        is_ours = source in {one.value for one in From} or not source
        return {
            **stored,
            "answer_due_from": source if is_ours else From.OTHER,
            "due_from_text": "" if is_ours else source,
            "outcome": stored["outcome"] or NO_ANSWER,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        asked, due, answered = (cleaned.get(name) for name in ("asked_on", "answer_due_on", "outcome_on"))
        if asked and due and due < asked:
            self.add_error("answer_due_on", _("The answer cannot be due before it was asked for"))
        if asked and answered and answered < asked:
            self.add_error("outcome_on", _("The answer cannot come before it was asked for"))
        has_answer = cleaned.get("outcome") not in ("", None, NO_ANSWER)
        if answered and not has_answer and "outcome" not in self.errors:
            self.add_error(
                "outcome", _("Select what the plan answered, or leave the day of its answer empty")
            )
        if cleaned.get("answer_due_from") and not due and "answer_due_on" not in self.errors:
            self.warn("answer_due_on", _("You said where a day comes from, and no day. Is one missing?"))
        return cleaned

    def answers(self) -> dict[str, Any]:
        """Columns to save."""
        found = dict(self.cleaned_data)
        own_words = found.pop("due_from_text")
        if found["answer_due_from"] == From.OTHER:
            found["answer_due_from"] = own_words
        if found["outcome"] == NO_ANSWER:
            found["outcome"] = ""
        return found

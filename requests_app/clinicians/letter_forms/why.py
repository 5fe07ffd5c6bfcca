from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from requests_app.clinicians.letter_forms.base import LetterForm
from requests_app.common import fields
from requests_app.letters.signing import NO_NEED, NO_PROGRESS, NO_REASON

LONGEST = 600


class WhyForm(LetterForm):
    heading = _("Why this care")
    why = _("A few sentences each, in your words. The plan reads them as you write them.")
    answers_named: ClassVar[tuple[str, ...]] = (
        "need",
        "why_not_network",
        "why_provider",
        "delay",
        "is_urgent",
        "urgent_reason",
    )
    notes_under = {"urgency": "is_urgent"}

    need = fields.LongTextField(
        label=_("Clinical need"),
        hint=_("Symptoms, what was tried, and why this care now"),
        empty=NO_NEED,
        max_length=LONGEST,
        rows=5,
    )
    why_not_network = fields.LongTextField(
        label=_("Why the in-network options in the log do not fit"),
        name=_("Why the in-network options do not fit"),
        max_length=LONGEST,
        rows=5,
        required=False,
    )
    why_provider = fields.LongTextField(
        label=_("Why this provider’s training fits"),
        name=_("Why this provider"),
        max_length=LONGEST,
        rows=5,
        required=False,
    )
    delay = fields.LongTextField(label=_("What delay would do"), max_length=LONGEST, rows=5, required=False)
    is_urgent = fields.TickField(
        label=_(
            "In my judgment, waiting the standard time could seriously harm life, health or ability to "
            "function"
        )
    )
    urgent_reason = fields.LongTextField(
        label=_("If you ticked the box: why?"),
        name=_("Why waiting could cause harm"),
        hint=_("A ticked box asks the plan for a fast decision. It needs your reason"),
        max_length=LONGEST,
        rows=4,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("is_urgent") and "urgent_reason" in cleaned and not cleaned["urgent_reason"]:
            self.add_error("urgent_reason", NO_REASON)
        return cleaned


class GoOnForm(WhyForm):
    """The same page of a letter for a renewal: what got better is asked first."""

    heading = _("Why this care must go on")
    answers_named: ClassVar[tuple[str, ...]] = ("progress", *WhyForm.answers_named)
    field_order = ("progress",)

    progress = fields.LongTextField(
        label=_("What got better so far, and why must the care go on?"),
        name=_("What got better"),
        hint=_("Dates, scores and goals, like “PHQ-9 from 21 to 12 since March”"),
        empty=NO_PROGRESS,
        max_length=LONGEST,
        rows=5,
    )

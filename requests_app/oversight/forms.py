from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import Case, Erasure
from requests_app.oversight.retention import LONGEST, SHORTEST


class KeepDaysForm(PortalForm):
    heading = _("How long requests are kept")
    button = _("Save")

    days = fields.NumberField(
        label=_("Keep a request this many days after it was opened"),
        name=_("Keep time"),
        smallest=SHORTEST,
        largest=LONGEST,
        width=6,
        suffix=_("days"),
        empty=_("Keep time must be 30 days or more"),
    )
    also_there = fields.TickField(
        label=_("Keep the requests there are longer as well. None is ever kept for less time than we said"),
        required=False,
    )


class PutForwardForm(PortalForm):
    heading = _("How long requests are kept")
    button = _("Put forward for deletion")

    case = fields.MultiChoiceField(
        label=_("Which requests are to be deleted?"), choices=(), empty=_("Select at least one request")
    )

    def __init__(self, *args: Any, cases: Iterable[Case] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["case"].choices = [  # type: ignore[attr-defined]
            (str(one.public_id), one.reference) for one in cases
        ]


class ConfirmForm(PortalForm):
    """The second step: which, and how many, typed by hand."""

    heading = _("Confirm what is to be deleted")
    button = _("Delete these requests for good")

    erasure = fields.MultiChoiceField(
        label=_("Which requests are to be deleted?"), choices=(), empty=_("Select at least one request")
    )
    count = fields.NumberField(
        label=_("Type how many requests you selected"),
        name=_("The number"),
        smallest=1,
        largest=999,
        empty=_("Enter how many requests you selected"),
    )

    def __init__(self, *args: Any, erasures: Iterable[tuple[Erasure, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["erasure"].choices = [  # type: ignore[attr-defined]
            (str(one.public_id), label) for one, label in erasures
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen, count = cleaned.get("erasure"), cleaned.get("count")
        if chosen and count and len(chosen) != count:
            self.add_error("count", _("The number must be how many requests you selected"))
        return cleaned


class CallOffForm(PortalForm):
    heading = _("Keep this request?")
    button = _("Call off the deletion")


class HoldForm(PortalForm):
    heading = _("Put this request on legal hold")
    why = _("While it is on hold, nothing deletes it, not even the patient.")
    button = _("Put on hold")

    reason = fields.TextField(
        label=_("Why must it be kept?"),
        hint=_("Staff see this. The patient sees that there is a hold, and not why"),
        empty=_("Say why it must be kept"),
        max_length=300,
    )


class EndHoldForm(PortalForm):
    heading = _("End this hold?")
    button = _("End the hold")

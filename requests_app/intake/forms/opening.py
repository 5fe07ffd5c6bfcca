"""Saving a place, and agreeing before health details: A01, A04."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import Case

NEW, OPEN = "NEW", "OPEN"


class SaveForm(PortalForm):
    heading = _("How should we save your request?")
    button = _("Send me a code")

    email = fields.EmailField(hint=_("We send sign-in codes here"))


class AnotherForm(PortalForm):
    another = fields.ChoiceField(
        label=_("You already have an open request. What do you want to do?"),
        choices=((OPEN, _("Go on with the request I have")), (NEW, _("Start another request"))),
        empty=_("Select if you want to go on or start another request"),
        hints={NEW: _("For other care, another provider or another plan")},
    )


class AddCheckForm(AnotherForm):
    """For a bill check that somebody asked to keep."""

    another = fields.ChoiceField(
        label=_("You already have an open request. Where should this bill go?"),
        choices=(
            (OPEN, _("Into the request I have. It is for the same person")),
            (NEW, _("Into a new request")),
        ),
        empty=_("Select where the bill should go"),
        hints={NEW: _("For another person, other care or another plan")},
    )

    def __init__(self, *args: Any, cases: Sequence[Case], **options: Any) -> None:
        """`cases`: the requests it can go into, with their patients; each is told by its number and name."""
        super().__init__(*args, **options)
        self.cases = {OPEN if len(cases) == 1 else str(one.public_id): one for one in cases}
        field = cast(fields.ChoiceField, self.fields["another"])
        titles = {
            key: _("Request %(reference)s") % {"reference": one.reference} for key, one in self.cases.items()
        }
        names = {key: one.patient.full_name for key, one in self.cases.items()}
        if len(cases) == 1:
            field.hints |= {OPEN: ", ".join(part for part in (titles[OPEN], names[OPEN]) if part)}
            return
        field.choices = [*titles.items(), (NEW, _("Into a new request"))]
        field.hints |= {key: name for key, name in names.items() if name}

    @property
    def chosen_case(self) -> Case | None:
        """None: a new request."""
        return self.cases.get(self.cleaned_data["another"])


class AgreeForm(PortalForm):
    """`facility` is the name of the one whose address or invitation was used, or empty."""

    heading = _("Before you share health details")
    button = _("Agree and start my request")

    share = fields.ChoiceField(
        label=_("Who should see this request?"),
        choices=(),
        empty=_("Select who should see this request"),
    )
    agrees = fields.AgreementField(
        label=_("I agree that this service keeps the details I type, to help with my request.")
    )

    def __init__(self, *args: Any, facility: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if not facility:
            del self.fields["share"]
            return
        share = self.fields["share"]
        share.choices = (  # type: ignore[attr-defined]
            ("YES", _("%(facility)s will see this request and help you send it.") % {"facility": facility}),
            ("NO", _("Only me. Go on without %(facility)s") % {"facility": facility}),
        )

    @property
    def shares(self) -> bool:
        return self.cleaned_data.get("share") == "YES"

"""The pages that ask: which file, what it is, and who has a paper that is still wanted."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.fields.choices import NO, YES
from requests_app.common.forms import PortalForm
from requests_app.documents.forms import WithFile, file_field
from requests_app.models import Document, DocumentKind, Legibility
from requests_app.models.documents import OwedBy
from requests_app.papers.kinds import TO_CHOOSE, Kind
from requests_app.papers.shown import ASK, KEEP, NOT_HAD

TASK = _("Papers and photos")
UNCLEAR = (Legibility.BLURRED, Legibility.SMALL)


class AddForm(WithFile, PortalForm):
    caption = TASK
    heading = _("Add a paper or photo")
    button = _("Add it")

    file = file_field(empty=_("Select a file"))
    only_ours = fields.TickField(label=_("Only I see it, not the team"))

    def __init__(self, *args: Any, may_keep_back: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_keep_back:
            del self.fields["only_ours"]


class PaperForm(PortalForm):
    """`is_held`: what it is was said elsewhere, so it is not asked."""

    caption = TASK
    heading = _("What is this?")
    button = _("Save")

    can_read = fields.YesNoField(
        label=_("Can you read it?"),
        hint=_("A plan gets it by fax, and that makes it worse"),
        empty=_("Select if you can read it"),
    )
    kind = fields.ChoiceField(
        label=_("What kind of paper is it?"),
        choices=[(one.kind, one.label) for one in TO_CHOOSE],
        empty=_("Select what it is"),
    )
    in_packet = fields.YesNoField(
        label=_("Use it in your packet?"),
        hint=_("The plan sees what is in your packet, and nothing else from this list"),
        empty=_("Select if it goes in your packet"),
    )
    title = fields.TextField(
        label=_("A name of your own for it"),
        name=_("Name"),
        hint=_("Like: letter about my first request"),
        max_length=120,
        required=False,
    )
    dated_on = fields.DayField(
        label=_("Date on it"), hint=_("The day that is printed on the paper"), required=False
    )

    def __init__(self, *args: Any, document: Document, **options: Any) -> None:
        super().__init__(*args, **options)
        if document.legibility not in UNCLEAR:
            del self.fields["can_read"]
        if getattr(document, "is_held", False) or document.kind == DocumentKind.PROOF_OF_SENDING:
            del self.fields["kind"]
        if document.kept_back_at is not None:
            del self.fields["in_packet"]

    @property
    def typed(self) -> dict[str, Any]:
        """As it is stored."""
        names = [name for name in ("kind", "title", "dated_on") if name in self.fields]
        found: dict[str, Any] = {name: self.cleaned_data[name] for name in names}
        if "in_packet" in self.fields:
            found["in_packet"] = self.cleaned_data["in_packet"] == YES
        return found

    @property
    def cannot_be_read(self) -> bool:
        return self.cleaned_data.get("can_read") == NO


class ConfirmForm(PortalForm):
    heading = TASK


class WantForm(PortalForm):
    caption = TASK
    button = _("Save")

    says = fields.ChoiceField(label=_("How does it stand?"), choices=(), empty=_("Select how it stands"))
    owed_by = fields.ChoiceField(
        label=_("Who has to get it?"),
        choices=(
            (OwedBy.PATIENT, _("The patient, or who helps them")),
            (OwedBy.CLINICIAN, _("The clinician")),
            (OwedBy.STAFF, _("The admissions team")),
            (OwedBy.PLAN, _("The plan")),
        ),
        empty=_("Select who has to get it"),
    )
    note = fields.LongTextField(
        label=_("Note"),
        hint=_("Like whom you asked, and what they said"),
        max_length=300,
        rows=3,
        required=False,
    )

    def __init__(self, *args: Any, kind: Kind, is_asked: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.heading = kind.label
        asked = [(KEEP, _("Still waiting for it")), (ASK, _("I asked for it again today"))]
        first = [(ASK, _("I asked for it, or will get it: count from today"))]
        says: Any = self.fields["says"]
        says.choices = [
            *(asked if is_asked else first),
            (NOT_HAD, _("I don’t have it, and nobody will send it")),
        ]
        says.widget.choices = says.choices


class ShareForm(PortalForm):
    """`facility` is its name; empty where no facility works on the request."""

    caption = TASK
    button = _("Save")

    may_see = fields.YesNoField(
        label=_("May the team see this paper?"), empty=_("Select if the team may see this paper")
    )

    def __init__(self, *args: Any, facility: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if facility:
            self.why = _("The team is %(facility)s.") % {"facility": facility}

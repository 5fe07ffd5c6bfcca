"""What a job needs to know before it can be shown, kind by kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.bulk.wording import CLOSE_REASONS
from requests_app.cases import tags
from requests_app.common import fields
from requests_app.common.actor import Actor
from requests_app.common.fields import When
from requests_app.common.forms import PortalForm
from requests_app.desk import queries as desk
from requests_app.desk.assigning import NOBODY
from requests_app.desk.step_form import NextStepForm
from requests_app.messaging import queries as messaging
from requests_app.models import BulkJob, BulkKind, NextAction, TemplateVersion


class OptionsForm(PortalForm):
    """`options()` is what the job keeps; `prepare` fills the lists of choices."""

    button = _("Continue")

    def prepare(self, job: BulkJob, actor: Actor) -> None:
        """Nothing to fill."""

    def options(self, job: BulkJob, *, by: Actor, at: datetime) -> dict[str, Any]:
        return dict(self.cleaned_data)


class AssignForm(OptionsForm):
    owner = fields.SelectField(
        label=_("Who owns these cases from now on?"),
        choices=(),
        empty=_("Select who owns the cases"),
        unchosen=_("Select a person"),
        name=_("Owner"),
    )

    def prepare(self, job: BulkJob, actor: Actor) -> None:
        people = desk.colleagues(actor, organization_id=job.organization_id)
        asked: Any = self.fields["owner"]
        asked.choices = [
            ("", _("Select a person")),
            *((str(one.pk), one.full_name or one.email) for one in people),
            (NOBODY, _("Nobody")),
        ]

    def options(self, job: BulkJob, *, by: Actor, at: datetime) -> dict[str, Any]:
        chosen = self.cleaned_data["owner"]
        return {"owner": None if chosen == NOBODY else int(chosen)}


class AddTagForm(OptionsForm):
    heading = _("Which tag?")
    why = _("Tags are for staff. Do not put a diagnosis or a name into one.")

    tag = fields.SelectField(
        label=_("A tag you have"), choices=(), empty=_("Select a tag"), required=False, unchosen=_("None")
    )
    new = fields.TextField(
        label=_("Or a new tag"), max_length=30, required=False, empty=_("Enter the tag"), width=20
    )

    def prepare(self, job: BulkJob, actor: Actor) -> None:
        asked: Any = self.fields["tag"]
        known = [(str(one.pk), one.name) for one in tags.tags_of(job.organization_id)]
        asked.choices = [("", _("None")), *known]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("tag") and not cleaned.get("new") and not self.errors:
            self.add_error("tag", _("Select a tag, or enter a new one"))
        if cleaned.get("tag") and cleaned.get("new"):
            self.add_error("new", _("Choose one: a tag you have, or a new one"))
        return cleaned

    def options(self, job: BulkJob, *, by: Actor, at: datetime) -> dict[str, Any]:
        if self.cleaned_data.get("tag"):
            return {"tag": int(self.cleaned_data["tag"])}
        new = self.cleaned_data["new"]
        made = tags.make_tag(organization_id=job.organization_id, name=new, by=by, at=at)
        return {"tag": made.pk}


class RemoveTagForm(OptionsForm):
    tag = fields.SelectField(
        label=_("Which tag do you want to take off?"),
        choices=(),
        empty=_("Select a tag"),
        unchosen=_("Select a tag"),
        name=_("Tag"),
    )

    def prepare(self, job: BulkJob, actor: Actor) -> None:
        asked: Any = self.fields["tag"]
        known = [(str(one.pk), one.name) for one in tags.tags_of(job.organization_id)]
        asked.choices = [("", _("Select a tag")), *known]

    def options(self, job: BulkJob, *, by: Actor, at: datetime) -> dict[str, Any]:
        return {"tag": int(self.cleaned_data["tag"])}


class NextActionForm(NextStepForm, OptionsForm):
    def options(self, job: BulkJob, *, by: Actor, at: datetime) -> dict[str, Any]:
        kept = dict(self.cleaned_data)
        if kept["next_action"] != NextAction.OWN:
            kept["own_text"] = ""
        return kept | {"due_on": _text(kept["due_on"])}


class SnoozeForm(OptionsForm):
    heading = _("Snooze until when?")
    why = _("They leave the top of the queue until that day. Clocks and reminders run on.")

    until = fields.DayField(
        label=_("Until"), when=When.TODAY_OR_FUTURE, empty=_("Enter the day"), name=_("The day")
    )
    because = fields.TextField(
        label=_("Why?"), hint=_("No diagnosis"), max_length=200, empty=_("Say why"), name=_("The reason")
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("until") == self.today:
            self.add_error("until", _("The day must be after today"))
        return cleaned

    def options(self, job: BulkJob, *, by: Actor, at: datetime) -> dict[str, Any]:
        return {"until": _text(self.cleaned_data["until"]), "because": self.cleaned_data["because"]}


class MessageForm(OptionsForm):
    template = fields.SelectField(
        label=_("Which message do you want to send?"),
        hint=_("Each patient gets it in their language, inside the app"),
        choices=(),
        empty=_("Select the message"),
        unchosen=_("Select a template"),
        name=_("Template"),
    )

    versions: list[TemplateVersion]

    def prepare(self, job: BulkJob, actor: Actor) -> None:
        self.versions = messaging.published(job.organization_id)
        asked: Any = self.fields["template"]
        known = [(str(one.pk), one.template.name) for one in self.versions]
        asked.choices = [("", _("Select a template")), *known]

    def options(self, job: BulkJob, *, by: Actor, at: datetime) -> dict[str, Any]:
        return {"version": int(self.cleaned_data["template"])}


class CloseForm(OptionsForm):
    because = fields.ChoiceField(
        label=_("Why are you closing them?"),
        choices=CLOSE_REASONS,
        empty=_("Select why you are closing them"),
    )


FORMS: dict[str, Callable[..., OptionsForm]] = {
    BulkKind.ASSIGN: AssignForm,
    BulkKind.ADD_TAG: AddTagForm,
    BulkKind.REMOVE_TAG: RemoveTagForm,
    BulkKind.NEXT_ACTION: NextActionForm,
    BulkKind.SNOOZE: SnoozeForm,
    BulkKind.MESSAGE: MessageForm,
    BulkKind.CLOSE: CloseForm,
}


class BeginForm(PortalForm):
    """One button, which says what happens."""

    def __init__(self, *args: Any, button: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.button = button


def _text(day: date) -> str:
    return day.isoformat()

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import Language, Membership, Role, Site

ROLE_HINTS: dict[str, Any] = {
    Role.INTAKE: _(
        "Opens cases, verifies benefits, adds papers, writes messages and notes. Signs and sends nothing"
    ),
    Role.CASE_WORKER: _("Everything of a case, for one or for many cases"),
    Role.LEAD: _("A case worker who also leads: templates, imports, holds, work of others"),
    Role.LIAISON: _("The clinician’s part, papers, notes, tasks and messages"),
    Role.AUDITOR: _("Sees everything and changes nothing"),
    Role.ADMIN: _("Everything, and the facility itself: settings, people, sites, keys"),
}
NOBODY = "nobody"


def name_of(membership: Membership) -> str:
    return membership.user.full_name or membership.user.email


class _RoleForm(PortalForm):
    role = fields.ChoiceField(
        label=_("What do they do here?"), choices=Role, hints=ROLE_HINTS, empty=_("Select a role")
    )
    sites = fields.MultiChoiceField(
        label=_("Which sites do they work for?"),
        name=_("Sites"),
        hint=_("None ticked means all of them. Admins always work for all"),
        choices=(),
        required=False,
    )

    def offer_sites(self, sites: Iterable[Site], *, held: Iterable[str] = ()) -> None:
        """A limit that somebody has is always shown: saving never lifts it in silence."""
        choices = [(str(one.pk), one.name) for one in sites]
        if len(choices) > 1 or list(held):
            self.fields["sites"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["sites"]

    def site_ids(self) -> list[int]:
        return [int(one) for one in self.cleaned_data.get("sites") or []]


class InviteForm(_RoleForm):
    heading = _("Invite a colleague")
    caption = _("Facility")
    button = _("Send the invitation")

    field_order = ["email", "full_name", "role", "sites", "language"]

    email = fields.EmailField(hint=_("Only who signs in with this very address can use the link"))
    full_name = fields.NameField(label=_("Full name"), empty=_("Enter the name colleagues and patients see"))
    language = fields.ChoiceField(
        label=_("In which language do we write to them?"),
        choices=Language,
        empty=_("Select the language"),
    )

    def __init__(self, *args: Any, sites: Iterable[Site], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer_sites(sites)


class MemberForm(_RoleForm):
    heading = _("Role and sites")
    caption = _("Facility")
    button = _("Save")

    def __init__(self, *args: Any, sites: Iterable[Site], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer_sites(sites, held=(options.get("initial") or {}).get("sites") or ())


class DisableForm(PortalForm):
    heading = _("Do you want to end this person’s access?")
    caption = _("Facility")
    button = _("End the access now")

    to = fields.SelectField(
        label=_("Who takes over their open cases and tasks?"),
        choices=(),
        empty=_("Select who takes over, or nobody"),
    )

    def __init__(self, *args: Any, colleagues: Iterable[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.user_id), name_of(one)) for one in colleagues]
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", _("Select")),
            *choices,
            (NOBODY, _("Nobody yet: they go to “Unassigned”")),
        ]


class LeaveForm(PortalForm):
    heading = _("Days off")
    caption = _("Facility")
    button = _("Save")

    from_on = fields.DayField(
        label=_("First day away"), name=_("The first day"), empty=_("Enter the first day away")
    )
    until_on = fields.DayField(
        label=_("Last day away"), name=_("The last day"), empty=_("Enter the last day away")
    )
    covered_by = fields.SelectField(
        label=_("Who takes the cases meanwhile?"),
        hint=_("They move on the first day and come back after the last one"),
        choices=(),
        empty=_("Select who takes the cases, or nobody"),
    )

    LONGEST = timedelta(days=366)

    def __init__(self, *args: Any, colleagues: Iterable[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.user_id), name_of(one)) for one in colleagues]
        self.fields["covered_by"].choices = [  # type: ignore[attr-defined]
            ("", _("Select")),
            *choices,
            (NOBODY, _("Nobody: the cases stay where they are")),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first: date | None = cleaned.get("from_on")
        last: date | None = cleaned.get("until_on")
        if last and last < self.today:
            self.add_error("until_on", _("The last day must be today or later"))
        elif first and last and last < first:
            self.add_error("until_on", _("The last day must be on or after the first one"))
        elif first and last and last - first > self.LONGEST:
            self.add_error("until_on", _("Days off can be a year long at the most"))
        return cleaned

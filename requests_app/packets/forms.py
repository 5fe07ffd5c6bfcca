from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.packets.parts import Section

CAPTION = _("Make and check your packet")
NOTHING_MORE = "none"
SECTION_CHOICES = (
    (Section.SEARCH.value, _("In-network offices you contacted")),
    (Section.PICTURE.value, _("Wait and distance, as a picture")),
    (Section.SIGNED_CALLS.value, _("Your signed statement of calls")),
    (Section.ASKED.value, _("Linked requests and written questions")),
    (Section.CALLS.value, _("Calls with your plan")),
    (Section.STATEMENT.value, _("Your story")),
    (Section.RULES.value, _("Rules that apply to your plan")),
    (Section.EXHIBITS.value, _("Kept pages of the plan’s directory")),
    (Section.COVER.value, _("A fax cover page")),
    (NOTHING_MORE, _("Only the decision page and the letter")),
)
COVER_HINT = _("The first page if you send it by fax. It names no patient")


def first_choice(sections: Iterable[Section]) -> list[str]:
    return [str(one) for one in sections] or [NOTHING_MORE]


class OptionsForm(PortalForm):
    """Which sections go in beside the two that always do. `hints` say how much each of them holds."""

    caption = CAPTION
    sections = fields.MultiChoiceField(
        label=_("What goes in your packet?"),
        name=_("Your answer"),
        hint=_("The decision page and the request letter are always in"),
        choices=SECTION_CHOICES,
        empty=_("Select what goes in, or “Only the decision page and the letter”"),
        exclusive=NOTHING_MORE,
        exclusive_error=_("Select what goes in, or only “Only the decision page and the letter”"),
        hints={Section.COVER.value: COVER_HINT},
    )

    def __init__(self, *args: Any, hints: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast(fields.MultiChoiceField, self.fields["sections"])
        field.hints = {**field.hints, **hints}

    def chosen(self) -> list[Section]:
        return [Section(one) for one in self.cleaned_data["sections"] if one != NOTHING_MORE]


class SignForm(PortalForm):
    caption = CAPTION
    heading = _("Sign your request")
    button = _("Sign and make my packet")

    is_true = fields.AgreementField(label=_("What I wrote is true as far as I know."))
    signed_name = fields.NameField(
        label=_("Type your full name"),
        hint=_("This counts as your signature"),
        name=_("Your full name"),
        empty=_("Type your full name to sign"),
        max_length=200,
        min_length=2,
        width=30,
        autocomplete="off",
    )

    def __init__(self, *args: Any, expected_name: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.expected_name = expected_name

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = str(cleaned.get("signed_name", ""))
        if typed and self.expected_name and _plain(typed) != _plain(self.expected_name):
            self.warn(
                "signed_name",
                _("You typed %(typed)s, but the name in your answers is %(name)s.")
                % {"typed": typed, "name": self.expected_name},
            )
        return cleaned


def _plain(name: str) -> list[str]:
    """Phones write either apostrophe, and small letters sign as well."""
    return name.casefold().replace("’", "'").split()

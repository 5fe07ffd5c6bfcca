"""Questions about a plan’s form: the file and where it is from, and what belongs into each box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.documents.refusals import FileRefused
from requests_app.models import Organization
from requests_app.planforms.about import About
from requests_app.planforms.choices import WORDS, flat_choices
from requests_app.planforms.matching import LONGEST_TEXT, TEXT
from requests_app.planforms.reading import FormRefused, ReadForm, read_upload
from requests_app.planforms.slots import WRITTEN, Slot

FACILITY = "facility"


class AddForm(PortalForm):
    """The form as the plan gives it out. Its source and day tell whether it is still the plan’s own."""

    heading = _("Add the plan’s own form")
    why = _("Add it once, empty, as a PDF. We find its boxes, and you say what belongs into each.")
    button = _("Add the form")

    file = fields.FileField(
        accept="application/pdf",
        label=_("The form, as a PDF"),
        hint=_("Up to 20 pages. Use the PDF from the plan, not a scan, when there is one"),
        empty=_("Select the form"),
        name=_("Form"),
    )
    insurer = fields.TextField(
        label=_("Insurance company"),
        hint=_("As on the cards of its members"),
        empty=_("Enter the insurance company"),
        min_length=2,
        max_length=120,
        spellcheck=False,
    )
    title = fields.TextField(
        label=_("Title of the form"),
        hint=_("As printed on it, like “Out-of-network exception request”"),
        empty=_("Enter the title of the form"),
        max_length=150,
    )
    source = fields.TextField(
        label=_("Where is it from?"),
        hint=_("Like the web address, or “mailed by member services”"),
        empty=_("Enter where the form is from"),
        name=_("Source"),
        max_length=300,
        spellcheck=False,
    )
    checked_on = fields.RecentDayField(
        label=_("When did you make sure that it is the current form?"),
        hint=_("Plans change their forms often"),
        empty=_("Select when you made sure"),
        name=_("Checked date"),
    )
    facility = fields.ChoiceField(
        label=_("Which facility is it for?"), choices=(), empty=_("Select the facility")
    )

    def __init__(
        self, *args: Any, today: date, facilities: Iterable[Organization] = (), **options: Any
    ) -> None:
        super().__init__(*args, today=today, **options)
        choices = [(str(one.pk), one.name) for one in facilities]
        if len(choices) > 1:
            self.fields[FACILITY].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[FACILITY]

    def clean_file(self) -> ReadForm | None:
        upload = self.cleaned_data["file"]
        if upload is None:
            return None
        try:
            return read_upload(upload)
        except (FormRefused, FileRefused) as refusal:
            raise self.fields["file"].problem(str(refusal)) from None  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors and cleaned.get("file") is not None:
            again = _("Choose the file again. Your browser does not keep it when a page comes back")
            self.add_error("file", again)
        return cleaned

    @property
    def about(self) -> About:
        return About(**{name: self.cleaned_data[name] for name in About.__dataclass_fields__})


class MapForm(PortalForm):
    """What belongs into some boxes of a form: for each a list to choose from, and a line for fixed words."""

    heading = _("What belongs into each box?")
    button = _("Save these boxes")

    def __init__(
        self, *args: Any, slots: Sequence[tuple[int, Slot]], initial: dict[str, str], **options: Any
    ) -> None:
        """`slots` with their numbers; `initial` by `s{number}`, as in the mapping."""
        self.slots = dict(slots)
        shown: dict[str, str] = {}
        for number, slot in slots:
            shown |= _shown(number, slot, initial.get(f"s{number}", ""))
        super().__init__(*args, initial=shown, **options)
        for number, slot in slots:
            self._add(number, slot)

    def _add(self, number: int, slot: Slot) -> None:
        named = _now("Box %(number)s") % {"number": number}
        select = fields.SelectField(
            label=named,
            choices=flat_choices(slot),
            unchosen=_("Not decided yet"),
            required=False,
            name=named,
            empty=_("Select what belongs into the box"),
        )
        select.today = self.today
        self.fields[f"s{number}"] = select
        if slot.kind in WRITTEN and not slot.options:
            words = fields.TextField(
                label=_now("Words for box %(number)s") % {"number": number},
                max_length=LONGEST_TEXT,
                required=False,
                name=named,
            )
            words.today = self.today
            self.fields[f"t{number}"] = words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for number in self.slots:
            line = f"t{number}"
            if cleaned.get(f"s{number}") == WORDS and not cleaned.get(line) and line not in self.errors:
                self.add_error(line, _now("Enter the words for box %(n)s") % {"n": number})
        return cleaned

    @property
    def typed(self) -> dict[str, str]:
        """By number, as the mapping keeps it; empty for “not decided”."""
        found = {}
        for number in self.slots:
            chosen = self.cleaned_data[f"s{number}"]
            found[f"s{number}"] = f"{TEXT}{self.cleaned_data[f't{number}']}" if chosen == WORDS else chosen
        return found


class RemoveForm(PortalForm):
    heading = _("Remove this form?")
    button = _("Remove the form")


def _shown(number: int, slot: Slot, value: str) -> dict[str, str]:
    """Fixed words stand in their own line, unless they are one of the answers the form itself offers."""
    if value.startswith(TEXT) and not slot.options:
        return {f"s{number}": WORDS, f"t{number}": value.removeprefix(TEXT)}
    return {f"s{number}": value}

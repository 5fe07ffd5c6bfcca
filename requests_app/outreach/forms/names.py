"""A list of names to call, pasted or typed."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models.outreach import FoundIn
from requests_app.outreach.forms.base import TASK
from requests_app.outreach.names import LONGEST, SHORTEST, NameLine, doubles, read_lines

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_NAMES = 100


def double_warning(names: Collection[str]) -> StrOrPromise:
    if len(names) == 1:
        return _("You already have %(name)s. Add again?") % {"name": next(iter(names))}
    return _("You already have these: %(names)s. Add again?") % {"names": ", ".join(names)}


class NamesForm(PortalForm):
    caption = TASK
    heading = _("Find names to call")
    why = _("Paste a list. You can log each call later.")
    button = _("Add to my list")

    names = fields.LongTextField(
        label=_("Names and phone numbers"),
        hint=_("One on each line, like: Example Clinic, 602-555-0142"),
        empty=_("Paste or type at least one name"),
        max_length=10_000,
        rows=8,
    )
    found_in = fields.ChoiceField(
        label=_("Where did you find them?"),
        choices=FoundIn.choices,
        empty=_("Select where you found them"),
    )

    def __init__(self, *args: Any, known: Collection[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = known

    def clean_names(self) -> list[NameLine]:
        field: Any = self.fields["names"]
        lines = read_lines(self.cleaned_data["names"])
        if not lines:
            raise field.problem(field.empty)
        if len(lines) > MOST_NAMES:
            raise field.problem(
                _("Add up to %(most)s names at a time. You have %(count)s"),
                most=MOST_NAMES,
                count=len(lines),
            )
        for line in lines:
            if not SHORTEST <= len(line.name) <= LONGEST:
                raise field.problem(
                    _("Each name must have %(shortest)s to %(longest)s characters. Look at “%(start)s”"),
                    shortest=SHORTEST,
                    longest=LONGEST,
                    start=line.name[:30],
                )
        return lines

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        lines: list[NameLine] = cleaned.get("names") or []
        if twice := doubles([line.name for line in lines], self.known):
            self.warn("names", double_warning(twice))
        return cleaned

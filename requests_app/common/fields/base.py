"""What every question has: a label asked aloud, one short hint, and errors that say what to do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class PortalField(forms.Field):
    """Base of all our fields.

    `empty` is the error for no answer ("Enter …", "Select …"); a required field cannot do without.
    `name` is how the errors call the answer ("Date of birth must be …"); it defaults to the label.
    """

    is_group = False
    group_template = ""
    optional_is_said = True
    prefix: StrOrPromise = ""
    suffix: StrOrPromise = ""
    today: date

    def __init__(
        self,
        *,
        label: StrOrPromise,
        empty: StrOrPromise = "",
        name: StrOrPromise = "",
        hint: StrOrPromise = "",
        required: bool = True,
        **options: Any,
    ) -> None:
        if required and not empty:
            raise TypeError(f"Field “{label}” is required, so it needs the text for no answer: empty=…")
        super().__init__(label=label, help_text=hint, required=required, **options)
        self.empty = empty
        self.name = name or label
        if empty:
            self.error_messages["required"] = empty

    def problem(self, message: StrOrPromise, **params: Any) -> forms.ValidationError:
        return forms.ValidationError(message, params={"name": self.name, **params})

    def warning(self, value: Any) -> StrOrPromise | None:
        """A text for an odd but possible answer, shown once as “Check this”."""
        return None

    def first_input_id(self, auto_id: str, value: Any) -> str:
        """Where a line of the error summary leads, given what was typed."""
        return auto_id


TOO_LONG = _("%(name)s must be %(limit)s characters or fewer")
TOO_SHORT = _("%(name)s must be %(limit)s characters or more")
UNREADABLE = _("%(name)s has hidden characters we cannot save. Delete it and type it again")

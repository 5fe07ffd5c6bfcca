from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from requests_app.casefile import schema
from requests_app.common.forms import PortalForm

CAPTION = _("Letter for your patient")
MOST_ROWS = 12


class LetterForm(PortalForm):
    """One page of the letter. `answers_named` are the fields of ClinicianAnswers that it asks for.

    What a check refuses stops Continue, not the draft: a letter may be left half-filled for days.
    """

    caption = CAPTION
    answers_named: ClassVar[tuple[str, ...]] = ()
    # Where a note about a difference stands: the topic, and the question that it stands under.
    notes_under: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, answers: schema.ClinicianAnswers, **options: Any) -> None:
        options.setdefault("initial", self.initial_of(answers))
        super().__init__(*args, **options)
        self.answers = answers

    @classmethod
    def initial_of(cls, answers: schema.ClinicianAnswers) -> dict[str, Any]:
        return {name: getattr(answers, name) for name in cls.answers_named}

    def typed(self) -> dict[str, Any]:
        """What can be read of the page, for the draft; a box with a mistake keeps what was there before."""
        self.full_clean()
        return {name: self.value_of(name) for name in self.answers_named}

    def value_of(self, name: str) -> Any:
        return self.cleaned_data.get(name, getattr(self.answers, name))


def rows_of(data: Mapping[str, Any] | None, name: str, have: int) -> int:
    """One empty row more than there are codes; as many as came back with the page.

    However many codes there are, each has its row: what has none would be gone when the page is saved.
    """
    sent = (key.removeprefix(name) for key in data or () if str(key).startswith(name))
    came = max((int(one) for one in sent if one.isascii() and one.isdigit()), default=0)
    return max(have, min(max(have + 1, 2, came), MOST_ROWS))


def leave_first_empty(form: LetterForm, name: str) -> None:
    """The first row is asked for, but a code in any other row answers it as well."""
    if name in form.errors and not str(form.data.get(name, "")).strip():
        del form.errors[name]
        form.cleaned_data[name] = ""

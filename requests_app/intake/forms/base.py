"""A page of the wizard: its fields are named like the columns they fill."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from requests_app.common.answers import answer_text
from requests_app.common.forms import PortalForm
from requests_app.models import Case, ForWhom


class StepForm(PortalForm):
    """Asks for columns of one section of a case.

    Subclasses give `section`; `fit` words the page for who the request is for; `initial_of`, `answers` and
    `rows` are overridden where a field and its column differ or belong together when read.
    """

    section: ClassVar[str]

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        options.setdefault("initial", self.initial_of(case))
        super().__init__(*args, **options)
        self.case = case
        self.fit(case)

    def fit(self, case: Case) -> None:
        """Word the page for this case."""

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return tuple(cls.base_fields)

    @classmethod
    def stored(cls, case: Case) -> dict[str, Any]:
        row = getattr(case, cls.section)
        return {name: getattr(row, name) for name in cls.columns()}

    @classmethod
    def initial_of(cls, case: Case) -> dict[str, Any]:
        return cls.stored(case)

    def answers(self) -> dict[str, Any]:
        """Columns to save. A follow-up question that was not asked keeps what it had."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in self.columns() and self._is_asked(name, self.cleaned_data)
        }

    def rows(self) -> list[tuple[str, str]]:
        """(question, kept answer) pairs for the check page, in the words of this case."""
        kept = self.stored(self.case)
        return [
            (str(field.label), answer_text(kept[name], getattr(field, "choices", None)))
            for name, field in self.fields.items()
            if self._is_asked(name, kept)
        ]

    @classmethod
    def is_answered(cls, case: Case) -> bool:
        """Has everything that this page insists on been given?"""
        kept = cls.stored(case)
        follow_ups = {
            name for field in cls.base_fields.values() for name in getattr(field, "reveals", {}).values()
        }
        return all(
            kept[name] not in (None, "", [])
            for name, field in cls.base_fields.items()
            if field.required and name not in follow_ups
        )

    @property
    def lacks_answers_only(self) -> bool:
        """True when nothing is wrong but that required answers are not there yet."""
        problems = [one for found in self.errors.as_data().values() for one in found]
        return all(problem.code == "required" for problem in problems)

    def _is_asked(self, name: str, answers: dict[str, Any]) -> bool:
        """A follow-up question is asked only when its option is chosen."""
        if name not in self.revealing:
            return True
        asked_by, option = self.revealing[name]
        return bool(self.fields[asked_by].chose(answers.get(asked_by), option))  # type: ignore[attr-defined]

    def given_answers(self) -> dict[str, Any]:
        """What was filled in, for “Save and come back later” on a page that is not finished."""
        return {
            name: value
            for name, value in self.answers().items()
            if name not in self.errors and value not in (None, "", [])
        }


class CheckForm(PortalForm):
    """Asks nothing: the button goes back to the tasks, with the answers above it as they are."""

    heading = _("Check your answers")
    button = _("Finish this part")


def worded(case: Case, *, me: Any, child: Any, other: Any) -> Any:
    """The words for the patient, for a parent, or for somebody who helps."""
    return {ForWhom.ME: me, ForWhom.MY_CHILD: child}.get(ForWhom(case.for_whom), other)

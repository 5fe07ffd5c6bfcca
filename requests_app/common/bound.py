"""A field on its page: everything `templates/portal/field.html` prints, worked out here."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypedDict, cast

from django.forms import BoundField
from django.forms.utils import ErrorList
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from requests_app.common.dates import weekday_short
from requests_app.common.fields.base import PortalField
from requests_app.common.fields.days import RecentDayField
from requests_app.common.widgets import DayInput, DayText, LongTextInput, SomeOf

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from requests_app.common.forms import PortalForm


# Plain dictionaries, because a template finds a key at once, but an attribute only after an exception.
class Option(TypedDict):
    id: str
    value: str
    label: StrOrPromise
    hint: StrOrPromise
    is_chosen: bool
    is_apart: bool
    reveal: PortalBoundField | None


class DayBox(TypedDict):
    id: str
    name: str
    label: str
    value: str
    width: int
    inputmode: str
    autocomplete: str
    is_wrong: bool


_NO_ERRORS = ErrorList()


class PortalBoundField(BoundField):
    form: PortalForm

    def __getitem__(self, key: Any) -> Any:
        """Templates ask by key first; answering at once spares them an exception per lookup."""
        if isinstance(key, str):
            try:
                return getattr(self, key)
            except AttributeError:
                raise KeyError(key) from None
        return super().__getitem__(key)

    @cached_property
    def auto_id(self) -> str:
        return super().auto_id

    @property
    def errors(self) -> ErrorList:
        return self.form.errors.get(self.name, _NO_ERRORS)

    @property
    def is_group(self) -> bool:
        return getattr(self.field, "is_group", False)

    @property
    def is_tick(self) -> bool:
        return getattr(self.field, "is_tick", False)

    @property
    def group_template(self) -> str:
        return cast(PortalField, self.field).group_template

    @property
    def question(self) -> str:
        """The label, marked when the answer may be left out (R6)."""
        if self.field.required or not getattr(self.field, "optional_is_said", True):
            return str(self.label)
        return _("%(question)s (optional)") % {"question": self.label}

    @property
    def is_heading(self) -> bool:
        return self.form.single_question == self.name

    @property
    def limit_text(self) -> str:
        widget = self.field.widget
        if not isinstance(widget, LongTextInput):
            return ""
        return _("You can type up to %(limit)s characters") % {
            "limit": number_format(widget.limit, force_grouping=True)
        }

    @property
    def described_by(self) -> str:
        return self.aria_describedby or ""

    @property
    def aria_describedby(self) -> str | None:
        parts = []
        if self.help_text:
            parts.append(f"{self.auto_id}_hint")
        if isinstance(self.field.widget, LongTextInput):
            parts.append(f"{self.auto_id}_limit")
        if self.errors:
            parts.append(f"{self.auto_id}_error")
        return " ".join(parts)

    @property
    def input_id(self) -> str:
        """An element that exists and can take the focus."""
        if wrong := self.wrong_parts:
            return f"{self.auto_id}_{wrong[0]}"
        if isinstance(self.field, PortalField):
            return self.field.first_input_id(self.auto_id, self.value())
        return self.auto_id

    @cached_property
    def wrong_parts(self) -> tuple[str, ...]:
        """Of a date in three boxes: the ones the error is about, when it is not about all."""
        if not self.errors:
            return ()
        for problem in self.form.errors.as_data()[self.name]:
            if params := getattr(problem, "params", None):
                return tuple(params.get("parts", ()))
        return ()

    @property
    def input_type(self) -> str:
        return "checkbox" if isinstance(self.field.widget, SomeOf) else "radio"

    def options(self) -> list[Option]:
        """The answers to choose from, without the blank one."""
        field = cast(Any, self.field)
        answer = self.value()
        exclusive = getattr(field, "exclusive", "")
        pairs = [(str(value), label) for value, label in field.choices if value != ""]
        return [
            Option(
                id=f"{self.auto_id}_{number}",
                value=value,
                label=label,
                hint=field.hints.get(value, ""),
                is_chosen=field.chose(answer, value),
                is_apart=value == exclusive and number > 0,
                reveal=self._revealed_by(value),
            )
            for number, (value, label) in enumerate(pairs)
        ]

    def _revealed_by(self, value: str) -> PortalBoundField | None:
        name = cast(Any, self.field).reveals.get(value)
        return cast("PortalBoundField", self.form[name]) if name else None

    def day_boxes(self) -> list[DayBox]:
        value = self.value()
        typed: DayText = getattr(value, "other", value) or DayText()
        wrong = self.wrong_parts or (DayText._fields if self._day_is_wrong(value) else ())
        kind = cast(DayInput, self.field.widget).autocomplete
        labels = {"month": _("Month"), "day": _("Day"), "year": _("Year")}
        return [
            DayBox(
                id=f"{self.auto_id}_{part}",
                name=f"{self.html_name}_{part}",
                label=labels[part],
                value=getattr(typed, part),
                width={"month": 6, "day": 2, "year": 4}[part],
                # The month may be a name, so its keyboard has letters.
                inputmode="text" if part == "month" else "numeric",
                autocomplete=f"{kind}-{part}" if kind else "",
                is_wrong=part in wrong,
            )
            for part in DayText._fields
        ]

    def _day_is_wrong(self, value: Any) -> bool:
        if not self.errors:
            return False
        return not isinstance(self.field, RecentDayField) or value.choice == RecentDayField.OTHER

    def recent_days(self) -> list[Option]:
        field = cast(RecentDayField, self.field)
        value = self.value()
        days = (
            (field.TODAY, _("Today"), weekday_short(field.today)),
            (field.YESTERDAY, _("Yesterday"), weekday_short(field.today - timedelta(days=1))),
            (field.OTHER, _("Another day"), ""),
        )
        return [
            Option(
                id=f"{self.auto_id}_{number}",
                value=key,
                label=label,
                hint=hint,
                is_chosen=bool(value) and value.choice == key,
                is_apart=False,
                reveal=None,
            )
            for number, (key, label, hint) in enumerate(days)
        ]

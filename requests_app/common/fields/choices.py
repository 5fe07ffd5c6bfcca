"""Picked answers: radios, tick boxes, a plain list, and the box that says “I agree”."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.common.fields.base import PortalField
from requests_app.common.states import STATES
from requests_app.common.widgets import OneOf, SelectInput, SomeOf, TickInput

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


YES, NO, UNSURE = "YES", "NO", "UNSURE"
UNCHOSEN = _("Select")


class _Options(PortalField):
    """Options with a hint each, and at most one follow-up question revealed below its option (R7).

    `reveals={"OTHER": "other_text"}` names another field of the same form. That field keeps its own
    `empty` text; the form asks for it only when its option is chosen, and forgets it otherwise.
    """

    def explain(self, hints: Mapping[str, StrOrPromise] | None, reveals: Mapping[str, str] | None) -> None:
        if reveals and len(reveals) > 1:
            raise TypeError("A question reveals at most one follow-up; put the rest on the next page.")
        self.hints = dict(hints or {})
        self.reveals = dict(reveals or {})

    def chose(self, answer: Any, option: str) -> bool:
        return bool(answer == option)


class ChoiceField(_Options, forms.ChoiceField):
    """One of a few, as radios."""

    is_group = True
    group_template = "portal/inputs/choices.html"
    widget = OneOf

    def __init__(
        self,
        *,
        choices: Any,
        hints: Mapping[str, StrOrPromise] | None = None,
        reveals: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(choices=choices, **options)
        self.explain(hints, reveals)
        self.error_messages["invalid_choice"] = self.empty or _("Select one of the answers")

    def first_input_id(self, auto_id: str, value: Any) -> str:
        return f"{auto_id}_0"


class YesNoField(ChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(choices=((YES, _("Yes")), (NO, _("No"))), **options)


class YesNoUnsureField(ChoiceField):
    """Yes, no, or “I’m not sure”, which is a real answer (R5)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=((YES, _("Yes")), (NO, _("No")), (UNSURE, _("I’m not sure"))), **options)


class MultiChoiceField(_Options, forms.MultipleChoiceField):
    """Any of a few, as tick boxes. `exclusive` is an option that cannot go with others; it stands last."""

    is_group = True
    group_template = "portal/inputs/choices.html"
    widget = SomeOf

    def __init__(
        self,
        *,
        choices: Any,
        hints: Mapping[str, StrOrPromise] | None = None,
        reveals: Mapping[str, str] | None = None,
        exclusive: str = "",
        exclusive_error: StrOrPromise = "",
        **options: Any,
    ) -> None:
        if exclusive and not exclusive_error:
            raise TypeError("An exclusive option needs exclusive_error, for when others are ticked too.")
        super().__init__(choices=choices, **options)
        self.explain(hints, reveals)
        self.exclusive = exclusive
        self.exclusive_error = exclusive_error
        self.error_messages["invalid_choice"] = self.empty or _("Select from the answers")
        self.error_messages["invalid_list"] = self.error_messages["invalid_choice"]

    def clean(self, value: Any) -> list[str]:
        chosen: list[str] = super().clean(value)
        if self.exclusive in chosen and len(chosen) > 1:
            raise self.problem(self.exclusive_error)
        return chosen

    def chose(self, answer: Any, option: str) -> bool:
        return option in (answer or ())

    def first_input_id(self, auto_id: str, value: Any) -> str:
        return f"{auto_id}_0"


class SelectField(PortalField, forms.ChoiceField):
    """One of many, as a plain list. `unchosen` is the first line, which is no answer."""

    widget = SelectInput

    def __init__(
        self,
        *,
        choices: Any,
        unchosen: StrOrPromise = UNCHOSEN,
        width: int = 0,
        autocomplete: str = "",
        **options: Any,
    ) -> None:
        super().__init__(
            choices=[("", unchosen), *getattr(choices, "choices", choices)],
            widget=SelectInput(width=width, autocomplete=autocomplete),
            **options,
        )
        self.error_messages["invalid_choice"] = self.empty or _("Select one from the list")


class StateField(SelectField):
    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("State"))
        options.setdefault("empty", _("Select the state"))
        super().__init__(
            choices=STATES, unchosen=_("Select a state"), autocomplete="address-level1", **options
        )


class TickField(PortalField):
    """One box with a sentence. Not ticking it is an answer too, so it is never marked optional."""

    is_tick = True
    optional_is_said = False
    widget = TickInput

    def __init__(self, *, required: bool = False, **options: Any) -> None:
        super().__init__(required=required, **options)

    def to_python(self, value: Any) -> bool:
        return bool(value)

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise self.problem(self.empty)


class AgreementField(TickField):
    """A full sentence that must be ticked to go on."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("empty", _("Tick the box to show you agree"))
        super().__init__(required=True, **options)

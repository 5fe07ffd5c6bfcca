"""The one base of all forms: how a page of questions behaves, whatever it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.utils import ErrorDict
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from requests_app.common.answers import answer_text
from requests_app.common.bound import PortalBoundField
from requests_app.common.fields.base import PortalField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class _PortalHelper(FormHelper):  # type: ignore[misc]
    # Crispy looks the action up as a route, and with no action that is an exception on every page.
    form_action = ""


def _portal_helper() -> FormHelper:
    helper = _PortalHelper()
    helper.template_pack = "portal"
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


# Never changed after this line, so one serves every form and thread.
_HELPER = _portal_helper()
_VERSION = re.compile(r"[0-9a-f]{1,400}")


@dataclass(frozen=True)
class Line:
    """A line of the error summary or of “Check this”; `target` is an element id, or empty."""

    text: StrOrPromise
    target: str = ""


@dataclass(frozen=True)
class SavedMeanwhile:
    """A field that somebody else saved with another answer while this page was open."""

    label: StrOrPromise
    value: str
    target: str


class PortalForm(forms.Form):
    """A page of questions. Given `today` by the view; asks no clock and writes nothing.

    caption   the task this page belongs to, above the h1
    heading   the h1, when the page asks several things (a single question is its own h1)
    why       one line: why we ask
    button    what the main button says it does
    """

    caption: StrOrPromise = ""
    heading: StrOrPromise = ""
    why: StrOrPromise = ""
    button: StrOrPromise = _("Continue")

    use_required_attribute = False
    bound_field_class = PortalBoundField

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        *,
        today: date,
        version: str | int | None = None,
        **options: Any,
    ) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(cast(Any, data), cast(Any, files), **options)
        self.today = today
        self.is_held = False
        self.warnings: dict[str, StrOrPromise] = {}
        self.saved_meanwhile: list[SavedMeanwhile] = []
        self._given_version = None if version is None else str(version)
        for field in self.fields.values():
            if isinstance(field, PortalField):
                field.today = today
            elif field.error_messages["required"] is forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _("Answer “%(question)s”") % {"question": field.label}

    def __getitem__(self, name: str) -> Any:
        """Templates ask for `form.caption` as a field first; Django's refusal lists all fields each time."""
        if name not in self.fields:
            raise KeyError(name)
        return super().__getitem__(name)

    # -- The page ------------------------------------------------------------------------------

    @property
    def helper(self) -> FormHelper:
        return _HELPER

    @cached_property
    def revealing(self) -> dict[str, tuple[str, str]]:
        """Follow-up question -> the question and the option that reveal it."""
        return {
            follow_up: (name, option)
            for name, field in self.fields.items()
            for option, follow_up in getattr(field, "reveals", {}).items()
        }

    def questions(self) -> Iterator[PortalBoundField]:
        """The visible fields in order; a revealed one is drawn inside the question that reveals it."""
        for name, field in self.fields.items():
            if name not in self.revealing and not field.widget.is_hidden:
                yield cast(PortalBoundField, self[name])

    @cached_property
    def single_question(self) -> str:
        """The name of the only question, whose label is the h1; empty when the page has its own."""
        names = [bound.name for bound in self.questions() if not bound.is_tick]
        alone = len(names) == 1 and sum(1 for _question in self.questions()) == 1
        return names[0] if alone and not self.heading else ""

    @property
    def page_heading(self) -> StrOrPromise:
        if self.heading or not self.single_question:
            return self.heading
        return cast(PortalBoundField, self[self.single_question]).question

    @cached_property
    def form_key(self) -> str:
        """Made when the page is first shown and sent back with it, so that a second post is known."""
        try:
            return str(UUID(str(self.data.get("form_key", ""))))
        except ValueError:
            return str(uuid4())

    @property
    def version(self) -> str | None:
        """The version the person saw; None when the page has none or it was not sent back."""
        if not self.is_bound or self.saved_meanwhile:
            return self._given_version
        sent = str(self.data.get("version", ""))
        return sent if _VERSION.fullmatch(sent) else None

    def show_clash(self, text: StrOrPromise, *, stored: Mapping[str, Any], version: str) -> None:
        """Show what was saved meanwhile beside what was typed; posting again then decides (422, not saved).

        `stored` maps the fields that clash to what is kept now, `version` is the version of that.
        """
        self.add_error(None, text)
        self._given_version = version
        self.saved_meanwhile = [
            SavedMeanwhile(
                label=getattr(self.fields[name], "name", self.fields[name].label) or "",
                value=answer_text(value, getattr(self.fields[name], "choices", None)),
                target=cast(PortalBoundField, self[name]).input_id,
            )
            for name, value in stored.items()
            if name in self.fields
        ]

    # -- Errors --------------------------------------------------------------------------------

    def hold(self) -> None:
        """Show kept answers without judging them: nothing has been posted yet."""
        self.is_held = True

    @property
    def errors(self) -> ErrorDict:
        return ErrorDict() if self.is_held else super().errors

    def error_list(self) -> list[Line]:
        """The lines of the error summary, in the order of the page."""
        errors = self.errors
        lines = [Line(str(text)) for text in errors.get(NON_FIELD_ERRORS, [])]
        for name in self._page_order():
            if name in errors:
                target = "" if self[name].is_hidden else cast(PortalBoundField, self[name]).input_id
                lines += [Line(str(text), target) for text in errors[name]]
        return lines

    def _page_order(self) -> list[str]:
        order: list[str] = []
        for name, field in self.fields.items():
            if name not in self.revealing:
                order += [name, *getattr(field, "reveals", {}).values()]
        return order

    def clean(self) -> dict[str, Any]:
        super().clean()
        return self.cleaned_data

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for follow_up, (name, option) in self.revealing.items():
            field = cast(Any, self.fields[name])
            if not field.chose(self.cleaned_data.get(name), option):
                # Not asked, so whatever is in the box counts as nothing, right or wrong.
                self._errors.pop(follow_up, None)  # type: ignore[attr-defined]
                self.cleaned_data[follow_up] = self.fields[follow_up].to_python(None)

    # -- Warnings (R18) ------------------------------------------------------------------------

    def warn(self, field: str, text: StrOrPromise) -> None:
        """Call in `clean()`: odd but possible, so it is shown once and never blocks."""
        self.warnings[field] = text

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if not isinstance(field, PortalField) or value in field.empty_values:
                continue
            if text := field.warning(value):
                self.warn(name, text)

    @property
    def warnings_digest(self) -> str:
        """Changes with the warnings and with the answers they are about."""
        seen = [
            f"{name}\n{text}\n{self.cleaned_data.get(name)!r}" for name, text in sorted(self.warnings.items())
        ]
        return salted_hmac("portal.warnings", "\0".join(seen), algorithm="sha256").hexdigest()

    @property
    def needs_confirmation(self) -> bool:
        """True when the answers are fine but for warnings the person has not seen."""
        if not self.is_bound or self.is_held or self.errors or not self.warnings:
            return False
        sent = str(self.data.get("confirmed_warnings", ""))
        return not constant_time_compare(sent, self.warnings_digest)

    def warning_list(self) -> list[Line]:
        if not self.needs_confirmation:
            return []
        return [
            Line(self.warnings[name], cast(PortalBoundField, self[name]).input_id)
            for name in self._page_order()
            if name in self.warnings
        ]

    def is_valid(self) -> bool:
        return not self.is_held and super().is_valid() and not self.needs_confirmation

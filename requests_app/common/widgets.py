"""Controls that are one tag. They are built here and not by templates: a template costs ten times as much.

Escaping is done by `flatatt` and `format_html`; nothing here is marked safe by hand. Controls made of
several inputs (radios, dates) are drawn by `templates/portal/inputs/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

SELECTED = format_html("{}", " selected")
WIDTHS = (2, 4, 6, 10, 20, 30)


class _Tag(forms.Widget):
    """A widget whose `render` needs no template."""

    def attributes(self, name: str, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {"name": name, **self.attrs, **(attrs or {})}


class LineInput(_Tag):
    def __init__(
        self,
        *,
        kind: str = "text",
        width: int = 0,
        autocomplete: str = "",
        inputmode: str = "",
        spellcheck: bool = True,
    ) -> None:
        attrs: dict[str, Any] = {"class": f"input input-w{width}" if width else "input"}
        if width and width not in WIDTHS:
            raise ValueError(f"width is one of {WIDTHS}")
        if autocomplete:
            attrs["autocomplete"] = autocomplete
        if inputmode:
            attrs["inputmode"] = inputmode
        if not spellcheck:
            attrs["spellcheck"] = "false"
        super().__init__(attrs)
        self.kind = kind
        # What may be picked while typing; anything else may be typed as well.
        self.suggestions: list[str] = []

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        given = {"type": self.kind, **self.attributes(name, attrs)}
        if value not in (None, ""):
            given["value"] = str(value)
        if not self.suggestions:
            return format_html("<input{}>", flatatt(given))
        given["list"] = f"{given.get('id', name)}_list"
        options = format_html_join("", '<option value="{}">', ((one,) for one in self.suggestions))
        box = format_html("<input{}>", flatatt(given))
        return format_html('{}<datalist id="{}">{}</datalist>', box, given["list"], options)


class FileInput(_Tag):
    """A button of the browser to choose a file and, where `camera` is asked for, a second one for a photo.

    Phones offer the camera for sure only where nothing else may be chosen; the style sheet hides the second
    button where there is a mouse. Two files at once come as a list, so that the field can say which to leave.
    """

    needs_multipart_form = True

    def __init__(self, *, accept: str, camera: bool = False, largest: int = 0) -> None:
        attrs = {"class": "input", "accept": accept}
        if largest:
            attrs["data-largest"] = str(largest)
        super().__init__(attrs)
        self.camera = camera

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        chosen = [files[one] for one in self._names(name) if one in files]
        return chosen if len(chosen) > 1 else chosen[0] if chosen else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(one in files for one in self._names(name))

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        given = {"type": "file", **self.attributes(name, attrs)}
        chooser = format_html("<input{}>", flatatt(given))
        if not self.camera:
            return chooser
        camera = f"{given.get('id', name)}_camera"
        photo = given | {
            "id": camera,
            "name": f"{name}_camera",
            "accept": "image/*",
            "capture": "environment",
        }
        return format_html(
            '{}<span class="by-camera"><label class="label" for="{}">{}</label><input{}></span>',
            chooser,
            camera,
            _("Or take a photo now"),
            flatatt(photo),
        )

    def _names(self, name: str) -> tuple[str, ...]:
        return (name, f"{name}_camera") if self.camera else (name,)


class LongTextInput(_Tag):
    def __init__(self, *, rows: int, limit: int) -> None:
        super().__init__({"class": "input textarea", "rows": str(rows), "data-limit": str(limit)})
        self.limit = limit

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        text = "" if value is None else value
        # A browser eats the first line end after the tag, so one is given to it.
        return format_html("<textarea{}>\n{}</textarea>", flatatt(self.attributes(name, attrs)), text)


class SelectInput(_Tag):
    """A plain list to choose from; `choices` is set by the field."""

    choices: Any = ()

    def __init__(self, *, width: int = 0, autocomplete: str = "") -> None:
        attrs = {"class": f"input select input-w{width}" if width else "input select"}
        if autocomplete:
            attrs["autocomplete"] = autocomplete
        super().__init__(attrs)

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = "" if value is None else str(value)
        pairs = tuple((str(key), str(label)) for key, label in self.choices)
        if all(chosen != key for key, _label in pairs):
            chosen = ""
        return format_html(
            "<select{}>{}</select>", flatatt(self.attributes(name, attrs)), _options(pairs, chosen)
        )


@lru_cache(maxsize=512)
def _options(pairs: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """Kept, because a list of states is the dearest thing on a page. `chosen` is one of the keys or empty."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((key, SELECTED if key == chosen else "", label) for key, label in pairs),
    )


class TickInput(_Tag):
    """One box to tick; drawn with its label by `templates/portal/inputs/tick.html`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return bool(data.get(name))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return False

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        given = {"type": "checkbox", "value": "yes", **self.attributes(name, attrs)}
        return format_html("<input{}>", flatatt({**given, "checked": bool(value)}))


class OneOf(forms.RadioSelect):
    """Radios, drawn by `templates/portal/inputs/choices.html`."""


class SomeOf(forms.CheckboxSelectMultiple):
    """Tick boxes of one question, drawn by `templates/portal/inputs/choices.html`."""


class DayText(NamedTuple):
    """A date as typed, in the US order of the boxes."""

    month: str = ""
    day: str = ""
    year: str = ""

    @classmethod
    def of(cls, day: date | None) -> DayText:
        return cls(str(day.month), str(day.day), str(day.year)) if day else cls()


class DayInput(forms.Widget):
    """Three boxes, drawn by `templates/portal/inputs/day.html`."""

    def __init__(self, *, autocomplete: str = "") -> None:
        super().__init__()
        self.autocomplete = autocomplete

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return DayText(*(str(data.get(f"{name}_{part}", "")) for part in DayText._fields))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}_{part}" not in data for part in DayText._fields)


class RecentDayText(NamedTuple):
    choice: str = ""
    other: DayText = DayText()


class RecentDayInput(DayInput):
    """Today, Yesterday or three boxes, drawn by `templates/portal/inputs/recent_day.html`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return RecentDayText(str(data.get(name, "")), super().value_from_datadict(data, files, name))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data

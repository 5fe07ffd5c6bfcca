"""A page as a browser understands it: its title, ids, error summary, and what stands in its boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Box:
    """One named control of the main form."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)
    is_chosen: bool = False


# What lies in one is no part of the page until a script takes it out.
TEMPLATE = re.compile(r"<template\b.*?</template>", re.DOTALL)


class Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        html = TEMPLATE.sub("", html)
        self.title = ""
        self.ids: set[str] = set()
        self.summary: list[tuple[str, str]] = []
        self.field_errors: list[str] = []
        self.boxes: list[Box] = []
        self._open: list[tuple[str, str]] = []
        self._in_form = False
        self._textarea: Box | None = None
        self._select: Box | None = None
        self._text: list[str] = []
        self._link = ""
        self._in_title = False
        self._has_main = 'id="main-form"' in html
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        classes = given.get("class", "").split()
        if tag == "title":
            self._in_title = True
        if tag == "form":
            self._in_form = given.get("id") == "main-form" or (
                not self._has_main and given.get("method", "").lower() == "post" and not self.boxes
            )
        if tag == "div" and "error-summary" in classes:
            self._open.append(("div", "summary"))
        elif tag == "div" and self._open and self._open[-1][1] == "summary":
            self._open.append(("div", "inner"))
        if tag == "li" and self._is_in("summary"):
            self._text, self._link = [], ""
            self._open.append(("li", "line"))
        if tag == "a" and self._is_in("line"):
            self._link = given.get("href", "")
        if given.get("id", "").endswith("_error"):
            self._text = []
            self._open.append((tag, "error"))
        if self._in_form and given.get("name"):
            self._box(tag, given)
        if tag == "option" and self._select is not None:
            self._select.options.append(given.get("value", ""))
            if "selected" in given:
                self._select.value = given.get("value", "")

    def _box(self, tag: str, given: dict[str, str]) -> None:
        if tag == "input":
            kind = given.get("type", "text")
            box = Box(given["name"], kind, given.get("value", ""), is_chosen="checked" in given)
            self.boxes.append(box)
        elif tag == "textarea":
            self._textarea = Box(given["name"], "textarea")
            self._text = []
            self.boxes.append(self._textarea)
        elif tag == "select":
            self._select = Box(given["name"], "select")
            self.boxes.append(self._select)
        elif tag == "button":
            self.boxes.append(Box(given["name"], "button", given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag == "form":
            self._in_form = False
        if tag == "textarea" and self._textarea is not None:
            self._textarea.value = "".join(self._text).removeprefix("\n")
            self._textarea = None
        if tag == "select":
            self._select = None
        if self._open and self._open[-1][0] == tag:
            _tag, what = self._open.pop()
            text = " ".join("".join(self._text).split())
            if what == "line":
                self.summary.append((self._link, text))
            elif what == "error":
                self.field_errors.append(text)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        self._text.append(data)

    def _is_in(self, what: str) -> bool:
        return any(kind == what for _tag, kind in self._open)


def typed_into(boxes: list[Box], text: str, *, choose: bool) -> dict[str, list[str]]:
    """What a hostile browser sends: this text in every box; with `choose`, real options where there are."""
    data: dict[str, list[str]] = {}
    for box in boxes:
        if box.name == "csrfmiddlewaretoken" or box.kind == "button":
            continue
        if box.kind == "hidden":
            data[box.name] = [box.value]
        elif box.kind in ("radio", "checkbox"):
            data.setdefault(box.name, [box.value if choose else text])
        elif box.kind == "select":
            real = next((one for one in box.options if one), text)
            data[box.name] = [real if choose else text]
        else:
            data[box.name] = [text]
    return data

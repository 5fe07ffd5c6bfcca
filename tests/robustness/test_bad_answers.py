"""Every field of every form, asked to read nonsense: it reads it or says why not, and never breaks."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date
from itertools import product
from typing import cast

import pytest
from django import forms
from django.http import QueryDict

import requests_app
from requests_app.common.fields.days import DayField
from requests_app.common.fields.numbers import NumberField
from requests_app.common.fields.text import TextField
from requests_app.common.forms import PortalForm
from requests_app.insurer_calls.cards import CARDS
from requests_app.insurer_calls.forms import form_class as call_form
from requests_app.triage.forms import form_class as triage_form
from requests_app.triage.questions import BY_PATH
from tests.robustness.nonsense import TEXTS

TODAY = date(2026, 11, 22)


def every_form() -> list[type[PortalForm]]:
    for module in pkgutil.walk_packages(requests_app.__path__, "requests_app."):
        if module.name.rpartition(".")[2] == "forms" or ".forms." in module.name:
            importlib.import_module(module.name)
    made = [call_form(kind) for kind in CARDS] + [triage_form(question) for question in BY_PATH.values()]
    found: set[type[PortalForm]] = set(made)
    waiting: list[type[PortalForm]] = [PortalForm]
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        waiting += kind.__subclasses__()
    return sorted(
        (kind for kind in found if kind.__module__.startswith("requests_app.")),
        key=lambda kind: f"{kind.__module__}.{kind.__name__}",
    )


FORMS = [
    pytest.param(kind, id=f"{kind.__module__.removeprefix('requests_app.')}.{kind.__name__}")
    for kind in every_form()
]


def fields_of(kind: type[PortalForm]) -> list[tuple[str, forms.Field]]:
    """The answers of passkeys are left out: their whole forms are tried."""
    return [
        (name, field) for name, field in kind.base_fields.items() if not isinstance(field, forms.JSONField)
    ]


def read(field: forms.Field, name: str, data: QueryDict):
    """What the field makes of this; None when it refuses in words."""
    field.today = TODAY  # type: ignore[attr-defined]
    try:
        return field.clean(field.widget.value_from_datadict(data, {}, name))
    except forms.ValidationError:
        return None


def posted(name: str, *texts: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.setlist(name, list(texts))
    return data


@pytest.mark.parametrize("kind", FORMS)
def test_nonsense_is_read_or_refused(kind):
    for name, field in fields_of(kind):
        for text in TEXTS.values():
            answer = read(field, name, posted(name, text))
            read(field, name, posted(name, text, "second"))
            check(name, field, answer)
        assert isinstance(field, forms.BooleanField) or read(field, name, QueryDict()) != "nonsense", name


def check(name: str, field: forms.Field, answer) -> None:
    """What was read can be kept: no marks the database refuses, nothing longer or larger than said."""
    if isinstance(field, TextField) and answer:
        assert "\x00" not in answer, name
        assert answer.encode(), name
        assert len(answer) <= field.max_length, name
    if isinstance(field, NumberField) and answer is not None:
        assert field.smallest <= answer <= field.largest, name


def days_of(kind: type[PortalForm]) -> list[tuple[str, forms.Field]]:
    return [(name, field) for name, field in fields_of(kind) if isinstance(field, DayField)]


@pytest.mark.parametrize("kind", [one for one in FORMS if days_of(cast("type[PortalForm]", one.values[0]))])
def test_nonsense_in_one_box_of_a_date_is_refused(kind):
    good = {"month": "3", "day": "27", "year": "2020"}
    for name, field in days_of(kind):
        for part, text in product(good, TEXTS.values()):
            data = posted(name, "other")
            for box, typed in {**good, part: text}.items():
                data[f"{name}_{box}"] = typed
            answer = read(field, name, data)
            assert answer is None or isinstance(answer, date), f"{name}: {part} {text[:20]!r}"

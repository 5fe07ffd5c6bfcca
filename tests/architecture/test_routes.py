"""What the policy says and what the views say is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from requests_app.accounts.policy import ROWS, Who
from requests_app.cases.states_doc import PUBLISHED, states_text
from requests_app.tasks import HANDLERS
from tests.architecture.files import APP

# A clinician has no account: the door of the link lets in (PolicyMiddleware).
WITHOUT_ACCOUNT = {Who.PUBLIC, Who.DEMO, Who.CLINICIAN, Who.API}


def views(patterns: Any = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for one in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{prefix}{one.namespace}:" if one.namespace else prefix
            yield from views(one.url_patterns, inner)
        elif isinstance(one, URLPattern):
            yield f"{prefix}{one.name}", one.callback


def test_a_view_asks_for_no_sign_in_exactly_when_the_policy_needs_no_account():
    wrong = [
        name
        for name, view in views()
        if getattr(view, "login_required", True) == (ROWS[name].who in WITHOUT_ACCOUNT)
    ]

    assert wrong == []


def test_every_row_of_the_policy_has_a_view():
    assert set(ROWS) == {name for name, _view in views()}


def test_the_page_of_case_states_is_written_from_the_table_of_moves():
    assert PUBLISHED.read_text(encoding="utf-8") == states_text(), "run manage.py case_states_doc"


def test_every_kind_of_promise_has_a_worker():
    kinds = {
        kind
        for path in APP.rglob("*.py")
        for line in path.read_text().splitlines()
        if re.match(r"(?:\w+_)?KIND\b[\w, ]* = \"", line)
        for kind in re.findall(r'"([a-z-]+)"', line)
    }

    assert kinds == set(HANDLERS)

"""What modules may hold: no queries in pages, no long files, no table that nobody registered."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from pathlib import Path

from django.apps import apps

from requests_app import models
from requests_app.common.logging import EXTRA
from tests.architecture.files import modules, name_of, page_modules

LONGEST_MODULE, LONGEST_FUNCTION = 300, 50
# One name a line, nothing to read.
LISTS_OF_NAMES = {"requests_app/models/__init__.py"}
WRITES = {"save", "delete", "delay", "delay_on_commit", "apply_async"}
# Built by these from constants, from our own templates, or with every value escaped; looked at line by line.
REVIEWED = {
    "requests_app/complaints/offices.py",
    "requests_app/accounts/fields.py",
    "requests_app/common/widgets.py",
    "requests_app/common/svg.py",
    "requests_app/packets/html_copy.py",
    "requests_app/packets/printing.py",
    "requests_app/templatetags/portal.py",
}
LEFT_AS_IT_IS = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|(?i:coming soon)")


def test_pages_neither_query_nor_write():
    wrong = {name_of(path): found for path in page_modules() if (found := queries_and_writes(path))}

    assert wrong == {}


def queries_and_writes(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    # A session and a form are no rows: only `given.save(request, …)` of triage writes the former.
    calls = {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "given")
    }
    return ({"objects", "_default_manager", "_base_manager"} & used) | (WRITES & calls)


def test_modules_and_functions_can_be_read_at_a_sitting():
    wrong = {name_of(path): found for path in modules(without=("migrations",)) if (found := too_long(path))}

    assert wrong == {}


def too_long(path: Path) -> list[str]:
    text = path.read_text()
    functions = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lines = len(text.splitlines())
    is_fine = lines <= LONGEST_MODULE or name_of(path) in LISTS_OF_NAMES
    return [
        *([] if is_fine else [f"{lines} lines"]),
        *(node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION),
    ]


def test_nothing_is_left_for_later():
    assert not [name_of(path) for path in modules() if LEFT_AS_IT_IS.search(path.read_text())]


def test_html_is_built_in_python_only_where_somebody_looked():
    building = re.compile(r"\b(?:mark_safe|format_html|format_html_join|SafeString)\(|\.__html__")

    assert {name_of(path) for path in modules() if building.search(path.read_text())} <= REVIEWED
    assert not [name_of(path) for path in modules() if "mark_safe" in path.read_text()]


def test_every_table_can_be_imported_from_one_place():
    for found in pkgutil.iter_modules(models.__path__):
        importlib.import_module(f"requests_app.models.{found.name}")
    tables = {model.__name__ for model in apps.get_app_config("requests_app").get_models()}

    assert tables <= set(models.__all__)
    assert all(hasattr(models, name) for name in models.__all__)


def test_logs_name_rows_by_id_only():
    """`extra` of a log line holds ids, counts and routes; a name or a text would be kept for years."""
    found = set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.keyword) and node.arg == "extra" and isinstance(node.value, ast.Dict):
                found |= {key.value for key in node.value.keys if isinstance(key, ast.Constant)}

    assert found <= EXTRA

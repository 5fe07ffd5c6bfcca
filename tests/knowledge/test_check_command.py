from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core import checks
from django.core.management import CommandError, call_command

from requests_app.knowledge import startup, store


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("check_knowledge", *arguments, stdout=out)
    return out.getvalue()


def test_our_own_library_is_whole_and_nothing_is_overdue_on_the_day_it_was_checked() -> None:
    said = run("--strict", "--on", "2026-11-22")

    assert "0 overdue" in said
    assert f"{len(store.all_records())} records" in said


def test_what_is_due_is_listed_and_only_strict_fails() -> None:
    said = run("--on", "2028-01-01")

    assert "review overdue since" in said
    assert "az-regulator" in said
    with pytest.raises(CommandError, match="overdue"):
        run("--strict", "--on", "2028-01-01")


@pytest.fixture
def broken_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.yaml").write_text("records:\n- id: half\n", encoding="utf-8")
    monkeypatch.setattr(store, "DATA", tmp_path)
    monkeypatch.setattr(store, "FILES", ("broken.yaml",))
    monkeypatch.setattr(store, "all_records", store.all_records.__wrapped__)
    monkeypatch.setattr("requests_app.management.commands.check_knowledge.all_records", store.all_records)


@pytest.mark.usefixtures("broken_file")
def test_a_broken_file_fails_the_command_and_is_named() -> None:
    with pytest.raises(CommandError, match=r"broken\.yaml: half"):
        run()


@pytest.mark.usefixtures("broken_file")
def test_a_broken_file_stops_the_start() -> None:
    (fault,) = startup.library_loads()

    assert isinstance(fault, checks.Error)
    assert "broken.yaml: half" in fault.msg


def test_the_start_is_clear_with_our_own_files() -> None:
    assert startup.library_loads() == []
    assert startup.library_loads in checks.registry.registry.get_checks()

"""Which kept files belong to a case: those its rows name, whichever tables there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from requests_app.models import Case, ExportRun, Packet
from requests_app.packets import files as packet_files

# The fields in which rows of a case name files. A test finds fields that are called alike and not listed.
FILE_FIELDS = ("file_key", "clean_key", "page_keys")


def tables_with_files() -> Iterator[tuple[type[models.Model], list[str]]]:
    for model in apps.get_app_config("requests_app").get_models():
        names = {field.name for field in model._meta.concrete_fields}
        found = [name for name in FILE_FIELDS if name in names]
        if found and "case" in names:
            yield model, found


def keys_of(case: Case) -> list[str]:
    """Every file, and every folder that holds nothing but files of one row."""
    found: set[str] = set()
    for model, names in tables_with_files():
        for row in model._default_manager.filter(case=case).values_list(*names):
            for value in row:
                found.update(_places(value))
    for packet in Packet.objects.filter(case=case).only("public_id", "evidence"):
        found.add(packet_files.key_of(packet.public_id))
        found.update(_filled_form(packet.evidence.get("plan_form") or {}))
    # A copy of the case is written in pieces, in a folder of its own.
    for run in (ExportRun.objects.filter(case=case) | _copies_with(case)).values_list("public_id", flat=True):
        found.add(f"exports/{run}")
    return sorted(found)


def drop_lists_with(case: Case) -> None:
    """A table that was written out for many cases names this one as well: nobody can fetch it any more."""
    copies = _copies_with(case)
    copies.filter(state=ExportRun.State.READY).update(state=ExportRun.State.GONE, file_key="")
    copies.filter(state=ExportRun.State.WAITING).update(state=ExportRun.State.FAILED)


def _copies_with(case: Case) -> models.QuerySet[ExportRun]:
    """Copies of the whole facility that are kept or being made."""
    states = (ExportRun.State.READY, ExportRun.State.WAITING)
    return ExportRun.objects.filter(organization_id=case.organization_id, case__isnull=True, state__in=states)


def _places(value: Any) -> Iterator[str]:
    """Documents and forms have a folder each, with small and turned pictures that no row names."""
    for key in [value] if isinstance(value, str) else value or []:
        folder = key.rpartition("/")[0]
        if key:
            yield folder if folder.count("/") >= 2 else key


def _filled_form(told: dict[str, Any]) -> Iterator[str]:
    """The plan’s form as a packet froze it: the files are named by a hash over this very case."""
    key = str(told.get("file_key") or "")
    if not key:
        return
    yield key
    yield key.removesuffix("-form.pdf") + "-told.json"
    yield from (str(page["key"]) for page in told.get("pages", []))

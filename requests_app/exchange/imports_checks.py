"""Rows of a file become what can be saved, or say cell by cell why not. Pure.

A row with one cell that cannot be taken is left out whole: half a row would be something nobody wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from pydantic import ValidationError

from requests_app.cases.consent_words import ConsentTo
from requests_app.common.csv_rows import plain
from requests_app.exchange.api_models import OpenCase
from requests_app.exchange.imports_cells import CellRefused, cleaned
from requests_app.exchange.imports_columns import COLUMNS, by_path
from requests_app.exchange.imports_reading import ReadRow
from requests_app.models import ExchangeKind

SYSTEM = "file"


@dataclass
class Checked:
    """`values` is what will be saved; `faults` are sentences, and with one of them nothing is saved."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Here:
    """What the rows of cases are held against: the moment, where the facility is, its open sites by name."""

    now: datetime
    zone: str
    sites: Mapping[str, str]


def check(kind: str, rows: Iterable[ReadRow], here: Here) -> list[Checked]:
    found = [_checked(kind, row, here) for row in rows]
    _check_twice(kind, found)
    return found


def _checked(kind: str, row: ReadRow, here: Here) -> Checked:
    if row.fault:
        text = (
            _("It has more cells than the first line.")
            if row.fault == "TOO_LONG"
            else _("This row cannot be read. Is a quote open?")
        )
        return Checked(row.number, faults=[text])
    cells: dict[str, Any] = {}
    faults = []
    for column in COLUMNS[kind]:
        try:
            said = cleaned(row.cells.get(column.path))
            if column.needed and not said:
                raise CellRefused(_("It is missing"))
            cells[column.path] = column.read(said) if said else None
        except CellRefused as refused:
            faults.append(_sentence(str(column.title), str(refused.text)))
    if faults:
        return Checked(row.number, faults=faults)
    if kind == ExchangeKind.CASES:
        return _case(row.number, cells, here)
    if kind == ExchangeKind.INSURERS and cells["checked_on"] > _today(here).isoformat():
        return Checked(row.number, faults=[_sentence(_("Checked on"), _("This day has not come yet"))])
    values = {path: value for path, value in cells.items() if value is not None}
    return Checked(row.number, values=values)


def _case(number: int, cells: dict[str, Any], here: Here) -> Checked:
    faults = [*_consent_faults(cells, here)]
    site = cells.pop("site")
    site_id = here.sites.get(plain(site)) if site else None
    if site and site_id is None:
        faults.append(_sentence(_("Site"), _("Your facility has no open site of this name")))
    if faults:
        return Checked(number, faults=faults)
    nested: dict[str, Any] = {"site_id": site_id} if site_id else {}
    to = cells.pop("consent.to") or [ConsentTo.KEEP]
    if cells.pop("consent.mail"):
        to.append(ConsentTo.MAIL)
    cells |= {
        "consent.given": True,
        "consent.to": [str(one) for one in dict.fromkeys(to)],
        "consent.language": cells["language"] or "en",
        "consent.given_at": _moment(cells["consent.given_at"], here).isoformat(),
    }
    system = cells.pop("outside_id.system")
    if cells["outside_id.value"]:
        cells["outside_id.system"] = system or SYSTEM
    for path, value in cells.items():
        if value is None:
            continue
        *parts, last = path.split(".")
        place = nested
        for part in parts:
            place = place.setdefault(part, {})
        place[last] = value
    try:
        return Checked(number, values=OpenCase.model_validate(nested).model_dump(mode="json"))
    except ValidationError as refused:
        return Checked(number, faults=[_model_fault(one) for one in refused.errors()[:5]])


def _consent_faults(cells: Mapping[str, Any], here: Here) -> Iterable[str]:
    if cells["consent.given"] is False:
        yield _("Without consent there is no case.")
    if cells["consent.to"] and ConsentTo.KEEP not in cells["consent.to"]:
        yield _("Without consent to keep a request there is no case.")
    if date.fromisoformat(cells["consent.given_at"]) > _today(here):
        yield _sentence(_("Day of the consent"), _("This day has not come yet"))


def _today(here: Here) -> date:
    return here.now.astimezone(ZoneInfo(here.zone)).date()


def _moment(day: str, here: Here) -> datetime:
    """A file knows the day only: its noon, or now when that is still to come."""
    noon = datetime.combine(date.fromisoformat(day), time(12), tzinfo=ZoneInfo(here.zone))
    return min(noon, here.now).astimezone(UTC)


def _model_fault(error: Any) -> str:
    path = ".".join(str(part) for part in error["loc"])
    column = by_path(ExchangeKind.CASES, path)
    if column is not None:
        return _sentence(str(column.title), _("It cannot be taken as it is written"))
    if path == "":
        return _("The patient needs an email address or a phone number.")
    return _sentence(path, _("It cannot be taken as it is written"))


def _check_twice(kind: str, rows: list[Checked]) -> None:
    seen: dict[Any, int] = {}
    for row in rows:
        key = None if row.faults else _key(kind, row.values)
        if key is None:
            continue
        if key in seen:
            row.faults.append(_("The same one stands in row %(number)s.") % {"number": seen[key]})
        else:
            seen[key] = row.number


def _key(kind: str, values: Mapping[str, Any]) -> Any:
    """What makes two rows the same; None: nothing does."""
    if kind == ExchangeKind.CASES:
        outside = values.get("outside_id")
        return (outside["system"], outside["value"]) if outside else None
    if kind == ExchangeKind.PROVIDERS:
        return values.get("npi") or (plain(values["name"]), values.get("zip_code", ""))
    return plain(values["name"])


def _sentence(what: str, why: str) -> str:
    return _("%(what)s: %(why)s.") % {"what": what, "why": why}

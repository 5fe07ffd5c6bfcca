"""Planned deletions as rows of a page, and a proof in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.common.dates import long_date
from requests_app.common.time_zones import day_at
from requests_app.models import Case, Erasure


@dataclass(frozen=True)
class Planned:
    erasure: Erasure
    reference: str
    case_url: str
    why: str
    who: str
    on: date
    opened_on: date | None
    kept_until: date | None
    is_held: bool
    is_running: bool
    waits_for_confirmation: bool
    may_be_called_off: bool


def planned_rows(
    erasures: list[Erasure], cases: Mapping[UUID, Case], held: Collection[int], *, zone: str
) -> list[Planned]:
    """`held` are the ids of cases on legal hold."""
    return [_row(one, cases.get(one.case_public_id), held, zone) for one in erasures]


def _row(erasure: Erasure, case: Case | None, held: Collection[int], zone: str) -> Planned:
    is_persons = erasure.why == Erasure.Why.PERSON
    asked_by = erasure.asked_by
    return Planned(
        erasure=erasure,
        reference=case.reference if case else _("ends in %(end)s") % {"end": erasure.reference_end},
        case_url=reverse("staff:case", args=[case.public_id]) if case else "",
        why=_("The patient asked for it") if is_persons else _("The time to keep it is over"),
        who=_("The patient side")
        if is_persons
        else (asked_by.full_name or asked_by.email if asked_by else ""),
        on=day_at(erasure.not_before, zone=zone),
        opened_on=day_at(case.created_at, zone=zone) if case else None,
        kept_until=case.keep_until if case else None,
        is_held=case is not None and case.pk in held,
        is_running=erasure.state == Erasure.State.RUNNING,
        waits_for_confirmation=not is_persons and erasure.confirmed_by_id is None,
        may_be_called_off=not is_persons and erasure.state == Erasure.State.ASKED,
    )


def label_of(row: Planned) -> str:
    """A planned deletion in one line, to tick."""
    if row.opened_on is None or row.kept_until is None:
        return row.reference
    told = {
        "number": row.reference,
        "opened": long_date(row.opened_on),
        "until": long_date(row.kept_until),
    }
    if row.is_held:
        return _("%(number)s, opened %(opened)s, kept until %(until)s. On legal hold: it stays") % told
    return _("%(number)s, opened %(opened)s, kept until %(until)s") % told


def counts(erasure: Erasure) -> list[tuple[str, int]]:
    """Rows by the kind of thing, in the words of the program."""
    return sorted((_name(table), count) for table, count in erasure.rows_deleted.items())


def _name(table: str) -> str:
    for model in apps.get_app_config("requests_app").get_models():
        if model._meta.model_name == table:
            return str(model._meta.verbose_name).capitalize()
    return table

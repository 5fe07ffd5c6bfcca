"""The worker’s part of an import: every row on its own, all of them in one transaction.

A worker that dies has saved nothing, and the next one begins anew. A row that cannot be saved any more, as
its site was closed meanwhile, is told in the report and keeps no other row from being saved.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from requests_app.accounts.actors import person_actor
from requests_app.accounts.roles import Right
from requests_app.audit import log as audit
from requests_app.common.actor import Actor, job
from requests_app.common.csv_rows import plain
from requests_app.common.errors import DomainError
from requests_app.common.scope import scoped, set_scope
from requests_app.exchange import imports_queries as queries
from requests_app.exchange.api_cases import open_once
from requests_app.exchange.api_models import OpenCase
from requests_app.exchange.imports_services import FORGET_KIND, settle
from requests_app.facilities import providers
from requests_app.insurers import directory_services as insurers
from requests_app.models import ExchangeKind, ImportRun, ProviderEntry
from requests_app.outbox.worker import Outcome, Work

log = logging.getLogger(__name__)
# What a row became: a word of the report, and the key of the case when there is one.
Saved = tuple[str, int | None]
NOT_SAVED = "NOT_SAVED"
# What is wrong with one row alone; a lost connection or a time that is up ends the turn.
ROW_FAULTS = (ValueError, LookupError, TypeError, DataError, IntegrityError)
INSURER_TEXTS = ("parent", "calls_it", "notes")
INSURER_LISTS = ("other_names", "states", "plan_kinds")


def save(work: Work, now: datetime) -> Outcome:
    with scoped(work.scope):
        run = ImportRun.objects.select_for_update(of=("self",)).filter(pk=work.subject_id).first()
        if run is None or run.state != ImportRun.State.RUNNING:
            return Outcome.NOT_WANTED
        by = person_actor(run.asked_by_id, right=Right.TEAM)
        set_scope({run.organization_id}, user_id=run.asked_by_id)
        with translation.override(run.asked_by.language):
            _save_rows(run, by, now)
        settle(run, ImportRun.State.SAVED, at=now)
        results = [one["result"] for one in run.report]
        counts = {name.lower(): results.count(name) for name in sorted(set(results))}
        details = {"kind": run.kind, **counts}
        audit.record(action="exchange.imported", target=run, by=by, at=now, details=details)
    return Outcome.DONE


def forget(work: Work, now: datetime) -> Outcome:
    """What was read and never saved is gone after a day."""
    with scoped(work.scope):
        run = ImportRun.objects.select_for_update(of=("self",)).filter(pk=work.subject_id).first()
        if run is None or run.state != ImportRun.State.READ:
            return Outcome.NOT_WANTED
        settle(run, ImportRun.State.DROPPED, at=now)
        by = job(FORGET_KIND, scope=work.scope)
        audit.record(action="exchange.import_dropped", target=run, by=by, at=now)
    return Outcome.DONE


def _save_rows(run: ImportRun, by: Actor, now: datetime) -> None:
    one = _savers(run, by, now)[ExchangeKind(run.kind)]
    report = {entry["number"]: entry for entry in run.report}
    for row in run.rows:
        entry = report[row["number"]]
        try:
            with transaction.atomic():
                entry["result"], case_pk = one(row["values"])
        except PermissionDenied:
            entry |= {
                "result": NOT_SAVED,
                "faults": [_("The person who asked for it may not do this any more.")],
            }
            continue
        except DomainError as refused:
            entry |= {"result": NOT_SAVED, "faults": [str(refused)]}
            continue
        except ROW_FAULTS as fault:
            # Its text may hold what the row says of a person.
            log.error("a row of an import failed", extra={"item_id": run.pk, "kind": type(fault).__name__})
            entry |= {"result": NOT_SAVED, "faults": [_("Something went wrong on our side")]}
            continue
        if case_pk is not None:
            entry["case"] = case_pk


def _savers(run: ImportRun, by: Actor, now: datetime) -> dict[ExchangeKind, Callable[[Any], Saved]]:
    entries: dict[Any, ProviderEntry] = {}
    if run.kind == ExchangeKind.PROVIDERS:
        entries = queries.known_providers(run.organization_id)

    known = {plain(name): True for name in queries.insurer_names(run.organization_id)}

    def a_case(values: dict[str, Any]) -> Saved:
        what = OpenCase.model_validate(values)
        keys = [(what.outside_id.system, what.outside_id.value)] if what.outside_id else []
        opened = open_once(
            what=what,
            organization=run.organization,
            keys=keys,
            stands_for_id=run.asked_by_id,
            by=by,
            at=now,
        )
        return ("NEW" if opened.is_new else "SAME"), opened.case.pk

    def a_provider(values: dict[str, Any]) -> Saved:
        result, entry = queries.provider_standing(entries, values)
        if entry is None:
            providers.add_entry(organization_id=run.organization_id, typed=values, by=by, at=now)
        elif result == "CHANGED":
            said = {name: value for name, value in values.items() if value}
            providers.change_entry(entry=entry, typed=said, by=by, at=now)
        return result, None

    def an_insurer(values: dict[str, Any]) -> Saved:
        """What colleagues have checked stays as it is."""
        if known.get(plain(values["name"])):
            return "SAME", None
        typed = {
            **dict.fromkeys(INSURER_TEXTS, ""),
            **{name: [] for name in INSURER_LISTS},
            **values,
            "checked_on": date.fromisoformat(values["checked_on"]),
            "check_again_on": None,
        }
        insurers.add_profile(organization=run.organization, typed=typed, by=by, at=now)
        return "NEW", None

    return {
        ExchangeKind.CASES: a_case,
        ExchangeKind.PROVIDERS: a_provider,
        ExchangeKind.INSURERS: an_insurer,
    }

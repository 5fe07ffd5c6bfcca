"""Save what a question page asked, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import plan_details, services
from requests_app.cases.ownership import PART_OF_SECTION, NotYours, check_may_change
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.drafts.clash import merged
from requests_app.drafts.versions import plain
from requests_app.insurer_calls.next_step import follow
from requests_app.models import Case, NextAction


class AnswerRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def save_answers(
    *,
    case: Case,
    section: str,
    answers: Mapping[str, Any],
    shown: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> None:
    """Write columns of one section of a case (a name of SECTION_MODELS).

    `shown` holds the columns of the page, which are compared as stored now; `answers` are those to write.
    A field the person left as it was keeps what somebody else saved meanwhile. Raises Clash when both changed
    it to different answers, AnswerRefused when the request is closed.
    """
    permissions.check_can_edit_case(by, case)
    try:
        check_may_change(case, PART_OF_SECTION[section], by=by)
    except NotYours as refusal:
        raise AnswerRefused(str(refusal)) from None
    fresh = held_open(case)
    model = services.SECTION_MODELS[section]
    row = model._default_manager.select_for_update().get(pk=getattr(case, section).pk)
    stored = {name: getattr(row, name) for name in shown}
    wanted = merged(stored, shown_version, {**stored, **answers})
    changed = {name: value for name, value in wanted.items() if plain(value) != plain(stored[name])}
    if not changed:
        return
    if section == "coverage" and "source" in changed:
        changed |= _no_longer_fitting(row, changed["source"])
    for name, value in changed.items():
        setattr(row, name, value)
        setattr(getattr(case, section), name, value)
    row.save(update_fields=list(changed))
    log.record(
        action="intake.saved",
        target=row,
        case=case,
        by=by,
        at=at,
        details={"section": section, "fields": sorted(changed)},
    )
    services.touch(case=case, at=at)
    if section == "care" or fresh.next_action == NextAction.FILL_IN:
        follow(case=case, by=by, at=at)


def _no_longer_fitting(coverage: Any, source: str) -> dict[str, str]:
    """One column holds the closer answer of every source, so one of another source would be wrong there."""
    return {} if plan_details.fits(source, coverage.source_detail) else {"source_detail": ""}


@transaction.atomic
def confirm_task(*, case: Case, task: str, by: Actor, at: datetime) -> None:
    """The person read the answers of a task and says that they are right."""
    permissions.check_can_edit_case(by, case)
    fresh = held_open(case)
    if task not in fresh.parts_done:
        services.set_part_done(case=case, part=task, is_done=True, by=by, at=at)
    follow(case=case, by=by, at=at)


def held_open(case: Case) -> Case:
    """The case as it is now, held so that nobody closes it before these answers are in."""
    fresh = locked(case)
    if not fresh.is_open:
        raise AnswerRefused(_("This request is closed, so it cannot be changed. Open it again first."))
    return fresh

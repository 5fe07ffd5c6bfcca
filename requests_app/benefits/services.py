"""Write down what the plan said about benefits. A change is a new row in the place of the old one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.benefits import queries
from requests_app.benefits.shape import ALL, STAFF, says_anything, values_of
from requests_app.cases import ownership
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.drafts.clash import merged
from requests_app.drafts.versions import plain
from requests_app.models import BenefitCheck, Case

MOST = 50


class BenefitsRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def add_check(*, case: Case, typed: Mapping[str, Any], by: Actor, at: datetime) -> BenefitCheck:
    """`typed`: the names of `shape.ALL`."""
    fresh = _to_write(case, by)
    if len(queries.checks_of(fresh)) >= MOST:
        raise BenefitsRefused(_("There are many checks here already. Change one of them."))
    check = BenefitCheck.objects.create(**_columns(fresh, typed, by=by, at=at))
    log.record(action="benefits.added", target=check, by=by, at=at)
    cases.touch(case=case, at=at)
    return check


@transaction.atomic
def change_check(
    *, check: BenefitCheck, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> BenefitCheck:
    """The row that counts now: the same one when nothing is different. Raises Clash."""
    case = _to_write(check.case, by)
    current = _current(check, case, by)
    stored = values_of(current)
    wanted = merged(stored, shown_version, {name: typed[name] for name in ALL})
    changed = sorted(name for name, value in wanted.items() if plain(value) != plain(stored[name]))
    if not changed:
        return current
    BenefitCheck.objects.filter(pk=current.pk).update(replaced_at=at)
    columns = _columns(case, wanted, by=by, at=at) | {"made_by": current.made_by, "replaces": current}
    fresh = BenefitCheck.objects.create(**columns)
    log.record(action="benefits.changed", target=fresh, by=by, at=at, details={"fields": changed})
    cases.touch(case=check.case, at=at)
    return fresh


@transaction.atomic
def remove_check(*, check: BenefitCheck, by: Actor, at: datetime) -> None:
    """It counts no more, and neither does anything that it replaced."""
    case = _to_write(check.case, by)
    current = _current(check, case, by)
    BenefitCheck.objects.filter(pk=current.pk).update(removed_at=at)
    log.record(action="benefits.removed", target=current, by=by, at=at)
    cases.touch(case=check.case, at=at)


def may_change(actor: Actor, check: BenefitCheck) -> bool:
    """What the facility verified only the facility changes; the rest whoever may type."""
    return permissions.can_edit_case(actor, check.case) and _is_theirs(actor, check)


def _to_write(case: Case, by: Actor) -> Case:
    permissions.check_can_edit_case(by, case)
    fresh = locked(case)
    if not fresh.is_open:
        raise BenefitsRefused(_("This request is closed, so nothing was saved. Open it again first."))
    return fresh


def _current(check: BenefitCheck, case: Case, by: Actor) -> BenefitCheck:
    """What stands in its place now, held. Raises BenefitsRefused when it was taken out."""
    held = queries.locked_check(check.pk)
    held.case = case
    newest = queries.newest_version(held)
    if newest is None:
        raise BenefitsRefused(_("This check was taken out meanwhile, so nothing was saved."))
    newest.case = case
    if not _is_theirs(by, newest):
        raise ownership.NotYours(str(ownership.WHY_NOT[ownership.Rule.FACILITY]))
    return newest


def _is_theirs(actor: Actor, check: BenefitCheck) -> bool:
    if check.made_by != STAFF:
        return True
    return ownership.may_change(
        check.case, ownership.Part.BENEFITS, by=actor, made_by_id=check.recorded_by_id
    )


def _columns(case: Case, typed: Mapping[str, Any], *, by: Actor, at: datetime) -> dict[str, Any]:
    if not says_anything(typed):
        raise BenefitsRefused(_("Write down at least one thing the plan said."))
    return {
        "organization_id": case.organization_id,
        "case": case,
        **{name: typed[name] for name in ALL},
        "made_by": _maker(case, by),
        "recorded_by_id": by.person_id,
        "recorded_at": at,
    }


def _maker(case: Case, by: Actor) -> str:
    if ownership.is_staff_here(case, by):
        return STAFF
    return "CAREGIVER" if permissions.own_way(by, case)[0] == "CAREGIVER" else "PATIENT"

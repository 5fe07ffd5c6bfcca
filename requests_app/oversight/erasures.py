"""Plan that a case is deleted, confirm it, call it off. The worker does it (`oversight.erasing`)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from requests_app.accounts.permissions import check_is_patient_side, check_right
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.cases.queries import locked
from requests_app.common import dates
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.common.time_zones import day_at
from requests_app.models import Case, CaseAccess, Erasure, Organization, User
from requests_app.notifications.services import write_to
from requests_app.oversight import erasing, queries

# To think it over: for a person, and for a facility after its second step.
PERSON_WAITS = timedelta(days=7)
FACILITY_WAITS = timedelta(days=1)
MOST_AT_ONCE = 50
MAIL = "oversight/deletion"


class ErasureRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def ask_to_delete(*, case: Case, by: Actor, at: datetime) -> Erasure:
    """The patient side wants its case gone: in seven days, unless it is called off."""
    check_is_patient_side(by, case)
    held = locked(case)
    planned = queries.deletion_of(held)
    if planned is not None and planned.why == Erasure.Why.PERSON:
        raise ErasureRefused(_("This request is going to be deleted already."))
    erasure = plan(held, Erasure.Why.PERSON, by=by, at=at, not_before=at + PERSON_WAITS)
    erasure.confirmed_by_id = by.person_id
    erasure.save(update_fields=["confirmed_by"])
    erasing.promise_at(erasure, due_at=erasure.not_before, now=at)
    log.record(action="oversight.deletion_asked", target=erasure, case=held, by=by, at=at)
    tell_patient_side(held, on=day_at(erasure.not_before, zone=held.time_zone), at=at)
    return erasure


@transaction.atomic
def call_off_own(*, case: Case, by: Actor, at: datetime) -> None:
    check_is_patient_side(by, case)
    held = locked(case)
    planned = queries.deletion_of(held)
    if planned is None or planned.why != Erasure.Why.PERSON:
        raise ErasureRefused(_("Nothing is planned for this request."))
    _call_off(planned, held, by=by, at=at)


@transaction.atomic
def keep_longer(*, case: Case, by: Actor, at: datetime) -> None:
    """The patient side wants it kept for another year."""
    check_is_patient_side(by, case)
    held = locked(case)
    until = day_at(at, zone=held.time_zone) + settings.CASE_KEPT_LONGER
    if until > held.keep_until:
        Case.objects.filter(pk=held.pk).update(keep_until=until)
        log.record(action="oversight.kept_longer", target=held, by=by, at=at)


@transaction.atomic
def put_forward(
    *, actor_facility: Organization, case_ids: Collection[UUID], today: date, by: Actor, at: datetime
) -> int:
    """The first of two steps by an admin: these are to be deleted because their time is over; how many."""
    check_right(by, actor_facility.pk, Right.FACILITY)
    due = queries.due_cases(by, actor_facility, before=today).filter(public_id__in=list(case_ids))
    found = list(due.select_for_update(of=("self",))[:MOST_AT_ONCE])
    for case in found:
        erasure = plan(case, Erasure.Why.TIME, by=by, at=at, not_before=at + FACILITY_WAITS)
        log.record(action="oversight.deletion_put_forward", target=erasure, case=case, by=by, at=at)
    return len(found)


@transaction.atomic
def confirm(
    *, organization: Organization, erasure_ids: Collection[UUID], by: Actor, at: datetime
) -> tuple[int, int]:
    """The second step: deleted a day later. Returns how many, and how many are held and stay."""
    check_right(by, organization.pk, Right.FACILITY)
    wanted = queries.unconfirmed(organization).filter(public_id__in=list(erasure_ids))
    found = list(wanted.select_for_update(of=("self",))[:MOST_AT_ONCE])
    cases = queries.cases_behind(found)
    confirmed = 0
    for erasure in found:
        case = cases.get(erasure.case_public_id)
        if case is None or queries.open_hold(case) is not None:
            continue
        erasure.confirmed_by_id = by.person_id
        erasure.not_before = at + FACILITY_WAITS
        erasure.save(update_fields=["confirmed_by", "not_before"])
        erasing.promise_at(erasure, due_at=erasure.not_before, now=at)
        log.record(action="oversight.deletion_confirmed", target=erasure, case=case, by=by, at=at)
        confirmed += 1
    return confirmed, len(found) - confirmed


@transaction.atomic
def call_off(*, erasure: Erasure, by: Actor, at: datetime) -> None:
    """By an admin, for what the facility planned. What a person asked for is theirs to call off."""
    check_right(by, erasure.organization_id, Right.FACILITY)
    if erasure.why != Erasure.Why.TIME:
        raise PermissionDenied
    case = Case.objects.filter(public_id=erasure.case_public_id).first()
    held = locked(case) if case is not None else None
    fresh = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if fresh.state != Erasure.State.ASKED:
        raise ErasureRefused(_("It is too late, or somebody called it off already."))
    _call_off(fresh, held, by=by, at=at)


def tell_patient_side(case: Case, *, on: date, at: datetime) -> int:
    """A neutral mail to the patient and whoever acts for them, in their language; returns how many."""
    relations = [CaseAccess.Relation.PATIENT, CaseAccess.Relation.CAREGIVER]
    ways_in = CaseAccess.objects.current().filter(case=case, relation__in=relations)
    people = list(User.objects.filter(pk__in=ways_in.values("user_id"), is_active=True))
    for person in people:
        with override(person.language):
            day = dates.weekday_date(on)
        write_to(
            user=person,
            template=MAIL,
            context={"day": day},
            organization_id=case.organization_id,
            at=at,
        )
    return len(people)


def plan(case: Case, why: Erasure.Why, *, by: Actor, at: datetime, not_before: datetime) -> Erasure:
    """One row for each case, for ever: what was called off before is planned anew."""
    erasure, _made = Erasure.objects.update_or_create(
        case_public_id=case.public_id,
        defaults={
            "organization_id": case.organization_id,
            "reference_end": case.reference[-4:],
            "why": why,
            "state": Erasure.State.ASKED,
            "asked_by_id": by.user_id,
            "asked_at": at,
            "not_before": not_before,
            "confirmed_by_id": None,
        },
    )
    return erasure


def _call_off(erasure: Erasure, case: Case | None, *, by: Actor, at: datetime) -> None:
    erasure.state, erasure.confirmed_by_id = Erasure.State.CALLED_OFF, None
    erasure.save(update_fields=["state", "confirmed_by"])
    log.record(action="oversight.deletion_called_off", target=erasure, case=case, by=by, at=at)

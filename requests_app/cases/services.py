"""Open a case, hand it over, close it. What is in the case is written by the areas above."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import lifecycle, waiting
from requests_app.cases.queries import locked
from requests_app.cases.references import new_reference
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.models import (
    Appeal,
    AppealState,
    CareRequest,
    Case,
    CaseAccess,
    CaseNote,
    CaseStatus,
    Coverage,
    Membership,
    NextAction,
    Organization,
    PatientDetails,
    RequestedProvider,
    Story,
    User,
    WaitingOn,
)
from requests_app.outbox import webhooks

SECTION_MODELS = {
    "patient": PatientDetails,
    "coverage": Coverage,
    "care": CareRequest,
    "provider": RequestedProvider,
    "story": Story,
}
STEP_WHEN_OPENED_AGAIN = {
    CaseStatus.PREPARING: (NextAction.FILL_IN, WaitingOn.PATIENT),
    CaseStatus.SENT: (NextAction.CALL_3, WaitingOn.PATIENT),
    CaseStatus.ANSWERED: (NextAction.CHOOSE, WaitingOn.PATIENT),
    CaseStatus.APPEALING: (NextAction.APPEAL_CHECK, WaitingOn.PLAN),
}


class CaseRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def open_case(
    *,
    organization: Organization,
    user: User,
    for_whom: str,
    language: str,
    time_zone: str,
    fields: Mapping[str, Any],
    sections: Mapping[str, Mapping[str, Any]],
    has_way_in: bool = True,
    by: Actor,
    at: datetime,
) -> Case:
    """A new case with its empty sections, filled with what is already known; `user` gets the way in.

    Without `has_way_in`, `user` is staff who opened it for somebody: see `cases.on_behalf`.
    `fields` are columns of Case, `sections` maps a name of SECTION_MODELS to its columns.
    """
    case = _insert_case(
        organization=organization,
        opened_by=user,
        for_whom=for_whom,
        language=language,
        time_zone=time_zone,
        keep_until=(at + _kept_for(organization)).date(),
        last_contact_at=at,
        **fields,
    )
    for name, model in SECTION_MODELS.items():
        columns = {"organization": organization, "case": case, **sections.get(name, {})}
        model._default_manager.create(**columns)
    if has_way_in:
        give_way_in(case=case, user=user)
    log.record(action="cases.opened", target=case, by=by, at=at)
    webhooks.tell(case=case, event=webhooks.OPENED, at=at)
    waiting.change(case=case, waiting_on=WaitingOn.PATIENT, at=at)
    return case


def give_way_in(*, case: Case, user: User) -> None:
    """The patient side’s own way into a case: the patient, or who said that they act for somebody else."""
    CaseAccess.objects.create(
        organization_id=case.organization_id,
        case=case,
        user=user,
        relation=CaseAccess.Relation.PATIENT if case.for_whom == "ME" else CaseAccess.Relation.CAREGIVER,
        level=CaseAccess.Level.EDIT,
    )


def _kept_for(organization: Organization) -> timedelta:
    return timedelta(days=organization.keep_days) if organization.keep_days else settings.CASE_KEPT


def _insert_case(**columns: Any) -> Case:
    for _attempt in range(5):
        try:
            with transaction.atomic():
                return Case.objects.create(reference=new_reference(), **columns)
        except IntegrityError as fault:
            if "reference" not in str(fault):
                raise
    raise RuntimeError("no free case reference found in five tries")


@transaction.atomic
def set_next_step(
    *,
    case: Case,
    action: NextAction,
    waiting_on: WaitingOn,
    due_on: date | None,
    by: Actor,
    at: datetime,
    text: str = "",
) -> None:
    """What happens next, who owes it and by when: what the queue shows. `text` only for an own step."""
    Case.objects.filter(pk=case.pk).update(
        next_action=action, waiting_on=waiting_on, due_on=due_on, next_action_text=text
    )
    case.next_action, case.waiting_on = action, waiting_on
    case.due_on, case.next_action_text = due_on, text
    waiting.change(case=case, waiting_on=None if action == NextAction.NONE else waiting_on, at=at)
    log.record(action="cases.next_step", target=case, by=by, at=at, details={"action": str(action)})


def advance(
    *,
    case: Case,
    past: Collection[NextAction],
    to: NextAction,
    waiting_on: WaitingOn,
    by: Actor,
    at: datetime,
    due_on: date | None = None,
) -> None:
    """Move the next step on, but only from the steps in `past`: a step that staff set by hand stays."""
    if Case.objects.filter(pk=case.pk, next_action__in=past).exists():
        set_next_step(case=case, action=to, waiting_on=waiting_on, due_on=due_on, by=by, at=at)


def touch(*, case: Case, at: datetime) -> None:
    """Somebody worked on the case or talked about it: the queue's “last contact”."""
    Case.objects.filter(pk=case.pk).update(last_contact_at=at)
    case.last_contact_at = at


@transaction.atomic
def set_part_done(*, case: Case, part: str, is_done: bool, by: Actor, at: datetime) -> None:
    """The person says that a long part (calls, offices) is done, or that they will come back."""
    permissions.check_can_edit_case(by, case)
    fresh = locked(case)
    parts = [one for one in fresh.parts_done if one != part] + ([part] if is_done else [])
    Case.objects.filter(pk=case.pk).update(parts_done=sorted(parts))
    case.parts_done = sorted(parts)
    log.record(action="cases.part", target=case, by=by, at=at, details={"part": part, "done": is_done})


def check_works_here(case: Case, person: User) -> None:
    """Raises CaseRefused for somebody who could not open the case, or only look at it."""
    here = Membership.objects.filter(organization_id=case.organization_id, user=person, is_active=True)
    place = here.filter(user__is_active=True).exclude(role="AUDITOR").first()
    if place is None:
        raise CaseRefused(_("Choose a colleague who works here."))
    if not place.reaches(case.site_id):
        raise CaseRefused(_("This colleague does not work for the site of this case."))


@transaction.atomic
def assign_owner(*, case: Case, owner: User | None, by: Actor, at: datetime) -> None:
    """Give the case to a colleague, or to nobody."""
    permissions.check_is_staff_of(by, case)
    if owner is not None:
        check_works_here(case, owner)
    Case.objects.filter(pk=case.pk).update(owner=owner)
    case.owner = owner
    log.record(
        action="cases.assigned", target=case, by=by, at=at, details={"owner": owner.pk if owner else None}
    )


@transaction.atomic
def add_note(*, case: Case, text: str, by: Actor, at: datetime) -> CaseNote:
    permissions.check_is_staff_of(by, case)
    note = CaseNote.objects.create(
        organization_id=case.organization_id, case=case, author_id=by.person_id, text=text, written_at=at
    )
    log.record(action="cases.note", target=note, by=by, at=at)
    return note


@transaction.atomic
def close_case(*, case: Case, because: str, by: Actor, at: datetime) -> None:
    permissions.check_can_edit_case(by, case)
    case = locked(case)
    lifecycle.move(case=case, event="closed", by=by, at=at)
    Case.objects.filter(pk=case.pk).update(closed_because=because)
    set_next_step(case=case, action=NextAction.NONE, waiting_on=WaitingOn.PATIENT, due_on=None, by=by, at=at)


@transaction.atomic
def set_outcome(*, case: Case, outcome: str, outcome_on: date | None, by: Actor, at: datetime) -> None:
    """What the plan last decided; "" when no decision is left. The status follows.

    Call it whenever an answer comes, is put right or is taken away, after the rows of answers and appeals are
    written. A request that was sent again waits on until the answer differs from the one before.
    Raises MoveRefused when the case is closed.
    """
    permissions.check_can_edit_case(by, case)
    fresh = locked(case)
    changed = (fresh.outcome, fresh.outcome_on) != (outcome, outcome_on)
    event = lifecycle.event_of_answer(
        fresh.status,
        has_outcome=bool(outcome),
        is_new=changed,
        has_appeal_out=_has_appeal_out(fresh),
        was_sent=_was_ever_sent(fresh),
    )
    if event:
        lifecycle.move(case=fresh, event=event, by=by, at=at)
    if changed:
        Case.objects.filter(pk=case.pk).update(outcome=outcome, outcome_on=outcome_on)
        log.record(action="cases.outcome", target=case, by=by, at=at, details={"outcome": str(outcome)})
        webhooks.tell(case=case, event=webhooks.DECISION, at=at)
    case.status, case.outcome, case.outcome_on = fresh.status, outcome, outcome_on


@transaction.atomic
def mark_appealed(*, case: Case, by: Actor, at: datetime) -> None:
    """An appeal or an external review went out. Raises MoveRefused when the case is closed."""
    permissions.check_can_edit_case(by, case)
    fresh = locked(case)
    lifecycle.move(case=fresh, event="appealed", by=by, at=at)
    case.status = fresh.status


@transaction.atomic
def mark_appeal_withdrawn(*, case: Case, by: Actor, at: datetime) -> None:
    """Call it after the row of the appeal is written: while another one is out, the case stays there."""
    permissions.check_can_edit_case(by, case)
    fresh = locked(case)
    event = lifecycle.event_of_withdrawal(
        fresh.status,
        has_outcome=bool(fresh.outcome),
        has_appeal_out=_has_appeal_out(fresh),
        was_sent=_was_ever_sent(fresh),
        owes_answer=_owes_answer(fresh),
    )
    if event:
        lifecycle.move(case=fresh, event=event, by=by, at=at)
    case.status = fresh.status


def _has_appeal_out(case: Case) -> bool:
    """About the request: an appeal about a bill moves no case."""
    sent = Appeal.objects.filter(case=case, state=AppealState.SENT)
    return sent.filter(decision__eob__isnull=True).exists()


def _owes_answer(case: Case) -> bool:
    """The plan was sent something after its last answer."""
    told = case.transitions.filter(event__in=("sent", *lifecycle.ANSWERS)).order_by("-id")
    return told.values_list("event", flat=True).first() == "sent"


def _was_ever_sent(case: Case) -> bool:
    return case.transitions.filter(event="sent").exists()


@transaction.atomic
def reopen_case(*, case: Case, by: Actor, at: datetime) -> None:
    """Open again where it stood when it was closed."""
    permissions.check_can_edit_case(by, case)
    case = locked(case)
    stood = case.transitions.filter(event="closed").order_by("-id").values_list("from_status", flat=True)
    before = CaseStatus(stood.first() or CaseStatus.PREPARING)
    lifecycle.move(case=case, event=lifecycle.REOPENED_TO[before], by=by, at=at)
    Case.objects.filter(pk=case.pk).update(closed_because="")
    action, waiting_on = STEP_WHEN_OPENED_AGAIN[before]
    set_next_step(case=case, action=action, waiting_on=waiting_on, due_on=None, by=by, at=at)

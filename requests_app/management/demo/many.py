"""Many light cases at once, for measuring: made by bulk inserts, spread over states, owners and days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from requests_app.accounts.services import ensure_person
from requests_app.cases.references import new_reference
from requests_app.cases.services import SECTION_MODELS
from requests_app.common.scope import set_scope
from requests_app.models import Case, CaseAccess, CaseStatus, NextAction, Organization, User, WaitingOn

OWNER = "many@example.com"
BATCH = 2000
STEPS = (
    (CaseStatus.PREPARING, NextAction.FILL_IN, WaitingOn.PATIENT),
    (CaseStatus.PREPARING, NextAction.CALL_1, WaitingOn.PATIENT),
    (CaseStatus.PREPARING, NextAction.CALL_OFFICES, WaitingOn.PATIENT),
    (CaseStatus.PREPARING, NextAction.MAKE_PACKET, WaitingOn.US),
    (CaseStatus.PREPARING, NextAction.SEND, WaitingOn.US),
    (CaseStatus.SENT, NextAction.CALL_2, WaitingOn.PLAN),
    (CaseStatus.SENT, NextAction.CALL_3, WaitingOn.PLAN),
    (CaseStatus.CLOSED, NextAction.NONE, WaitingOn.PATIENT),
)


@transaction.atomic
def make_many(
    *, facility: Organization, staff: Sequence[User], wanted: int, today: date, at: datetime
) -> int:
    """See to it that the facility has this many light cases; returns how many were added."""
    set_scope([facility.pk])
    owner = ensure_person(email=OWNER, language="en")
    there = Case.objects.filter(organization=facility, opened_by=owner).count()
    references = _free_references(max(0, wanted - there))
    for start in range(0, len(references), BATCH):
        batch = references[start : start + BATCH]
        rows = [
            _case(facility, owner, staff, there + start + place, reference, today, at)
            for place, reference in enumerate(batch)
        ]
        _write(Case.objects.bulk_create(rows), facility, owner, there + start)
    return len(references)


def _write(cases: Sequence[Case], facility: Organization, owner: User, first: int) -> None:
    sections: dict[str, Any] = dict(SECTION_MODELS)
    for name, model in sections.items():
        model._default_manager.bulk_create(
            model(organization=facility, case=case, **_columns(name, first + place))
            for place, case in enumerate(cases)
        )
    CaseAccess.objects.bulk_create(
        CaseAccess(
            organization=facility,
            case=case,
            user=owner,
            relation=CaseAccess.Relation.PATIENT,
            level=CaseAccess.Level.EDIT,
        )
        for case in cases
    )


def _case(
    facility: Organization,
    owner: User,
    staff: Sequence[User],
    number: int,
    reference: str,
    today: date,
    at: datetime,
) -> Case:
    status, action, waiting_on = STEPS[number % len(STEPS)]
    has_due_day = status == CaseStatus.SENT or number % 3 == 0
    return Case(
        organization=facility,
        opened_by=owner,
        reference=reference,
        status=status,
        next_action=action,
        waiting_on=waiting_on,
        due_on=today + timedelta(days=number % 29 - 9) if has_due_day else None,
        owner=staff[number % len(staff)] if staff and number % 4 else None,
        is_urgent=number % 11 == 0,
        time_zone=facility.time_zone,
        keep_until=(at + settings.CASE_KEPT).date(),
        last_contact_at=at - timedelta(hours=number % 300),
    )


def _columns(section: str, number: int) -> dict[str, Any]:
    if section == "patient":
        return {"first_name": f"Patient {number + 1:05}", "last_name": "Sample"}
    if section == "coverage":
        return {"insurer": f"Sample Health Plan {number % 17 + 1}", "member_id": f"SHP{number:09}"}
    return {}


def _free_references(count: int) -> list[str]:
    taken = set(Case.objects.values_list("reference", flat=True))
    found: dict[str, None] = {}
    for reference in _references():
        if len(found) == count:
            break
        if reference not in taken:
            found[reference] = None
    return list(found)


def _references() -> Iterator[str]:
    while True:
        yield new_reference()

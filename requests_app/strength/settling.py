"""Write the value of another paper into the request. Called with the case held."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.common.actor import Actor
from requests_app.models import CareCode, CareRequest, Case, RequestedProvider
from requests_app.strength.same_story import CLINICIAN, LOG, TOPICS, Mismatch, comparable_codes
from requests_app.strength.same_text import is_revenue_code, plain_code

SECTIONS: dict[str, type[CareRequest] | type[RequestedProvider]] = {
    "care": CareRequest,
    "provider": RequestedProvider,
}


class CannotStand(Exception):
    """The text is shown to the person as it is."""


def take_over(*, case: Case, mismatch: Mismatch, by: Actor, at: datetime) -> None:
    """Raises CannotStand when the value does not fit with the rest of the request."""
    topic = TOPICS[mismatch.topic]
    if topic.columns == ("codes",):
        _take_codes(case, mismatch, by=by, at=at)
        return
    model = SECTIONS[topic.part]
    row = model._default_manager.select_for_update(of=("self",)).get(case=case)
    for name, value in zip(topic.columns, _values(mismatch), strict=True):
        setattr(row, name, value)
    if isinstance(row, CareRequest) and row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        raise CannotStand(_("The end would be before the start. Settle or change the other date first."))
    row.save(update_fields=topic.columns)


def _values(mismatch: Mismatch) -> list[Any]:
    match mismatch.topic:
        case "starts_on" | "ends_on":
            return [date.fromisoformat(mismatch.theirs)]
        case "amount":
            number, unit = mismatch.theirs.split()
            return [int(number), unit]
    return [mismatch.theirs]


def _take_codes(case: Case, mismatch: Mismatch, *, by: Actor, at: datetime) -> None:
    """Codes that stay keep their units and words. What is said on the phone only adds to the list."""
    is_diagnosis = mismatch.topic == "diagnosis_codes"
    about = models.Q(kind=CareCode.Kind.DIAGNOSIS)
    kept = CareCode.objects.filter(case=case, removed_at__isnull=True).filter(
        about if is_diagnosis else ~about
    )
    theirs = {plain_code(code): code for code in mismatch.theirs.split()}
    have = {plain_code(row.code): row for row in kept.select_for_update(of=("self",))}
    if mismatch.source != LOG:
        compared = set(comparable_codes([row.code for row in kept], list(theirs.values()), mismatch.source))
        gone = [row.pk for row in kept if row.code in compared and plain_code(row.code) not in theirs]
        CareCode.objects.filter(pk__in=gone).update(removed_at=at)
    last = kept.aggregate(last=models.Max("position"))["last"] or 0
    missing = [code for plain, code in theirs.items() if plain not in have]
    CareCode.objects.bulk_create(
        CareCode(
            organization_id=case.organization_id,
            case=case,
            kind=_kind(code, is_diagnosis),
            code=code,
            position=last + place,
            added_by=_added_by(mismatch.source, by, case),
        )
        for place, code in enumerate(missing, start=1)
    )


def _kind(code: str, is_diagnosis: bool) -> str:
    if is_diagnosis:
        return CareCode.Kind.DIAGNOSIS
    return CareCode.Kind.REVENUE if is_revenue_code(code) else CareCode.Kind.SERVICE


def _added_by(source: str, by: Actor, case: Case) -> str:
    if source == CLINICIAN:
        return "CLINICIAN"
    return "STAFF" if permissions.works_for(by, case) else "PATIENT"

"""A case opened by a facility’s own system: the same as one opened on the phone, and asking twice is once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from requests_app.cases import invitations
from requests_app.cases.consent_words import ConsentTo
from requests_app.cases.consents import Given
from requests_app.cases.on_behalf import open_for_patient
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.common.time_zones import zone_of_state
from requests_app.exchange.api_models import OpenCase
from requests_app.exchange.api_queries import BY_HEADER
from requests_app.models import ApiToken, Case, HowSoon, Organization, OutsideKey, Site

URGENT = (HowSoon.EMERGENCY, HowSoon.DAYS_3)


class NotOpened(DomainError):
    """`pointer` names the field. In English: a program reads it."""

    def __init__(self, pointer: str, detail: str) -> None:
        super().__init__(detail)
        self.pointer = pointer


@dataclass(frozen=True)
class Opened:
    case: Case
    is_new: bool


@transaction.atomic
def open_by_system(*, what: OpenCase, header_key: str, by: Actor, at: datetime) -> Opened:
    """The case of this key, new or as it stands. Raises NotOpened, CaseRefused.

    Who made the key stands for the system where a person has to be named; the log names the key.
    """
    token = ApiToken.objects.select_related("organization").get(pk=by.api_token_id or 0)
    return open_once(
        what=what,
        organization=token.organization,
        keys=_keys(what, header_key),
        stands_for_id=token.made_by_id,
        by=by,
        at=at,
    )


@transaction.atomic
def open_once(
    *,
    what: OpenCase,
    organization: Organization,
    keys: list[tuple[str, str]],
    stands_for_id: int,
    by: Actor,
    at: datetime,
) -> Opened:
    """The case of these outside keys, new or as it stands. Raises NotOpened, CaseRefused."""
    known = _known(organization, keys)
    if known is not None:
        return Opened(known, is_new=False)
    case = open_for_patient(
        organization=organization,
        for_whom=what.for_whom,
        language=what.language,
        time_zone=zone_of_state(what.patient.state) if what.patient.state else organization.time_zone,
        fields={"is_urgent": what.is_urgent or what.care.how_soon in URGENT},
        sections=_sections(what),
        consent=Given(
            given_by=what.consent.given_by,
            relation=what.consent.relation,
            how=what.consent.how,
            language=what.consent.language,
            to=tuple(dict.fromkeys(what.consent.to)),
            given_at=_not_later(what.consent.given_at, at),
        ),
        site=_site(what, organization),
        recorded_by_id=stands_for_id,
        by=by,
        at=at,
    )
    for system, value in keys:
        OutsideKey.objects.create(organization_id=case.organization_id, case=case, system=system, value=value)
    if what.patient.email and ConsentTo.MAIL in what.consent.to:
        invitations.invite_to_case(
            case=case,
            email=what.patient.email,
            language=what.language,
            invited_by_id=stands_for_id,
            by=by,
            at=at,
        )
    return Opened(case, is_new=True)


def _keys(what: OpenCase, header_key: str) -> list[tuple[str, str]]:
    keys = [(what.outside_id.system, what.outside_id.value)] if what.outside_id else []
    if any(system == BY_HEADER for system, _value in keys):
        raise NotOpened("/outside_id/system", f"“{BY_HEADER}” is taken by the header")
    if header_key:
        keys.append((BY_HEADER, header_key))
    if not keys:
        raise NotOpened(
            "/outside_id",
            "send outside_id or the header “Idempotency-Key”, so that asking twice opens one case",
        )
    return keys


def _known(organization: Organization, keys: list[tuple[str, str]]) -> Case | None:
    """Whoever else asks with one of these keys at this moment waits until we are through."""
    found: set[Case] = set()
    for system, value in sorted(keys):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                [f"outside key {organization.pk} {system} {value}"],
            )
        row = OutsideKey.objects.filter(organization=organization, system=system, value=value)
        found.update(one.case for one in row.select_related("case"))
    if len(found) > 1:
        raise NotOpened("/outside_id", "outside_id and “Idempotency-Key” belong to two different cases")
    return found.pop() if found else None


def _site(what: OpenCase, organization: Organization) -> Site | None:
    if what.site_id is None:
        return None
    site = Site.objects.filter(
        organization=organization, public_id=what.site_id, closed_at__isnull=True
    ).first()
    if site is None:
        raise NotOpened("/site_id", "no open site of your facility has this id")
    return site


def _not_later(given_at: datetime, now: datetime) -> datetime:
    if given_at > now:
        raise NotOpened("/consent/given_at", "this moment has not come yet")
    return given_at


def _sections(what: OpenCase) -> dict[str, dict[str, Any]]:
    patient = what.patient
    speaks_for = what.consent.relation if what.for_whom != "ME" else ""
    return {
        "patient": {
            "first_name": patient.first_name,
            "last_name": patient.last_name,
            "birth_date": patient.birth_date,
            "phone": patient.phone,
            "state": patient.state,
            "zip_code": patient.zip_code,
            "reading_language": what.language,
            "caregiver_name": what.consent.given_by if speaks_for else "",
            "caregiver_relation": speaks_for,
        },
        "coverage": what.plan.model_dump() | {"plan_state": patient.state},
        "provider": what.provider.model_dump(),
        "care": what.care.model_dump(),
    }

"""A case that a facility opens for a patient without an account: on the phone, by a file, by its system."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.cases import consents, services
from requests_app.cases.consent_words import ConsentTo
from requests_app.cases.consents import Given
from requests_app.cases.services import CaseRefused
from requests_app.common.actor import Actor
from requests_app.models import Case, NextAction, Organization, Site, User, WaitingOn


@transaction.atomic
def open_for_patient(
    *,
    organization: Organization,
    for_whom: str,
    language: str,
    time_zone: str,
    fields: Mapping[str, Any],
    sections: Mapping[str, Mapping[str, Any]],
    consent: Given,
    site: Site | None = None,
    owner: User | None = None,
    recorded_by_id: int | None = None,
    by: Actor,
    at: datetime,
) -> Case:
    """Nobody but the facility has a way in until the patient takes the case over by an invited link.

    `recorded_by_id`: who stands for a facility’s own system, which is no person. `fields` are columns of
    Case, `sections` columns of its sections (`cases.services.open_case`).
    Raises PermissionDenied without the right to open cases there, CaseRefused without consent.
    """
    if by.api_token_id is None or organization.pk not in by.scope:
        permissions.check_right(by, organization.pk, Right.OPEN)
    if ConsentTo.KEEP not in consent.to or not consent.given_by:
        raise CaseRefused(_("Record how consent was given."))
    case = services.open_case(
        organization=organization,
        user=User.objects.get(pk=recorded_by_id or by.person_id),
        has_way_in=False,
        for_whom=for_whom,
        language=language,
        time_zone=time_zone,
        fields={**fields, "site": site, "owner": owner},
        sections=sections,
        by=by,
        at=at,
    )
    services.set_next_step(
        case=case, action=NextAction.FILL_IN, waiting_on=WaitingOn.US, due_on=None, by=by, at=at
    )
    consents.record_consent(case=case, given=consent, recorded_by_id=recorded_by_id, by=by, at=at)
    return case

"""The door of clinicians: what a browser knows about a link, and who it lets in.

The session keeps, for each request for a letter, the hash of the link's key and, once the mailed code was
right, when and for which address. That alone opens nothing: the row is read anew at every page.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from requests_app.common.actor import Actor, clinician
from requests_app.common.scope import set_scope, show_link
from requests_app.models import Case, CaseStatus, ClinicianRequest, ClinicianState

SESSION_KEY = "letter_links"
MOST_KEPT = 20


@dataclass(frozen=True)
class Known:
    """What this browser may come back with. `confirmed_at` 0: no right code yet."""

    key_sha256: str
    request_pk: int = 0
    organization_id: int = 0
    address_sha256: str = ""
    confirmed_at: int = 0
    seen_at: int = 0


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def find_by_hash(key_sha256: str, *, now: datetime) -> ClinicianRequest | None:
    """The living request behind a link, in the scope of its one organization; else None.

    What never was and what has ended take the same steps, so that they take the same time.
    """
    set_scope([])
    show_link(key_sha256)
    found = ClinicianRequest.objects.filter(key_sha256=key_sha256).first()
    set_scope([found.organization_id] if found is not None else [])
    case = Case.objects.filter(pk=found.case_id if found is not None else 0).first()
    if found is None or case is None or has_ended(found, case, now=now):
        set_scope([])
        return None
    found.case = case
    return found


def has_ended(letter_request: ClinicianRequest, case: Case, *, now: datetime) -> bool:
    """Taken back, run out, or its case is closed. A letter signed before that can still be read."""
    if letter_request.revoked_at is not None or letter_request.expires_at is None:
        return True
    is_signed = letter_request.state == ClinicianState.SIGNED
    return letter_request.expires_at <= now or (case.status == CaseStatus.CLOSED and not is_signed)


def remember(request: HttpRequest, letter_request: ClinicianRequest, *, key_sha256: str) -> None:
    """The browser opened a link that works. A code given before for the same address still counts."""
    before = known(request, letter_request.public_id)
    values = asdict(before) if before is not None and before.confirmed_at else {}
    _keep(request, letter_request.public_id, Known(**{**values, "key_sha256": key_sha256}))


def confirm(request: HttpRequest, letter_request: ClinicianRequest, *, key_sha256: str, at: datetime) -> None:
    """The code was right. A new session id, as at every sign-in."""
    request.session.cycle_key()
    moment = int(at.timestamp())
    kept = Known(
        key_sha256,
        letter_request.pk,
        letter_request.organization_id,
        hash_of(letter_request.email),
        confirmed_at=moment,
        seen_at=moment,
    )
    _keep(request, letter_request.public_id, kept)


def known(request: HttpRequest, request_id: UUID) -> Known | None:
    kept = request.session.get(SESSION_KEY, {}).get(str(request_id))
    return Known(**kept) if kept else None


def is_confirmed(request: HttpRequest, request_id: UUID, *, now: datetime) -> bool:
    """The code was given in this browser, not too long ago. Nothing is looked up."""
    kept = known(request, request_id)
    if kept is None or not kept.confirmed_at:
        return False
    moment = now.timestamp()
    return (
        moment - kept.seen_at <= settings.CLINICIAN_IDLE.total_seconds()
        and moment - kept.confirmed_at <= settings.SESSION_LONGEST.total_seconds()
    )


def enter(request: HttpRequest, request_id: UUID, *, now: datetime) -> ClinicianRequest | None:
    """The request this browser may act for, in the scope of its organization; None for everybody else."""
    kept = known(request, request_id)
    if kept is None or not is_confirmed(request, request_id, now=now):
        return None
    set_scope([kept.organization_id])
    found = (
        ClinicianRequest.objects.select_related("case")
        .filter(pk=kept.request_pk, public_id=request_id, organization_id=kept.organization_id)
        .first()
    )
    if found is None or has_ended(found, found.case, now=now) or hash_of(found.email) != kept.address_sha256:
        set_scope([])
        return None
    if now - datetime.fromtimestamp(kept.seen_at, tz=now.tzinfo) >= timedelta(minutes=1):
        _keep(request, request_id, Known(**{**asdict(kept), "seen_at": int(now.timestamp())}))
    return found


def actor_of(letter_request: ClinicianRequest) -> Actor:
    return clinician(request_id=letter_request.pk, organization_id=letter_request.organization_id)


def leave(request: HttpRequest, request_id: UUID) -> None:
    links = request.session.get(SESSION_KEY, {})
    if links.pop(str(request_id), None) is not None:
        request.session[SESSION_KEY] = links
        request.session.cycle_key()


def _keep(request: HttpRequest, request_id: UUID, kept: Known) -> None:
    links = request.session.get(SESSION_KEY, {})
    links.pop(str(request_id), None)
    links[str(request_id)] = asdict(kept)
    request.session[SESSION_KEY] = dict(list(links.items())[-MOST_KEPT:])

"""Ask a clinician for a letter: write the request, send its link, take it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.link_door import hash_of
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.ownership import NotYours, Part, check_may_change
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.drafts.clash import check_version
from requests_app.letters import codes, nudges, owed, queries, tell
from requests_app.models import AskPurpose, AskWay, Case, ClinicianRequest, ClinicianState

FIELDS = ("clinician_name", "role", "email", "fax", "asks", "note")
MOST_OPEN = 10
MOST_SENT = 20
BETWEEN_SENDS = timedelta(minutes=1)
BEGUN = (ClinicianState.STARTED, ClinicianState.SIGNED)


class AskRefused(DomainError):
    """The text is shown to the person as it is."""


def shown(letter_request: ClinicianRequest) -> dict[str, Any]:
    """What the page for changing a request shows, for its version."""
    return {name: getattr(letter_request, name) for name in FIELDS}


@transaction.atomic
def add_request(
    *,
    case: Case,
    typed: Mapping[str, Any],
    by: Actor,
    at: datetime,
    purpose: str = AskPurpose.REQUEST,
) -> ClinicianRequest:
    """A draft with the columns of FIELDS; nothing is sent. Without an email it is a sheet on paper."""
    _check_can_write(case, by)
    if queries.open_requests(case, at).count() >= MOST_OPEN:
        raise AskRefused(_("That is many open requests. Cancel one that you do not need any more first."))
    made = ClinicianRequest.objects.create(
        organization_id=case.organization_id,
        case=case,
        way=AskWay.EMAIL if typed["email"] else AskWay.PAPER,
        purpose=purpose,
        asked_by_id=by.person_id,
        asked_at=at,
        **{name: typed[name] for name in FIELDS},
    )
    log.record(action="letters.asked", target=made, by=by, at=at, details={"way": made.way})
    cases.touch(case=case, at=at)
    return made


@transaction.atomic
def change_request(
    *,
    letter_request: ClinicianRequest,
    typed: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> ClinicianRequest:
    """Another address ends the link that was sent to the old one. Raises Clash."""
    fresh = _held(letter_request, by)
    try:
        check_may_change(fresh.case, Part.LETTERS, by=by, made_by_id=fresh.asked_by_id)
    except NotYours as refusal:
        raise AskRefused(str(refusal)) from None
    stored = shown(fresh)
    check_version(stored, shown_version, typed)
    _refuse_when_signed(fresh)
    changed = [name for name in FIELDS if stored[name] != typed[name]]
    if not changed:
        return fresh
    columns = {name: typed[name] for name in changed}
    if "email" in changed and fresh.state in BEGUN:
        raise AskRefused(
            _("Somebody at the old address has already begun. Cancel this request and make a new one.")
        )
    if "email" in changed:
        columns |= {
            "way": AskWay.EMAIL if typed["email"] else AskWay.PAPER,
            "state": ClinicianState.DRAFT,
            "key_sha256": None,
            "sent_at": None,
            "expires_at": None,
            "code_hash": "",
            "wrong_codes": 0,
            "locked_until": None,
            "opened_at": None,
        }
        nudges.stop(fresh, at=at)
    _set(fresh, **columns)
    log.record(action="letters.request_changed", target=fresh, by=by, at=at, details={"fields": changed})
    _worked_on(fresh, by, at)
    return fresh


@transaction.atomic
def send_link(*, letter_request: ClinicianRequest, by: Actor, at: datetime) -> ClinicianRequest:
    """Mail a new link; the one before ends. Of a sheet on paper: the person says that it was handed over."""
    fresh = _held(letter_request, by)
    _refuse_when_signed(fresh)
    if fresh.way == AskWay.EMAIL:
        _refuse_too_many(fresh, at)
    key = codes.new_key() if fresh.way == AskWay.EMAIL else ""
    keeps_state = fresh.state in (ClinicianState.OPENED, ClinicianState.STARTED)
    _set(
        fresh,
        state=fresh.state if keeps_state else ClinicianState.SENT,
        key_sha256=hash_of(key) if key else None,
        sent_at=at,
        expires_at=at + settings.CLINICIAN_LINK_KEPT if key else None,
        times_sent=fresh.times_sent + 1,
        revoked_at=None,
        declined_at=None,
        decline_reason="",
        decline_note="",
    )
    if key:
        tell.clinician(fresh, template=tell.LINK, case=fresh.case, at=at, key=key)
    nudges.plan(fresh, case=fresh.case, at=at)
    details = {"way": fresh.way, "times": fresh.times_sent}
    log.record(action="letters.sent", target=fresh, by=by, at=at, details=details)
    _worked_on(fresh, by, at)
    return fresh


@transaction.atomic
def revoke(*, letter_request: ClinicianRequest, by: Actor, at: datetime) -> ClinicianRequest:
    """The link stops working at once, also for somebody who is typing behind it."""
    fresh = _held(letter_request, by)
    _refuse_when_signed(fresh)
    if fresh.revoked_at is None:
        _set(fresh, revoked_at=at, code_hash="")
        nudges.stop(fresh, at=at)
        log.record(action="letters.revoked", target=fresh, by=by, at=at)
        _worked_on(fresh, by, at)
    return fresh


def _worked_on(fresh: ClinicianRequest, by: Actor, at: datetime) -> None:
    cases.touch(case=fresh.case, at=at)
    owed.show_in_queue(fresh.case, by=by, at=at)


def _refuse_too_many(fresh: ClinicianRequest, at: datetime) -> None:
    if fresh.times_sent >= MOST_SENT:
        raise AskRefused(_("This link was sent many times. Call the office and ask which address works."))
    if fresh.sent_at is not None and at - fresh.sent_at < BETWEEN_SENDS and fresh.revoked_at is None:
        raise AskRefused(_("It was sent a moment ago. Wait a minute before you send it again."))


def _refuse_when_signed(fresh: ClinicianRequest) -> None:
    if fresh.state == ClinicianState.SIGNED:
        raise AskRefused(_("This letter is signed, so the request for it stays as it is."))


def _check_can_write(case: Case, by: Actor) -> Case:
    permissions.check_can_edit_case(by, case)
    held = locked(case)
    if not held.is_open:
        raise AskRefused(_("This request is closed, so nothing was saved. Open it again first."))
    return held


def _held(letter_request: ClinicianRequest, by: Actor) -> ClinicianRequest:
    """The case first, as every writer does, then the row."""
    case = _check_can_write(letter_request.case, by)
    fresh = queries.held(letter_request)
    fresh.case = case
    return fresh


def _set(fresh: ClinicianRequest, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(columns))

"""Open a clinician’s link: mail a code, check it. Without the right code only wrong tries are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.conf import settings
from django.db import transaction
from django.db.models import F

from requests_app.audit import log
from requests_app.common.actor import clinician, job
from requests_app.letters import codes, tell
from requests_app.models import Case, ClinicianRequest, ClinicianState
from requests_app.notifications.services import queue_mail

JOB = "clinician-link"
WRONG_TRIES = 5
LOCKED_FOR = timedelta(minutes=30)
BETWEEN_MAILS = timedelta(minutes=1)
MAILS_IN_A_ROW = 5
ROW_ENDS_AFTER = timedelta(hours=1)
TOLD_AGAIN_AFTER = timedelta(hours=12)
CODE_TEMPLATE = "letters/code"


class Try(Enum):
    RIGHT = "right"
    WRONG = "wrong"
    NO_CODE = "no code"
    LOCKED = "locked"


@dataclass(frozen=True)
class Answer:
    outcome: Try
    left: int = 0
    letter_request: ClinicianRequest | None = None


@transaction.atomic
def send_code(*, letter_request: ClinicianRequest, language: str, at: datetime) -> bool:
    """Mail a code to the address the link was sent to; False: one is on its way, or the link is locked.

    Within its life the same code is sent again and lives anew. However often the button is pressed, there is
    one mail a minute and five in a row.
    """
    fresh = _locked(letter_request)
    if is_locked(fresh, at) or not may_send(fresh, at):
        return False
    is_alive = has_live_code(fresh, at)
    mark = codes.mark_in(fresh.code_hash) if is_alive else codes.new_mark()
    starts_over = fresh.code_sent_at is None or at - fresh.code_sent_at >= ROW_ENDS_AFTER
    ClinicianRequest.objects.filter(pk=fresh.pk).update(
        code_hash=codes.keep(fresh.public_id, mark),
        code_sent_at=at,
        codes_sent=1 if starts_over else F("codes_sent") + 1,
    )
    queue_mail(
        template=CODE_TEMPLATE,
        to_email=fresh.email,
        language=language,
        context={"code": codes.code_of(fresh.public_id, mark)},
        organization_id=fresh.organization_id,
        at=at,
    )
    return True


@transaction.atomic
def check_code(*, letter_request: ClinicianRequest, typed: str, at: datetime) -> Answer:
    """A try with six digits. The right one opens the request; a wrong one is counted, the fifth locks."""
    fresh = _locked(letter_request)
    if is_locked(fresh, at):
        return Answer(Try.LOCKED)
    if not has_live_code(fresh, at):
        return Answer(Try.NO_CODE)
    if codes.matches(fresh.public_id, fresh.code_hash, typed):
        _open(fresh, at)
        return Answer(Try.RIGHT, letter_request=fresh)
    wrong = fresh.wrong_codes + 1
    if wrong >= WRONG_TRIES:
        _lock(fresh, at)
        return Answer(Try.LOCKED)
    ClinicianRequest.objects.filter(pk=fresh.pk).update(wrong_codes=wrong)
    return Answer(Try.WRONG, left=WRONG_TRIES - wrong)


def is_locked(letter_request: ClinicianRequest, at: datetime) -> bool:
    return letter_request.locked_until is not None and letter_request.locked_until > at


def has_live_code(letter_request: ClinicianRequest, at: datetime) -> bool:
    sent_at = letter_request.code_sent_at
    if not letter_request.code_hash or sent_at is None:
        return False
    return at - sent_at <= settings.CLINICIAN_CODE_LIVES


def may_send(letter_request: ClinicianRequest, at: datetime) -> bool:
    sent_at = letter_request.code_sent_at
    if sent_at is None or at - sent_at >= ROW_ENDS_AFTER:
        return True
    return at - sent_at >= BETWEEN_MAILS and letter_request.codes_sent < MAILS_IN_A_ROW


def _open(fresh: ClinicianRequest, at: datetime) -> None:
    """The code stays good for its minutes: a second tab, or a press on the back button, does no harm."""
    columns: dict[str, object] = {"wrong_codes": 0, "locked_until": None}
    is_first = fresh.state == ClinicianState.SENT
    if is_first:
        columns |= {"state": ClinicianState.OPENED, "opened_at": at}
    ClinicianRequest.objects.filter(pk=fresh.pk).update(**columns)
    by = clinician(request_id=fresh.pk, organization_id=fresh.organization_id)
    if is_first:
        log.record(action="letters.opened", target=fresh, by=by, at=at)
    else:
        log.record(action="letters.opened_again", target=fresh, by=by, at=at)


def _lock(fresh: ClinicianRequest, at: datetime) -> None:
    """Whoever asked is told, though not each time while somebody goes on guessing."""
    told_lately = fresh.locked_until is not None and at - fresh.locked_until < TOLD_AGAIN_AFTER
    ClinicianRequest.objects.filter(pk=fresh.pk).update(
        wrong_codes=0, code_hash="", locked_until=at + LOCKED_FOR
    )
    by = job(JOB, scope=frozenset({fresh.organization_id}))
    log.record(action="letters.locked", target=fresh, by=by, at=at)
    if not told_lately:
        tell.people_of_case(Case.objects.get(pk=fresh.case_id), asked_by_id=fresh.asked_by_id, at=at)


def _locked(letter_request: ClinicianRequest) -> ClinicianRequest:
    return ClinicianRequest.objects.select_for_update(of=("self",)).get(pk=letter_request.pk)

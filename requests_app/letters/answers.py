"""How a clinician answers: a letter of their own, a no, or, from the form, a signed letter."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.documents.inspection import ReadFile
from requests_app.documents.queries import same_in_case
from requests_app.documents.services import store_document
from requests_app.letters import nudges, owed, queries, tell
from requests_app.models import (
    Case,
    ClinicianLetter,
    ClinicianRequest,
    ClinicianState,
    Document,
    DocumentKind,
    LetterState,
)


class AnswerRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def take_letter(
    *,
    letter_request: ClinicianRequest,
    read: ReadFile,
    signed_name: str,
    signed_on: date,
    by: Actor,
    at: datetime,
) -> ClinicianLetter:
    """A letter that was signed elsewhere: the file is kept with the case, and is a version like any other."""
    permissions.check_writes_letter(by, letter_request)
    case = locked(letter_request.case)
    fresh = queries.held(letter_request)
    _refuse_when_over(case, fresh)
    if fresh.state == ClinicianState.DECLINED:
        raise AnswerRefused(_("You said that you cannot do it. Ask the sender for a new link first."))
    document = _kept_by_others(fresh, read) or store_document(
        case=case,
        kind=DocumentKind.CLINICIAN_LETTER,
        read=read,
        by=by,
        at=at,
        dated_on=signed_on,
        in_packet=True,
        from_clinician=fresh,
    )
    letter = ClinicianLetter.objects.create(
        organization_id=case.organization_id,
        case=case,
        request=fresh,
        number=queries.next_number(fresh),
        state=LetterState.SIGNED,
        text_sha256=document.sha256,
        document=document,
        signed_name=signed_name,
        signed_at=_moment_of(signed_on, case, at),
        saved_at=at,
    )
    log.record(action="letters.uploaded", target=letter, by=by, at=at, details={"pages": document.pages})
    note_signed(letter_request=fresh, by=by, at=at)
    return letter


def _kept_by_others(letter_request: ClinicianRequest, read: ReadFile) -> Document | None:
    """The patient may have this very letter, and have added it: it is the same paper, kept once."""
    found = same_in_case(letter_request.case, read.sha256)
    is_here = found is not None and letter_request.letters.filter(document=found).exists()
    return None if is_here else found


@transaction.atomic
def note_signed(*, letter_request: ClinicianRequest, by: Actor, at: datetime) -> None:
    """There is a signed version: nobody is asked again, and the link only reads, for as long again."""
    permissions.check_writes_letter(by, letter_request)
    case = locked(letter_request.case)
    fresh = queries.held(letter_request)
    columns = {
        "state": ClinicianState.SIGNED,
        "signed_at": at,
        "expires_at": at + settings.CLINICIAN_LINK_KEPT,
    }
    ClinicianRequest.objects.filter(pk=fresh.pk).update(**columns)
    for name, value in columns.items():
        setattr(letter_request, name, value)
    log.record(action="letters.signed", target=fresh, by=by, at=at)
    _close_the_round(fresh, case, by=by, at=at)


@transaction.atomic
def decline(
    *, letter_request: ClinicianRequest, reason: str, note: str, by: Actor, at: datetime
) -> ClinicianRequest:
    """The clinician cannot do it. Said twice, it is one answer."""
    permissions.check_writes_letter(by, letter_request)
    case = locked(letter_request.case)
    fresh = queries.held(letter_request)
    if fresh.state == ClinicianState.SIGNED:
        raise AnswerRefused(_("This letter is signed already. Write a message if something must change."))
    if fresh.state == ClinicianState.DECLINED:
        return fresh
    _refuse_when_over(case, fresh)
    columns = {
        "state": ClinicianState.DECLINED,
        "declined_at": at,
        "decline_reason": reason,
        "decline_note": note,
    }
    ClinicianRequest.objects.filter(pk=fresh.pk).update(**columns)
    for name, value in columns.items():
        setattr(fresh, name, value)
    log.record(action="letters.declined", target=fresh, by=by, at=at, details={"reason": reason})
    _close_the_round(fresh, case, by=by, at=at)
    return fresh


def _close_the_round(fresh: ClinicianRequest, case: Case, *, by: Actor, at: datetime) -> None:
    nudges.stop(fresh, at=at)
    tell.people_of_case(case, asked_by_id=fresh.asked_by_id, at=at)
    cases.touch(case=case, at=at)
    owed.show_in_queue(case, by=by, at=at)


def _refuse_when_over(case: Case, fresh: ClinicianRequest) -> None:
    """The door looked before anything was held; it may have been taken back since."""
    if queries.is_over(case, fresh):
        raise AnswerRefused(_("This request was closed meanwhile, so nothing was saved."))


def _moment_of(signed_on: date, case: Case, at: datetime) -> datetime:
    """The day that stands on the letter; noon stands for an hour nobody told."""
    noon = datetime.combine(signed_on, time(12), tzinfo=ZoneInfo(case.time_zone))
    return min(noon, at)

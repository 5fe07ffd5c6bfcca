"""Questions of a clinician and their answers, beside the request they are about."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.letters import queries, tell
from requests_app.models import Case, ClinicianMessage, ClinicianRequest

ANSWERED_TEMPLATE = "letters/answered"
SAME_AGAIN_WITHIN = timedelta(minutes=10)
MOST_MESSAGES = 60


class MessageRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def ask(*, letter_request: ClinicianRequest, text: str, by: Actor, at: datetime) -> ClinicianMessage:
    """The clinician writes; the people of the case are told that there is a message."""
    permissions.check_writes_letter(by, letter_request)
    case = locked(letter_request.case)
    if queries.is_over(case, queries.held(letter_request)):
        raise MessageRefused(_("This request was closed meanwhile, so nothing was saved."))
    message, is_new = _write(letter_request, case, text=text, author_id=None, at=at)
    if is_new:
        log.record(action="letters.question_asked", target=message, by=by, at=at)
        tell.people_of_case(case, asked_by_id=letter_request.asked_by_id, at=at)
        cases.touch(case=case, at=at)
    return message


@transaction.atomic
def answer(*, letter_request: ClinicianRequest, text: str, by: Actor, at: datetime) -> ClinicianMessage:
    """Somebody of the case writes; the clinician is told, without a word of it."""
    permissions.check_can_edit_case(by, letter_request.case)
    case = locked(letter_request.case)
    if not case.is_open:
        raise MessageRefused(_("This request is closed, so nothing was saved. Open it again first."))
    if not queries.is_read_here(queries.held(letter_request), at=at):
        raise MessageRefused(
            _("Nothing was sent: the clinician has no link that works. Send the link first, or call.")
        )
    message, is_new = _write(letter_request, case, text=text, author_id=by.person_id, at=at)
    if is_new:
        log.record(action="letters.question_answered", target=message, by=by, at=at)
        tell.clinician(letter_request, template=ANSWERED_TEMPLATE, case=case, at=at)
        cases.touch(case=case, at=at)
    return message


def _write(
    letter_request: ClinicianRequest, case: Case, *, text: str, author_id: int | None, at: datetime
) -> tuple[ClinicianMessage, bool]:
    """The same text from the same side twice in a row is a second click."""
    fresh = queries.held(letter_request)
    last = ClinicianMessage.objects.filter(request=fresh).order_by("-id").first()
    is_same = last is not None and last.text == text and last.author_id == author_id
    if last is not None and is_same and at - last.written_at < SAME_AGAIN_WITHIN:
        return last, False
    if ClinicianMessage.objects.filter(request=fresh).count() >= MOST_MESSAGES:
        raise MessageRefused(_("This thread is full. Call instead."))
    made = ClinicianMessage.objects.create(
        organization_id=fresh.organization_id,
        case=case,
        request=fresh,
        is_from_clinician=author_id is None,
        author_id=author_id,
        text=text,
        written_at=at,
    )
    return made, True

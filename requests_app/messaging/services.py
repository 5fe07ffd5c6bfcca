"""Write to the other side of a case, send it now or later, call it off, say that no answer is needed.

`Case.unanswered_since` is kept in the same transaction as the messages it is counted from, under the lock of
the case. An answer settles what had come in when it was written, and nothing that came later.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.drafts.clash import Clash
from requests_app.drafts.versions import version_of
from requests_app.messaging import notices, queries
from requests_app.messaging.limits import FARTHEST, LONGEST, MOST_AN_HOUR
from requests_app.models import Case, CaseAccess, CaseMessage, MessageSide, MessageTemplate
from requests_app.outbox import services as outbox

KIND = "message"


class MessageRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def write_message(
    *,
    case: Case,
    side: str,
    text: str,
    by: Actor,
    at: datetime,
    template: MessageTemplate | None = None,
    send_at: datetime | None = None,
    language: str = "",
    is_answer: bool = True,
    shown_version: str | None = None,
) -> CaseMessage:
    """Send it at once, or keep it for `send_at`. Only the team may send later or use a template.

    `language` is that of the text; without one, that of the case. One text to many people is no answer.
    `shown_version` is that of the thread on the page (`version_of_thread`): raises Clash when the other side
    wrote something that the writer has not seen.
    """
    fresh = _to_write(case, side, by)
    if shown_version is not None:
        _check_nothing_new(fresh, side, shown_version)
    _check_words(fresh, side, text, at)
    later = send_at if send_at is not None and send_at > at else None
    if later is not None and (side != MessageSide.STAFF or later - at > FARTHEST):
        raise MessageRefused(_("Choose a time within the next 60 days."))
    message = CaseMessage.objects.create(
        organization_id=fresh.organization_id,
        case=fresh,
        side=side,
        author_id=by.person_id,
        text=text.strip(),
        language=language or fresh.language,
        template=template,
        is_answer=is_answer,
        written_at=at,
        send_at=later or at,
    )
    if later is None:
        went_out(message, by=by, at=at)
    else:
        _plan(message, by=by, at=at)
    case.unanswered_since, case.last_contact_at = fresh.unanswered_since, fresh.last_contact_at
    return message


def _plan(message: CaseMessage, *, by: Actor, at: datetime) -> None:
    log.record(action="messaging.planned", target=message, by=by, at=at)
    outbox.promise(
        kind=KIND,
        subject_id=message.pk,
        due_at=message.send_at,
        organization_id=message.organization_id,
        now=at,
    )


def went_out(message: CaseMessage, *, by: Actor, at: datetime) -> None:
    """From now on the other side sees it. Hold the case, which `message.case` is, first."""
    case = message.case
    CaseMessage.objects.filter(pk=message.pk).update(sent_at=at)
    message.sent_at = at
    if message.side == MessageSide.STAFF and message.is_answer:
        _settle(case, until=message.written_at, by_user=message.author_id, at=at)
    keep_unanswered(case)
    log.record(
        action="messaging.sent" if message.side == MessageSide.STAFF else "messaging.written",
        target=message,
        by=by,
        at=at,
    )
    cases.touch(case=case, at=at)
    if message.side == MessageSide.STAFF:
        notices.tell(message, at=at)


@transaction.atomic
def settle(*, case: Case, by: Actor, at: datetime, up_to: CaseMessage | None = None) -> int:
    """These messages need no answer; tells how many. `up_to` is the newest one the person saw."""
    permissions.check_is_staff_of(by, case)
    fresh = locked(case)
    until = at if up_to is None or up_to.sent_at is None else up_to.sent_at
    settled = _settle(fresh, until=until, by_user=by.person_id, at=at)
    keep_unanswered(fresh)
    case.unanswered_since = fresh.unanswered_since
    if settled:
        log.record(action="messaging.settled", target=fresh, by=by, at=at, details={"count": settled})
    return settled


@transaction.atomic
def call_off(*, message: CaseMessage, by: Actor, at: datetime) -> None:
    """Nobody on the other side has seen it, and nobody will."""
    permissions.check_is_staff_of(by, message.case)
    case = locked(message.case)
    fresh = queries.locked_message(message.pk)
    if fresh is None or fresh.case_id != case.pk or fresh.side != MessageSide.STAFF:
        raise PermissionDenied
    if fresh.sent_at is not None:
        raise MessageRefused(_("This message was sent meanwhile, so it can’t be called off any more."))
    if fresh.called_off_at is None:
        drop(fresh, by=by, at=at)


def drop(message: CaseMessage, *, by: Actor, at: datetime) -> None:
    """It waits no more. Hold it first."""
    CaseMessage.objects.filter(pk=message.pk).update(called_off_at=at)
    outbox.call_off(kind=KIND, subject_id=message.pk, at=at)
    log.record(action="messaging.called_off", target=message, by=by, at=at)


@transaction.atomic
def note_reading(*, case: Case, by: Actor, at: datetime) -> None:
    """The thread is before this person’s eyes. Written down when there was something new for their side."""
    if permissions.is_patient_side(by, case):
        side, other = MessageSide.PATIENT, MessageSide.STAFF
    elif permissions.works_for(by, case) and permissions.can_edit_case(by, case):
        side, other = MessageSide.STAFF, MessageSide.PATIENT
    else:
        return
    newest = queries.last_message(case, side=other)
    if newest is None or newest.sent_at is None:
        return
    if queries.reads_of(case).first_after(side, newest.sent_at) is None:
        log.record(action=queries.READ, target=case, by=by, at=at, details={"side": str(side)})


def keep_unanswered(case: Case) -> None:
    """Hold the case first."""
    since = queries.unanswered_since(case)
    if since != case.unanswered_since:
        Case.objects.filter(pk=case.pk).update(unanswered_since=since)
        case.unanswered_since = since


def _settle(case: Case, *, until: datetime, by_user: int, at: datetime) -> int:
    open_ones = CaseMessage.objects.filter(
        case=case, side=MessageSide.PATIENT, settled_at__isnull=True, sent_at__lte=until
    )
    return open_ones.update(settled_at=at, settled_by_id=by_user)


def _to_write(case: Case, side: str, by: Actor) -> Case:
    if side == MessageSide.STAFF:
        permissions.check_is_staff_of(by, case)
    elif permissions.own_way(by, case)[1] != CaseAccess.Level.EDIT:
        raise PermissionDenied
    fresh = locked(case)
    if not queries.has_team(fresh):
        raise MessageRefused(_("No facility works on this request, so nobody would read your message."))
    if not fresh.is_open:
        raise MessageRefused(_("This request is closed. Open it again to write a message."))
    return fresh


def version_of_thread(case: Case, *, side: str) -> str:
    """Changes with the newest message that the other side wrote."""
    other = MessageSide.STAFF if side == MessageSide.PATIENT else MessageSide.PATIENT
    newest = queries.last_message(case, side=other)
    return version_of({"newest": newest.pk if newest else 0})


def _check_nothing_new(case: Case, side: str, shown_version: str) -> None:
    now = version_of_thread(case, side=side)
    if now != shown_version:
        raise Clash(fields={}, version=now)


def _check_words(case: Case, side: str, text: str, at: datetime) -> None:
    longest = LONGEST[MessageSide(side)]
    if not text.strip():
        raise MessageRefused(_("Write the message"))
    if len(text.strip()) > longest:
        raise MessageRefused(_("The message must have %(number)s characters or fewer") % {"number": longest})
    if side == MessageSide.PATIENT:
        an_hour = case.messages.filter(side=side, written_at__gt=at - timedelta(hours=1)).count()
        if an_hour >= MOST_AN_HOUR:
            raise MessageRefused(_("You wrote many messages in the last hour. Wait a little, then go on."))

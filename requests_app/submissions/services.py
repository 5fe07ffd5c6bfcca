"""Record that a packet was sent: by whom, when, where, how, and which file exactly.

What was sent to the plan moves the case on, and the first check-in follows from it. A packet for a clinician
or a regulator is recorded and changes nothing else: the plan does not have it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import lifecycle
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.documents.inspection import ReadFile
from requests_app.documents.services import store_document
from requests_app.drafts.clash import check_version
from requests_app.followups.services import plan_after_sending
from requests_app.models import (
    Case,
    CopyKind,
    Document,
    DocumentKind,
    NextAction,
    Packet,
    PacketState,
    SentFile,
    Submission,
    WaitingOn,
)
from requests_app.packets.checks import why_not_yet
from requests_app.packets.queries import copy_of
from requests_app.submissions import after_sending

# A step that staff set by hand stays; every other step before the plan's answer is over once it is sent.
BEFORE_CHECK_IN = tuple(
    action for action in NextAction if action not in (NextAction.OWN, NextAction.CALL_4, NextAction.NONE)
)
LATER = ("confirmation_number", "tracking_number", "proof_note")


class SubmissionRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def record_submission(
    *,
    case: Case,
    packet: Packet,
    sent_on: date,
    way: str,
    sent_to: str,
    confirmation_number: str,
    confirmation_refused: bool,
    is_expedited: bool,
    proof_note: str,
    by: Actor,
    at: datetime,
    tracking_number: str = "",
    sent_file: str = SentFile.PDF,
    proof: ReadFile | None = None,
    recorded_by_id: int | None = None,
) -> Submission:
    """Can happen again: sent twice is recorded twice. `recorded_by_id`: for whom a job records it."""
    permissions.check_can_edit_case(by, case)
    fresh = locked(case)
    _refuse_what_is_not_ready(fresh, packet, by)
    sha256, pages = sent_bytes(packet, sent_file)
    submission = Submission.objects.create(
        organization_id=fresh.organization_id,
        case=fresh,
        packet=packet,
        sent_on=sent_on,
        way=way,
        sent_to=sent_to,
        confirmation_number=confirmation_number,
        confirmation_refused=confirmation_refused,
        tracking_number=tracking_number,
        is_expedited=is_expedited,
        proof_note=proof_note,
        proof=_stored(fresh, proof, by=by, at=at),
        recorded_at=at,
        recorded_by_id=recorded_by_id or by.user_id,
        sent_file=sent_file,
        file_sha256=sha256,
        file_pages=pages,
    )
    details = {"way": way, "packet": packet.number, "expedited": is_expedited, "file": str(sent_file)}
    log.record(action="submissions.recorded", target=submission, by=by, at=at, details=details)
    _move_on(fresh, submission, by=by, at=at)
    after_sending.tell(submission, by=by, at=at)
    case.status = fresh.status
    return submission


def _refuse_what_is_not_ready(case: Case, packet: Packet, by: Actor) -> None:
    if packet.case_id != case.pk or packet.state != PacketState.READY:
        raise SubmissionRefused(_("This packet is not ready. Choose one that is."))
    if why := why_not_yet(case, packet, by=by):
        raise SubmissionRefused(why)


@transaction.atomic
def add_proof(
    *,
    submission: Submission,
    typed: Mapping[str, str],
    proof: ReadFile | None,
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> Submission:
    """Numbers and papers that came after it was sent. What was sent itself stays. Raises Clash.

    `typed`: confirmation_number, tracking_number, proof_note.
    """
    permissions.check_can_edit_case(by, submission.case)
    case = locked(submission.case)
    fresh = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    stored = shown_proof(fresh)
    # A file stands in the place of the one that was shown, not of one that somebody else added since.
    file = stored["proof"] if proof is None else "another"
    check_version(stored, shown_version, {**typed, "proof": file})
    changed = sorted(name for name, value in typed.items() if stored[name] != value)
    for name in changed:
        setattr(fresh, name, typed[name])
    if "confirmation_number" in changed:
        fresh.confirmation_refused = False
    if proof is not None:
        fresh.proof = _stored(case, proof, by=by, at=at)
    if changed or proof is not None:
        fresh.save(update_fields=[*LATER, "confirmation_refused", "proof"])
        details = {"fields": changed, "file": proof is not None}
        log.record(action="submissions.proof_added", target=fresh, by=by, at=at, details=details)
        cases.touch(case=case, at=at)
    return fresh


def shown_proof(submission: Submission) -> dict[str, Any]:
    """What the page for adding proof shows, for its version."""
    return {**{name: getattr(submission, name) for name in LATER}, "proof": submission.proof_id}


def sent_bytes(packet: Packet, sent_file: str) -> tuple[str, int | None]:
    """SHA-256 and pages of the file that goes out."""
    if sent_file != SentFile.FAX:
        return packet.pdf_sha256, packet.pdf_pages
    copy = copy_of(packet, CopyKind.FAX)
    if copy is None:
        raise SubmissionRefused(_("This packet has no copy for a fax machine. Choose the PDF."))
    return copy.sha256, copy.pages


def _stored(case: Case, proof: ReadFile | None, *, by: Actor, at: datetime) -> Document | None:
    if proof is None:
        return None
    return store_document(case=case, kind=DocumentKind.PROOF_OF_SENDING, read=proof, by=by, at=at)


def _move_on(case: Case, submission: Submission, *, by: Actor, at: datetime) -> None:
    """A fax may arrive after the case was closed: it is kept as it is, and nothing is planned."""
    event = after_sending.event_of(submission)
    if event and (case.is_open or by.user_id is not None):
        lifecycle.move(case=case, event=event, by=by, at=at)
        _plan_check_in(case, submission, by=by, at=at)
    elif not case.is_open and by.user_id is not None:
        raise SubmissionRefused(_("This request is closed, so nothing was saved. Open it again first."))
    cases.touch(case=case, at=at)


def _plan_check_in(case: Case, submission: Submission, *, by: Actor, at: datetime) -> None:
    follow_up = plan_after_sending(
        case=case,
        submission_sent_on=submission.sent_on,
        is_expedited=submission.is_expedited,
        by=by,
        at=at,
    )
    cases.advance(
        case=case,
        past=BEFORE_CHECK_IN,
        to=NextAction.CALL_2,
        waiting_on=WaitingOn.PLAN,
        due_on=follow_up.due_on,
        by=by,
        at=at,
    )

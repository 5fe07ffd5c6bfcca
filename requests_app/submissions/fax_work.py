"""What the worker does for a fax: hand it over once, then ask until the service says how it ended.

That it goes out is written down before the request. Whoever finds it so without the service’s id was not the
one who sent it: then nobody knows, it is never sent again by itself, and a person is told.
"""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from requests_app.audit import log as audit
from requests_app.common.actor import Actor, job
from requests_app.common.scope import scoped
from requests_app.models import Fax, FaxState, PacketState
from requests_app.outbox import services as outbox
from requests_app.outbox.worker import Outcome, Work
from requests_app.packets import files
from requests_app.submissions import fax_service, faxes, queries
from requests_app.submissions.fax_service import Ending, MaybeTaken, NoAnswer, NotTaken, Report
from requests_app.submissions.fax_trouble import tell

log = logging.getLogger(__name__)
FIRST_LOOK, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=15)


def send(work: Work, now: datetime) -> Outcome:
    """Handler of the promise “fax”: one try to hand it over."""
    with scoped(work.scope):
        fax, pdf = _taken_up(work, now)
    if fax is None or pdf is None:
        return Outcome.NOT_WANTED
    try:
        service_id = fax_service.hand_over(to_number=fax.to_number, pdf=pdf, request_key=fax.request_key)
    except NotTaken as fault:
        with scoped(work.scope):
            _not_taken(_fresh(fax.pk), fault.fault, again=fault.again, work=work, now=now)
        return Outcome.DONE
    except MaybeTaken as fault:
        with scoped(work.scope):
            _unclear(_fresh(fax.pk), fault.fault, work=work, now=now)
        return Outcome.UNCLEAR
    with scoped(work.scope):
        _handed_over(fax, service_id, work, now)
    return Outcome.DONE


def follow(work: Work, now: datetime) -> Outcome:
    """Handler of the promise “fax-status”: ask the service how it stands, or whether it has it at all."""
    with scoped(work.scope):
        fax = Fax.objects.filter(pk=work.subject_id).first()
    if fax is None or fax.state not in (FaxState.SENDING, FaxState.UNCLEAR) or fax.handed_over_at is None:
        return Outcome.NOT_WANTED
    try:
        if not fax.service_id:
            found = fax_service.look_for(
                to_number=fax.to_number, request_key=fax.request_key, since=fax.handed_over_at
            )
            with scoped(work.scope):
                _found(_fresh(fax.pk), found, work, now)
            return Outcome.DONE
        report = fax_service.ask(fax.service_id, pages=fax.file_pages)
    except NoAnswer:
        report = Report(Ending.GOING)
    with scoped(work.scope):
        fresh = _fresh(fax.pk)
        if fresh.state in (FaxState.SENDING, FaxState.UNCLEAR) and fresh.service_id == fax.service_id:
            _reported(fresh, report, work, now)
    return Outcome.DONE


def _taken_up(work: Work, now: datetime) -> tuple[Fax | None, bytes | None]:
    """The fax to send in this try, written down as going out; else what is to be said is said."""
    if not Fax.objects.filter(pk=work.subject_id).exists():
        return None, None
    fax = _fresh(work.subject_id)
    if fax.state == FaxState.SENDING and not fax.service_id:
        _unclear(fax, "WORKER_DIED", work=work, now=now)
        return None, None
    if fax.state != FaxState.WAITING:
        return None, None
    reason = _why_not(fax)
    if reason:
        _change(fax, FaxState.STOPPED, reason, work=work, now=now)
        tell(fax, now=now)
        return None, None
    pdf = files.read(fax.file_key)
    if pdf is None or hashlib.sha256(pdf).hexdigest() != fax.file_sha256:
        log.error("fax file missing or changed", extra={"fax_id": fax.pk})
        _change(fax, FaxState.FAILED, "FILE_GONE", work=work, now=now)
        tell(fax, now=now)
        return None, None
    fax.tries += 1
    fax.handed_over_at = now
    fax.save(update_fields=["tries", "handed_over_at"])
    _change(fax, FaxState.SENDING, "", work=work, now=now)
    return fax, pdf


def _why_not(fax: Fax) -> str:
    """Why a fax that waits is not wanted any more."""
    if not fax_service.is_set_up():
        return "NO_SERVICE"
    if not fax.case.is_open:
        return "CASE_CLOSED"
    if fax.packet.state != PacketState.READY:
        return "PACKET_GONE"
    if queries.has_newer_packet(fax.packet):
        return "NEWER_PACKET"
    if not queries.may_still_send(fax):
        return "SENDER_GONE"
    return ""


def _handed_over(fax: Fax, service_id: str, work: Work, now: datetime) -> None:
    fresh = _fresh(fax.pk)
    if fresh.service_id or fresh.request_key != fax.request_key or fresh.settled_at is not None:
        return
    fresh.service_id = service_id
    fresh.save(update_fields=["service_id"])
    _change(fresh, FaxState.SENDING, "", work=work, now=now)
    _ask_later(fresh, work, now)


def _not_taken(fax: Fax, fault: str, *, again: bool, work: Work, now: datetime) -> None:
    """It surely did not go out. Some minutes later it is tried again, a few times."""
    if fax.state != FaxState.SENDING:
        return
    if again and fax.tries < settings.FAX_TRIES:
        # Another try is another fax to the service: it gets a key of its own.
        fax.request_key, fax.service_id = uuid4(), ""
        fax.save(update_fields=["request_key", "service_id"])
        _change(fax, FaxState.WAITING, fault, work=work, now=now)
        faxes.promise(fax, due_at=now + fax.tries * settings.FAX_AGAIN_AFTER, now=now)
        return
    _change(fax, FaxState.FAILED, fault, work=work, now=now)
    tell(fax, now=now)


def _unclear(fax: Fax, fault: str, *, work: Work, now: datetime) -> None:
    if fax.state != FaxState.SENDING or fax.service_id:
        return
    _change(fax, FaxState.UNCLEAR, fault, work=work, now=now)
    tell(fax, now=now)
    _ask_later(fax, work, now)


def _found(fax: Fax, service_id: str | None, work: Work, now: datetime) -> None:
    """That it is not found proves nothing; that it is found with our key proves it was taken."""
    if fax.state != FaxState.UNCLEAR or fax.service_id:
        return
    if service_id:
        fax.service_id = service_id
        fax.save(update_fields=["service_id"])
        _change(fax, FaxState.SENDING, "", work=work, now=now)
    _ask_later(fax, work, now)


def _reported(fax: Fax, report: Report, work: Work, now: datetime) -> None:
    if report.pages_sent is not None:
        fax.pages_sent = report.pages_sent
        fax.save(update_fields=["pages_sent"])
    match report.ending:
        case Ending.GOING:
            if not _ask_later(fax, work, now) and fax.state == FaxState.SENDING:
                _change(fax, FaxState.UNCLEAR, "NO_WORD", work=work, now=now)
                tell(fax, now=now)
        case Ending.DELIVERED:
            _delivered(fax, report, work, now)
        case Ending.NOT_CONNECTED:
            if fax.state == FaxState.UNCLEAR:
                _change(fax, FaxState.SENDING, "", work=work, now=now)
            _not_taken(fax, report.fault, again=True, work=work, now=now)
        case Ending.PARTLY | Ending.FAILED:
            state = FaxState.PARTLY if report.ending == Ending.PARTLY else FaxState.FAILED
            _change(fax, state, report.fault, work=work, now=now)
            tell(fax, now=now)


def _delivered(fax: Fax, report: Report, work: Work, now: datetime) -> None:
    fax.submission = faxes.record_delivery(
        fax=fax,
        confirmation_number=fax.service_id,
        proof_note="",
        arrived_at=max(report.ended_at or now, fax.handed_over_at or now),
        by=_by(work),
        at=now,
    )
    fax.save(update_fields=["submission"])
    _change(fax, FaxState.DELIVERED, "", work=work, now=now)


def _ask_later(fax: Fax, work: Work, now: datetime) -> bool:
    """Soon at first, then less often. False when it was asked for long enough."""
    since = now - (fax.handed_over_at or now)
    if since > settings.FAX_ASKED_FOR:
        return False
    wait = min(max(since / 2, FIRST_LOOK), LONGEST_WAIT)
    outbox.promise(
        kind=faxes.STATUS_KIND,
        subject_id=fax.pk,
        due_at=now + wait,
        organization_id=fax.organization_id,
        now=now,
        dedupe_key=f"{faxes.STATUS_KIND}:{fax.pk}:after:{work.promise_id}",
    )
    return True


def _change(fax: Fax, state: FaxState, fault: str, *, work: Work, now: datetime) -> None:
    if fax.state == state and fax.fault == fault:
        return
    fax.state, fax.fault = state, fault
    fax.save(update_fields=["state", "fault"])
    details = {"packet": fax.packet.number, "tries": fax.tries, **({"fault": fault} if fault else {})}
    action = f"submissions.fax_{state.lower()}"
    audit.record(action=action, target=fax, by=_by(work), at=now, details=details)


@transaction.atomic
def _fresh(fax_id: int) -> Fax:
    """With its case and packet, held: the case before the row."""
    return queries.held_fax(fax_id)


def _by(work: Work) -> Actor:
    return job("fax", scope=work.scope)

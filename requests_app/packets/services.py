"""Ask for a packet: freeze what is in the case, number it, promise to make it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.casefile.differences import differences
from requests_app.casefile.export import case_file
from requests_app.casefile.schema import CaseFile
from requests_app.cases import progress
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.claims.findings import frozen as as_kept
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.common.time_zones import day_at
from requests_app.eobs.queries import is_current
from requests_app.models import (
    Appeal,
    Case,
    Complaint,
    Packet,
    PacketState,
    Recipient,
    Renewal,
    Reprocessing,
)
from requests_app.outbox import services as outbox
from requests_app.packets import brand, proof, queries, signing
from requests_app.packets.changes import printed_changes
from requests_app.packets.contents import contents
from requests_app.packets.gathering import proof_of
from requests_app.packets.parts import Contents, Section
from requests_app.packets.recipients import language_of
from requests_app.packets.subjects import columns_of, subject_of
from requests_app.packets.version import TEMPLATE_VERSION
from requests_app.planforms.queries import form_for
from requests_app.planforms.services import PlanFormRefused
from requests_app.reprocessing import points
from requests_app.reprocessing.queries import OPEN, get_back_or_404


class PacketRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def ask_for_packet(
    *,
    case: Case,
    sections: Iterable[Section],
    signed_name: str,
    by: Actor,
    at: datetime,
    recipient: str = Recipient.INSURER,
    seen: str = "",
    appeal: Appeal | None = None,
    complaint: Complaint | None = None,
    renewal: Renewal | None = None,
    reprocessing: Reprocessing | None = None,
) -> Packet:
    """A new packet of what is in the case now; the newest of this reader when it says exactly that already.

    What an appeal, a complaint, a renewal or a letter about a claim is for: the row that is given, else the
    one that is open.
    `seen` is the mark (`mark_of`) of what the signer checked: nobody signs what somebody changed since.
    """
    permissions.check_can_edit_case(by, case)
    if by.user_id is None:
        raise PermissionDenied
    _refuse_when_not_ready(locked(case), recipient)
    file = case_file(case)
    _refuse_when_changed(case, file, seen)
    frozen = file.model_dump(mode="json")
    subject = _subject(case, recipient, appeal or complaint or renewal or reprocessing, at=at)
    about = columns_of(recipient, subject)
    wanted = {
        **about,
        "recipient": recipient,
        "language": language_of(recipient, file.language),
        "sections": sorted(str(section) for section in sections),
        "contents_sha256": contents_hash(frozen),
        "template_version": TEMPLATE_VERSION,
        "signed_name": signed_name,
    }
    evidence = _evidence(case, file, recipient=recipient, signed_name=signed_name, by=by, at=at)
    evidence |= {"about": str(subject.public_id)} if subject is not None else {}
    last = queries.newest_for(case, recipient, **about)
    if last is not None and _says_this(last, wanted, evidence):
        return last
    packet = _frozen(
        case, wanted, last, contents=frozen, evidence=evidence, signed_by_id=by.user_id, signed_at=at
    )
    log.record(action="packets.asked", target=packet, by=by, at=at, details={"number": packet.number})
    cases.touch(case=case, at=at)
    _promise(packet, attempt=1, at=at)
    return packet


@transaction.atomic
def make_again(*, packet: Packet, by: Actor, at: datetime) -> None:
    """Try a packet again that could not be made; nothing happens while one is being made or is ready."""
    permissions.check_can_edit_case(by, packet.case)
    is_open = locked(packet.case).is_open
    fresh = queries.get_packet_or_404(packet.case, packet.public_id)
    if not is_open or not queries.has_failed(fresh):
        return
    Packet.objects.filter(pk=fresh.pk).exclude(state=PacketState.READY).update(state=PacketState.ASKED)
    log.record(action="packets.asked_again", target=fresh, by=by, at=at, details={"number": fresh.number})
    _promise(fresh, attempt=queries.times_promised(fresh) + 1, at=at)


@transaction.atomic
def record_download(*, packet: Packet, by: Actor, at: datetime) -> None:
    log.record(action="packets.downloaded", target=packet, by=by, at=at, details={"number": packet.number})


@transaction.atomic
def record_copy_download(*, packet: Packet, kind: str, by: Actor, at: datetime) -> None:
    details = {"number": packet.number, "kind": kind}
    log.record(action="packets.copy_downloaded", target=packet, by=by, at=at, details=details)


@transaction.atomic
def record_sheet(*, case: Case, kind: str, by: Actor, at: datetime) -> None:
    """`kind` is a key of `sheets.SHEETS`."""
    log.record(action="packets.sheet_taken", target=case, by=by, at=at, details={"kind": kind})


def mark_of(case: Case, file: CaseFile) -> str:
    """A short mark of all that is signed: what is in the case, and how the plan’s form is filled from it.

    It says nothing of either. Load the case with its coverage.
    """
    form = form_for(case)
    filled = [form.sha256, form.mapping] if form is not None else []
    return contents_hash({"case": file.model_dump(mode="json"), "form": filled})[:16]


def contents_hash(contents: dict[str, Any]) -> str:
    """SHA-256 of the case file in one fixed spelling: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(contents, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def missing_tasks(case: Case, recipient: str = Recipient.INSURER) -> list[str]:
    """Names of the tasks a packet still waits for; load the case with its sections.

    A letter about a claim has its care and its provider from the claim.
    """
    needed = progress.FOR_A_CLAIM if recipient == Recipient.BILL else progress.FOR_THE_PACKET
    return [str(progress.TASK_TITLES[task]) for task in needed if not progress.task_state(case, task).is_done]


def _subject(case: Case, recipient: str, given: Any, *, at: datetime) -> Any:
    subject = given if given is not None else subject_of(case, recipient)
    if subject is not None and subject.case_id != case.pk:
        raise PermissionDenied
    if subject is None and recipient == Recipient.RENEWAL:
        raise PacketRefused(_("Say first what you ask for next: start with “Ask to renew”."))
    if recipient == Recipient.BILL:
        _refuse_when_not_as_chosen(subject, on=day_at(at, zone=case.time_zone))
    return subject


def _refuse_when_not_as_chosen(given: Reprocessing | None, *, on: date) -> None:
    """Nobody signs a letter about a claim that is over, was corrected, or reads otherwise than when what to
    ask about was chosen. Call it with the case held.
    """
    if given is None:
        raise PacketRefused(_("Choose the claim first: start at “Check your bills”."))
    back = get_back_or_404(given.case, given.public_id)
    if back.state not in OPEN or not is_current(back.eob):
        raise PacketRefused(
            _("This claim is not sent back as it is here any more. Look at the newest statement of it.")
        )
    stands = as_kept(points.differing(points.reviewed(back.eob, today=on)))
    if any(one not in stands for one in as_kept(points.kept_points(back))):
        raise PacketRefused(
            _("The statement or the approval was changed since. Choose again what to ask the plan about.")
        )


def _refuse_when_changed(case: Case, file: CaseFile, seen: str) -> None:
    if seen and seen != mark_of(case, file):
        raise PacketRefused(
            _("This request was changed after you checked it. Go back, look at it again, then sign.")
        )


def _refuse_when_not_ready(case: Case, recipient: str) -> None:
    if not case.is_open:
        raise PacketRefused(_("This request is closed. Open it again first."))
    missing = missing_tasks(case, recipient)
    if missing:
        raise PacketRefused(_("Finish this first: %(tasks)s.") % {"tasks": ", ".join(missing)})


def _frozen(case: Case, wanted: dict[str, Any], last: Packet | None, **columns: Any) -> Packet:
    """The next packet of the case, with what it says otherwise than the last one of this reader."""
    packet = Packet(
        organization_id=case.organization_id,
        case=case,
        number=queries.next_number(case),
        changes=_changes(last, columns["contents"]),
        **wanted,
        **columns,
    )
    if last is not None:
        packet.evidence["changes"] = _printed_changes(last, packet)
    packet.save()
    return packet


def _evidence(
    case: Case, file: CaseFile, *, recipient: str, signed_name: str, by: Actor, at: datetime
) -> dict[str, Any]:
    """What was measured, which rules held, how the plan’s form was filled, and who signs in what role."""
    on = day_at(at, zone=file.time_zone)
    try:
        found = proof_of(case, file, on=on, recipient=recipient, signed_name=signed_name, at=at)
    except PlanFormRefused as refusal:
        raise PacketRefused(str(refusal)) from refusal
    signer = signing.as_json(signing.signer_of(case, by))
    return {**proof.as_json(found), "signer": signer, "logo": brand.logo_now(case.organization)}


def _says_this(packet: Packet, wanted: dict[str, Any], evidence: dict[str, Any]) -> bool:
    if queries.has_failed(packet) or not proof.says_the_same(packet.evidence, evidence):
        return False
    return all(getattr(packet, name) == value for name, value in wanted.items())


def _changes(last: Packet | None, contents: dict[str, Any]) -> list[dict[str, str]]:
    """For the person: every answer that changed, printed or not."""
    if last is None:
        return []
    found = differences(queries.case_of_packet(last), CaseFile.model_validate(contents))
    return [change.as_json() for change in found]


def _printed_changes(last: Packet, packet: Packet) -> dict[str, Any]:
    """For the reader: what the pages say otherwise, kept so that it is printed the same for ever."""
    found = printed_changes(_contents_of(last), _contents_of(packet))
    return {"since": last.number, "rows": [asdict(one) for one in found]}


def _contents_of(packet: Packet) -> Contents:
    return contents(
        queries.case_of_packet(packet), queries.options_of(packet), queries.proof_of_packet(packet)
    )


def _promise(packet: Packet, *, attempt: int, at: datetime) -> None:
    outbox.promise(
        kind=queries.KIND,
        subject_id=packet.pk,
        due_at=at,
        organization_id=packet.organization_id,
        now=at,
        dedupe_key=f"{queries.KIND}:{packet.pk}:{attempt}",
    )

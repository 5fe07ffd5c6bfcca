"""What the worker does for a packet: print the frozen contents, keep the file, say that it is ready.

Safe to run twice and to die anywhere: the bytes depend on the frozen row alone, the file appears by one
rename, and the row becomes READY in one conditional update.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from requests_app.audit import log as audit
from requests_app.casefile.schema import CaseFile
from requests_app.cases import services as cases
from requests_app.common.actor import job
from requests_app.common.scope import scoped
from requests_app.documents.queries import page_bytes, page_type
from requests_app.models import NextAction, Packet, PacketState, WaitingOn
from requests_app.outbox.worker import Outcome, Work
from requests_app.packets import exhibits, files, printing, queries
from requests_app.packets.contents import contents
from requests_app.packets.parts import Options, Section
from requests_app.packets.proof import NOTHING, Proof

TEMPLATE_VERSION = "2026-11.2"
BEFORE_SENDING = (
    NextAction.FILL_IN,
    NextAction.CALL_1,
    NextAction.CALL_OFFICES,
    NextAction.MAKE_PACKET,
)


@dataclass(frozen=True)
class Printed:
    pdf: bytes
    pages: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


def render(case: CaseFile, options: Options, proof: Proof = NOTHING) -> Printed:
    """The one way from a case to a PDF, for the worker and the command line alike."""
    number = options.number or 0
    if Section.EXHIBITS in options.sections:
        proof = exhibits.only_good_pictures(proof)
    packet = contents(case, options, proof)
    shown = exhibits.assets(packet.exhibits) if packet.exhibits else {}
    pdf = printing.packet_pdf(
        packet,
        identifier=f"{case.reference}/{number}",
        assets={address: _picture(key) for address, key in shown.items()},
    )
    return Printed(pdf, printing.page_count(pdf))


def _picture(key: str) -> printing.Asset:
    return printing.Asset(page_type(key), lambda: page_bytes(key))


def build(work: Work, now: datetime) -> Outcome:
    """Handler of the promise “packet”."""
    with scoped(work.scope):
        packet = Packet.objects.filter(pk=work.subject_id).first()
    if packet is None or packet.state == PacketState.FAILED:
        return Outcome.NOT_WANTED
    if packet.state == PacketState.READY:
        return Outcome.DONE
    try:
        printed = render(
            queries.case_of_packet(packet), queries.options_of(packet), queries.proof_of_packet(packet)
        )
        files.write_whole(files.key_of(packet.public_id), printed.pdf)
    except Exception:
        if work.attempt >= settings.OUTBOX_TRIES:
            _give_up(packet, work, now)
        raise
    _finish(packet, printed, work, now)
    return Outcome.DONE


def _finish(packet: Packet, printed: Printed, work: Work, now: datetime) -> None:
    by = job("packets", scope=work.scope)
    with scoped(work.scope):
        was_asked = Packet.objects.filter(pk=packet.pk, state=PacketState.ASKED).update(
            state=PacketState.READY,
            file_key=files.key_of(packet.public_id),
            pdf_sha256=printed.sha256,
            pdf_bytes=len(printed.pdf),
            pdf_pages=printed.pages,
            ready_at=now,
        )
        if not was_asked:
            return
        case = Packet.objects.select_related("case").get(pk=packet.pk).case
        audit.record(
            action="packets.ready",
            target=packet,
            case=case,
            by=by,
            at=now,
            details={"number": packet.number, "pages": printed.pages},
        )
        cases.advance(
            case=case,
            past=BEFORE_SENDING,
            to=NextAction.SEND,
            waiting_on=WaitingOn.PATIENT,
            by=by,
            at=now,
        )


def _give_up(packet: Packet, work: Work, now: datetime) -> None:
    with scoped(work.scope):
        if Packet.objects.filter(pk=packet.pk, state=PacketState.ASKED).update(state=PacketState.FAILED):
            case = Packet.objects.select_related("case").get(pk=packet.pk).case
            audit.record(
                action="packets.failed",
                target=packet,
                case=case,
                by=job("packets", scope=work.scope),
                at=now,
                details={"number": packet.number},
            )

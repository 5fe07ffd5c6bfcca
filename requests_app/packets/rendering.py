"""What the worker does for a packet: print the frozen contents, keep the file, say that it is ready.

Safe to run twice and to die anywhere: the bytes depend on the frozen row alone, the file appears by one
rename, and the row becomes READY in one conditional update.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from requests_app.audit import log as audit
from requests_app.casefile.schema import CaseFile
from requests_app.cases import services as cases
from requests_app.common.actor import job
from requests_app.common.scope import scoped
from requests_app.documents.queries import page_bytes, page_type
from requests_app.models import NextAction, Packet, PacketState, WaitingOn
from requests_app.outbox import webhooks
from requests_app.outbox.worker import Outcome, Work
from requests_app.packets import brand, copies, exhibits, files, printing, queries
from requests_app.packets.contents import contents
from requests_app.packets.parts import Contents, Options
from requests_app.packets.plan_form import form_assets
from requests_app.packets.printing import Printed
from requests_app.packets.proof import NOTHING, Proof

BEFORE_SENDING = (
    NextAction.FILL_IN,
    NextAction.CALL_1,
    NextAction.CALL_OFFICES,
    NextAction.MAKE_PACKET,
)


def render(case: CaseFile, options: Options, proof: Proof = NOTHING) -> Printed:
    """The one way from a case to a PDF, for the worker and the command line alike."""
    packet, assets = ready_to_print(case, options, proof)
    return printing.print_packet(packet, assets=assets)


def ready_to_print(
    case: CaseFile, options: Options, proof: Proof
) -> tuple[Contents, dict[str, printing.Asset]]:
    """All the words, and the pictures that go with them by their address."""
    proof = exhibits.only_good_pictures(proof)
    packet = contents(case, options, proof)
    shown = {
        **(exhibits.assets(packet.exhibits) if packet.exhibits else {}),
        **(form_assets(packet.plan_form) if packet.plan_form else {}),
    }
    assets = {address: _picture(key, proof.pages[key]) for address, key in shown.items()}
    if options.logo is not None:
        assets[brand.ADDRESS] = _picture(options.logo.key, options.logo.sha256)
    return packet, assets


def _picture(key: str, sha256: str) -> printing.Asset:
    return printing.Asset(page_type(key), sha256, lambda: page_bytes(key))


def build(work: Work, now: datetime) -> Outcome:
    """Handler of the promise “packet”."""
    with scoped(work.scope):
        packet = Packet.objects.filter(pk=work.subject_id).first()
    if packet is None or packet.state == PacketState.FAILED:
        return Outcome.NOT_WANTED
    if packet.state == PacketState.READY:
        return Outcome.DONE
    try:
        words, assets = ready_to_print(
            queries.case_of_packet(packet), queries.options_of(packet), queries.proof_of_packet(packet)
        )
        printed = printing.print_packet(words, assets=assets)
        files.write_whole(files.key_of(packet.public_id), printed.pdf)
        kept = copies.make_copies(
            packet,
            copies.makers(packet, printed, words, assets),
            is_last_try=work.attempt >= settings.OUTBOX_TRIES,
        )
    except Exception:
        if work.attempt >= settings.OUTBOX_TRIES:
            _give_up(packet, work, now)
        raise
    _finish(packet, printed, kept, work, now)
    return Outcome.DONE


def _finish(
    packet: Packet, printed: Printed, kept: Iterable[copies.KeptCopy], work: Work, now: datetime
) -> None:
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
        copies.keep_copies(packet, kept, at=now)
        case = Packet.objects.select_related("case").get(pk=packet.pk).case
        audit.record(
            action="packets.ready",
            target=packet,
            case=case,
            by=by,
            at=now,
            details={"number": packet.number, "pages": printed.pages},
        )
        webhooks.tell(case=case, event=webhooks.PACKET, at=now)
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

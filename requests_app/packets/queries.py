"""Packets and the promises behind them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404

from requests_app.casefile.schema import CaseFile
from requests_app.models import Case, Packet, PacketCopy, PacketState, Promise
from requests_app.packets import brand, proof, signing
from requests_app.packets.more_parts import Change
from requests_app.packets.parts import Options, Section
from requests_app.packets.proof import Proof

KIND = "packet"
OPEN = (Promise.State.WAITING, Promise.State.RUNNING)


def packets_of(case: Case) -> list[Packet]:
    """Newest first."""
    return list(Packet.objects.filter(case=case).defer("contents", "evidence").order_by("-number"))


def get_packet_or_404(case: Case, packet_id: UUID) -> Packet:
    try:
        packet = Packet.objects.get(case=case, public_id=packet_id)
    except Packet.DoesNotExist:
        raise Http404 from None
    packet.case = case
    return packet


def newest(case: Case) -> Packet | None:
    return Packet.objects.filter(case=case).order_by("-number").first()


def next_number(case: Case) -> int:
    """Numbers run over all packets of a case, whoever they are for."""
    last = newest(case)
    return last.number + 1 if last else 1


def newest_ready(case: Case) -> Packet | None:
    return (
        Packet.objects.filter(case=case, state=PacketState.READY)
        .defer("contents", "evidence")
        .order_by("-number")
        .first()
    )


def ready_packets(case: Case) -> list[Packet]:
    return [packet for packet in packets_of(case) if packet.state == PacketState.READY]


def being_made_since(packet: Packet) -> datetime | None:
    """When somebody last asked for it, while a worker still owes it; None: nobody is at it any more."""
    if packet.state != PacketState.ASKED:
        return None
    owed = Promise.objects.filter(kind=KIND, subject_id=packet.pk, state__in=OPEN)
    return owed.order_by("-created_at").values_list("created_at", flat=True).first()


def has_failed(packet: Packet) -> bool:
    """Also when the worker died each time, so that nobody could say so."""
    if packet.state == PacketState.ASKED:
        return being_made_since(packet) is None
    return packet.state == PacketState.FAILED


def case_of_packet(packet: Packet) -> CaseFile:
    """What was frozen when the packet was asked for."""
    return CaseFile.model_validate(packet.contents)


def proof_of_packet(packet: Packet) -> Proof:
    """What was measured and which rules held on that day."""
    return proof.from_json(packet.evidence)


def newest_for(case: Case, recipient: str, **about: int | None) -> Packet | None:
    """The last one for the same reader about the same thing: what a new one is held against."""
    same = Packet.objects.filter(case=case, recipient=recipient)
    for column, key in about.items():
        same = same.filter(**{column: key} if key else {f"{column}__isnull": True})
    return same.order_by("-number").first()


def options_of(packet: Packet) -> Options:
    told = packet.evidence.get("changes", {})
    return Options(
        sections=frozenset(Section(one) for one in packet.sections),
        made_at=packet.signed_at,
        number=packet.number,
        signed_name=packet.signed_name,
        recipient=packet.recipient,
        about=packet.evidence.get("about", ""),
        language=packet.language,
        signer=signing.from_json(packet.evidence.get("signer", {})),
        contents_sha256=packet.contents_sha256,
        changed_since=told.get("since", 0),
        changes=tuple(Change(**one) for one in told.get("rows", ())),
        logo=brand.from_json(packet.evidence.get("logo", {})),
    )


def times_promised(packet: Packet) -> int:
    return Promise.objects.filter(kind=KIND, subject_id=packet.pk).count()


def copies_of(packet: Packet) -> list[PacketCopy]:
    return list(PacketCopy.objects.filter(packet=packet))


def copy_of(packet: Packet, kind: str) -> PacketCopy | None:
    return PacketCopy.objects.filter(packet=packet, kind=kind).first()


def get_copy_or_404(packet: Packet, kind: str) -> PacketCopy:
    found = copy_of(packet, kind)
    if found is None:
        raise Http404
    return found

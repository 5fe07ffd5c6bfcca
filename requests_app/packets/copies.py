"""The copies of a packet: for a fax machine, to read on a screen, for keeping, and the plan's form alone.

Made by the worker from the one PDF and the same contents, before the packet is ready; their rows are written
in the transaction that makes it ready. Safe to run twice and to die anywhere: the bytes depend on the frozen
packet alone, a file appears by one rename, and a row that is there already stays.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from requests_app.documents.confined import run_confined
from requests_app.documents.limits import MEGABYTE, ReaderLimits
from requests_app.models import CopyKind, Packet, PacketCopy, Recipient
from requests_app.packets import fax_process, files
from requests_app.packets.archive import archive_copy
from requests_app.packets.html_copy import html_copy
from requests_app.packets.parts import Contents
from requests_app.packets.printing import Asset, Printed

log = logging.getLogger(__name__)
PDF, HTML = "application/pdf", "text/html; charset=utf-8"
ENDINGS = {PDF: "pdf", HTML: "html"}
# A hundred pages take half a minute; the whole packet must be ready before its lease is over.
FAX_LIMITS = ReaderLimits(memory=768 * MEGABYTE, cpu_seconds=100, wall_seconds=110, file_size=64 * MEGABYTE)


@dataclass(frozen=True)
class MadeCopy:
    """`pages` is None where there are none."""

    kind: CopyKind
    data: bytes
    media_type: str = PDF
    pages: int | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


Maker = Callable[[], MadeCopy | None]


@dataclass(frozen=True)
class KeptCopy:
    """A copy whose file is written."""

    kind: CopyKind
    media_type: str
    file_key: str
    sha256: str
    byte_size: int
    pages: int | None


def make_copies(packet: Packet, makers: Mapping[CopyKind, Maker], *, is_last_try: bool) -> list[KeptCopy]:
    """Make and write each copy. One that cannot be made is tried again with the packet; at the last try the
    packet goes without it, because the PDF itself can be sent."""
    kept = []
    for kind, maker in makers.items():
        try:
            made = maker()
        except Exception:
            if not is_last_try:
                raise
            log.exception("a copy could not be made", extra={"packet_id": packet.pk, "kind": str(kind)})
            continue
        if made is not None:
            kept.append(_write(packet, made))
    return kept


def keep_copies(packet: Packet, copies: Iterable[KeptCopy], *, at: datetime) -> None:
    """In the transaction that makes the packet ready."""
    PacketCopy.objects.bulk_create(
        [
            PacketCopy(
                organization_id=packet.organization_id,
                case_id=packet.case_id,
                packet=packet,
                kind=one.kind,
                media_type=one.media_type,
                file_key=one.file_key,
                sha256=one.sha256,
                byte_size=one.byte_size,
                pages=one.pages,
                made_at=at,
            )
            for one in copies
        ],
        ignore_conflicts=True,
    )


def makers(
    packet: Packet, printed: Printed, contents: Contents, assets: Mapping[str, Asset]
) -> dict[CopyKind, Maker]:
    """Which copies this packet has. The patient keeps theirs and faxes nothing."""
    title = f"Request {contents.reference}"
    found: dict[CopyKind, Maker] = {
        CopyKind.HTML: lambda: MadeCopy(CopyKind.HTML, html_copy(contents, printed, assets=assets), HTML),
        CopyKind.ARCHIVE: lambda: _archive_copy(packet, printed),
        CopyKind.FORM: lambda: _form_copy(packet),
    }
    if packet.recipient != Recipient.PATIENT:
        found[CopyKind.FAX] = lambda: fax_copy(printed.pdf, title=title)
    return found


def _archive_copy(packet: Packet, printed: Printed) -> MadeCopy:
    case_json = json.dumps(packet.contents, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    data = archive_copy(printed.pdf, case_json=case_json.encode(), made_at=packet.signed_at)
    return MadeCopy(CopyKind.ARCHIVE, data, pages=printed.pages)


def _form_copy(packet: Packet) -> MadeCopy | None:
    """The plan's own form as it was filled when the packet was asked for, in a file of its own."""
    form = packet.evidence.get("plan_form") or {}
    data = files.read(form["file_key"]) if form.get("file_key") else None
    if data is None:
        return None
    if hashlib.sha256(data).hexdigest() != form["sha256"]:
        raise ValueError("the filled form is not the one that was kept")
    return MadeCopy(CopyKind.FORM, data, pages=len(form["pages"]))


def fax_copy(pdf: bytes, *, title: str) -> MadeCopy:
    """Black and white, 200 dots an inch. Drawn in a process of its own: exhibits are strangers' pages."""
    made = run_confined(
        f"{fax_process.__name__}:{fax_process.make.__name__}",
        {fax_process.PACKET: pdf},
        options={"title": title},
        limits=FAX_LIMITS,
    )
    return MadeCopy(CopyKind.FAX, made.files[fax_process.COPY], pages=int(made.answer["pages"]))


def _write(packet: Packet, made: MadeCopy) -> KeptCopy:
    key = files.copy_key(packet.public_id, made.kind, ENDINGS[made.media_type])
    files.write_whole(key, made.data)
    return KeptCopy(made.kind, made.media_type, key, made.sha256, len(made.data), made.pages)

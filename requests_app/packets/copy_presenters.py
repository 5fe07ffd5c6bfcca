"""The copies of a packet as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from requests_app.models import Case, CopyKind, Packet, PacketCopy, PacketState
from requests_app.packets.queries import copies_of

HINTS: dict[str, LazyText] = {
    CopyKind.FAX: gettext_lazy("The same pages for a slow line. Use it when you fax, not when you print."),
    CopyKind.HTML: gettext_lazy("For a screen reader or a phone: the same words, without pages."),
    CopyKind.ARCHIVE: gettext_lazy(
        "For your own records. All your answers are inside, also what the pages leave out, so do not send it."
    ),
    CopyKind.FORM: gettext_lazy("If the plan wants its form by itself. It is in the packet, too."),
}
ORDER = (CopyKind.FAX, CopyKind.FORM, CopyKind.HTML, CopyKind.ARCHIVE)


@dataclass(frozen=True)
class CopyRow:
    title: str
    hint: str
    facts: str
    url: str


def copy_rows(case: Case, packet: Packet) -> list[CopyRow]:
    """In the order they are needed; one query."""
    if packet.state != PacketState.READY:
        return []
    found = {one.kind: one for one in copies_of(packet)}
    return [_row(case, packet, found[kind]) for kind in ORDER if kind in found]


def copy_name(copy: PacketCopy, packet: Packet, reference: str) -> str:
    """Neutral: says nothing of health, plan or person."""
    ending = copy.file_key.rpartition(".")[2]
    return f"request-{reference}-{packet.number}-{copy.kind.lower()}.{ending}"


def copy_facts(copy: PacketCopy) -> str:
    """9 pages, 240 KB"""
    size = filesizeformat(copy.byte_size).replace("\xa0", " ")
    if copy.pages is None:
        return size
    pages = ngettext("%(count)d page", "%(count)d pages", copy.pages) % {"count": copy.pages}
    return _("%(pages)s, %(size)s") % {"pages": pages, "size": size}


def _row(case: Case, packet: Packet, copy: PacketCopy) -> CopyRow:
    return CopyRow(
        title=str(CopyKind(copy.kind).label),
        hint=str(HINTS[copy.kind]),
        facts=copy_facts(copy),
        url=reverse("packets:packet_copy", args=[case.public_id, packet.public_id, copy.kind.lower()]),
    )

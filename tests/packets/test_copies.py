"""Copies are made with the packet, frozen with it, and handed out only as they were frozen."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from requests_app.models import AuditEntry, CopyKind, Packet, PacketCopy, PacketState, Promise
from requests_app.packets import copies, files, rendering
from requests_app.packets.copies import MadeCopy, make_copies
from requests_app.packets.parts import Section
from tests.databases import see_everything
from tests.factories.people import make_user
from tests.packets.making import ask, keep_promises, stored_case

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def packet() -> Packet:
    made = ask(stored_case(), sections=frozenset({Section.SEARCH, Section.CALLS}))
    keep_promises()
    made.refresh_from_db()
    assert made.state == PacketState.READY
    return made


def url(packet: Packet, kind: str) -> str:
    return reverse("packets:packet_copy", args=[packet.case.public_id, packet.public_id, kind])


def test_each_copy_is_kept_with_its_hash_size_and_pages(packet):
    found = {one.kind: one for one in PacketCopy.objects.filter(packet=packet)}
    assert {"FAX", "HTML", "ARCHIVE"} <= set(found)
    for one in found.values():
        data = files.read(one.file_key)
        assert data is not None
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (one.sha256, one.byte_size)
    assert found["FAX"].pages == packet.pdf_pages
    with pikepdf.open(BytesIO(files.read(found["FAX"].file_key))) as fax:
        assert len(fax.pages) == packet.pdf_pages
        for page in fax.pages:
            assert len(page.Resources.XObject.Page.read_raw_bytes()) < 200_000


def test_the_same_packet_gives_the_same_copies(packet):
    """A worker that died and begins again writes the same bytes under the same names."""
    before = {one.file_key: files.read(one.file_key) for one in PacketCopy.objects.all()}
    for key in before:
        files.write_whole(key, b"half")
    promise = Promise.objects.get(kind="packet")
    work = rendering.Work(promise.pk, packet.pk, packet.organization_id, 2, True)
    again = Packet.objects.get(pk=packet.pk)
    words, assets = rendering.ready_to_print(
        rendering.queries.case_of_packet(again),
        rendering.queries.options_of(again),
        rendering.queries.proof_of_packet(again),
    )
    printed = rendering.printing.print_packet(words, assets=assets)
    kept = make_copies(again, copies.makers(again, printed, words, assets), is_last_try=False)
    copies.keep_copies(again, kept, at=timezone.now())
    assert {key: files.read(key) for key in before} == before
    assert PacketCopy.objects.count() == len(before)
    assert rendering.build(work, timezone.now()) == rendering.Outcome.DONE


def test_a_copy_that_cannot_be_made_is_tried_again_and_then_left_out(packet, caplog):
    def fails() -> MadeCopy:
        raise ValueError("no")

    makers = {CopyKind.FAX: fails, CopyKind.HTML: lambda: MadeCopy(CopyKind.HTML, b"x", copies.HTML)}
    with pytest.raises(ValueError, match="no"):
        make_copies(packet, makers, is_last_try=False)
    kept = make_copies(packet, makers, is_last_try=True)
    assert [one.kind for one in kept] == [CopyKind.HTML]
    assert "a copy could not be made" in caplog.text


def test_rows_of_copies_never_change(packet):
    with pytest.raises(DatabaseError), transaction.atomic():
        PacketCopy.objects.filter(packet=packet).update(sha256="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        PacketCopy.objects.filter(packet=packet).delete()


def test_no_copy_is_there_before_the_packet_is_ready():
    packet = ask(stored_case(), sections=frozenset())
    promise = Promise.objects.get(kind="packet")
    Packet.objects.filter(pk=packet.pk).update(state=PacketState.FAILED)
    keep_promises(now=timezone.now() + settings.OUTBOX_LEASE + timedelta(seconds=1))
    see_everything()
    promise.refresh_from_db()
    assert not PacketCopy.objects.exists()


@pytest.mark.parametrize("kind", ["fax", "html", "archive"])
def test_a_copy_is_a_download_that_does_nothing_by_itself(packet, kind, client_for):
    response = client_for(packet.case.opened_by).get(url(packet, kind))
    data = b"".join(response.streaming_content)
    copy = PacketCopy.objects.get(packet=packet, kind=kind.upper())
    assert hashlib.sha256(data).hexdigest() == copy.sha256
    assert response["Content-Disposition"].startswith("attachment")
    assert packet.case.reference in response["Content-Disposition"]
    assert "Sample" not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    entry = AuditEntry.objects.get(action="packets.copy_downloaded")
    assert entry.details == {"number": packet.number, "kind": kind.upper()}


def test_a_copy_that_changed_is_not_handed_out(packet, client_for):
    copy = PacketCopy.objects.get(packet=packet, kind="FAX")
    files.write_whole(copy.file_key, b"other")
    response = client_for(packet.case.opened_by).get(url(packet, "fax"), follow=True)
    assert "We could not open this file." in response.text
    assert not AuditEntry.objects.filter(action="packets.copy_downloaded").exists()


def test_strangers_and_unknown_kinds_get_nothing(packet, client_for):
    assert client_for(make_user()).get(url(packet, "fax")).status_code == 404
    assert client_for(packet.case.opened_by).get(url(packet, "gold")).status_code == 404


def test_the_packet_page_names_its_copies(packet, client_for):
    here = reverse("packets:packet_detail", args=[packet.case.public_id, packet.public_id])
    page = client_for(packet.case.opened_by).get(here).text
    for kind in ("fax", "html", "archive"):
        assert url(packet, kind) in page
    assert "Copy for a fax machine, black and white" in page

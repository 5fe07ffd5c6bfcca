from __future__ import annotations

import stat

import pytest
from django.core.management import CommandError, call_command

from requests_app.models import AuditEntry, Packet
from requests_app.packets import files
from tests.packets.making import page_texts, ready_packet, stored_case

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.parametrize("field", ["reference", "public_id"])
def test_a_preview_is_printed_and_nothing_is_stored(tmp_path, field):
    case, target = stored_case(), tmp_path / "out.pdf"
    call_command("build_packet", str(getattr(case, field)), output=target)
    pages = page_texts(target.read_bytes())
    assert f"Ref {case.reference}" in pages[0]
    assert "Not signed" in pages[0]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert not Packet.objects.exists()
    assert AuditEntry.objects.get(action="packets.printed").case_id == case.public_id


def test_a_signed_packet_is_printed_byte_for_byte(tmp_path):
    case, target = stored_case(), tmp_path / "out.pdf"
    packet = ready_packet(case)
    call_command("build_packet", case.reference, output=target, number=1)
    assert target.read_bytes() == files.read(packet.file_key)


@pytest.mark.parametrize(
    ("options", "text"), [({"number": 9}, "has no packet 9"), ({"id": "7F3K-9M"}, "no case with this id")]
)
def test_what_is_not_there_is_said(tmp_path, options, text):
    case = stored_case()
    with pytest.raises(CommandError, match=text):
        call_command(
            "build_packet",
            options.get("id", case.reference),
            output=tmp_path / "out.pdf",
            number=options.get("number"),
        )
    assert not (tmp_path / "out.pdf").exists()

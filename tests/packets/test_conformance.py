"""Whole packets for every reader, checked by veraPDF and by our own eyes: UA-1 to read, A-3a to keep."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.utils import translation

from requests_app.models import Recipient
from requests_app.packets import presses
from requests_app.packets.archive import DATA_NAME, archive_copy
from requests_app.packets.parts import Section
from requests_app.packets.rendering import render
from tests.packets.making import (
    ARIZONA,
    BOTH,
    CHILD,
    MADE_AT,
    TEXAS,
    example,
    measured,
    options_for,
    page_texts,
)
from tests.packets.structure import problems
from tests.packets.verapdf import A_3A, UA_1, broken_rules

ROOT = Path(__file__).resolve().parents[2]
READERS = [
    (ARIZONA, Recipient.INSURER, "en"),
    (BOTH, Recipient.INSURER, "en"),
    (CHILD, Recipient.CLINICIAN, "en"),
    (TEXAS, Recipient.PATIENT, "es"),
    (ARIZONA, Recipient.APPEAL, "en"),
    (CHILD, Recipient.REGULATOR, "en"),
]
CASE = json.dumps({"reference": "7F3K-9M"}).encode()


@cache
def packet_for(name: str, recipient: str, language: str) -> bytes:
    file = example(name)
    options = options_for(
        file, sections=frozenset(Section), recipient=recipient, language=language, contents_sha256="5f" * 32
    )
    return render(file, options, measured(file)).pdf


def archived(*reader: str) -> bytes:
    return archive_copy(packet_for(*reader), case_json=CASE, made_at=MADE_AT)


def test_verapdf_finds_nothing_in_any_packet_and_nothing_in_any_copy_for_keeping():
    pairs = [(UA_1, packet_for(*one)) for one in READERS]
    pairs += [(standard, archived(*one)) for one in READERS for standard in (A_3A, UA_1)]
    assert broken_rules(*pairs) == [[] for _pair in pairs]


@pytest.mark.parametrize("reader", READERS)
def test_our_own_eyes_find_nothing_either(reader):
    assert problems(packet_for(*reader)) == []


def test_the_language_of_the_document_is_that_of_its_reader():
    with pikepdf.open(BytesIO(packet_for(TEXAS, Recipient.PATIENT, "es"))) as document:
        assert str(document.Root.Lang) == "es"


def test_the_copy_for_keeping_has_the_same_pages_and_the_case_as_data():
    reader = READERS[0]
    assert page_texts(archived(*reader)) == page_texts(packet_for(*reader))
    with pikepdf.open(BytesIO(archived(*reader))) as document:
        (data,) = document.Root.AF
        assert str(data.AFRelationship) == "/Data"
        assert (str(data.UF), data.EF.F.read_bytes()) == (DATA_NAME, CASE)
        assert document.attachments[DATA_NAME].get_file().read_bytes() == CASE


def test_every_page_names_the_words_it_was_made_of():
    for text in page_texts(packet_for(*READERS[0])):
        assert "5f5f5f5f5f5f" in text


def test_another_process_with_nothing_kept_prints_the_same_bytes(tmp_path, settings):
    """Cold and warm, here and there, now and a second later."""
    reader = READERS[0]
    warm = packet_for(*reader)
    settings.PACKET_SECTIONS = tmp_path / "empty"
    packet_for.cache_clear()
    cold = packet_for(*reader)
    script = (
        "import django, sys; django.setup()\n"
        "from django.conf import settings; settings.PACKET_SECTIONS = sys.argv[1]\n"
        "settings.MEDIA_ROOT = sys.argv[2]\n"
        "from tests.packets.test_conformance import READERS, archived, packet_for\n"
        "import hashlib\n"
        "print(hashlib.sha256(packet_for(*READERS[0])).hexdigest())\n"
        "print(hashlib.sha256(archived(*READERS[0])).hexdigest())\n"
    )
    there = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "other"), str(tmp_path / "files")],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "sca_portal.settings",
            "PYTHONHASHSEED": "7",
            "TZ": "Asia/Tokyo",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    mine = [hashlib.sha256(data).hexdigest() for data in (cold, archived(*reader))]
    assert cold == warm
    assert there.stdout.split()[-2:] == mine


def test_a_change_in_one_section_prints_one_section(monkeypatch):
    file = example(ARIZONA)
    options = options_for(file, sections=frozenset(Section))
    render(file, options, measured(file))
    printed = []
    real = presses.LazyPress.print

    def counted(self, order, pictures):
        printed.append(order["mark"])
        return real(self, order, pictures)

    monkeypatch.setattr(presses.LazyPress, "print", counted)
    render(file, options, measured(file))
    assert printed == ["stamps"]
    story = file.model_copy(update={"story": file.story.model_copy(update={"tried": "Something else."})})
    printed.clear()
    render(story, options, measured(story))
    assert len(printed) == 2


def test_the_language_of_the_worker_changes_nothing():
    reader = READERS[1]
    before = packet_for(*reader)
    packet_for.cache_clear()
    with translation.override("es"):
        assert packet_for(*reader) == before

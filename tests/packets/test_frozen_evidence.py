"""A packet keeps the measures, rules and findings of its day: what changes later changes no packet."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from requests_app.casefile.export import case_file
from requests_app.casefile.schema import CaseFile
from requests_app.knowledge import matching, store
from requests_app.models import OutreachOffice, Packet
from requests_app.outreach.statement import covered_lines, hash_of, sign_statement
from requests_app.packets import files, queries, rendering
from requests_app.packets.parts import Section
from requests_app.packets.rendering import render
from requests_app.packets.services import contents_hash
from tests.factories.people import actor_for
from tests.packets.making import TEXAS, ask, keep_promises, options_for, page_texts, squeezed, stored_case

pytestmark = pytest.mark.usefixtures("db")
STORED = Path(__file__).parent / "stored" / "contents-version-1.json"
SHOWN = frozenset({Section.SEARCH, Section.PICTURE, Section.RULES, Section.SIGNED_CALLS})


def rendered(packet: Packet) -> bytes:
    return rendering.render(
        queries.case_of_packet(packet), queries.options_of(packet), queries.proof_of_packet(packet)
    ).pdf


def test_what_was_measured_is_kept_with_the_packet():
    packet = ask(stored_case(TEXAS), sections=SHOWN)
    packet.refresh_from_db()
    assert packet.evidence["measures"]["wait_limit"]["days"] == 14
    assert "tx-hmo-oon" in {rule["record_id"] for rule in packet.evidence["rules"]}
    assert {"id", "version", "group", "place"} == set(packet.evidence["strength"][0])
    proof = queries.proof_of_packet(packet)
    assert proof.measures is not None
    assert len(proof.measures.offices) == 8


def test_a_library_that_changes_later_changes_no_packet(monkeypatch):
    packet = ask(stored_case(TEXAS), sections=SHOWN)
    before = rendered(packet)
    monkeypatch.setattr(store, "records", lambda *args, **options: ())
    monkeypatch.setattr(matching, "applicable", lambda *args, **options: ())
    keep_promises()
    packet.refresh_from_db()
    data = files.read(packet.file_key) or b""
    assert data == before
    text = squeezed("".join(page_texts(data)))
    assert squeezed("28 TAC 11.1607(g)") in text
    assert squeezed("This is not legal advice.") in text


def test_the_same_case_on_another_day_is_the_same_packet():
    case = stored_case(TEXAS)
    first = ask(case, sections=SHOWN)
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        assert ask(case, sections=SHOWN) == first


def test_other_rules_make_a_new_packet(monkeypatch):
    case = stored_case(TEXAS)
    ask(case, sections=SHOWN)
    found = matching.applicable
    monkeypatch.setattr(
        "requests_app.knowledge.library.applicable", lambda *args, **options: found(*args, **options)[:0]
    )
    assert ask(case, sections=SHOWN).number == 2


def test_a_log_that_changed_after_it_was_signed_is_said():
    case = stored_case(TEXAS)
    by = actor_for(case.opened_by)
    seen = hash_of(covered_lines(case))
    sign_statement(case=case, signed_name="María Ejemplo", seen=seen, by=by, at=timezone.now())
    signed = ask(case, sections=SHOWN)
    assert signed.evidence["log_changed"] is False
    OutreachOffice.objects.filter(case=case, result="NOT_TAKING").update(result="WRONG_AGE")
    changed = ask(case, sections=SHOWN)
    assert changed.evidence["log_changed"] is True
    text = "".join(page_texts(rendered(changed)))
    assert "The log changed after this was signed." in " ".join(text.split())
    assert squeezed(covered_lines(case)[0]) in squeezed(text)


def test_a_packet_frozen_before_there_was_evidence_still_prints():
    data = json.loads(STORED.read_text())
    file = CaseFile.model_validate(data)
    options = options_for(
        file, sections=frozenset({Section.SEARCH, Section.CALLS, Section.STATEMENT}), number=1
    )
    assert data["version"] == file.version == 1
    text = squeezed("".join(page_texts(render(file, options, queries.proof.from_json({})).pdf)))
    for shown in ("Olentangy Example Counseling", "83 ", "SCA-3309", data["story"]["waiting"]):
        assert squeezed(shown) in text
    assert squeezed("in a straight line") not in text


def test_the_next_packet_after_a_version_1_one_tells_what_changed():
    case = stored_case("continuity-after-plan-change")
    data = json.loads(STORED.read_text())
    old = ask(case)
    Packet.objects.create(
        organization_id=case.organization_id,
        case=case,
        number=2,
        contents=data,
        contents_sha256=contents_hash(data),
        template_version="2026-11",
        signed_name=old.signed_name,
        signed_by=case.opened_by,
        signed_at=timezone.now() - timedelta(days=1),
    )
    packet = ask(case)
    assert packet.number == 3
    assert {"coverage.source_detail", "offices.kind", "tracks"} <= {one["path"] for one in packet.changes}
    assert case_file(case).version == 6


def test_a_packet_of_other_measures_prints_other_numbers():
    packet = ask(stored_case(TEXAS), sections=SHOWN)
    proof = queries.proof_of_packet(packet)
    assert proof.measures is not None
    nearer = tuple(replace(one, zip_miles=1.0) for one in proof.measures.offices)
    other = replace(proof, measures=replace(proof.measures, offices=nearer))
    file, options = queries.case_of_packet(packet), queries.options_of(packet)
    assert "By ZIP code: 1 mile" in " ".join(" ".join(page_texts(render(file, options, other).pdf)).split())

"""The PDF is read back and compared with the case."""

from __future__ import annotations

import re
from functools import cache

import pytest

from requests_app.casefile.logged import logged
from requests_app.casefile.schema import CaseFile
from requests_app.insurer_calls.cards import CARDS, FieldKind
from requests_app.packets import search, wording
from requests_app.packets.calls import label, value_text
from requests_app.packets.parts import Section
from requests_app.packets.rendering import render
from tests.packets.making import (
    ARIZONA,
    BOTH,
    CHILD,
    MADE_AT,
    NAMES,
    boxes,
    changed,
    example,
    options_for,
    page_texts,
    reader,
    squeezed,
)

REFERENCE = "7F3K-9M"


def printed(file: CaseFile, **options) -> bytes:
    return render(changed(file, reference=REFERENCE), options_for(file, **options)).pdf


@cache
def packet_of(name: str) -> bytes:
    """With every section, printed once for all tests."""
    return printed(example(name), sections=frozenset(Section) - {Section.COVER}, number=3)


@cache
def texts_of(name: str) -> list[str]:
    return page_texts(packet_of(name))


def told(file: CaseFile) -> list[str]:
    """Every fact of the case that a reviewer must find, as it is printed."""
    day, care, provider = wording.day_text, file.care, file.provider
    facts = [
        file.patient.first_name,
        file.patient.last_name,
        day(file.patient.birth_date),
        file.patient.phone,
        file.patient.address.street,
        file.patient.access_needs,
        file.coverage.insurer,
        file.coverage.member_id,
        file.coverage.group_number,
        care.description,
        care.specialty,
        wording.LEVELS[care.level_of_care],
        day(care.starts_on),
        day(care.ends_on),
        wording.amount_text(care),
        provider.name,
        provider.credentials,
        provider.npi,
        wording.tax_id_text(provider.tax_id),
        provider.phone,
        provider.fax,
        provider.address.street,
        provider.address.city,
        provider.agreement_contact,
        wording.short_day(provider.agreed_on),
        day(provider.first_date),
        provider.why_text,
        file.story.need_now,
        file.story.tried,
        file.story.waiting,
    ]
    for code in care.codes:
        facts += [wording.code_text(code), code.own_words, str(code.units or "")]
    return [str(fact) for fact in facts]


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_of_the_case_is_in_the_text(name):
    file = example(name)
    text = squeezed("".join(texts_of(name)))
    assert [fact for fact in told(file) if squeezed(fact) not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_office_and_every_call_is_in_the_text(name):
    file = example(name)
    text = squeezed("".join(texts_of(name)))
    facts = []
    for office in logged(file):
        facts += [office.name, office.phone, office.npi, office.city, office.specialty, office.notes]
        facts += [office.missing_care, office.declined_why, office.proof_note, search.distance_text(office)]
        facts += [search.said(office), wording.day_text(office.first_open_on), office.result_text]
        facts += [search.contact_text(attempt) for attempt in office.attempts]
    for call in file.insurer_calls:
        facts += [wording.day_text(call.called_on), call.started_at, call.person, call.team, call.reference]
        facts += [call.request_number, call.promised.rstrip("."), call.notes, call.number_called]
        for field in CARDS[call.kind].fields:
            value = value_text(field, call.answers.get(field.key))
            if value and field.key != "request_number" and field.kind != FieldKind.MONEY:
                facts.append(f"{label(field)} {value}")
    assert [fact for fact in facts if squeezed(fact) not in text] == []


def test_every_page_carries_the_reference_its_number_and_the_packet():
    pages = texts_of(ARIZONA)
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert f"Network gap exception request · Ref {REFERENCE}" in text
        assert "Packet 3 · Made November 22, 2026, MST" in text


def test_later_pages_name_the_member_by_initials_and_last_four_only():
    pages = texts_of(ARIZONA)
    assert "SMH204417890" in pages[0]
    assert all("Member M.S., ID ending 7890" in text for text in pages)
    assert [text for text in pages[2:] if "SMH204417890" in text] == []


def test_the_fax_cover_comes_first_and_names_nobody():
    pages = page_texts(printed(example(ARIZONA), sections=frozenset({Section.COVER})))
    assert pages[0].startswith("Fax\n")
    assert f"{len(pages)}, with this one" in pages[0]
    assert "Expedited request" in pages[0]
    for name in ("Maya", "M.S.", "7890", "depression"):
        assert name not in pages[0]


@pytest.mark.parametrize("name", NAMES)
def test_the_decision_is_one_page_and_the_letter_another(name):
    pages = texts_of(name)
    assert [box for box in "ABCDEFG" if not re.search(rf"^{box} [A-Z]", pages[0], re.MULTILINE)] == []
    assert "Signed electronically, " in pages[0]
    assert pages[1].startswith("Request letter\n")
    assert "In this packet:" in pages[1]


def test_page_pointers_are_right():
    pages = texts_of(ARIZONA)
    search_page = next(n for n, text in enumerate(pages, 1) if text.startswith("In-network search\n"))
    assert f"see page {search_page}" in " ".join(pages[0].split())
    assert f"In-network search, page {search_page}" in pages[1]


def test_the_same_input_gives_the_same_bytes():
    again = printed(example(BOTH), sections=frozenset(Section) - {Section.COVER}, number=3)
    assert again == packet_of(BOTH)


def test_it_is_tagged_has_a_language_and_a_neutral_title():
    pdf = reader(packet_of(CHILD))
    root = pdf.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Network gap exception request"
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert [float(side) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]
    assert [one.title for one in pdf.outline if not isinstance(one, list)] == [
        "Network gap exception request",
        "Request letter",
        "In-network search",
        "Wait and distance offered",
        "Clinician’s letter",
        "How the provider fits the need",
        "Patient statement",
        "Requests and questions to the plan",
        "Record of calls",
        "Rules we rely on",
        "Attachments",
    ]


def test_every_header_cell_says_what_it_heads():
    tree = reader(packet_of(CHILD)).root_object["/StructTreeRoot"]
    scopes, waiting = set(), [tree]
    while waiting:
        node = waiting.pop()
        if node.get("/S") == "/TH":
            scopes.add(node["/A"]["/Scope"])
        children = node.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            found = child.get_object() if hasattr(child, "get_object") else child
            if isinstance(found, dict) and "/S" in found:
                waiting.append(found)
    assert scopes == {"/Row", "/Column"}


def test_it_brings_its_own_fonts():
    names = set()
    for page in reader(packet_of(CHILD)).pages:
        for font in page["/Resources"]["/Font"].values():
            names.add(font.get_object()["/BaseFont"].split("+")[1])
    assert names
    assert all(name.startswith("Packet") for name in names)


def test_text_that_looks_like_html_is_printed_as_typed():
    typed = "<b>bold</b> <script>alert(1)</script> <img src='file:///etc/passwd'> {{ x }} &amp; </section>"
    file = changed(
        example(ARIZONA),
        patient={"first_name": "<i>Maya</i>"},
        story={"tried": typed},
        provider={"why_text": "<style>*{display:none}</style> & more"},
    )
    text = squeezed("".join(page_texts(printed(file))))
    assert squeezed(typed) in text
    assert squeezed("<style>*{display:none}</style> & more") in text
    assert "<i>Maya</i>" in text


def test_names_in_other_scripts_are_kept():
    file = changed(example(ARIZONA), patient={"first_name": "Zoë Łucja", "last_name": "Ковач Ωmega"})
    text = page_texts(printed(file, signed_name="Zoë Łucja Ковач Ωmega"))[0]
    assert "Zoë Łucja Ковач Ωmega" in text


def test_a_word_without_an_end_stays_on_the_page():
    file = changed(example(ARIZONA), story={"tried": "x" * 700}, care={"description": "y" * 300})
    rights = [float(x) for x in re.findall(r'xMax="([0-9.]+)"', boxes(printed(file)))]
    assert max(rights) < 612 - 0.6 * 72 + 1


def test_two_hundred_offices_are_all_printed():
    offices = [
        {
            "name": f"Example Clinic {number}",
            "result": "NOT_TAKING",
            "attempts": [{"contacted_on": "2026-11-03", "spoke_with": f"Person {number}"}],
        }
        for number in range(1, 201)
    ]
    pages = page_texts(printed(changed(example(ARIZONA), offices=offices)))
    text = squeezed("".join(pages))
    assert [
        n for n in range(1, 201) if f"ExampleClinic{n}Nov3,2026,byphone,withPerson{n}Said" not in text
    ] == []
    rows = [page for page in pages if "Example Clinic" in page]
    assert len(rows) > 5
    assert all("What the office said" in page for page in rows)


def test_rows_over_the_limit_are_counted_and_not_printed():
    offices = [{"name": f"Clinic {n}", "result": "NOT_TAKING"} for n in range(search.MOST_ROWS + 2)]
    found = search.search(changed(CaseFile(), offices=offices))
    assert (len(found.rows), found.left_out) == (search.MOST_ROWS, 2)


def test_a_preview_says_that_it_is_not_signed():
    pages = page_texts(printed(example(ARIZONA), number=None, signed_name=""))
    assert "Not signed" in pages[0]
    assert "Not signed" in pages[1]
    assert "Preview · Made" in pages[0]
    assert "Signed electronically" not in "".join(pages)


def test_the_day_it_was_made_is_the_patients_day():
    assert wording.made_text(MADE_AT.replace(hour=3), "America/Phoenix") == "November 21, 2026, MST"

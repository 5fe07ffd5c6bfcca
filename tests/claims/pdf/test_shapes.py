from __future__ import annotations

import pytest
from weasyprint import HTML

from requests_app.claims.readers import pdf_text
from requests_app.claims.readers.base import Refused
from requests_app.claims.statement import Reading
from tests.claims.pdf import printed
from tests.claims.pdf.making import page, pdf
from tests.claims.pdf.shapes import FULL, NONE, SUMMARIES, TABLES

READ = [*TABLES, *SUMMARIES]


def at(reading: Reading, place: str) -> object:
    found: object = reading.model_dump(mode="json")["statements"][0]
    for part in place.split("."):
        found = found[int(part)] if isinstance(found, list) else found[part]  # type: ignore[index]
    return len(found) if place == "lines" and isinstance(found, list) else found


def test_the_corpus_is_of_many_shapes_with_names_of_their_own():
    names = [one.name for one in (*READ, *NONE)]
    assert len(set(names)) == len(names) >= 40


@pytest.mark.parametrize("shape", READ, ids=str)
def test_a_statement_fills_in_what_it_shows_and_no_more(shape):
    reading = pdf_text.read_pages([page(one) for one in shape.pages])

    assert {place: at(reading, place) for place in shape.tells} == shape.tells
    assert {one.slug.removeprefix("pdf.") for one in reading.notes} == {"look", *shape.notes}
    assert reading.statements[0].source == "PDF"


@pytest.mark.parametrize("shape", NONE, ids=str)
def test_what_is_no_statement_is_refused_by_name(shape):
    with pytest.raises(Refused) as refused:
        pdf_text.read_pages([page(one) for one in shape.pages])

    assert refused.value.slug == shape.refused


@pytest.mark.parametrize("size", [7, 9, 10])
def test_the_text_of_a_real_pdf_says_the_same_as_its_drawing(size):
    drawn = pdf_text.read_pages([page(FULL)])

    assert pdf_text.read(pdf(FULL, size=size)) == drawn


@pytest.mark.parametrize(
    ("html", "tells"),
    [
        (
            printed.WRAPPED,
            {
                "claim_number": "2026-555-01",
                "member_id": "SHP123456789",
                "network": "OUT_OF_NETWORK",
                "billed": "1000.00",
                "lines.0.code": "H0015",
                "lines.0.words": "Intensive outpatient program, alcohol and drugs",
                "lines.0.not_covered": "300.00",
                "lines.1.deductible": "200.00",
                "patient_owes": "1000.00",
            },
        ),
        (
            printed.GLANCE,
            {
                "claim_number": "E123456",
                "billing_name": "Dr. Robin Example",
                "lines.0.service_from": "2026-11-10",
                "lines.0.allowed": "140.00",
                "patient_owes": "28.00",
            },
        ),
        (
            printed.CROWDED,
            {
                "lines": 2,
                "lines.1.service_to": "2026-11-12",
                "lines.1.modifier": "95",
                "lines.0.coinsurance": "28.00",
                "lines.0.remarks.0": "N381",
                "plan_paid": "224.00",
                "patient_name": "",
            },
        ),
    ],
    ids=["a description of many rows", "a summary and a table", "columns close together"],
)
def test_a_statement_as_plans_print_them(html, tells):
    reading = pdf_text.read(HTML(string=html).write_pdf())

    assert {place: at(reading, place) for place in tells} == tells


def test_a_pdf_without_text_with_a_password_with_too_many_pages_or_broken_is_refused():
    for data, slug in (
        (pdf(""), "pdf.no_text"),
        (pdf(*["x"] * 31), "pdf.too_many_pages"),
        (pdf(FULL)[:200], "file.broken"),
        (b"%PDF-1.7 nothing", "file.broken"),
        (_locked(pdf(FULL)), "pdf.password"),
    ):
        with pytest.raises(Refused) as refused:
            pdf_text.read(data)
        assert refused.value.slug == slug


def _locked(data: bytes) -> bytes:
    import io

    import pikepdf

    found = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        opened.save(found, encryption=pikepdf.Encryption(owner="a", user="b"))
    return found.getvalue()

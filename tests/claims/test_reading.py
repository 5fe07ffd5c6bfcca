"""Files of claims through the process that opens strangers’ files: a handful, because each starts one."""

from __future__ import annotations

import pytest

from requests_app.claims import reading_texts
from requests_app.claims.readers import dispatch
from requests_app.claims.reading import LIMITS, read_file
from requests_app.documents.filetypes import Problem
from requests_app.documents.limits import MEGABYTE, ReaderLimits
from requests_app.documents.refusals import FileRefused
from tests.claims.pdf.making import pdf
from tests.claims.pdf.shapes import FULL
from tests.claims.table.good import OURS


@pytest.mark.parametrize(
    ("data", "found"),
    [(OURS.encode(), "CSV"), (pdf(FULL), "PDF")],
    ids=["table", "pdf"],
)
def test_a_reading_comes_whole_through_the_child_process(data, found):
    reading = read_file(data, "anything.exe")

    assert reading == dispatch.read(data)
    assert (reading.format, reading.refused, len(reading.statements)) == (found, "", 1)


def test_a_file_that_takes_too_much_is_refused_and_the_server_goes_on():
    small = ReaderLimits(memory=LIMITS.memory, cpu_seconds=1, wall_seconds=1.5, file_size=LIMITS.file_size)
    data = OURS.encode() + b"CLM1,,,,,,11/10/2026,H0015,,1,5,5,5,0,0,0,0,0,,\n" * 19_000

    reading = read_file(data * 1, limits=small)

    assert reading.refused in ("file.too_heavy", "")
    assert reading_texts.refusal(reading) == "" or "too much work" in reading_texts.refusal(reading)


def test_what_is_too_big_or_empty_never_comes_to_the_child():
    for data, size, problem in ((b"x", 26 * MEGABYTE, Problem.TOO_BIG), (b"", 0, Problem.EMPTY)):
        with pytest.raises(FileRefused) as refused:
            read_file(data, size=size)
        assert refused.value.problem == problem


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b" \r\n\t", "file.empty"),
        (b"PK\x03\x04xx[Content_Types].xml", "file.workbook"),
        (b"PK\x03\x04claims.csv", "file.packed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "file.workbook"),
        (b"\x1f\x8b\x08", "file.packed"),
        (b"\xff\xd8\xff\xe0", "file.picture"),
        (b"\x00\x00\x00\x18ftypheic", "file.picture"),
        (b"{\\rtf1 hello}", "file.document"),
        (b"<!DOCTYPE html><html>", "file.web_page"),
        (b"\n<html><body>", "file.web_page"),
        (b"MSH|^~\\&|LAB", "file.foreign"),
        (b"UNB+UNOA:1+A+B'", "file.foreign"),
        (b"\x01\x02\x00\x03", "file.not_text"),
    ],
)
def test_what_holds_no_claims_is_refused_by_name(data, slug):
    assert dispatch.read(data).refused == slug


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"  \r\nISA*00*", "X12"),
        (b"\xef\xbb\xbf{", "FHIR"),
        ("[{}]".encode("utf-16"), "FHIR"),
        (b"<Bundle xmlns=", "FHIR"),
        (b"junk\n%PDF-1.4", "PDF"),
        (b"Claim number,Billed", "CSV"),
    ],
)
def test_a_format_is_told_by_what_is_in_it(data, found):
    assert dispatch.format_of(data) == found

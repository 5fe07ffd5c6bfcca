"""Pages of statements drawn with letters: what stands where here stands there on the paper."""

from __future__ import annotations

from requests_app.claims.readers.pdf_layout import Mark, Row, rows_of

WIDTH, HEIGHT, LINE = 6.0, 10.0, 12.0


def page(drawn: str) -> list[Row]:
    """Two spaces and more part cells, as a gap on paper does."""
    return rows_of(
        Mark(mark, column * WIDTH, (column + 1) * WIDTH, line * LINE, line * LINE + HEIGHT)
        for line, text in enumerate(drawn.splitlines())
        for column, mark in enumerate(text)
        if not mark.isspace()
    )


def pdf(*pages: str, size: int = 9) -> bytes:
    """The same as a PDF with a text layer, in the typewriter face every reader has."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for drawn in pages:
        stream = _stream(drawn, size)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 792 612] /Contents %d 0 R /Resources << /Font << "
            b"/F << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >> >> >> >>"
            % len(objects)
        )
        kids.append(len(objects))
    listed = b" ".join(b"%d 0 R" % one for one in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    found = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % one for one in places)
    start = len(found)
    found += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table)
    return found + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, start)


def _stream(drawn: str, size: int) -> bytes:
    lines = []
    for number, text in enumerate(drawn.splitlines()):
        if text.strip():
            plain = (
                text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252", "replace")
            )
            lines.append(b"BT /F %d Tf 20 %d Td (%s) Tj ET" % (size, 580 - number * (size + 3), plain))
    return b"\n".join(lines)

"""Each office beside the standard: the picture, the same as a table, and the standard in its own words."""

from __future__ import annotations

from collections.abc import Iterator

from requests_app.evidence.model import Evidence
from requests_app.evidence.picture import WIDE
from requests_app.evidence.picture import picture as drawn_picture
from requests_app.evidence.rows import Row, picture_rows
from requests_app.evidence.words import heading_sentence, method_sentences, picture_text
from requests_app.packets.evidence_parts import Picture, PictureRow, PrintedRule
from requests_app.packets.proof import Proof

FONT = "Packet"
BESIDE = "Wait and distance, beside the standard"
OFFERED = "Wait and distance offered"


NOTHING_MEASURED = Picture(
    title=OFFERED,
    lead="No contact with an office is recorded.",
    svg="",
    alt="",
    standards=(),
    columns=(),
    rows=(),
    notes=(),
)


def picture(proof: Proof) -> Picture:
    measures = proof.measures
    if measures is None or not measures.offices:
        return NOTHING_MEASURED
    standards = tuple(_standards(measures, proof))
    drawn, rows = drawn_picture(measures, width=WIDE, font=FONT), picture_rows(measures)
    columns = tuple(_columns(with_standard=bool(standards)))
    has_calendar = any(one.calendar_wait for one in rows)
    return Picture(
        title=BESIDE if standards else OFFERED,
        lead=heading_sentence(measures),
        svg=drawn.svg,
        alt=picture_text(measures),
        standards=standards,
        columns=columns,
        rows=tuple(PictureRow(columns, tuple(_cells(one, has_calendar, bool(standards)))) for one in rows),
        notes=(*drawn.lines, *method_sentences(measures)),
    )


def _standards(measures: Evidence, proof: Proof) -> Iterator[PrintedRule]:
    for limit in (measures.wait_limit, measures.distance_limit):
        rule = proof.rule(limit.rule.record_id) if limit else None
        if rule is not None:
            yield rule


def _columns(*, with_standard: bool) -> Iterator[str]:
    yield from ("No.", "Office", "Result", "First visit", "Wait", "Distance")
    if with_standard:
        yield "Beside the standard"


def _cells(row: Row, has_calendar: bool, with_standard: bool) -> Iterator[str]:
    wait = f"{row.wait} ({row.calendar_wait})" if has_calendar and row.calendar_wait else row.wait
    own = f"{row.own_distance} as given" if row.own_distance else ""
    distance = "; ".join(part for part in (row.distance, own) if part)
    yield from (str(row.number), row.name, row.outcome, row.first_visit, wait, distance)
    if with_standard:
        yield row.verdict

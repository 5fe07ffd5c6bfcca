"""Each office beside the standard: the picture, the same as a table, and the standard in its own words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from requests_app.evidence.model import Evidence
from requests_app.evidence.picture import WIDE
from requests_app.evidence.picture import picture as drawn_picture
from requests_app.evidence.rows import Row, picture_rows
from requests_app.evidence.words import heading_sentence, method_sentences, picture_text
from requests_app.packets.evidence_parts import Picture, PictureRow, PrintedRule
from requests_app.packets.proof import Proof

FONT = "Packet"


def nothing_measured() -> Picture:
    return Picture(
        title=_("Wait and distance offered"),
        lead=_("No contact with an office is recorded."),
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
        return nothing_measured()
    standards = tuple(_standards(measures, proof))
    drawn, rows = drawn_picture(measures, width=WIDE, font=FONT), picture_rows(measures)
    columns = tuple(_columns(with_standard=bool(standards)))
    has_calendar = any(one.calendar_wait for one in rows)
    return Picture(
        title=_("Wait and distance, beside the standard") if standards else _("Wait and distance offered"),
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
    yield from (_("No."), _("Office"), _("Result"), _("First visit"), _("Wait"), _("Distance"))
    if with_standard:
        yield _("Beside the standard")


def _cells(row: Row, has_calendar: bool, with_standard: bool) -> Iterator[str]:
    wait = f"{row.wait} ({row.calendar_wait})" if has_calendar and row.calendar_wait else row.wait
    own = _("%(distance)s as given") % {"distance": row.own_distance} if row.own_distance else ""
    distance = "; ".join(part for part in (row.distance, own) if part)
    yield from (str(row.number), row.name, row.outcome, row.first_visit, wait, distance)
    if with_standard:
        yield row.verdict

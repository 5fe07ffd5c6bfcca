"""The evidence in one picture: SVG without styles, scripts, links or color, from an `Evidence` alone.

Distance goes across, wait goes up, the standard is the hatched corner. Every office that was asked is in it
exactly once: as a mark, in a pile with a letter, or in a line below with what it said.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from requests_app.common.svg import PAPER, box, clean, hatched, tag, text, width_of
from requests_app.evidence.edge import edge_groups, edge_lines, write_edge
from requests_app.evidence.layout import Scene, scene
from requests_app.evidence.model import Evidence, Standing
from requests_app.evidence.plot import axes, field, marks, symbol
from requests_app.evidence.sheet import SIZE, Sheet
from requests_app.evidence.words import (
    distance_standard_text,
    heading_sentence,
    picture_text,
    runs,
    wait_standard_text,
)

NARROW, WIDE = 380, 520  # units: a phone at its own size, a page of the packet in points
PAD = 8


@dataclass(frozen=True)
class Picture:
    """`lines` say which offices stand together where there is no room for a number each."""

    svg: SafeString
    lines: tuple[str, ...]


def picture(evidence: Evidence, *, width: float = NARROW, font: str = "", ids: str = "picture") -> Picture:
    """`ids` begins the ids in the markup, for pages with more than one picture."""
    drawn = scene(evidence, width)
    sheet = Sheet(width)
    _standard(sheet, evidence)
    if drawn.marks or evidence.no_standard_reason == "":
        _key(sheet, evidence, drawn)
        _plot(sheet, evidence, drawn)
    edge = edge_groups(drawn)
    for group in edge:
        write_edge(sheet, group)
    named = {"font_family": font} if font else {}
    svg = tag(
        "svg",
        tag("title", clean(heading_sentence(evidence)), id=f"{ids}-title"),
        tag("desc", clean(picture_text(evidence)), id=f"{ids}-text"),
        box(-PAD, -PAD, width + 2 * PAD, sheet.y + 2 * PAD, fill=PAPER),
        *sheet.parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{-PAD} {-PAD} {width + 2 * PAD:.0f} {sheet.y + 2 * PAD:.0f}",
        role="img",
        aria_labelledby=f"{ids}-title {ids}-text",
        class_="evidence-picture",
        **named,
    )
    return Picture(svg, (*_pile_lines(drawn), *edge_lines(edge)))


def picture_svg(
    evidence: Evidence, *, width: float = NARROW, font: str = "", ids: str = "picture"
) -> SafeString:
    return picture(evidence, width=width, font=font, ids=ids).svg


def _standard(sheet: Sheet, evidence: Evidence) -> None:
    """What the hatched zone is, with the rule that says so."""
    lines = []
    if limit := evidence.wait_limit:
        facts = {"limit": wait_standard_text(limit), "rule": limit.rule.citation}
        lines.append(_("First visit within %(limit)s (%(rule)s)") % facts)
    if distance := evidence.distance_limit:
        facts = {"limit": distance_standard_text(distance), "rule": distance.rule.citation}
        lines.append(
            _("Office within %(limit)s (%(rule)s)") % facts
            if distance.miles is not None
            else _("Office within %(limit)s (%(rule)s), not drawn") % facts
        )
    if not lines:
        return
    sheet.parts.append(hatched(1.5, sheet.y + 3, 24, 16, gap=6))
    sheet.words(_("The standard:"), left=33, bold=True)
    for one in lines:
        sheet.words(one, left=33)
    sheet.space(7)


def _key(sheet: Sheet, evidence: Evidence, drawn: Scene) -> None:
    """The shapes that occur, each with its number of offices; the number in a mark is its row."""
    texts = {
        Standing.INSIDE: _("inside the standard: %(number)s"),
        Standing.MAYBE: _("not known: %(number)s"),
        Standing.OUTSIDE: _("outside: %(number)s"),
        Standing.OFFER: _("may give this care: %(number)s"),
    }
    numbers = {number for mark in drawn.marks for number in mark.numbers}
    x, y = 0.0, sheet.y + 14
    for standing, words in texts.items():
        found = [office for office in evidence.standing(standing) if office.number in numbers]
        if not found:
            continue
        shown = words % {"number": len(found)}
        room = 33 + width_of(shown, SIZE) + 12
        if x and x + room > sheet.width:
            x, y = 0.0, y + 26
        sheet.parts.append(symbol(x + 13, y, _("no."), standing))
        sheet.parts.append(text(x + 31, y + 4.3, shown, SIZE))
        x += room
    if numbers:
        sheet.y = y + 15


def _plot(sheet: Sheet, evidence: Evidence, drawn: Scene) -> None:
    ground = drawn.ground
    sheet.space(4)
    if ground.has_days:
        unit = (
            _("Wait for a first visit, in business days")
            if evidence.counts_business_days
            else _("Wait for a first visit, in days")
        )
        sheet.words("↑ " + unit, bold=True)
    if ground.top:
        sheet.words(_("First visit date not known:"), left=ground.top.left, size=10.5)
    sheet.space(4)
    sheet.moved(field(evidence, drawn) + axes(ground) + marks(evidence, drawn), 0, ground.main.bottom + 18)
    if ground.right:
        sheet.space(8)
    if ground.has_miles:
        sheet.words(
            _("Distance from the patient’s ZIP code, in miles") + " →", left=ground.main.left, bold=True
        )
    sheet.space(6)


def _pile_lines(drawn: Scene) -> list[str]:
    piles = sorted(
        (mark for mark in drawn.marks if mark.is_pile), key=lambda one: (len(one.letter), one.letter)
    )
    return [
        _("%(letter)s: %(count)s offices, numbers %(numbers)s")
        % {"letter": mark.letter, "count": len(mark.numbers), "numbers": runs(mark.numbers)}
        for mark in piles
    ]

"""The evidence in one picture: SVG without styles, scripts, links or color, from an `Evidence` alone.

Distance goes across, wait goes up, the standard is the hatched corner. Every office that was asked is in it
exactly once: as a mark, in a pile with a letter, or in a line below with what it said.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.evidence.layout import RADIUS, Scene, scene
from requests_app.evidence.model import Evidence, OfficeMeasure, Standing
from requests_app.evidence.plot import axes, field, marks, symbol
from requests_app.evidence.svg import PAPER, box, clean, hatched, line, tag, text, width_of, wrapped
from requests_app.evidence.words import (
    distance_standard_text,
    heading_sentence,
    outcome_label,
    picture_text,
    runs,
    wait_standard_text,
)

NARROW, WIDE = 380, 520  # units: a phone at its own size, a page of the packet in points
SIZE, LINE, PAD = 12.0, 15.0, 8
ROOM_FOR_MARKS = 12


class Sheet:
    """A column that is written from top to bottom."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.y = 0.0
        self.parts: list[str] = []

    def words(self, words: str, *, left: float = 0, size: float = SIZE, bold: bool = False) -> None:
        for row in wrapped(words, self.width - left, size * (1.06 if bold else 1)):
            self.y += size * 1.28
            self.parts.append(text(left, self.y - size * 0.28, row, size, bold=bold))

    def moved(self, markup: str, x: float, height: float) -> None:
        self.parts.append(tag("g", markup, transform=f"translate({x:.1f} {self.y:.1f})"))
        self.y += height

    def space(self, height: float) -> None:
        self.y += height


def picture_svg(evidence: Evidence, *, width: float = NARROW, font: str = "", ids: str = "picture") -> str:
    """`ids` begins the ids in the markup, for pages with more than one picture."""
    drawn = scene(evidence, width)
    sheet = Sheet(width)
    _standard(sheet, evidence)
    if drawn.marks or evidence.no_standard_reason == "":
        _key(sheet, evidence, drawn)
        _plot(sheet, evidence, drawn)
    _piles(sheet, drawn)
    _edge(sheet, drawn)
    height = sheet.y
    named = {"font_family": font} if font else {}
    return tag(
        "svg",
        tag("title", clean(heading_sentence(evidence)), id=f"{ids}-title"),
        tag("desc", clean(picture_text(evidence)), id=f"{ids}-text"),
        box(-PAD, -PAD, width + 2 * PAD, height + 2 * PAD, fill=PAPER),
        *sheet.parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"{-PAD} {-PAD} {width + 2 * PAD:.0f} {height + 2 * PAD:.0f}",
        role="img",
        aria_labelledby=f"{ids}-title {ids}-text",
        class_="evidence-picture",
        **named,
    )


def _standard(sheet: Sheet, evidence: Evidence) -> None:
    """What the hatched zone is, with the rule that says so."""
    lines = []
    if limit := evidence.wait_limit:
        facts = {"limit": wait_standard_text(limit), "rule": limit.rule.citation}
        lines.append(_("First visit within %(limit)s (%(rule)s)") % facts)
    if distance := evidence.distance_limit:
        facts = {"limit": distance_standard_text(distance), "rule": distance.rule.citation}
        lines.append(_("Office within %(limit)s (%(rule)s)") % facts)
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
        Standing.OFFER: _("offered a visit: %(number)s"),
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
    sheet.moved(field(drawn) + axes(ground) + marks(evidence, drawn), 0, ground.main.bottom + 18)
    if ground.right:
        sheet.space(8)
    if ground.has_miles:
        sheet.words(
            _("Distance from the patient’s ZIP code, in miles") + " →", left=ground.main.left, bold=True
        )
    sheet.space(6)


def _piles(sheet: Sheet, drawn: Scene) -> None:
    for mark in sorted(
        (mark for mark in drawn.marks if mark.is_pile), key=lambda mark: (len(mark.letter), mark.letter)
    ):
        facts = {"letter": mark.letter, "count": len(mark.numbers), "numbers": runs(mark.numbers)}
        sheet.words(_("%(letter)s: %(count)s offices, numbers %(numbers)s") % facts, size=10.5)


def _edge(sheet: Sheet, drawn: Scene) -> None:
    """What the other offices said, with a count for each reason. Who offered care comes first."""
    offers = [office for office in drawn.edge if office.offers_care]
    others = [office for office in drawn.edge if not office.offers_care]
    if offers:
        _outcomes(sheet, _("Offered a visit; date and distance not known: %(number)s"), offers)
    if others:
        _outcomes(sheet, _("Offered no visit for this care: %(number)s"), others)


def _outcomes(sheet: Sheet, heading: str, offices: Sequence[OfficeMeasure]) -> None:
    sheet.space(5)
    sheet.parts.append(line(0, sheet.y, sheet.width, sheet.y, 1.2))
    sheet.space(4)
    sheet.words(heading % {"number": len(offices)}, bold=True)
    sheet.space(3)
    found: dict[tuple[str, bool], list[OfficeMeasure]] = {}
    for office in offices:
        found.setdefault((office.outcome, office.gave_no_date), []).append(office)
    for (outcome, no_date), told in sorted(found.items(), key=lambda one: (-len(one[1]), one[0])):
        _outcome(sheet, outcome_label(outcome, no_date=no_date), told)


def _outcome(sheet: Sheet, label: str, offices: Sequence[OfficeMeasure]) -> None:
    """“Not taking new patients: 2 (4) (7)”, with the marks beside it; many are told as numbers."""
    counted = ngettext("%(label)s: %(count)s", "%(label)s: %(count)s", len(offices)) % {
        "label": label,
        "count": len(offices),
    }
    if len(offices) > ROOM_FOR_MARKS:
        sheet.words(counted, bold=True)
        sheet.words(runs([office.number for office in offices]), left=12, size=10.5)
        sheet.space(4)
        return
    side = sheet.width * 0.5
    each = 2 * RADIUS + 3
    in_a_row = int((sheet.width - side) // each)
    top, labels = sheet.y, wrapped(counted, side - 8, SIZE)
    for number, row in enumerate(labels):
        sheet.parts.append(text(0, top + 14 + LINE * number, row, SIZE))
    for place, office in enumerate(offices):
        x = side + RADIUS + (place % in_a_row) * each
        y = top + RADIUS + (place // in_a_row) * (each - 1)
        told = tag("title", clean(f"{office.number} {office.name}"))
        sheet.parts.append(tag("g", told, symbol(x, y, str(office.number), office.standing)))
    rows = -(-len(offices) // in_a_row)
    sheet.y = top + max(len(labels) * LINE + 6, rows * (each - 1) + 3)

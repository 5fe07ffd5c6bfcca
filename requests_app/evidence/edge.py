"""The edge of the picture: offices without a place in it, by what they said, with a count for each reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from requests_app.common.svg import clean, line, tag, text, width_of, wrapped
from requests_app.evidence.layout import DIAMOND, PHONE, RADIUS, Scene
from requests_app.evidence.model import OfficeMeasure
from requests_app.evidence.plot import symbol
from requests_app.evidence.sheet import LINE, SIZE, Sheet
from requests_app.evidence.words import outcome_label, runs

EACH = 2 * (RADIUS + DIAMOND)
MOST_MARKS = 10


@dataclass(frozen=True)
class Outcome:
    label: str
    offices: tuple[OfficeMeasure, ...]

    @property
    def counted(self) -> str:
        """The number never stands alone on the next line."""
        return f"{self.label}:\N{NO-BREAK SPACE}{len(self.offices)}"

    @property
    def has_marks(self) -> bool:
        return len(self.offices) <= MOST_MARKS


@dataclass(frozen=True)
class Group:
    heading: str
    outcomes: tuple[Outcome, ...]


def edge_groups(scene: Scene) -> list[Group]:
    """Who offered care comes first, so that nobody has to look for an office that could help."""
    offers = [office for office in scene.edge if office.offers_care]
    others = [office for office in scene.edge if not office.offers_care]
    headings = (
        (_("May give this care; date and miles not known: %(number)s"), offers),
        (_("No offer of a visit: %(number)s"), others),
    )
    return [Group(text % {"number": len(told)}, _outcomes(told)) for text, told in headings if told]


def _outcomes(offices: Sequence[OfficeMeasure]) -> tuple[Outcome, ...]:
    """The most frequent first."""
    found: dict[tuple[str, bool], list[OfficeMeasure]] = {}
    for office in offices:
        found.setdefault((office.outcome, office.gave_no_date), []).append(office)
    ordered = sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(
        Outcome(outcome_label(code, no_date=no_date), tuple(told)) for (code, no_date), told in ordered
    )


def edge_lines(groups: Sequence[Group]) -> list[str]:
    """The offices of a reason that is only counted in the picture."""
    return [
        _("%(outcome)s: numbers %(numbers)s")
        % {"outcome": outcome.label, "numbers": runs([office.number for office in outcome.offices])}
        for group in groups
        for outcome in group.outcomes
        if not outcome.has_marks
    ]


def write_edge(sheet: Sheet, group: Group) -> None:
    """Two reasons side by side where the paper is wide and both are short."""
    sheet.space(5)
    sheet.parts.append(line(0, sheet.y, sheet.width, sheet.y, 1.2))
    sheet.space(4)
    sheet.words(group.heading, bold=True)
    sheet.space(3)
    columns = 2 if sheet.width > PHONE else 1
    room = sheet.width / columns
    labels = max(width_of(outcome.counted, SIZE) + 8 for outcome in group.outcomes)
    side = min(labels, room * 0.7)
    column, below = 0, sheet.y
    for outcome in group.outcomes:
        is_long = outcome.has_marks and side + len(outcome.offices) * EACH > room
        if column and is_long:
            column, sheet.y = 0, below
        bottom = sheet.y + _write(sheet, outcome, column * room, sheet.width if is_long else room, side)
        below = max(below, bottom)
        column += 1
        if is_long or column == columns:
            column, sheet.y = 0, below
    sheet.y = below


def _write(sheet: Sheet, outcome: Outcome, left: float, room: float, side: float) -> float:
    """“Not taking new patients: 2 (4) (7)”; gives the height that it took."""
    rows = wrapped(outcome.counted, side if outcome.has_marks else room - 8, SIZE)
    sheet.parts += [text(left, sheet.y + 14.5 + LINE * place, row, SIZE) for place, row in enumerate(rows)]
    if not outcome.has_marks:
        return len(rows) * LINE + 8
    in_a_row = max(1, int((room - side) // EACH))
    for place, office in enumerate(outcome.offices):
        x = left + side + (place % in_a_row + 0.5) * EACH
        y = sheet.y + RADIUS + (place // in_a_row) * (EACH - 2) + 1
        told = tag("title", clean(f"{office.number} {office.name}"))
        sheet.parts.append(tag("g", told, symbol(x, y, str(office.number), office.standing)))
    return max(len(rows) * LINE + 8, -(-len(outcome.offices) // in_a_row) * (EACH - 2) + 1)

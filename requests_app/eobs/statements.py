"""Rows of a bill to the shape that is checked (`claims.statement`), and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from requests_app.claims.statement import Adjustment, Line, Statement
from requests_app.models import EobAdjustment, ExplanationOfBenefits, NetworkShown

# The same names on both sides.
CLAIM = tuple(
    name
    for name in Statement.model_fields
    if name not in {"network", "lines", "adjustments", "patient_born_on", "remarks"}
)
LINE = tuple(name for name in Line.model_fields if name not in {"network", "adjustments", "remarks"})


def statement_of(eob: ExplanationOfBenefits) -> Statement:
    """Load it with `eobs.queries`: lines and adjustments are read from what was prefetched."""
    adjustments = list(eob.adjustments.all())
    return Statement(
        **_values(eob, CLAIM),
        network=_network(eob.network),
        remarks=tuple(eob.remarks),
        adjustments=_adjustments(one for one in adjustments if one.line_id is None),
        lines=tuple(
            Line(
                **_values(line, LINE),
                network=_network(line.network),
                remarks=tuple(line.remarks),
                adjustments=_adjustments(one for one in adjustments if one.line_id == line.pk),
            )
            for line in eob.lines.all()
        ),
    )


def claim_columns(statement: Statement) -> dict[str, Any]:
    """The columns of `ExplanationOfBenefits`; what is not shown in a file is “not shown”, not unanswered."""
    return {
        **{name: getattr(statement, name) for name in CLAIM},
        "network": statement.network or NetworkShown.NOT_SHOWN,
        "remarks": list(statement.remarks),
    }


def line_columns(line: Line) -> dict[str, Any]:
    """A line without a network of its own has that of its claim: the column stays empty."""
    return {
        **{name: getattr(line, name) for name in LINE},
        "network": line.network,
        "remarks": list(line.remarks),
    }


def _values(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _network(shown: str) -> Any:
    return "" if shown == NetworkShown.NOT_SHOWN else shown


def _adjustments(rows: Iterable[EobAdjustment]) -> tuple[Adjustment, ...]:
    return tuple(
        Adjustment.model_validate({"group": one.group, "code": one.code, "amount": one.amount})
        for one in rows
    )

"""What of a chart leaves the house as a file."""

from __future__ import annotations

import pytest

from requests_app.dashboards.charts import CHARTS
from requests_app.dashboards.presenters import Cell, Line, Shown, table_file


def shown(claims: int, cases: int, money: float) -> Shown:
    chart = CHARTS["bills"]
    cells = [Cell(one, str(one)) for one in (claims, cases, money)]
    heads = [str(column.label) for column in chart.columns]
    lines = [Line("Deductible", cells)]
    return Shown("bills", str(chart.title), "", "", "", heads, lines, "10:40", "", "", is_tiles=False)


@pytest.mark.parametrize(("claims", "cases"), [(1, 1), (40, 10), (10, 40)])
def test_the_money_of_a_handful_of_people_stays_inside(claims, cases):
    assert "12340.12" not in table_file(CHARTS["bills"], shown(claims, cases, 12340.12))


def test_the_money_of_many_is_told():
    assert "12340.12" in table_file(CHARTS["bills"], shown(11, 11, 12340.12))

"""The figures, counted for the facility of the demo, and which of them is pictured by itself."""

from __future__ import annotations

from typing import Any

ROUTES = ("dashboards:overview", "dashboards:chart", "dashboards:chart_file")


def values_for(route: str, case: Any) -> dict[str, Any]:
    from requests_app.dashboards.charts import CHARTS
    from requests_app.dashboards.counting import LENGTHS, count_chart

    if route == "dashboards:overview":
        for chart in CHARTS.values():
            for length in LENGTHS if chart.is_ranged else (1,):
                count_chart(chart, facility=case.organization, length=length, site=None)
        return {}
    return {"chart": "weeks"}

"""One chart of each kind, counted, so that its page has something to show."""

from __future__ import annotations

from typing import Any

from requests_app.dashboards.charts import CHARTS
from requests_app.dashboards.counting import count_chart
from requests_app.models import Case


def figures_of(case: Case) -> dict[str, Any]:
    for key in ("today", "stages", "weeks", "days", "plans"):
        chart = CHARTS[key]
        count_chart(chart, facility=case.organization, length=90 if chart.is_ranged else 1, site=None)
    return {"chart": "stages"}

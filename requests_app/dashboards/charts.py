"""Every chart of the product, in the order of the overview."""

from __future__ import annotations

from requests_app.dashboards import charts_answers as answers
from requests_app.dashboards import charts_flow as flow
from requests_app.dashboards import charts_work as work
from requests_app.dashboards.shapes import Chart

CHARTS: dict[str, Chart] = {
    chart.key: chart
    for chart in (
        work.TODAY_CHART,
        work.STAGE_CHART,
        work.PEOPLE_CHART,
        flow.WEEKS_CHART,
        flow.DURATIONS_CHART,
        flow.PARTIES_CHART,
        answers.PLANS_CHART,
        answers.REASONS_CHART,
        answers.APPEALS_CHART,
        answers.OFFICES_CHART,
        work.LATE_CHART,
        work.ENDS_CHART,
        answers.BILLS_CHART,
        flow.STEPS_CHART,
        flow.GROUPS_CHART,
        answers.MESSAGES_CHART,
        answers.FAULTS_CHART,
    )
}

"""Every number with a list behind it is the number of cases in that list, and nobody sees too much."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.utils import timezone

from requests_app.common.business_days import count_business_days
from requests_app.common.time_zones import day_at
from requests_app.dashboards import counting, days, presenters
from requests_app.dashboards.charts import CHARTS
from requests_app.desk import queries as desk
from requests_app.desk.filters import Filters
from requests_app.followups.calendar import closed_days
from requests_app.models import Case, Figures, Membership, Organization, Promise, Site
from requests_app.outbox.worker import Outcome, Work
from tests.databases import see_everything
from tests.factories.bills import make_approval, make_wrong_eob
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member


@pytest.fixture
def seeded(db, settings) -> Organization:
    """A facility with cases in every state, two sites, and its figures counted."""
    settings.DEMO = True
    call_command("seed_scale", cases=160, facilities=1, stdout=StringIO())
    see_everything()
    facility = Organization.objects.get(slug="scale-1")
    site = Site.objects.create(organization=facility, name="North")
    some = list(Case.objects.values_list("pk", flat=True)[:60])
    Case.objects.filter(pk__in=some).update(site=site)
    counting.count_facility(organization_id=facility.pk)
    see_everything()
    return facility


def member(facility: Organization, role: str):
    return Membership.objects.filter(organization=facility, role=role).order_by("pk")[0].user


def test_every_linked_number_equals_the_number_of_cases_in_its_list(seeded):
    actor = actor_for(member(seeded, "ADMIN"), facility=seeded, role="ADMIN")
    today = day_at(timezone.now(), zone=seeded.time_zone)
    checked: dict[str, int] = {}
    for figures in Figures.objects.all():
        chart = CHARTS[figures.chart]
        shown = presenters.shown(chart, figures, zone=seeded.time_zone)
        for line in shown.lines:
            for cell in line.cells:
                if cell.url:
                    filters = Filters.read(QueryDict(urlsplit(cell.url).query))
                    with timezone.override(seeded.time_zone):
                        behind = desk.found(actor, filters, today=today).count()
                    assert cell.number == behind, (figures.chart, figures.key, line.label, cell.url)
                    checked[figures.chart] = checked.get(figures.chart, 0) + (behind or 0)
    # Not a row of zeros: the charts of cases have something to count.
    assert {"stages", "people", "weeks", "days", "plans", "reasons", "appeals", "offices"} <= checked.keys()
    assert all(checked[key] for key in ("today", "stages", "weeks", "plans", "reasons", "offices", "groups"))


def test_the_page_shows_the_numbers_with_their_time_and_leads_to_the_list(seeded, client_for):
    lead = client_for(member(seeded, "LEAD"), second_factor=True)

    page = lead.get("/q/figures/")
    stages = next(one for one in page.context["charts"] if one.key == "stages")
    sent = next(line for line in stages.lines if line.label == "Sent").cells[0]

    assert page.status_code == 200
    assert "Counted" in page.content.decode()
    assert f">{sent.written}</a>" in page.content.decode()
    assert lead.get(sent.url).status_code == 200
    assert len(page.content) < 100_000


def test_work_of_others_is_for_those_who_lead_and_the_facilitys_own_for_admins(seeded, client_for):
    worker = client_for(member(seeded, "CASE_WORKER"), second_factor=True)
    lead = client_for(member(seeded, "LEAD"), second_factor=True)

    assert worker.get("/q/figures/people/").status_code == 403
    assert "Open cases by person" not in worker.get("/q/figures/").content.decode()
    assert lead.get("/q/figures/people/").status_code == 200
    assert lead.get("/q/figures/messages/file/").status_code == 403
    assert lead.get("/q/figures/nothing-like-it/").status_code == 404


def test_somebody_of_one_site_sees_that_sites_numbers_only(seeded, client_for):
    site = Site.objects.get(name="North")
    person = make_member(seeded, role="LEAD")
    Membership.objects.filter(user=person).update(site_ids=[site.pk])
    client = client_for(person, second_factor=True)

    page = client.get("/q/figures/stages/", {"site": ""})

    assert page.context["site"] == str(site.pk)
    counted = Figures.objects.get(chart="stages", key=f"1:{site.pk}")
    assert [line.cells[0].number for line in page.context["chart"].lines] == [
        row["cells"]["cases"] for row in counted.values["rows"]
    ]


def test_a_file_hides_small_numbers_and_days_of_few_cases(seeded, client_for):
    lead = client_for(member(seeded, "LEAD"), second_factor=True)

    text = lead.get("/q/figures/plans/file/", {"days": "30"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))

    numbers = [cell for row in rows[6:] for cell in row[1:]]
    assert "fewer than 11" in numbers
    assert not [cell for cell in numbers if cell.isdigit() and 0 < int(cell) < 11]
    spans = lead.get("/q/figures/days/file/", {"days": "30"}).content.decode("utf-8-sig")
    assert "From asking the clinician" not in spans


def test_counting_is_asked_for_once_an_hour_and_again_by_hand(db, client_for):
    facility = make_facility()
    lead = client_for(make_member(facility, role="LEAD"), second_factor=True)
    now = timezone.now()

    counting.plan(now=now)
    counting.plan(now=now)
    see_everything()
    assert Promise.objects.filter(kind="figures", subject_id=facility.pk).count() == 1

    before = lead.get("/q/figures/").content.decode()
    answer = lead.post("/q/figures/count/", {"days": "30"})

    assert "Nobody has counted yet." in before
    assert answer.status_code == 302
    see_everything()
    assert Promise.objects.filter(kind="figures", subject_id=facility.pk).count() == 2


def test_a_large_facility_is_counted_in_turns_and_a_chart_that_fails_holds_up_no_other(
    db, settings, monkeypatch
):
    facility = make_facility()
    settings.OUTBOX_LEASE = timedelta(0)
    counted: list[tuple[str, int, int | None]] = []
    fails = {"weeks"}

    def count(chart, *, facility, length, site):
        if chart.key in fails:
            raise ValueError(chart.key)
        counted.append((chart.key, length, site))
        return Figures()

    monkeypatch.setattr(counting, "count_chart", count)
    now = timezone.now()
    counting.ask_for(organization_id=facility.pk, key="2026010110", now=now)
    see_everything()
    outcomes = []
    while asked := Promise.objects.filter(kind="figures", state="WAITING").first():
        outcomes.append(counting.keep(Work(asked.pk, facility.pk, facility.pk, 1, False), now))
        see_everything()
        Promise.objects.filter(pk=asked.pk).update(state="DONE")

    wanted = [
        (chart.key, length, None)
        for chart in CHARTS.values()
        for length in (counting.LENGTHS if chart.is_ranged else (1,))
    ]
    assert counted == [one for one in wanted if one[0] not in fails]
    assert len(outcomes) == len(wanted)
    assert outcomes.count(Outcome.TRY_AGAIN) == len(counting.LENGTHS)


def test_bills_are_added_up_over_several_turns(db, settings, monkeypatch):
    facility = make_facility()
    for _number in range(2):
        case = make_case(facility=facility)
        make_approval(case)
        make_wrong_eob(case)
    only = {"bills": CHARTS["bills"]}
    monkeypatch.setattr(counting, "CHARTS", only)
    counting.count_facility(organization_id=facility.pk)
    see_everything()
    at_once = Figures.objects.get(chart="bills", key="1:all").values["rows"]
    Figures.objects.all().delete()
    settings.OUTBOX_LEASE = timedelta(0)
    counting.ask_for(organization_id=facility.pk, key="2026010110", now=timezone.now())
    see_everything()
    turns = 0
    while asked := Promise.objects.filter(kind="figures", state="WAITING").first():
        turns += 1
        counting.keep(Work(asked.pk, facility.pk, facility.pk, 1, False), timezone.now())
        see_everything()
        Promise.objects.filter(pk=asked.pk).update(state="DONE")

    assert turns == 3
    assert Figures.objects.get(chart="bills", key="1:all").values["rows"] == at_once
    assert at_once[0]["cells"]["claims"] == 2
    assert at_once[0]["cells"]["dollars"] > 0


@pytest.mark.parametrize("first", [date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 24)])
def test_days_of_many_pairs_are_the_days_counted_one_by_one(first):
    pairs = [(first + timedelta(days=place), first + timedelta(days=place * 2)) for place in range(60)]
    closed = closed_days(first_year=2025, last_year=2028)

    assert days.of_pairs(pairs) == [count_business_days(*pair, closed) for pair in pairs]


def test_the_middle_and_the_slow_tenth():
    assert days.median([]) is None
    assert days.slow_tenth([]) is None
    assert days.median([1, 2, 10]) == 2
    assert days.slow_tenth(list(range(1, 11))) == 9
    assert days.slow_tenth([5]) == 5

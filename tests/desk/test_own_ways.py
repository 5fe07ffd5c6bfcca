"""Saved views, columns, the panel under a row: what a person arranges for themselves, and what they may."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.common.dates import long_date
from requests_app.common.time_zones import day_at
from requests_app.desk import counting
from requests_app.desk.waking import wake
from requests_app.models import AuditEntry, Case, CaseNote, DeskProfile, SavedView
from tests import databases
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member

QUEUE = "/q/"


@pytest.fixture
def colleague(facility, client_for):
    return client_for(make_member(facility, full_name="Lee Other"), second_factor=True)


def save_view(client, *, query="urgent=yes", **answers):
    return client.post(f"{reverse('desk:view_add')}?query={query.replace('=', '%3D')}", answers)


def test_a_view_is_kept_under_a_name_and_opens_with_its_filters(staff, facility, colleague):
    urgent = make_case(facility=facility)
    make_case(facility=facility)
    Case.objects.filter(pk=urgent.pk).update(is_urgent=True)

    saved = save_view(staff, name="Hot ones", is_start="yes")
    shown = staff.get(saved["Location"])

    assert [row.case.pk for row in shown.context["rows"]] == [urgent.pk]
    assert [(view["name"], view["count"]) for view in shown.context["saved_views"]] == [("Hot ones", "1")]
    # It is the page one starts with, and nobody else's.
    assert staff.get(QUEUE)["Location"] == saved["Location"]
    assert staff.get(QUEUE, {"stage": "open"}).status_code == 200
    assert colleague.get(QUEUE).context["saved_views"] == []
    again = save_view(staff, name="hot ONES")
    assert again.status_code == 422
    assert "You already have a view with that name" in again.content.decode()
    assert "Enter a name for this view" in save_view(staff).content.decode()


def test_a_view_of_the_team_is_seen_by_all_and_changed_by_its_owner_or_a_lead(
    staff, facility, colleague, client_for
):
    save_view(staff, name="Ours", is_team="yes")
    view = SavedView.objects.get()
    edit, remove = (reverse(f"desk:view_{name}", args=[view.public_id]) for name in ("edit", "remove"))
    lead = client_for(make_member(facility, role="LEAD"), second_factor=True)
    auditor = client_for(make_member(facility, role="AUDITOR"), second_factor=True)
    stranger = client_for(make_member(make_facility(), role="ADMIN"), second_factor=True)

    assert [one["name"] for one in colleague.get(QUEUE).context["saved_views"]] == ["Ours"]
    assert colleague.get(edit).status_code == colleague.post(remove).status_code == 403
    assert stranger.get(edit).status_code == stranger.post(remove).status_code == 404
    assert save_view(auditor, name="Mine").status_code == 403
    assert lead.post(edit, {"name": "All of ours", "is_team": "yes"}).status_code == 302
    assert lead.post(remove).status_code == 302
    assert colleague.get(QUEUE, {"view": str(view.public_id)}).status_code == 200
    view.refresh_from_db()
    assert view.name == "All of ours"
    assert view.removed_at is not None


def test_columns_density_and_letters_are_ones_own(staff, facility, worker, colleague):
    make_case(facility=facility)
    staff.post(reverse("desk:columns"), {"columns": ["due", "tags", "must_fix"]})
    answers = {"density": "DENSE", "shortcuts_on": "yes", "start_view": "view:unread", "key_next": "G"}
    staff.post(reverse("desk:profile"), answers)

    shown = staff.get(QUEUE, {"stage": "open"})
    assert [header.key for header in shown.context["headers"]] == ["case", "due", "must_fix", "tags"]
    assert "is-dense" in shown.content.decode()
    assert "next:G" in shown.content.decode()
    assert staff.get(QUEUE)["Location"] == f"{QUEUE}?unread=yes"
    assert DeskProfile.objects.get(user=worker).keys["snooze"] == ""
    other = colleague.get(QUEUE)
    assert len(other.context["headers"]) == 11
    assert "data-keys" not in other.content.decode()
    same = staff.post(reverse("desk:profile"), {**answers, "key_tick": "g"})
    assert same.status_code == 422
    assert "Two shortcuts cannot have the same letter" in same.content.decode()


def test_the_panel_assigns_snoozes_and_notes_on_a_page_of_its_own_and_gives_back_the_row(
    staff, facility, worker
):
    case = make_case(facility=facility)
    url = reverse("desk:quick", args=[case.public_id])
    back = {"back": "urgent=yes&sort=due"}
    until = day_at(timezone.now(), zone=case.time_zone) + timedelta(days=6)
    day = {"until_month": until.month, "until_day": until.day, "until_year": until.year}
    version = staff.get(url).context["forms"].mapping["assign"].version

    gone = staff.post(url, {"do": "assign", "owner": worker.pk, "version": version, **back})
    assert gone["Location"] == f"{QUEUE}?urgent=yes&sort=due#r-{case.reference}"
    row = staff.post(url, {"do": "note", "text": "Called twice"}, headers={"X-Panel": "yes"})
    assert row.status_code == 200
    assert f'id="r-{case.reference}"' in row.content.decode()
    empty = staff.post(url, {"do": "note", "text": ""}, headers={"X-Panel": "yes"})
    assert empty.status_code == 422
    assert "Write the note" in empty.content.decode()
    snooze = staff.get(url).context["forms"].mapping["snooze"].version
    assert staff.post(url, {"do": "snooze", "version": snooze, **day}).status_code == 302

    case.refresh_from_db()
    assert (case.owner_id, case.snoozed_until) == (worker.pk, until)
    assert CaseNote.objects.get(case=case).text == "Called twice"
    # The page that showed nobody as the owner does not take the case from the one who has it now.
    clash = staff.post(url, {"do": "assign", "owner": "nobody", "version": version, "form_key": "x"})
    assert clash.status_code == 422
    assert "Saved meanwhile" in clash.content.decode()


def test_the_printed_list_names_no_care_and_no_whole_name(staff, facility):
    case = make_case(facility=facility)
    there = timezone.now().astimezone(ZoneInfo("Pacific/Honolulu"))
    type(facility).objects.filter(pk=facility.pk).update(time_zone="Pacific/Honolulu")
    Case.objects.filter(pk=case.pk).update(due_on=date(there.year + 1, 12, 30))

    page = staff.get(reverse("desk:print_list"), {"stage": "open"})
    body = page.content.decode()

    assert page.context["at"].startswith(f"{long_date(there.date())}, {there.hour % 12 or 12}:")
    assert f"December 30, {there.year + 1}" in body  # a day of another year says so
    assert case.reference in body
    assert "602" in body
    for secret in ("Ana", "Sample", "depression", "Psychiatry", "F33.2", "SHP123456789"):
        assert secret not in body


def test_what_keeps_a_case_from_being_sent_is_counted_once_until_it_changes(staff, facility):
    case, sent = make_case(facility=facility), make_case(facility=facility)
    Case.objects.filter(pk=sent.pk).update(status="SENT")
    now = timezone.now()

    assert counting.count_some(organization_id=facility.pk, now=now) == 1
    case.refresh_from_db()
    assert case.must_fix
    assert Case.objects.get(pk=sent.pk).must_fix is None
    assert counting.count_some(organization_id=facility.pk, now=now) == 0
    Case.objects.filter(pk=case.pk).update(is_urgent=True)
    assert counting.count_some(organization_id=facility.pk, now=timezone.now()) == 1
    assert len(staff.get(QUEUE, {"must_fix": "yes"}).context["rows"]) == 1


def test_a_snooze_ends_on_its_day_and_its_message_counts_from_its_own_moment(facility):
    now = timezone.now()
    today = day_at(now, zone=facility.time_zone)
    woken, asleep = make_case(facility=facility, filled=False), make_case(facility=facility, filled=False)
    Case.objects.filter(pk=woken.pk).update(snoozed_until=today, unanswered_since=now)
    Case.objects.filter(pk=asleep.pk).update(snoozed_until=today + timedelta(days=1))

    assert wake(organization_id=facility.pk, now=now) == 1
    databases.see_everything()
    assert Case.objects.get(pk=woken.pk).snoozed_until is None
    assert Case.objects.get(pk=asleep.pk).snoozed_until is not None
    assert Case.objects.order_by("queue_place").first() == woken
    assert AuditEntry.objects.get(action="cases.snooze_ended").case_id == woken.public_id

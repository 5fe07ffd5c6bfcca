"""The page of one clock, and what is written down there."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from requests_app.models import AuditEntry, Case, CaseAccess, ClockExtension, ClockPause, Track
from requests_app.tracks.state import clock_of
from tests.factories.people import make_user
from tests.intake.pages import fill_in, hidden
from tests.tracks.pages import call, day, send, text_of

pytestmark = pytest.mark.usefixtures("on_a_monday")

SENT_ON = date(2026, 11, 18)


def clock_url(case: Case, page: str = "clock", **more) -> str:
    return reverse(f"tracks:{page}", kwargs={"case_id": case.public_id, "kind": "gap", **more})


@pytest.fixture
def employer_case(case):
    """A plan whose rule gives 15 days, and whose clock stops while papers are gathered."""
    type(case.coverage).objects.filter(case=case).update(source_detail="PRIVATE_EMPLOYER")
    case.coverage.refresh_from_db()
    send(case, SENT_ON)
    return case


def words(response) -> str:
    return " ".join(text_of(response).split())


def test_the_page_shows_the_sum_and_leads_to_a_call(employer_case, client):
    page = words(client.get(clock_url(employer_case)))

    assert "You sent it on November 18, 2026. It is counted from there." in page
    assert "A rule on file gives 15 calendar days" in page
    assert "The answer is due by Thursday, December 3, 2026." in page
    assert "Call the plan and ask" in page
    assert reverse("knowledge:why", kwargs={"record_id": "us-erisa-preservice-claim"}) in page


def test_before_anything_was_sent_the_page_says_what_comes_first(case, client):
    page = words(client.get(clock_url(case)))

    assert "There is nothing to count from yet." in page
    assert "Go to your task list" in page


def test_when_the_plan_says_its_clock_started_the_day_follows(employer_case, client):
    saved = fill_in(client, clock_url(employer_case, "clock_start"), day("started_on", date(2026, 11, 20)))

    assert saved["Location"] == clock_url(employer_case)
    page = words(client.get(clock_url(employer_case)))
    assert "The clock started on November 20, 2026, as the plan said." in page
    assert "You sent it on November 18, 2026 already." in page
    assert "The answer is due by Saturday, December 5, 2026." in page
    fill_in(client, clock_url(employer_case, "clock_start"), {"started_on_month": ""})
    assert Track.objects.get(case=employer_case).clock_started_at is None


def test_what_the_plan_said_on_call_2_about_its_start_counts_by_itself(employer_case, client):
    call(
        employer_case,
        "CALL_2",
        called_on=date(2026, 11, 20),
        answers={"received": "YES", "clock_started_on": "2026-11-19"},
    )

    page = words(client.get(clock_url(employer_case)))

    assert "The clock started on November 19, 2026, as the plan said." in page
    assert "You heard it on your call of November 20, 2026." in page
    assert clock_of(employer_case, "GAP").due_on == date(2026, 12, 4)


def test_a_pause_is_written_down_stops_the_clock_and_ends(employer_case, client):
    answers = {
        "owed_by": "PATIENT",
        "why_text": "The treatment plan",
        **day("from_on", date(2026, 11, 20)),
        "plan_says_paused": "YES",
    }
    fill_in(client, clock_url(employer_case, "pause_add"), answers)

    still = words(client.get(clock_url(employer_case)))
    assert "The clock stands still." in still
    assert "Since November 20, 2026 the plan waits for the patient: The treatment plan." in still
    assert "13 calendar days are left" in still
    assert "chip" not in still.split("<main")[1].split("</main")[0]

    pause = ClockPause.objects.get(case=employer_case)
    end = clock_url(employer_case, "pause_end", pause_id=pause.public_id)
    early = fill_in(client, end, {**day("until_on", date(2026, 11, 19)), "plan_says_paused": "YES"})
    assert early.status_code == 422
    fill_in(client, end, {**day("until_on", date(2026, 11, 23)), "plan_says_paused": "YES"})

    page = words(client.get(clock_url(employer_case)))
    assert "From November 20, 2026 to November 23, 2026 it stood still: 3 calendar days do not count." in page
    assert "The answer is due by Sunday, December 6, 2026." in page
    assert client.get(end).status_code == 404


def test_a_longer_time_keeps_its_reason_and_can_be_taken_out(employer_case, client):
    answers = {
        "said_by": "LETTER",
        **day("said_on", date(2026, 11, 20)),
        **day("new_due_on", date(2026, 12, 16)),
        "reason": "Their doctor is away",
    }
    fill_in(client, clock_url(employer_case, "extension_add"), answers)

    page = words(client.get(clock_url(employer_case)))
    assert "On November 20, 2026 the plan wrote that it needs until December 16, 2026." in page
    assert "The reason: Their doctor is away." in page
    assert "The rule lets the plan take 15 days more once, with notice: until December 18, 2026." in page
    entry = ClockExtension.objects.get(case=employer_case)
    remove = clock_url(employer_case, "clock_entry_remove", entry_id=entry.public_id)
    form = client.get(remove)
    assert "Until December 16, 2026" in words(form)
    client.post(remove, hidden(form))

    entry.refresh_from_db()
    assert entry.removed_at is not None
    assert clock_of(employer_case, "GAP").due_on == date(2026, 12, 3)
    actions = AuditEntry.objects.filter(action__startswith="tracks.")
    assert list(actions.order_by("pk").values_list("action", flat=True)) == [
        "tracks.longer_added",
        "tracks.entry_removed",
    ]


def test_a_day_that_is_no_longer_one_is_asked_about_once(employer_case, client):
    answers = {
        "said_by": "PHONE",
        **day("said_on", date(2026, 11, 20)),
        **day("new_due_on", date(2026, 12, 1)),
        "reason": "They count in another way",
    }

    asked = fill_in(client, clock_url(employer_case, "extension_add"), answers)

    assert asked.status_code == 422
    assert "This is not later than the day so far" in text_of(asked)
    client.post(clock_url(employer_case, "extension_add"), {**hidden(asked), **answers})
    assert clock_of(employer_case, "GAP").due_on == date(2026, 12, 1)


def test_the_fast_path_is_shown_in_hours_of_the_case(employer_case, client):
    Case.objects.filter(pk=employer_case.pk).update(time_zone="America/Phoenix")
    answers = {
        **day("asked_on", date(2026, 11, 20)),
        "asked_time": "2:15 pm",
        "fast_accepted": "YES",
        "fast_hours": "48",
    }
    fill_in(client, clock_url(employer_case, "fast_path"), answers)

    row = Track.objects.get(case=employer_case)
    assert row.fast_asked_at.isoformat() == "2026-11-20T21:15:00+00:00"
    page = words(client.get(clock_url(employer_case)))
    assert "The plan promised an answer within 48 hours." in page
    assert "The answer is due by Sunday, November 22, 2026, 2:15 pm (MST)." in page
    assert "That time is over. Call and ask where it is." in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({**day("asked_on", date(2026, 11, 20))}, "Enter the time it was asked for"),
        ({"asked_time": "2:15 pm"}, "Enter the day it was asked for"),
        ({"fast_hours": "48"}, "Enter the day it was asked for"),
        ({**day("asked_on", date(2026, 11, 23)), "asked_time": "11:59 pm"}, "must be in the past"),
        (
            {**day("asked_on", date(2026, 3, 8)), "asked_time": "2:30 am"},
            "That time did not exist on that day",
        ),
        ({**day("asked_on", date(2026, 11, 20)), "asked_time": "9:30"}, "must say am or pm"),
        ({**day("asked_on", date(2026, 11, 20)), "asked_time": "later"}, "must be a time"),
        (
            {**day("asked_on", date(2026, 11, 20)), "asked_time": "9 am", "fast_hours": "0"},
            "Enter a number from 1 to 720",
        ),
    ],
)
def test_a_moment_that_cannot_be_is_asked_about(typed, told, case, client):
    Case.objects.filter(pk=case.pk).update(time_zone="America/New_York")
    refused = fill_in(client, clock_url(case, "fast_path"), typed)

    assert refused.status_code == 422
    assert told in text_of(refused)
    assert not Track.objects.exists()


def test_two_people_at_the_fast_path_see_both_answers(case, client):
    shown = {**day("asked_on", date(2026, 11, 20)), "asked_time": "9:30 am"}
    first, second = (hidden(client.get(clock_url(case, "fast_path"))) for _tab in range(2))
    client.post(clock_url(case, "fast_path"), {**first, **shown, "fast_hours": "24"})

    clash = client.post(clock_url(case, "fast_path"), {**second, **shown, "fast_hours": "72"})

    assert clash.status_code == 422
    assert "24" in text_of(clash)
    assert Track.objects.get(case=case).fast_hours == 24


def test_a_double_click_writes_one_pause(case, client):
    page = client.get(clock_url(case, "pause_add"))
    typed = {
        **hidden(page),
        "owed_by": "PATIENT",
        "why_text": "A form",
        **day("from_on", date(2026, 11, 20)),
        "plan_says_paused": "UNSURE",
    }
    for _click in range(2):
        client.post(clock_url(case, "pause_add"), typed)

    assert ClockPause.objects.count() == 1


def test_a_closed_request_keeps_its_clock_and_takes_nothing_new(employer_case, client):
    Case.objects.filter(pk=employer_case.pk).update(status="CLOSED", closed_because="OTHER")

    assert "Write down what moves it" not in words(client.get(clock_url(employer_case)))
    refused = fill_in(client, clock_url(employer_case, "clock_start"), day("started_on", date(2026, 11, 20)))
    assert refused.status_code == 422
    assert "This request is closed, so nothing was saved." in text_of(refused)


def test_who_may_only_look_sees_the_sum_and_changes_nothing(employer_case, client_for):
    helper = make_user()
    CaseAccess.objects.create(
        organization_id=employer_case.organization_id,
        case=employer_case,
        user=helper,
        relation="HELPER",
        level="VIEW",
    )
    client = client_for(helper)

    page = words(client.get(clock_url(employer_case)))
    assert "December 3, 2026" in page
    assert "Write down what moves it" not in page
    for name in ("clock_start", "fast_path", "pause_add", "extension_add"):
        assert client.get(clock_url(employer_case, name)).status_code == 403
    assert client_for(make_user()).get(clock_url(employer_case)).status_code == 404


def test_care_that_is_over_follows_the_rule_for_such_requests(employer_case):
    type(employer_case.care).objects.filter(case=employer_case).update(timing="OVER")
    employer_case.care.refresh_from_db()
    clock = clock_of(employer_case, "GAP")

    assert (clock.due_on, clock.record.id) == (date(2026, 12, 18), "us-erisa-postservice-claim")


def test_without_a_rule_nothing_is_said_to_be_common_for_care_that_is_over(case):
    send(case, SENT_ON)
    type(case.care).objects.filter(case=case).update(timing="OVER")
    case.care.refresh_from_db()

    assert clock_of(case, "GAP") is None


def test_a_packet_for_an_appeal_starts_no_clock_of_the_request(case):
    send(case, SENT_ON, to="APPEAL")

    assert clock_of(case, "GAP") is None

"""The pages of a renewal as the people of the case see and fill them in."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from requests_app.models import ClinicianRequest, CoverageChange, Renewal, UnitsUsed
from requests_app.renewals import services
from tests.factories.people import actor_for
from tests.intake.pages import hidden
from tests.renewals.making import begin, day, office, save, text_of, url

NEXT = ("starts_on", "ends_on", "amount", "amount_unit", "what_changed")


def post(client, address: str, **typed):
    shown = client.get(address)
    return client.post(address, {**hidden(shown), **typed})


def test_without_a_yes_the_page_says_what_comes_first(case, client):
    text = text_of(client.get(url("overview", case)))
    assert "Nothing is approved yet" in text
    assert reverse("decisions:answer_list", args=[case.public_id]) in text
    assert url("change_add", case) in text


def test_it_says_what_ends_first_when_it_reminds_and_what_is_left(case, client, approval, line):
    UnitsUsed.objects.create(
        organization=case.organization,
        case=case,
        decision=approval,
        line=line,
        used_on=date(2027, 1, 18),
        units=15,
        added_by=case.opened_by,
    )
    text = text_of(client.get(url("overview", case)))
    assert "Friday, February 5, 2027: the approval ends." in text
    assert "That is in 16 days." in text
    assert "30 days before: January 6, 2027. That day is over." in text
    assert "14 days before: January 22, 2027. We remind you then." in text
    assert "21 days" in text
    # 15 in 45 days: 21 left last 63 days.
    assert "15 days used in 45 days" in text
    assert "until about March 24, 2027. That is our guess, not the plan’s." in text


def test_what_was_used_is_added_and_taken_out(case, client, approval, line):
    typed = {"used_on": "today", "units": "3", "line": str(line.public_id), "source": "BILL"}
    done = post(client, url("used_add", case), **typed)
    assert done.headers["Location"] == url("overview", case)
    used = UnitsUsed.objects.get(case=case)
    assert (used.units, used.source, used.line, used.used_on) == (3, "BILL", line, date(2027, 1, 20))
    done = post(client, url("used_remove", case, used.public_id))
    assert done.headers["Location"] == url("overview", case)
    used.refresh_from_db()
    assert used.removed_at is not None


def test_what_was_used_needs_a_day_and_a_number(case, client, approval):
    shown = post(client, url("used_add", case), units="0", line="none", source="ENTERED")
    assert shown.status_code == 422
    assert "Select the day it was used" in text_of(shown)
    assert "Enter a number from 1 to 999" in text_of(shown)


def test_a_double_click_writes_it_once(case, client, approval):
    address = url("used_add", case)
    typed = {
        **hidden(client.get(address)),
        "used_on": "today",
        "units": "3",
        "line": "none",
        "source": "ENTERED",
    }
    client.post(address, typed)
    client.post(address, typed)
    assert case.units_used.count() == 1


def test_beginning_leads_to_the_steps_and_is_begun_once(case, client, approval):
    done = post(client, url("start", case))
    renewal = Renewal.objects.get(case=case)
    here = url("renewal_detail", case, renewal.public_id)
    assert done.headers["Location"] == here
    text = text_of(client.get(here))
    assert "Next: Say what you ask for next" in text
    assert "Cannot start yet" in text
    assert client.get(url("start", case)).headers["Location"] == here


def test_dates_and_amount_are_filled_from_the_approval(case, client, approval):
    renewal = begin(case, approval)
    address = url("what_next", case, renewal.public_id)
    shown = text_of(client.get(address))
    assert 'value="6"' in shown
    assert 'value="36"' in shown
    done = post(
        client,
        address,
        **day("starts_on", date(2027, 2, 6)),
        **day("ends_on", date(2027, 4, 7)),
        amount="24",
        amount_unit="DAYS",
        what_changed="Two days a week from March.",
    )
    assert done.headers["Location"] == url("renewal_detail", case, renewal.public_id)
    renewal.refresh_from_db()
    assert [getattr(renewal, name) for name in NEXT] == [
        date(2027, 2, 6),
        date(2027, 4, 7),
        24,
        "DAYS",
        "Two days a week from March.",
    ]
    steps = text_of(client.get(url("renewal_detail", case, renewal.public_id)))
    assert f"for=RENEWAL&about={renewal.public_id}" in steps


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({**day("ends_on", date(2027, 2, 1))}, "The last day must be on or after the first day"),
        ({"amount_unit": ""}, "Select what is counted"),
        ({"amount": ""}, "Enter how many you ask for"),
        ({"starts_on_month": "", "starts_on_day": "", "starts_on_year": ""}, "Enter the first day"),
    ],
)
def test_what_does_not_fit_is_told_and_kept(case, client, approval, typed, told):
    renewal = begin(case, approval)
    good = {
        **day("starts_on", date(2027, 2, 6)),
        **day("ends_on", date(2027, 4, 7)),
        "amount": "24",
        "amount_unit": "DAYS",
        "what_changed": "Kept as typed.",
    }
    shown = post(client, url("what_next", case, renewal.public_id), **{**good, **typed})
    assert shown.status_code == 422
    assert told in text_of(shown)
    assert "Kept as typed." in text_of(shown)


def test_the_offices_that_came_closest_are_called_again(case, client, approval):
    old, new = date(2026, 11, 20), date(2027, 1, 15)
    office(case, "Example Wrong Number", "WRONG_NUMBER", old)
    office(case, "Example Clinic", "WAIT_TOO_LONG", old)
    office(case, "Example Center", "CAN_SEE_ME", old, new)
    renewal = begin(case, approval)
    text = text_of(client.get(url("retest", case, renewal.public_id)))
    assert text.index("Example Center") < text.index("Example Clinic") < text.index("Example Wrong Number")
    assert "1 office called since the approval of December 1, 2026. 3 are enough" in text
    assert "This office may be a real option" in text
    assert text.count("Called again") == 1
    done = post(
        client,
        url("retest", case, renewal.public_id),
        **day("retested_on", new),
        still_no_office="NO",
        retest_note="One has room.",
    )
    assert done.status_code == 302
    renewal.refresh_from_db()
    assert (renewal.still_no_office, renewal.retested_on) == ("NO", new)


def test_progress_is_typed_or_asked_by_the_link(case, client, approval):
    renewal = begin(case, approval)
    address = url("progress", case, renewal.public_id)
    assert "?purpose=renewal" in text_of(client.get(address))
    shown = post(client, address)
    assert shown.status_code == 422
    typed = {"progress": "PHQ-9 from 21 to 12.", "progress_by": "Dana Example, MD"}
    post(client, address, **typed, **day("progress_on", date(2027, 1, 19)))
    renewal.refresh_from_db()
    assert renewal.progress == "PHQ-9 from 21 to 12."


def test_the_letter_that_is_asked_for_knows_what_it_is_for(case, client, approval):
    begin(case, approval)
    address = reverse("clinicians:ask_add", args=[case.public_id]) + "?purpose=renewal"
    assert "What got better, and why the care must go on" in text_of(client.get(address))
    done = post(
        client,
        address,
        clinician_name="Dana Example",
        email="dana@example.org",
        asks=["PROGRESS", "WHY_CARE"],
    )
    assert done.status_code == 302
    asked = ClinicianRequest.objects.get(case=case)
    assert (asked.purpose, asked.asks) == ("RENEWAL", ["PROGRESS", "WHY_CARE"])


def test_sent_it_waits_for_the_plan_and_the_pages_of_the_steps_are_closed(case, client, approval):
    renewal = begin(case, approval)
    save(renewal, NEXT, starts_on=date(2027, 2, 6), ends_on=date(2027, 4, 7))
    services.mark_sent(
        renewal=renewal, sent_on=date(2027, 1, 20), by=actor_for(case.opened_by), at=timezone.now()
    )
    here = url("renewal_detail", case, renewal.public_id)
    text = text_of(client.get(here))
    assert "Sent on January 20, 2027. The plan owes the answer." in text
    assert f"?renewal={renewal.public_id}" in text
    assert client.get(url("what_next", case, renewal.public_id)).headers["Location"] == here


def test_taken_back_it_can_begin_again(case, client, approval):
    renewal = begin(case, approval)
    done = post(client, url("withdraw", case, renewal.public_id))
    assert done.headers["Location"] == url("overview", case)
    renewal.refresh_from_db()
    assert renewal.state == "WITHDRAWN"
    assert url("start", case) in text_of(client.get(url("overview", case)))


LEAVES = {
    "kind": "PROVIDER_LEFT",
    "provider_name": "Sample Clinic",
    "course": "SERIOUS",
    **day("happens_on", date(2027, 2, 1)),
    **day("notice_on", date(2027, 1, 11)),
}


def test_a_provider_who_leaves_shows_the_last_day_and_its_counting(case, client):
    done = post(client, url("change_add", case), **LEAVES)
    change = CoverageChange.objects.get(case=case)
    assert done.headers["Location"] == url("change_detail", case, change.public_id)
    text = text_of(client.get(url("change_detail", case, change.public_id)))
    assert "until Sunday, April 11, 2027" in text
    assert "Notice of the plan: January 11, 2027. 90 days after it: April 11, 2027. Every day counts." in text
    assert "If the contract ended without cause" in text
    assert "/why/us-nsa-continuity/" in text
    assert "did it end without cause?" in text


def test_another_insurer_gives_no_day_and_the_questions_to_ask(case, client):
    post(client, url("change_add", case), **{**LEAVES, "kind": "PLAN_CHANGED"})
    change = CoverageChange.objects.get(case=case)
    assert change.provider_name == ""
    text = text_of(client.get(url("change_detail", case, change.public_id)))
    assert "Perhaps: confirm by phone" in text
    assert "April 11" not in text
    assert "transition of care or continuity of care for new members" in text


def test_a_change_is_put_right_and_taken_out(case, client):
    post(client, url("change_add", case), **LEAVES)
    change = CoverageChange.objects.get(case=case)
    answer = {"asked_plan_answer": "Pat, R-9: yes until March", **day("asked_plan_on", date(2027, 1, 19))}
    post(client, url("change_edit", case, change.public_id), **LEAVES, **answer)
    change.refresh_from_db()
    assert change.asked_plan_answer == "Pat, R-9: yes until March"
    post(client, url("change_remove", case, change.public_id))
    change.refresh_from_db()
    assert change.removed_at is not None
    assert client.get(url("change_detail", case, change.public_id)).status_code == 404


def test_names_and_numbers_stay_out_of_titles(case, client, approval):
    renewal = begin(case, approval)
    for address in (url("overview", case), url("renewal_detail", case, renewal.public_id)):
        title = text_of(client.get(address)).partition("<title>")[2].partition("</title>")[0]
        assert title.startswith("Ask to renew")

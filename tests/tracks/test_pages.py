"""The three tracks side by side, and the page on which one is written down."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from requests_app.models import (
    AuditEntry,
    Track,
)
from requests_app.tracks.queries import tracks_of
from tests.intake.pages import fill_in, hidden
from tests.tracks.pages import call, day, edit_url, list_url, send, text_of

STANDING = "One approval does not mean another: each of these three is decided by itself."


pytestmark = pytest.mark.usefixtures("on_a_monday")


def test_three_tracks_stand_there_before_anything_was_written_down(case, client):
    text = text_of(client.get(list_url(case)))

    assert STANDING in text
    assert [
        text.index(one)
        for one in ("Network gap exception", "Single case agreement</h2>", "Prior authorization")
    ]
    assert "Not asked yet" in text
    assert "Not part of this request" in text
    assert "Not clear yet if it is needed" in text
    assert "Usually: The clinician who orders the care" in text
    assert not Track.objects.exists()
    assert [(one.kind, one.pk) for one in tracks_of(case)] == [
        ("GAP", None),
        ("SCA", None),
        ("PRIOR_AUTH", None),
    ]


def test_a_track_is_written_down_and_told_in_the_timeline(case, client):
    answers = {
        "is_wanted": "YES",
        "owner": "CLINICIAN",
        "reference": "PA-77",
        **day("asked_on", date(2026, 11, 16)),
        **day("answer_due_on", date(2026, 12, 1)),
        "answer_due_from": "LETTER",
        "outcome": "NONE",
        "notes": "The office of the clinician asked by fax.",
    }

    saved = fill_in(client, edit_url(case, "prior-auth"), answers)

    assert saved["Location"] == list_url(case)
    row = Track.objects.get(case=case)
    assert (row.kind, row.owner, row.outcome, row.answer_due_from) == (
        "PRIOR_AUTH",
        "CLINICIAN",
        "",
        "LETTER",
    )
    text = text_of(client.get(list_url(case)))
    assert "PA-77" in text
    assert "Due Tuesday, December 1 (5 business days left)" in text
    assert "The plan wrote that it will answer by December 1, 2026." in text
    told = text_of(client.get(reverse("tracker:timeline", args=[case.public_id])))
    assert "Track changed" in told
    assert "Prior authorization" in told

    fill_in(
        client,
        edit_url(case, "prior-auth"),
        {**answers, "outcome": "APPROVED", **day("outcome_on", date(2026, 11, 20))},
    )
    assert AuditEntry.objects.filter(action="tracks.answered").count() == 1
    text = text_of(client.get(list_url(case)))
    assert "Approved, on November 20, 2026" in text
    assert "business days left" not in text.split("<dl")[0]


def test_a_late_answer_says_so_in_words(case, client):
    Track.objects.create(
        organization_id=case.organization_id,
        case=case,
        kind="GAP",
        asked_on=date(2026, 11, 9),
        answer_due_on=date(2026, 11, 20),
        answer_due_from="the portal of the plan",
    )

    text = text_of(client.get(list_url(case)))

    assert "Was due Friday, November 20 (3 days late)" in text
    assert "the portal of the plan" in text


def test_numbers_and_days_of_calls_stand_with_the_request_they_were_about(case, client):
    call(case, "CALL_1", request_number="REQ-9", reference="C-1", answers={"needs_approval": "YES"})
    call(case, "CALL_2", called_on=date(2026, 11, 19), answers={"decide_by": "2026-12-04"}, reference="C-2")
    call(case, "CALL_2", called_on=date(2026, 11, 20), answers={"decide_by": "2026-12-24"}, is_draft=True)

    text = text_of(client.get(list_url(case)))

    gap, sca, prior = text.split('<section class="card')[1:4]
    assert "REQ-9 (request number, call of November 17, 2026)" in gap
    assert "C-2 (number of the call on November 19, 2026)" in gap
    assert "Due Friday, December 4" in gap
    assert "The plan said on the phone that it will answer by December 4, 2026." in gap
    assert "You heard it on your call of November 19, 2026." in gap
    assert "REQ-9" not in sca + prior
    assert "Not asked yet" in prior


def test_without_a_promise_a_checked_rule_or_what_is_common_stands_there(case, client):
    send(case, date(2026, 11, 18))
    common = text_of(client.get(list_url(case)))
    assert "Common, not a promise" in common
    assert "between November 25, 2026 and December 10, 2026" in common
    assert "November 18, 2026, the day you sent your packet" in common
    assert "Due " not in common

    type(case.coverage).objects.filter(case=case).update(source_detail="PRIVATE_EMPLOYER")
    ruled = text_of(client.get(list_url(case)))
    assert "Due Thursday, December 3" in ruled
    assert "You sent it on November 18, 2026. It is counted from there." in ruled
    assert "A rule on file gives 15 calendar days" in ruled
    assert "The answer is due by Thursday, December 3, 2026." in ruled
    assert "Common, not a promise" not in ruled
    assert reverse("knowledge:why", kwargs={"record_id": "us-erisa-preservice-claim"}) in ruled


def test_what_was_heard_is_offered_and_fills_only_empty_boxes(case, client):
    call(case, "CALL_1", request_number="REQ-9")
    call(
        case,
        "CALL_4",
        called_on=date(2026, 11, 20),
        answers={"answer": "PART", "decided_on": "2026-11-19", "authorization_number": "A-5"},
    )
    fill_in(client, edit_url(case, "gap"), {"reference": "OWN-1", "outcome": "NONE"})

    offered = text_of(client.get(edit_url(case, "gap")))
    assert "You wrote this on your calls" in offered
    assert "A-5" in offered
    assert "REQ-9" not in offered
    assert 'value="A-5"' not in offered
    used = client.get(edit_url(case, "gap") + "?from=heard")
    text = text_of(used)
    assert 'value="A-5"' in text
    assert 'value="OWN-1"' in text
    assert "You wrote this on your calls" not in text_of(client.get(edit_url(case, "sca")))
    shown = {
        "reference": "OWN-1",
        "outcome": "PARTLY",
        "authorization_number": "A-5",
        **day("outcome_on", date(2026, 11, 19)),
    }
    client.post(edit_url(case, "gap"), {**hidden(used), **shown})

    row = Track.objects.get(case=case)
    assert (row.outcome, row.outcome_on, row.authorization_number) == ("PARTLY", date(2026, 11, 19), "A-5")

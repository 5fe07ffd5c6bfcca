"""The thread as each side sees it, and what a page does when somebody wrote meanwhile."""

from __future__ import annotations

import pytest
from django.urls import reverse

from requests_app.models import MessageSide
from tests.factories.cases import make_case
from tests.factories.messages import make_message
from tests.factories.people import make_facility, make_member


@pytest.fixture
def case(db):
    return make_case(facility=make_facility(name="Example Valley"))


@pytest.fixture
def patient(case, client_for):
    return client_for(case.opened_by)


@pytest.fixture
def worker(case):
    return make_member(case.organization, full_name="Casey Demo")


@pytest.fixture
def staff(worker, client_for):
    return client_for(worker, second_factor=True)


def url(name, case):
    return reverse(f"messaging:{name}", args=[case.public_id])


def test_both_sides_read_one_thread_and_each_what_is_its_own(case, patient, staff, worker):
    make_message(case, case.opened_by)
    make_message(case, worker, side=MessageSide.STAFF, waits=True)

    theirs = patient.get(url("thread", case)).text
    ours = staff.get(url("thread", case)).text

    assert "When do you send the request?" in theirs
    assert "We send it this week." not in theirs
    assert "Casey Demo" not in theirs
    assert "Call it off" in ours
    assert "Not answered" in ours


def test_a_message_is_seen_on_the_other_side_and_told_to_be_read(case, patient, staff, worker):
    make_message(case, worker, side=MessageSide.STAFF)
    tasks = reverse("tracker:task_list", args=[case.public_id])
    assert "You have 1 new message." in patient.get(tasks).text
    assert "Not read yet" in staff.get(url("thread", case)).text

    patient.get(url("thread", case))

    assert "new message" not in patient.get(tasks).text
    assert "Read on" in staff.get(url("thread", case)).text


def test_writing_asks_again_when_the_other_side_wrote_meanwhile(case, patient, staff):
    form = staff.get(url("staff_write", case)).context["form"]
    patient.post(url("write", case), {"text": "One more question", "version": version_of(patient, case)})
    typed = {"text": "My answer", "language": "en", "when": "NOW", "version": form.version}

    stopped = staff.post(url("staff_write", case), typed)

    assert stopped.status_code == 422
    assert "One more question" in stopped.text
    assert "My answer" in stopped.text
    again = typed | {"version": stopped.context["form"].version}
    assert staff.post(url("staff_write", case), again).status_code == 302
    case.refresh_from_db()
    assert case.unanswered_since is None


def version_of(client, case):
    return client.get(url("write", case)).context["form"].version


def test_no_answer_needed_takes_it_off_the_list(case, staff):
    newest = make_message(case, case.opened_by)

    page = staff.post(url("settle", case), {"up_to": str(newest.public_id)}, follow=True)

    assert "no answer is needed" in page.text
    case.refresh_from_db()
    assert case.unanswered_since is None


def test_without_a_facility_nobody_is_there_to_write_to(db, client_for):
    own = make_case()
    client = client_for(own.opened_by)

    assert "nobody to write to" in client.get(url("thread", own)).text
    assert client.post(url("write", own), {"text": "Hello"}).status_code == 422

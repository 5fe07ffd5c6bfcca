"""Which tasks are open, done or locked, and which one is next. Pure, but for the case's sections."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from requests_app.cases import progress
from requests_app.letters.standing import Standing
from requests_app.models import Case, DocumentKind, FollowUp
from requests_app.models.documents import OwedBy
from requests_app.outreach.queries import Counts
from requests_app.papers.kinds import KINDS
from requests_app.papers.wanted import Asked, wanted
from requests_app.papers.wanted import Facts as PaperFacts
from requests_app.tracker.queries import Facts
from requests_app.tracker.task_rows import Group, Task
from requests_app.tracker.tasks_of_case import groups, next_task
from tests.factories.cases import make_case

pytestmark = pytest.mark.usefixtures("db")
TODAY = date(2026, 11, 23)
NO_PAPERS = PaperFacts()
MOMENT = datetime(2026, 11, 23, 17, tzinfo=UTC)
NOTHING = Facts(
    offices=Counts(logged=0, started=0, to_call=0),
    calls_done=frozenset(),
    calls_begun=frozenset(),
    has_request_number=False,
    packet_number=0,
    packet_state="",
    has_ready_packet=False,
    sent_on=None,
    next_call=None,
    next_other=None,
    done_kinds=frozenset(),
    letter=Standing("TO_DO", (), (), ()),
    papers=tuple(wanted(NO_PAPERS, documents={}, came_at={}, asked={}, on=TODAY)),
)
OPENED = replace(NOTHING, calls_done=frozenset({"CALL_1"}))
THREE_OFFICES = replace(OPENED, offices=Counts(logged=3, started=0, to_call=1))
PACKET = replace(THREE_OFFICES, packet_number=1, packet_state="READY", has_ready_packet=True)
SENT = replace(PACKET, sent_on=date(2026, 11, 20))


@pytest.fixture
def empty() -> Case:
    return make_case(filled=False)


@pytest.fixture
def filled() -> Case:
    return make_case()


def found(case: Case, facts: Facts, *, may_edit: bool = True) -> list[Group]:
    return groups(case, progress.task_states(case), facts, today=TODAY, may_edit=may_edit)


def tasks(case: Case, facts: Facts, **options) -> dict[str, Task]:
    return {task.key: task for group in found(case, facts, **options) for task in group.tasks}


def following(case: Case, facts: Facts) -> str:
    task = next_task(found(case, facts), case, facts, today=TODAY)
    return task.key if task else ""


def call(kind: str, day: int) -> FollowUp:
    return FollowUp(kind=kind, due_on=date(2026, 11, day))


def test_a_new_request_is_all_to_do_and_starts_with_the_plan_because_the_card_is_in_hand(empty):
    rows = tasks(empty, NOTHING)

    assert following(empty, NOTHING) == "plan"
    assert {
        rows[key].status for key in ("you", "plan", "care", "provider", "story", "call_1", "offices")
    } == {"TO_DO"}
    assert {rows[key].status for key in ("packet", "send", "call_2", "call_3", "call_4")} == {"CANNOT_START"}


def test_what_cannot_start_has_no_link_and_says_what_is_missing(empty):
    rows = tasks(empty, NOTHING)

    assert rows["packet"].url == rows["send"].url == rows["call_2"].url == ""
    assert rows["packet"].note == "First finish “Get ready”"
    assert rows["send"].note == "Make a packet first"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (NOTHING, "call_1"),
        (OPENED, "offices"),
        (THREE_OFFICES, "packet"),
        (replace(THREE_OFFICES, packet_number=1, packet_state="ASKED"), "packet"),
        (PACKET, "send"),
        (replace(SENT, next_call=call("CALL_2", 25)), "call_2"),
        (replace(SENT, next_call=call("CALL_3", 30)), "call_3"),
        (SENT, "call_4"),
        (replace(SENT, calls_done=frozenset({"CALL_1", "CALL_4"})), "answer"),
    ],
)
def test_the_next_thing_follows_the_facts(filled, facts, expected):
    assert following(filled, facts) == expected


def test_a_packet_that_lacks_one_part_names_it(filled):
    filled.coverage.insurer = ""

    assert tasks(filled, NOTHING)["packet"].note == "First: Tell us about your plan"


def test_offices_are_done_when_the_person_says_so_and_started_before(filled):
    assert tasks(filled, THREE_OFFICES)["offices"].status == "STARTED"
    assert tasks(filled, THREE_OFFICES)["offices"].note == "3 logged"

    filled.parts_done = ["offices"]

    assert tasks(filled, THREE_OFFICES)["offices"].status == "DONE"


def test_a_draft_of_a_call_is_started_and_a_made_call_is_done(filled):
    begun = replace(NOTHING, calls_begun=frozenset({"CALL_1"}))

    assert tasks(filled, begun)["call_1"].status == "STARTED"
    assert tasks(filled, OPENED)["call_1"].status == "DONE"


@pytest.mark.parametrize(
    ("state", "status"), [("ASKED", "WAITING"), ("FAILED", "PROBLEM"), ("READY", "DONE")]
)
def test_the_packet_says_how_far_it_is(filled, state, status):
    facts = replace(THREE_OFFICES, packet_number=1, packet_state=state, has_ready_packet=state == "READY")

    assert tasks(filled, facts)["packet"].status == status
    assert tasks(filled, facts)["send"].status == ("TO_DO" if state == "READY" else "CANNOT_START")


def test_between_two_status_calls_it_is_the_plans_turn_until_the_day_comes(filled):
    waiting = replace(SENT, next_call=call("CALL_3", 30), done_kinds=frozenset({"CALL_2"}))
    due = replace(waiting, next_call=call("CALL_3", 23))

    assert tasks(filled, waiting)["call_3"].status == "WAITING"
    assert tasks(filled, waiting)["call_2"].status == "DONE"
    assert tasks(filled, due)["call_3"].status == "TO_DO"


def test_a_request_number_opens_the_calls_after_sending_before_anything_was_sent(filled):
    rows = tasks(filled, replace(OPENED, has_request_number=True))

    assert rows["call_2"].status == rows["call_4"].status == "TO_DO"


def test_people_who_may_only_look_get_no_link_to_a_page_that_asks(filled):
    rows = tasks(filled, NOTHING, may_edit=False)

    assert rows["you"].url.endswith("/you/read/")
    assert rows["story"].url.endswith("/story/read/")
    assert rows["call_1"].url.endswith("/calls/")
    assert rows["offices"].url != ""


def test_no_status_says_completed_or_submitted_before_it_is_sent(filled):
    rows = tasks(filled, PACKET)

    words = " ".join(f"{row.title} {row.note}" for row in rows.values()).lower()
    assert "complete" not in words
    assert "submit" not in words


def test_what_is_optional_in_the_story_is_offered_and_never_needed(filled):
    story = filled.story
    story.need_now, story.tried, story.waiting = "Care now", "", ""
    filled.parts_done = []

    state = progress.task_state(filled, "story")
    found = groups(filled, progress.task_states(filled), NOTHING, today=TODAY, may_edit=True)
    row = next(task for group in found for task in group.tasks if task.key == "story")

    assert state.missing == ()
    assert row.status == progress.STARTED
    assert row.note == "You can add: what you tried, what waiting does to you"


def test_papers_are_begun_with_the_first_and_done_when_nothing_is_wanted_any_more(filled):
    no = Asked(OwedBy.PATIENT, MOMENT, TODAY, is_not_had=True)
    came = {one.kind: MOMENT for one in KINDS[1:]}

    def papers(**known) -> Task:
        values = {"documents": {}, "came_at": {}, "asked": {}, **known}
        return tasks(filled, replace(NOTHING, papers=tuple(wanted(NO_PAPERS, **values, on=TODAY))))["papers"]

    assert (papers().status, papers().note) == ("TO_DO", "")
    begun = papers(came_at={DocumentKind.CLINICIAN_LETTER: MOMENT})
    assert (begun.status, begun.note) == ("STARTED", "0 added, 2 still wanted")
    assert papers(came_at=came, asked={DocumentKind.INSURANCE_CARD: no}).status == "DONE"

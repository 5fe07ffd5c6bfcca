"""A call with the plan was written down wrong: what was planned after it goes to the right day."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from requests_app.drafts.versions import version_of
from requests_app.followups import services as followups
from requests_app.insurer_calls import services
from requests_app.insurer_calls.answers import kept_values
from requests_app.models import Case, FollowUp, InsurerCall, Promise
from tests.followups.moments import NOW, moment, patient_of, sent_case
from tests.insurer_calls.pages import url

WRONG, RIGHT = date(2026, 11, 23), date(2026, 11, 18)


@pytest.fixture
def case(db) -> Case:
    return sent_case()


def save(case: Case, kind: str, *, number: int = 1, **values) -> InsurerCall:
    """Save a new call, or the one with this number again with other answers."""
    call = InsurerCall.objects.filter(case=case, public_id=UUID(int=number)).first()
    values = {"reference": "REF-1", **({"received": "YES"} if kind == "CALL_2" else {}), **values}
    return services.finish_call(
        case=case,
        kind=kind,
        call_id=UUID(int=number),
        values=values,
        page_key="a page",
        shown_version=version_of(kept_values(call)) if call else None,
        by=patient_of(case),
        at=NOW,
    )


def planned(case: Case) -> FollowUp:
    return FollowUp.objects.get(case=case, state="OPEN")


def mails_at(follow_up: FollowUp) -> list:
    subjects = follow_up.reminders.filter(state="PLANNED").values("pk")
    waiting = Promise.objects.filter(kind="reminder", state="WAITING")
    assert set(waiting.values_list("subject_id", flat=True)) == {one["pk"] for one in subjects}
    return list(waiting.values_list("due_at", flat=True))


def test_another_day_of_the_call_moves_the_check_in_its_mail_and_the_queue(case) -> None:
    save(case, "CALL_2", called_on=RIGHT)
    assert planned(case).due_on == date(2026, 11, 23)

    save(case, "CALL_2", called_on=WRONG)

    check_in = planned(case)
    case.refresh_from_db()
    assert (check_in.due_on, check_in.counted_from, case.due_on) == (
        date(2026, 11, 27),
        WRONG,
        date(2026, 11, 27),
    )
    assert mails_at(check_in) == [moment("2026-11-27 09:00")]


def test_another_promised_day_moves_the_check_in_and_its_own_follow_up(case) -> None:
    call = save(case, "CALL_3", called_on=RIGHT, promised="A letter", promised_on=date(2026, 12, 10))
    services.remind_of_promise(call=call, by=patient_of(case), at=NOW)

    save(case, "CALL_3", called_on=RIGHT, promised="A letter", promised_on=date(2026, 12, 1))

    days = FollowUp.objects.filter(case=case, state="OPEN").values_list("kind", "due_on", "counted_from")
    assert sorted(days) == [
        ("CALL_3", date(2026, 12, 2), date(2026, 12, 1)),
        ("PROMISED", date(2026, 12, 2), date(2026, 12, 1)),
    ]


def test_a_day_chosen_by_hand_stays_and_the_page_of_the_call_says_so(case, client_for) -> None:
    call = save(case, "CALL_2", called_on=RIGHT)
    followups.move(follow_up=planned(case), to=date(2026, 12, 4), by=patient_of(case), at=NOW)

    save(case, "CALL_2", called_on=WRONG)

    check_in = planned(case)
    assert (check_in.due_on, check_in.moved_from, check_in.counted_from) == (
        date(2026, 12, 4),
        date(2026, 11, 27),
        WRONG,
    )
    body = client_for(case.opened_by).get(url("call_detail", case, call.public_id)).content.decode()
    assert "The next check-in is on Friday, December 4, 2026." in body
    assert "Somebody chose this day, so it stays when you change the call." in body


def test_without_the_last_call_the_check_in_is_counted_from_the_one_before(case) -> None:
    save(case, "CALL_2", called_on=RIGHT)
    second = save(case, "CALL_3", number=2, called_on=WRONG)

    services.remove_call(call=second, by=patient_of(case), at=NOW)

    assert (planned(case).counted_from, planned(case).due_on) == (RIGHT, date(2026, 11, 23))


def test_without_any_call_the_check_in_is_counted_from_the_sending(case) -> None:
    call = save(case, "CALL_2", called_on=WRONG)
    packet = case.packets.create(
        organization=case.organization,
        number=1,
        contents={},
        contents_sha256="0" * 64,
        template_version="1",
        signed_name="Ana Sample",
        signed_by=case.opened_by,
        signed_at=NOW,
    )
    case.submissions.create(
        organization=case.organization,
        packet=packet,
        sent_on=RIGHT,
        way="FAX",
        recorded_at=NOW,
    )

    services.remove_call(call=call, by=patient_of(case), at=NOW)

    case.refresh_from_db()
    assert (planned(case).kind, planned(case).counted_from) == ("CALL_2", RIGHT)
    assert (case.next_action, case.due_on) == ("CALL_2", planned(case).due_on)


def test_an_older_call_put_right_leaves_the_check_in_after_the_newer_one(case) -> None:
    save(case, "CALL_2", called_on=WRONG)
    save(case, "CALL_3", number=2, called_on=WRONG)

    save(case, "CALL_2", called_on=WRONG - timedelta(days=6))

    assert planned(case).counted_from == WRONG


def test_the_answer_of_another_call_for_the_same_day_is_not_moved(case) -> None:
    day = date(2026, 12, 10)
    call = save(case, "CALL_1", called_on=RIGHT, promised="A letter", promised_on=day)
    other = save(case, "CALL_1", number=2, called_on=RIGHT, promised="A call", promised_on=day)
    for one in (call, other):
        services.remind_of_promise(call=one, by=patient_of(case), at=NOW)

    save(case, "CALL_1", called_on=RIGHT, promised="A letter", promised_on=date(2026, 12, 1))

    kept = FollowUp.objects.filter(case=case, state="OPEN").values_list("what", "counted_from")
    assert dict(kept) == {"A letter": date(2026, 12, 1), "A call": date(2026, 12, 10)}


def test_the_history_tells_that_the_check_in_was_counted_again(case, client_for) -> None:
    save(case, "CALL_2", called_on=RIGHT)
    save(case, "CALL_2", called_on=WRONG)

    body = client_for(case.opened_by).get(f"/cases/{case.public_id}/timeline/").content.decode()

    assert "Follow-up counted again from a corrected call" in body

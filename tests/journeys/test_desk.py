"""A working day: sign in, clear ten late cases, assign many, snooze, a call, an answer, an export."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys import people
from tests.journeys.steps import sign_in_as_staff
from tests.journeys.traveller import DESK, Traveller
from tests.staff.test_phone_intake import CALL

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-people")]
LOOKS_AT_A_JOB = 30


def test_a_working_day(portal, browser):
    found = portal.run_module("tests.journeys.desk_seed")
    with Traveller(browser, portal, script=True, viewport=DESK) as worker:
        sign_in_as_staff(worker, found)
        _clear(worker, found["late"])
        _assign_all(worker, found["worker"])
        _snooze(worker, found["waiting"][0])
        opened = _phone_intake(worker)
        _write_down_the_answer(worker, found["waiting"][1])
        table = _export(worker)
        problems = worker.problems
    assert opened in table
    assert table.count("\n") >= len(found["late"]) + 2
    assert "depression" not in table
    assert not problems, "\n".join(problems)


def _main(worker: Traveller):
    return worker.page.locator("main")


def _clear(worker: Traveller, late: list[str]) -> None:
    """The list says what is late; each case gets its next step and a note in one go, and leaves the list."""
    next_week = people.today() + timedelta(days=7)
    for _number in late:
        worker.open("/q/?due=late")
        worker.press("tbody a.reference")
        worker.press('a[href$="/act/"]')
        worker.answer_page({"due_on": next_week, "note": "Called: they call back"})
    worker.open("/q/?due=late")
    expect(_main(worker)).to_contain_text("No cases match these filters.")


def _assign_all(worker: Traveller, owner: int) -> None:
    worker.open("/q/?owner=nobody")
    worker.page.locator("#bulk_everything").check()
    _begin(worker, "ASSIGN")
    worker.answer_page({"owner": str(owner)})
    worker.press_main()
    _wait_for_the_job(worker)
    expect(_main(worker)).to_contain_text("All 12 cases done")
    worker.open("/q/?owner=nobody")
    expect(_main(worker)).to_contain_text("No cases match these filters.")


def _snooze(worker: Traveller, case: str) -> None:
    worker.open(reverse("staff:snooze", args=[case]))
    worker.answer_page({"until": people.today() + timedelta(days=5), "because": "Waits for the card"})
    expect(_main(worker)).to_contain_text("Snoozed until")
    worker.open("/q/?owner=me")
    expect(worker.page.locator(f'tbody a[href*="{case}"]')).to_have_count(0)


def _phone_intake(worker: Traveller) -> str:
    worker.open("/q/")
    worker.press('a[href$="/q/new/"]')
    worker.press_main()
    assert worker.errors(), "consent and answers are asked for"
    worker.answer_page({name: _as_typed(answer) for name, answer in CALL.items()})
    expect(_main(worker)).to_contain_text("Opened for the patient")
    return worker.page.locator("h1").inner_text().removeprefix("Case ")


def _as_typed(answer):
    return True if answer == "yes" else answer


def _write_down_the_answer(worker: Traveller, case: str) -> None:
    worker.open(reverse("staff:case", args=[case]))
    worker.press('aside a[href$="/answer/"]')
    worker.open(reverse("decisions:answer_add", args=[case]))
    worker.answer_page({"answer": "DENIED", "heard_on": "today", "is_in_writing": "NO"})
    worker.open(reverse("staff:case", args=[case]))
    expect(_main(worker)).to_contain_text("Answers: 1")


def _export(worker: Traveller) -> str:
    worker.open("/q/?stage=any")
    worker.page.locator("#bulk_everything").check()
    _begin(worker, "EXPORT")
    worker.press_main()
    _wait_for_the_job(worker)
    return worker.download('a.button[href$="/file/"]').decode("utf-8-sig")


def _begin(worker: Traveller, kind: str) -> None:
    worker.page.locator("#bulk_kind").select_option(kind)
    worker.press(".bulk-bar button[type=submit]")


def _wait_for_the_job(worker: Traveller) -> None:
    for _look in range(LOOKS_AT_A_JOB):
        if worker.page.locator(".box-next").count():
            return
        worker.page.wait_for_timeout(1000)
    raise AssertionError(f"the job is not done: {_main(worker).inner_text()[:500]}")

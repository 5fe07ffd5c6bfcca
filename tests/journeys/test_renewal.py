"""An approval ends soon: what was used, the network again, progress, a packet, and the next yes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys import people, steps
from tests.journeys.traveller import DESK, PHONE, Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-people")]


@pytest.mark.parametrize(("script", "size"), [(False, PHONE), (True, DESK)])
def test_from_one_yes_to_the_next(portal, browser, script, size):
    found = portal.run_module("tests.journeys.renewal_seed", f"renew-{size['width']}@patients.example")
    case = found["case"]
    with Traveller(browser, portal, script=script, viewport=size) as patient:
        cookies = {"sid": found["session"], "language": "en"}
        patient.context.add_cookies([{"name": n, "value": v, "url": portal.url} for n, v in cookies.items()])
        patient.open(reverse("renewals:overview", args=[case]))
        _count(patient)
        _prepare(patient, case)
        _send(patient, case)
        _hear(patient)
        _change(patient, case)
        problems = patient.problems
    assert not problems, "\n".join(problems)


def _count(person: Traveller) -> None:
    expect(_main(person)).to_contain_text("That is in 25 days.")
    person.press('a[href$="/renew/used/add/"]')
    person.answer_page({"used_on": "today", "units": "5", "source": "ENTERED"})
    expect(_main(person)).to_contain_text("7 days")


def _prepare(person: Traveller, case: str) -> None:
    today = people.today()
    person.press('a[href$="/renew/start/"]')
    person.press_main()
    person.press('.box-next a.button[href$="/next/"]')
    assert person.page.locator('[name="amount"]').input_value() == "12", "as much as was approved"
    person.answer_page({"ends_on": today + timedelta(days=70), "what_changed": "Two days a week."})
    person.press('a.task-link[href$="/network/"]')
    person.press(person.page.locator("main a", has_text="Call and log it").first)
    person.press(person.page.locator('main button[value="NOT_TAKING"]'))
    person.open(reverse("renewals:overview", args=[case]))
    person.press('.box-next a.button[href*="/renew/"]')
    person.press('a.task-link[href$="/network/"]')
    expect(_main(person)).to_contain_text("1 office called since the approval")
    person.answer_page({"still_no_office": "YES"})
    person.press('a.task-link[href$="/progress/"]')
    person.answer_page(
        {"progress": "PHQ-9 from 21 to 12.", "progress_by": "Dana Example, MD", "progress_on": today}
    )


def _send(person: Traveller, case: str) -> None:
    person.press('a.task-link[href*="for=RENEWAL"]')
    person.press_main()
    person.press('a.button[href*="/sign/"], #main-form .actions button.button')
    person.answer_page({"is_true": True, "signed_name": "Ana Sample"})
    steps._wait_until_ready(person)
    text = steps.read_packet(steps.download_packet(person))
    assert "PHQ-9 from 21 to 12." in text
    assert "12 days 5 days 7 days" in text
    person.open(reverse("submissions:record", args=[case]))
    person.answer_page(people.ana().sending)


def _hear(person: Traveller) -> None:
    person.open(reverse("renewals:overview", args=[steps.case_of(person)]))
    person.press('.box-next a.button[href*="/renew/"]')
    expect(_main(person)).to_contain_text("The plan owes the answer.")
    person.press('a.button[href*="?renewal="]')
    person.answer_page({"answer": "APPROVED", "heard_on": "today", "is_in_writing": "NO"})
    person.open(reverse("renewals:overview", args=[steps.case_of(person)]))
    expect(_main(person)).to_contain_text("From the first yes until now")
    expect(_main(person)).to_contain_text("Asked to go on")


def _change(person: Traveller, case: str) -> None:
    today = people.today()
    person.press('a[href$="/renew/changes/add/"]')
    left = {"kind": "PROVIDER_LEFT", "provider_name": "Example Desert Program", "course": "SERIOUS"}
    days = {"happens_on": today + timedelta(days=20), "notice_on": today - timedelta(days=2)}
    person.answer_page({**left, **days})
    expect(_main(person)).to_contain_text("90 days after it")
    person.press('main a.button[href$="/change/"]')
    person.answer_page({"asked_plan_on": today, "asked_plan_answer": "Kim, R-5: yes"})
    expect(_main(person)).to_contain_text("Kim, R-5: yes")


def _main(person: Traveller):
    return person.page.locator("main")

"""No answer came: a step up, a written demand, then a complaint to the office that watches over the plan."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys import people, steps
from tests.journeys.traveller import DESK, PHONE, Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-people")]


@pytest.mark.parametrize(("script", "size"), [(False, PHONE), (True, DESK)])
def test_from_silence_to_an_answered_complaint(portal, browser, script, size):
    found = portal.run_module("tests.journeys.escalation_seed", f"late-{size['width']}@patients.example")
    case = found["case"]
    with Traveller(browser, portal, script=script, viewport=size) as patient:
        cookies = {"sid": found["session"], "language": "en"}
        patient.context.add_cookies([{"name": n, "value": v, "url": portal.url} for n, v in cookies.items()])
        patient.open(reverse("ladder:rungs", args=[case]))
        expect(patient.page.locator("main")).to_contain_text("The time that a rule gives the plan is over.")
        _take(patient, "A supervisor", "They will look at it.", promised=people.today() + timedelta(days=3))
        _demand(patient)
        _complain(patient, case)
        _send(patient)
        _hear(patient)
        patient.open(reverse("tracker:timeline", args=[case]))
        expect(patient.page.locator("main")).to_contain_text("Answer to a complaint written down")
        problems = patient.problems
    assert not problems, "\n".join(problems)


def _take(person: Traveller, title: str, result: str, *, promised: date | None = None) -> None:
    person.press(person.page.locator("main .card h3 a", has_text=title))
    expect(person.page.locator("main")).to_contain_text("REQ-9")
    person.answer_page(
        {
            "done_on": "today",
            "way": "PHONE",
            "person": "Sam",
            "reference": "S-1",
            "result": result,
            **({"promised_on": promised} if promised else {}),
        }
    )
    expect(person.page.locator("main")).to_contain_text(result)


def _demand(person: Traveller) -> None:
    person.press(person.page.locator("main .card h3 a", has_text="A written demand"))
    assert person.download('a[href*="/sheets/demand/"]').startswith(b"%PDF")
    person.answer_page({"done_on": "today", "way": "FAX", "result": "Sent, the fax report says OK."})


def _complain(person: Traveller, case: str) -> None:
    person.press(person.page.locator("main .card h3 a", has_text="The office that watches over the plan"))
    person.press('a.button[href$="/complain/"]')
    person.press('a.button[href$="/complain/start/"]')
    assert person.page.locator('[name="offices"][value="us-ebsa"]').is_checked(), (
        "it is the one for this plan"
    )
    person.press_main()
    assert person.page.locator('[name="reasons"][value="NO_ANSWER"]').is_checked(), "the day is over"
    person.fill({"statement": "It is unfair that nobody answers since October."})
    person.press_main()
    expect(person.page.locator("main")).to_contain_text("You wrote “unfair”")
    person.answer_page({"statement": "Nobody answers since October 24."})


def _send(person: Traveller) -> None:
    """The packet for this very complaint; that it was sent is known from its sending."""
    person.press('a[href*="for=REGULATOR"]')
    person.press_main()
    person.press('a.button[href*="/sign/"], #main-form .actions button.button')
    person.answer_page({"is_true": True, "signed_name": "Ana Sample"})
    steps._wait_until_ready(person)
    text = steps.read_packet(steps.download_packet(person))
    assert "Nobody answers since October 24." in text
    assert "asked for a supervisor" in text
    person.press('a.button[href*="/complain/"]')
    person.open(reverse("submissions:record", args=[steps.case_of(person)]))
    person.answer_page(people.ana().sending)


def _hear(person: Traveller) -> None:
    person.open(reverse("complaints:complaint_list", args=[steps.case_of(person)]))
    person.press("main .card h3 a")
    expect(person.page.locator("main")).to_contain_text("Ask where it is")
    person.press('a.button[href$="/sent/"]')
    person.answer_page({"number": "EB-77", "way": "ONLINE"})
    person.press('a.button[href$="/answer/"]')
    person.answer_page({"answered_on": people.today(), "answer": "The plan must decide within 10 days."})
    expect(person.page.locator("main")).to_contain_text("The plan must decide within 10 days.")

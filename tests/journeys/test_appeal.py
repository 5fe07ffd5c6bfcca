"""The plan said no: the last day, the proof, the packet, the sending, and a no that became a yes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from requests_app.common.dates import weekday_date
from tests.journeys import people, steps
from tests.journeys.traveller import PHONE, Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-people")]
WORDS = "In-network providers are available."


@pytest.mark.parametrize(("script", "size"), [(False, PHONE)])
def test_from_a_no_to_a_yes(portal, browser, script, size):
    found = portal.run_module("tests.journeys.appeal_seed", f"denied-{size['width']}@patients.example")
    case = found["case"]
    with Traveller(browser, portal, script=script, viewport=size) as patient:
        cookies = {"sid": found["session"], "language": "en"}
        patient.context.add_cookies([{"name": n, "value": v, "url": portal.url} for n, v in cookies.items()])
        _hear_a_no(patient, case)
        _start(patient, case)
        _get_ready(patient)
        text = _make_the_packet(patient)
        assert f"“{WORDS}”" in text
        assert "Row 1 of the search table, Example Office 1: Said it is not taking new patients." in text
        assert "Parity: how this care compares" in text
        assert "Request for the claim file and criteria" in text
        _send(patient, case)
        _hear_a_yes(patient)
        patient.open(reverse("tracker:timeline", args=[case]))
        expect(patient.page.locator("main")).to_contain_text("Answer to the appeal written down")
        problems = patient.problems
    assert not problems, "\n".join(problems)


def _hear_a_no(person: Traveller, case: str) -> None:
    person.open(reverse("decisions:answer_add", args=[case]))
    dated = people.today() - timedelta(days=4)
    person.answer_page(
        {
            "answer": "DENIED",
            "heard_on": "yesterday",
            "is_in_writing": "YES",
            "letter_dated_on": dated,
        }
    )
    if not person.path.endswith("/no/"):
        person.press('a[href$="/no/"]')
    person.answer_page(
        {
            "reason": "NETWORK",
            "reason_words": WORDS,
            "appeal_by": dated + timedelta(days=200),
            "appeal_way": "Fax 800-555-0177",
            "peer_possible": "YES",
        }
    )


def _start(person: Traveller, case: str) -> None:
    person.open(reverse("appeals:appeal_list", args=[case]))
    by_rule = people.today() - timedelta(days=4) + timedelta(days=180)
    expect(person.page.locator("main")).to_contain_text(weekday_date(by_rule))
    person.press('a.button[href*="/appeal/start/"]')
    person.answer_page({"level": "INTERNAL", "is_expedited": "YES"})
    main = person.page.locator("main")
    expect(main).to_contain_text("+ 180 calendar days")
    expect(main).to_contain_text("It is earlier than the day in the letter, so it counts.")


def _get_ready(person: Traveller) -> None:
    person.press('a[href$="/deadline/"]')
    person.press_main()
    person.press('a[href$="/proof/"]')
    ticked = person.page.locator('[name="answers"]:checked')
    assert ticked.count() == 3, "the offices that could not help answer a reason about the network"
    person.answer_page({"new_proof": "Two more offices were called; neither has a place before January."})
    person.press('a[href$="/statement/"]')
    person.fill({"statement": "This is unfair."})
    person.press_main()
    expect(person.page.locator("main")).to_contain_text("unfair")
    person.answer_page({"statement": "The letter names no provider. Three offices said they are full."})
    person.press('a[href$="/claim-file/"]')
    person.answer_page({"claim_file_asked_on": people.today(), "claim_file_way": "Phone, reference C-4"})
    person.press('a[href$="/where/"]')
    assert person.page.locator('[name="send_to"]').input_value() == "Fax 800-555-0177", "known from the no"
    person.press_main()
    person.press('a[href$="/doctors/"]')
    assert person.download('a[href*="/sheets/peer-to-peer/"]').startswith(b"%PDF")
    person.press('a.button[href$="/doctors/edit/"]')
    person.answer_page({"clinician_name": "Dr. Ann Example", "asked_on": people.today()})
    person.press('a.button[href$="/doctors/held/"]')
    person.answer_page({"took_place": "YES", "held_on": "today", "outcome": "STAYS"})


def _make_the_packet(person: Traveller) -> str:
    person.open(reverse("appeals:appeal_list", args=[steps.case_of(person)]))
    person.press("main .card h2 a")
    person.press('a[href*="for=APPEAL"]')
    person.press_main()
    person.press('a.button[href*="/sign/"], #main-form .actions button.button')
    person.answer_page({"is_true": True, "signed_name": "Ana Sample"})
    steps._wait_until_ready(person)
    return " ".join(steps.read_packet(steps.download_packet(person)).split())


def _send(person: Traveller, case: str) -> None:
    person.open(reverse("submissions:record", args=[case]))
    person.answer_page(people.ana().sending)
    person.open(reverse("appeals:appeal_list", args=[case]))
    person.press("main .card h2 a")
    main = person.page.locator("main")
    expect(main).to_contain_text("no answer yet")
    expect(main).to_contain_text("+ 72 hours = ")
    person.press('a[href$="/answer-due/"]')
    person.answer_page({"number": "AP-5"})


def _hear_a_yes(person: Traveller) -> None:
    person.press('a.button[href$="/outcome/"]')
    person.answer_page({"outcome": "OVERTURNED", "heard_on": "today", "is_in_writing": "NO"})
    expect(person.page.locator("main")).to_contain_text("Yes to all")

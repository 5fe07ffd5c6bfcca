"""From a yes to a statement that was processed otherwise, to the letter, the sending and what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.architecture.samples import PICTURE
from tests.journeys import people, steps
from tests.journeys.test_answer import ALL_YES
from tests.journeys.traveller import PHONE, Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-people")]
LINE = {
    "service": "H0015",
    "words": "Program day",
    "units": "1",
    "billed": "341.28",
    "allowed": "200",
    "plan_paid": "0",
    "deductible": "200",
    "copay": "0",
    "coinsurance": "0",
    "not_covered": "141.28",
    "patient_owes": "341.28",
    "codes": "N130",
}
TOTALS = {"billed": "341.28", "allowed": "200", "plan_paid": "0", "patient_owes": "341.28"}


@pytest.mark.parametrize(("script", "size"), [(False, PHONE)])
def test_from_a_yes_to_a_wrong_statement_to_the_letter(portal, browser, script, size):
    found = portal.run_module("tests.journeys.escalation_seed", f"bill-{size['width']}@patients.example")
    case = found["case"]
    with Traveller(browser, portal, script=script, viewport=size) as patient:
        cookies = {"sid": found["session"], "language": "en"}
        patient.context.add_cookies([{"name": n, "value": v, "url": portal.url} for n, v in cookies.items()])
        _hear_yes(patient, case)
        _type_the_statement(patient, case)
        text = _make_the_letter(patient)
        assert "Processed as out of network." in text
        assert "Rate: $300.00 for one day" in text
        assert "Exhibit A: Explanation of benefits" in text
        assert "Exhibit B: Answer from the plan" in text
        _send(patient, case)
        _ask_again_and_hear(patient, case)
        patient.open(reverse("tracker:timeline", args=[case]))
        expect(_main(patient)).to_contain_text("Answer about a claim written down")
        problems = patient.problems
    assert not problems, "\n".join(problems)


def _hear_yes(person: Traveller, case: str) -> None:
    today = people.today()
    person.open(reverse("decisions:answer_add", args=[case]))
    dated = today - timedelta(days=12)
    person.answer_page(
        {"answer": "APPROVED", "heard_on": "yesterday", "is_in_writing": "YES", "letter_dated_on": dated}
    )
    _choose_a_picture(person)
    person.press_main()
    days = {"starts_on": today - timedelta(days=10), "ends_on": today + timedelta(days=60)}
    person.answer_page({**ALL_YES, **days, "authorization_number": "A-78"})
    person.press('main a.button[href$="/lines/new/"]')
    line = {"code": "H0015", "units": "36", "unit": "DAYS", "rate": "300", "rate_unit": "DAYS"}
    person.answer_page(line)


def _type_the_statement(person: Traveller, case: str) -> None:
    today = people.today()
    person.open(reverse("eobs:eob_list", args=[case]))
    person.press('main a.button[href$="/bills/new/"]')
    _choose_a_picture(person, "statement.png", PICTURE + b"statement")
    person.press_main()
    day = {"service_from": today - timedelta(days=5), "processed_on": today - timedelta(days=1)}
    person.answer_page({"status": "PROCESSED", **day})
    person.answer_page({"billing_name": "Example Desert Program", "kind": "FACILITY"})
    person.answer_page({"network": "OUT_OF_NETWORK"})
    person.press('main a.button[href$="/lines/new/"]')
    person.answer_page(LINE)
    person.press("main a.button >> nth=0")
    person.answer_page(TOTALS)
    person.answer_page({"claim_number": "77-1"})
    person.press_main()
    expect(_main(person)).to_contain_text("The plan processed this as out of network.")
    expect(_main(person)).to_contain_text("We cannot see your plan’s records.")


def _make_the_letter(person: Traveller) -> str:
    person.press('main a[href*="/back/start/"]')
    assert person.page.locator('[name="points"]:checked').count() > 1, "what does not match is ticked"
    person.press_main()
    person.press('.box-next a.button[href$="/call/"]')
    expect(_main(person)).to_contain_text("The authorization number is A-78.")
    assert person.download('a[href*="/sheets/bill-call/"]').startswith(b"%PDF")
    person.press("a.back")
    person.press('a.task-link[href$="/office/"]')
    assert person.download('a[href*="/sheets/billing-office/"]').startswith(b"%PDF")
    person.answer_page({"office_told_on": "today"})
    person.press('a.task-link[href*="for=BILL"]')
    person.press_main()
    person.press('a.button[href*="/sign/"], #main-form .actions button.button')
    person.answer_page({"is_true": True, "signed_name": "Ana Sample"})
    steps._wait_until_ready(person)
    return " ".join(steps.read_packet(steps.download_packet(person)).split())


def _send(person: Traveller, case: str) -> None:
    person.open(reverse("submissions:record", args=[case]))
    person.answer_page(people.ana().sending)
    person.open(reverse("eobs:eob_list", args=[case]))
    person.press('main a[href*="/bills/"]:not([href*="new"]):not([href*="picture"])')
    person.press('main a[href*="/back/"]')
    expect(_main(person)).to_contain_text("Asked for")
    expect(_main(person)).to_contain_text("The day is ours, to ask; it is not a promise.")


def _ask_again_and_hear(person: Traveller, case: str) -> None:
    person.press('a[href$="/still-waiting/"]')
    promised = people.today() + timedelta(days=9)
    person.answer_page(
        {"asked_again_on": "today", "answer_due_on": promised, "answer_due_from": "Jo, on the phone"}
    )
    expect(_main(person)).to_contain_text("Where that comes from: Jo, on the phone.")
    person.press('.box-next a.button[href$="/outcome/"]')
    person.answer_page({"outcome": "CORRECTED", "decided_on": people.today(), "answer": "It was a mistake."})
    expect(_main(person)).to_contain_text("When the corrected statement (EOB) comes, add it.")
    person.open(reverse("decisions:answer_list", args=[case]))
    expect(_main(person)).to_contain_text("Answers of your plan (1)")


def _choose_a_picture(person: Traveller, name: str = "letter.png", data: bytes = PICTURE) -> None:
    person.page.locator('#main-form input[type="file"] >> nth=0').set_input_files(
        {"name": name, "mimeType": "image/png", "buffer": data}
    )


def _main(person: Traveller):
    return person.page.locator("main")

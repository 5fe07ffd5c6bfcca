"""A yes to a part: held against what was asked, put right by a call, then written anew with its letter."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.architecture.samples import PICTURE
from tests.journeys import people
from tests.journeys.traveller import DESK, PHONE, Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-people")]
STARTS, ENDS = date(2026, 12, 7), date(2027, 2, 5)
ALL_YES = dict.fromkeys(
    (
        "provider_named",
        "facility_fees",
        "professional_fees",
        "in_network_cost_share",
        "in_network_deductible",
        "rate_signed",
        "no_billing_the_rest",
    ),
    "YES",
)


@pytest.mark.parametrize(("script", "size"), [(False, PHONE), (True, DESK)])
def test_from_a_yes_in_part_to_one_that_was_put_right(portal, browser, script, size):
    found = portal.run_module("tests.journeys.answer_seed", f"part-{size['width']}@patients.example")
    case = found["case"]
    with Traveller(browser, portal, script=script, viewport=size) as patient:
        cookies = {"sid": found["session"], "language": "en"}
        patient.context.add_cookies([{"name": n, "value": v, "url": portal.url} for n, v in cookies.items()])
        patient.open(reverse("insurer_calls:call_detail", args=[case, found["call"]]))
        patient.press('a.button[href*="/answer/new/"]')
        _write_down_the_part(patient)
        _ask_what_is_open(patient)
        patient.press('a.later[href$="/answer/new/"]')
        _write_down_the_whole(patient)
        patient.open(reverse("decisions:answer_list", args=[case]))
        expect(_main(patient)).to_contain_text("Earlier answers")
        patient.open(reverse("tracker:timeline", args=[case]))
        expect(_main(patient)).to_contain_text("Letter with the answer added")
        problems = patient.problems
    assert not problems, "\n".join(problems)


def _write_down_the_part(person: Traveller) -> None:
    page = person.page
    assert page.locator('[name="answer"][value="PARTLY"]').is_checked(), "heard on the call"
    person.press_main()
    assert page.locator('[name="professional_fees"][value="NOT_STATED"]').is_checked()
    assert page.locator('[name="authorization_number"]').input_value() == "A-77"
    person.answer_page({"starts_on": STARTS, "ends_on": ENDS})
    expect(_main(person)).to_contain_text("Next: Write down each line of the approval")
    person.press('section a.button[href$="/lines/new/"]')
    person.answer_page({"code": "H0015", "units": "12", "unit": "DAYS"})
    expect(_main(person)).to_contain_text("36 days")
    expect(_main(person)).to_contain_text("No line of the answer has this code with these modifiers.")
    person.press('section a.button[href$="/left-out/"]')
    assert page.locator('[name="left_out"][value="UNITS"]').is_checked(), "the lines show it"
    assert page.locator('[name="left_out"][value="CODES"]').is_checked(), "the lines show it"
    person.answer_page({"after_part": ["USE", "FIX"]})


def _ask_what_is_open(person: Traveller) -> None:
    expect(_main(person)).to_contain_text("Next: Ask the plan about what is open")
    person.press('section a.button[href$="/ask/"]')
    expect(_main(person)).to_contain_text("Your answer has 12 days. Can you correct it?")
    expect(_main(person)).to_contain_text("“I also asked for 0905. I can’t find it in your answer.")
    expect(_main(person)).to_contain_text("Does it cover the professional’s fees, too?")


def _write_down_the_whole(person: Traveller) -> None:
    yesterday = people.today() - timedelta(days=1)
    person.answer_page(
        {"answer": "APPROVED", "heard_on": "today", "is_in_writing": "YES", "letter_dated_on": yesterday}
    )
    person.page.locator('input[name="file"]').set_input_files(
        {"name": "letter.png", "mimeType": "image/png", "buffer": PICTURE}
    )
    person.press_main()
    person.answer_page({**ALL_YES, "starts_on": STARTS, "ends_on": ENDS, "authorization_number": "A-78"})
    for code in ("H0015", "0905"):
        person.press('main a.button[href$="/lines/new/"]')
        person.answer_page({"code": code, "units": "36", "unit": "DAYS"})
    expect(_main(person)).to_contain_text("Every line you asked for is there as you asked for it.")
    expect(_main(person)).to_contain_text("Next: Use it, and count what you use")
    person.press('main a[href*="/papers/"]')


def _main(person: Traveller):
    return person.page.locator("main")

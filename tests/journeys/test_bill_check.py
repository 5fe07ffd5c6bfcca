"""A visitor with a statement in the hand: in two minutes to what is wrong with it, then to a request."""

from __future__ import annotations

from datetime import date

import pytest

from tests.journeys import steps
from tests.journeys.traveller import Answers, Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-people")]
PHONE = {"width": 390, "height": 844}
TYPED: tuple[Answers, ...] = (
    {
        "service_from": date(2026, 3, 2),
        "network": "OUT_OF_NETWORK",
        "billed": "500",
        "allowed": "200",
        "plan_paid": "100",
        "patient_owes": "400",
    },
    {"deductible": "100", "not_covered": "300", "code": "90837", "units": "1", "reasons": "PR-242"},
    {"said": "AGREEMENT"},
    {
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "codes": "90837",
        "units": "20",
        "unit": "VISITS",
    },
    {
        "in_network_cost_share": "YES",
        "in_network_deductible": "YES",
        "no_billing_the_rest": "YES",
        "copay": "30",
    },
    {"has_bill": "YES", "provider_asks": "450"},
)
# With everything there is to tell: five seconds for each answer make two minutes.
MOST_ANSWERS = 24


@pytest.mark.parametrize(
    ("script", "language"), [(True, "en"), (False, "es")], ids=["with scripts", "without, in Spanish"]
)
def test_from_the_front_page_to_a_request_with_the_bill_in_it(script, language, portal, browser):
    email = f"bill-{language}@example.com"
    with Traveller(browser, portal, script=script, language=language, viewport=PHONE) as visitor:
        visitor.context.add_cookies([{"name": "language", "value": language, "url": portal.url}])
        visitor.open("/bill-check/?way=example")
        visitor.look_closely("example")
        visitor.open("/bill-check/?way=file")
        visitor.look_closely("file")
        visitor.open("/")
        visitor.press('main a[href="/bill-check/"]')
        assert check_a_bill(visitor) <= MOST_ANSWERS
        print_it_and_come_back(visitor)
        bill = keep_it(visitor, email)
        assert "450" in bill
    assert not visitor.problems, "\n".join(visitor.problems)


def check_a_bill(visitor: Traveller) -> int:
    """Returns how many answers it took."""
    visitor.press_main()
    assert visitor.errors(), "an empty page says what is missing"
    visitor.look_closely("with problems")
    given = 0
    for number, answers in enumerate(TYPED, start=1):
        given += len(visitor.fill(answers))
        visitor.press_main()
        assert not visitor.errors()
        visitor.look_closely(f"page {number}")
    assert visitor.page.locator("svg.claims-picture").count() == 1
    return given


def print_it_and_come_back(visitor: Traveller) -> None:
    visitor.press("button[value=sheet]")
    visitor.look_closely("sheet")
    visitor.press("main form button")
    visitor.fill({"coverage": "JOB", "plan_state": "AZ"})
    visitor.press("button[value=plan]")
    visitor.look_closely("for this plan")


def keep_it(visitor: Traveller, email: str) -> str:
    """Two questions, a code, one agreement; returns what the page of the bill says."""
    visitor.press('button[formaction$="/keep/"]')
    for answer in ("ME", "YES"):
        visitor.answer_page({"answer": answer})
    before = len(visitor.portal.mails(to=email))
    visitor.answer_page({"email": email})
    steps.enter_the_code(visitor, email, after=before)
    visitor.answer_page({"agrees": True})
    assert visitor.here == "/cases/…/bills/"
    visitor.press("main .cards h3 a, main .cards h2 a, main .card a")
    return visitor.page.locator("main").inner_text()

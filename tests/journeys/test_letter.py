"""The clinician’s link through the real server: a mail scanner first, then the clinician."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest

from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-pages")]
SEED = "tests.journeys.letter_pages"
# What asking for a code and typing wrong ones may leave behind, and nothing else.
MAY_CHANGE = {"code_hash", "code_sent_at", "codes_sent", "wrong_codes", "locked_until"}
ROUNDS = 4


@pytest.fixture(scope="module")
def asked(portal):
    found = portal.run_module(SEED)
    mail = portal.wait_for_mail(to=found["email"])
    assert mail.subject.startswith("A request from a patient: review by ")
    found["link"] = re.search(r"https?://\S+/c/\S+/", mail.body).group()
    return found


def test_a_robot_that_opens_everything_and_posts_every_form_changes_nothing(asked, portal, browser):
    before = portal.run_module(SEED, "row")
    for _round in range(ROUNDS):
        Robot(browser).walk(asked["link"])
    after = portal.run_module(SEED, "row")

    assert {name for name in before if before[name] != after[name]} <= MAY_CHANGE
    assert after["state"] == "SENT"
    assert len(portal.mails(to=asked["email"])) <= 3
    assert len(portal.mails(to=asked["patient"])) <= 1


def test_after_the_robot_the_clinician_still_gets_in_and_says_no(asked, portal, browser):
    portal.run_module(SEED, "unlock")
    sent = len(portal.mails(to=asked["email"]))
    with Traveller(browser, portal, script=True) as person:
        person.open(asked["link"])
        assert "/c/r/" in person.path
        person.press("text=Send me a code")
        mail = portal.wait_for_mail(to=asked["email"], after=sent)
        person.answer_page({"code": re.search(r"(\d{3}) (\d{3})", mail.body).expand(r"\1 \2")})
        assert "Ana Sample" in person.page.content()
        person.press("text=I have a question")
        person.answer_page({"text": "Which start date?"})
        person.press("a.back")
        person.press("text=I can’t do this")
        person.answer_page({"reason": "NO_TIME"})
        assert "You said that you cannot do it" in person.page.content()
        assert "Ana" not in person.page.content()
        person.press("text=Leave and lock this page")
    assert not person.problems, "\n".join(person.problems)
    told = portal.wait_for_mail(to=asked["patient"])
    assert told.subject == "You have a new message"


class Robot:
    """A mail scanner that runs scripts: follows every link below `/c/`, and posts every form twice."""

    def __init__(self, browser) -> None:
        self.context = browser.new_context()
        self.page = self.context.new_page()
        self.seen: set[str] = set()

    def walk(self, link: str) -> None:
        self.site = link.split("/c/")[0]
        waiting = [link]
        while waiting:
            address = waiting.pop()
            if address in self.seen:
                continue
            self.seen.add(address)
            self.page.goto(address)
            self.seen.add(self.page.url)
            waiting += self.links()
            for _twice in range(2):
                for number in range(self.page.locator("main form").count()):
                    self.post(number)
                    waiting += self.links()
                    self.page.goto(address)
        self.context.close()

    def links(self) -> list[str]:
        found = self.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        return [one for one in found if urlsplit(urljoin(self.site, one)).path.startswith("/c/")]

    def post(self, number: int) -> None:
        forms = self.page.locator("main form")
        if number >= forms.count():
            return
        form = forms.nth(number)
        for box in form.locator("input:not([type=hidden]), textarea").all():
            kind = box.get_attribute("type")
            if kind in ("radio", "checkbox"):
                box.check()
            else:
                box.fill("123456")
        with self.page.expect_navigation():
            form.evaluate("one => one.submit()")

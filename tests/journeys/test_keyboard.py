"""One question page with the keyboard alone: no mouse, no finger."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.traveller import DESK, Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-pages")]
FOCUS = """() => {
  const here = document.activeElement;
  const seen = getComputedStyle(here.closest(".choice") || here);
  return {
    name: here.name || "", tag: here.tagName, text: here.textContent.trim(),
    href: here.getAttribute("href") || "",
    isShown: seen.outlineStyle !== "none" || seen.boxShadow !== "none",
  };
}"""


def tab_to(page: Page, *, most: int = 20, **wanted: str) -> dict[str, str]:
    """Press Tab until the focus is there; every stop on the way must show that it has the focus."""
    for _number in range(most):
        page.keyboard.press("Tab")
        found: dict[str, str] = page.evaluate(FOCUS)
        assert found["isShown"], found
        if all(found[key] == value for key, value in wanted.items()):
            return found
    raise AssertionError(f"no {wanted} within {most} stops")


def test_a_question_is_answered_with_the_keyboard_alone(portal, browser):
    with Traveller(browser, portal, script=True, viewport=DESK) as traveller:
        traveller.open("/check/who/")
        page = traveller.page
        tab_to(page, href="#main")
        tab_to(page, name="answer")
        page.keyboard.press("Space")
        expect(page.locator('[name="answer"]:checked')).to_have_value("ME")
        tab_to(page, tag="BUTTON", text="Continue")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert traveller.path == "/check/care-when/"


def test_enter_in_a_text_box_continues_and_does_not_change_the_language(portal, browser):
    with Traveller(browser, portal, script=True, viewport=DESK) as traveller:
        traveller.open("/account/sign-in/")
        page = traveller.page
        tab_to(page, name="email")
        page.keyboard.type("nobody@example.com")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert traveller.path == "/account/code/"
        assert traveller.problems == []


def test_an_empty_form_puts_the_focus_on_the_summary_of_problems(portal, browser):
    with Traveller(browser, portal, script=True) as traveller:
        traveller.open("/check/who/")
        traveller.press_main()
        assert traveller.answer.status == 422
        expect(traveller.page.locator(".error-summary")).to_be_focused()
        traveller.page.locator(".error-summary a").first.click()
        expect(traveller.page.locator('[name="answer"]').first).to_be_focused()
        assert traveller.problems == []

"""Every page there is, in both languages, on the narrowest phone: what must hold for all of them."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-pages")]


@pytest.fixture(scope="module")
def plan(portal):
    return portal.run_module("tests.journeys.sample_pages")


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Paths that were pages in the language before: there it is enough to open them."""
    return set()


@pytest.fixture(scope="module")
def shapes() -> set[str]:
    """Pages that axe has seen: what differs in the words alone is not looked at whole again."""
    return set()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_holds_what_holds_for_all(language, plan, known, shapes, portal, browser):
    problems = []
    for opener in ("visitor", "patient", "clinician", "staff"):
        cookies = {"language": language, "sid": plan["sessions"].get(opener, "")}
        with Traveller(browser, portal, script=True, language=language) as person:
            person.context.add_cookies(
                [{"name": n, "value": value, "url": portal.url} for n, value in cookies.items() if value]
            )
            # Given with each page, and not sent to each of hundreds by itself.
            person.context.add_init_script(AXE_SCRIPT)
            person.shapes = shapes
            for _name, path, who in plan["pages"]:
                if who == opener and (path in known or _is_a_page(person, path)):
                    person.open(path)
                    assert person.answer.status == 200, f"{path} answered {person.answer.status}"
                    known.add(path)
            problems += person.problems
    assert not problems, "\n".join(problems)


def _is_a_page(person: Traveller, path: str) -> bool:
    """Files, pictures and what leads elsewhere are asked for in their own tests."""
    answer = person.context.request.get(person.portal.url + path, max_redirects=0)
    assert answer.status < 400, f"{path} answered {answer.status}"
    return answer.status == 200 and answer.headers.get("content-type", "").startswith("text/html")

"""A file from a phone to the case page and back, through the real server, with and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.claims.x12.good import DAY
from tests.claims.x12.remit import Payment, claim, file
from tests.documents import making
from tests.journeys.traveller import DESK, Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-pages")]


@pytest.fixture(scope="module")
def plan(portal):
    return portal.run_module("tests.journeys.sample_pages")


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_a_photo_is_kept_shown_and_handed_back(script, plan, portal, browser, tmp_path):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(making.noise(size=(1200, 1600 + script)))
    with Traveller(browser, portal, script=script) as person:
        sign_in(person, plan)
        person.open(page_of(plan, "listings:capture_add"))
        choose(person, photo)
        person.press_main()
        assert any("Choose the file again" in error for error in person.errors()), "the day is missing"
        choose(person, photo)
        person.answer_page({"seen_on": "yesterday", "shows": "Taking new patients"})
        if script:
            wide = person.page.locator(".page-picture").first.evaluate(
                "e => e.decode().then(() => e.naturalWidth)"
            )
            assert wide == 1200
        assert person.download("text=Download the file as it came") == photo.read_bytes()
    assert not person.problems, "\n".join(person.problems)


def test_a_file_that_is_too_large_is_answered_in_words_and_the_server_goes_on(
    plan, portal, browser, tmp_path
):
    large, small = tmp_path / "large.png", tmp_path / "page.pdf"
    large.write_bytes(making.picture() + b"x" * (26 * 1024 * 1024))
    small.write_bytes(making.pdf(2))
    with Traveller(browser, portal, script=True) as person:
        sign_in(person, plan)
        person.open(page_of(plan, "listings:capture_add"))
        choose(person, large)
        person.press_main()
        assert "The file must be smaller than 25 MB" in person.errors()
        choose(person, small)
        person.answer_page({"seen_on": "today"})
        assert person.page.locator(".page-picture").count() == 2
    assert not person.problems, "\n".join(person.problems)


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_staff_read_a_remittance_of_many_people_into_their_own_requests(
    script, plan, portal, browser, tmp_path
):
    number = f"CLM-88{int(script)}"
    own = claim(number, "500", "320", "30", DAY)
    stranger = claim("CLM-999", "100", "80", "", DAY, who=("NM1*QC*1*NOBODY*EVE****MI*X1",))
    era = tmp_path / "era.835"
    with Traveller(browser, portal, script=script, viewport=None if script else DESK) as person:
        person.context.add_cookies([{"name": "sid", "value": plan["sessions"]["staff"], "url": portal.url}])
        person.open("/q/bills/")
        person.press("text=Read a remittance file (835)")
        era.write_bytes(file(Payment((own, stranger)))[:-200])
        choose(person, era)
        person.press_main()
        assert any("ends in the middle" in error for error in person.errors())
        era.write_bytes(file(Payment((own, stranger))))
        choose(person, era)
        person.press_main()
        text = person.page.inner_text("main")
        assert "1 more does not surely fit any request" in text
        assert number in text
        assert "NOBODY" not in person.page.content()
        person.press_main()
        assert number in person.page.inner_text("main")
        person.press("text=See what does not match")
        assert person.path == "/q/bills/"
    assert not person.problems, "\n".join(person.problems)


def sign_in(person: Traveller, plan) -> None:
    person.context.add_cookies(
        [{"name": "sid", "value": plan["sessions"]["patient"], "url": person.portal.url}]
    )


def page_of(plan, route: str) -> str:
    return next(path for name, path, _who in plan["pages"] if name == route)


def choose(person: Traveller, file: Path) -> None:
    person.page.set_input_files("input[type=file]", file)

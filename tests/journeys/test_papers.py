"""A paper from a phone into the list: with and without scripts, in both languages, on a broken wire."""

from __future__ import annotations

import pytest

from tests.documents import making
from tests.journeys.cutting import wire
from tests.journeys.test_upload import page_of
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-pages")]
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def plan(portal):
    return portal.run_module("tests.journeys.sample_pages")


@pytest.fixture
def traveller(plan, portal, browser):
    """`traveller(script=True, language="en")`: the patient, signed in; ends without problems."""
    made = []

    def start(*, script: bool = True, language: str = "en") -> Traveller:
        person = Traveller(browser, portal, script=script, language=language, viewport=PHONE)
        cookies = {"sid": plan["sessions"]["patient"], "language": language}
        person.context.add_cookies([{"name": n, "value": v, "url": portal.url} for n, v in cookies.items()])
        made.append(person)
        return person

    yield start
    problems = [problem for person in made for problem in person.problems]
    for person in made:
        person.context.close()
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_a_photo_is_added_described_turned_and_moved(script, language, plan, traveller, tmp_path):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(making.noise(size=(1400 + script, 1800 + (language == "es"))))
    person, name = traveller(script=script, language=language), f"AAA {language} {script}"
    person.open(page_of(plan, "papers:paper_list"))
    person.press("main .actions a.button")
    person.page.set_input_files("#id_file_camera", photo)
    person.press_main()
    assert person.here.endswith("/change/")

    person.fill({"kind": "EOB", "title": name})
    person.press("button[name=turn][value=right]")
    assert person.page.locator("[name=title]").input_value() == name, "what was typed is there again"
    answers = {"kind": "EOB", "in_packet": "YES", "can_read": "YES"}
    person.answer_page(answers)

    card = person.page.locator(".paper-card", has_text=name)
    person.press(card.locator("button[value=up]"))
    person.press(person.page.locator(".paper-card", has_text=name).locator("button[name=use]"))
    person.press(person.page.locator(".paper-card h3 a", has_text=name))
    assert person.download('a[href$="/file/"]') == photo.read_bytes()
    if script:
        size = "e => e.decode().then(() => [e.naturalWidth, e.naturalHeight])"
        wide, high = person.page.locator(".page-picture").first.evaluate(size)
        assert wide > high, "it lies on its side now"


def test_a_file_we_do_not_take_is_answered_on_the_page_and_the_next_one_goes_in(plan, traveller, tmp_path):
    wrong, right = tmp_path / "words.txt", tmp_path / "page.pdf"
    wrong.write_bytes(b"only words")
    right.write_bytes(making.pdf(3))
    person = traveller()
    person.open(page_of(plan, "papers:paper_add"))
    person.page.set_input_files("#id_file", wrong)
    person.press_main()
    assert any("must be a PDF" in error for error in person.errors())
    assert person.page.title().startswith("Error:")
    assert person.page.evaluate("document.activeElement.className") == "error-summary"

    person.page.set_input_files("#id_file", right)
    person.press_main()
    assert "File saved, 3 pages." in person.page.locator(".flash").inner_text()

    person.open(page_of(plan, "papers:paper_add"))
    person.page.set_input_files("#id_file", right)
    person.press_main()
    assert any("You already added this file" in error for error in person.errors())


def test_one_file_at_a_time_the_later_choice_takes_the_place_of_the_first(plan, traveller, tmp_path):
    photo, file = tmp_path / "a.png", tmp_path / "b.png"
    photo.write_bytes(making.picture(color="red"))
    file.write_bytes(making.picture(color="yellow"))
    person = traveller()
    person.open(page_of(plan, "papers:paper_add"))
    person.page.set_input_files("#id_file", file)
    person.page.set_input_files("#id_file_camera", photo)
    assert person.page.evaluate("document.getElementById('id_file').files.length") == 0

    without = traveller(script=False)
    without.open(page_of(plan, "papers:paper_add"))
    without.page.set_input_files("#id_file", file)
    without.page.set_input_files("#id_file_camera", photo)
    without.press_main()
    assert "Select one file at a time: the file or the photo" in without.errors()


def test_a_wire_that_breaks_is_said_aloud_and_the_same_press_works_afterwards(
    plan, portal, traveller, tmp_path
):
    photo = tmp_path / "large.jpg"
    photo.write_bytes(making.noise(size=(3000, 4000)))
    person = traveller()
    with wire(portal) as connection:
        person.open(connection.url + page_of(plan, "listings:capture_add"))
        person.fill({"seen_on": "today", "shows": "my own words"})
        person.page.set_input_files("#id_file", photo)
        connection.most = 1_000_000
        person.press_main()

        assert any("The file did not upload: the connection broke." in error for error in person.errors())
        assert person.page.title().startswith("Error:")
        assert person.page.locator("[name=shows]").input_value() == "my own words"
        assert person.page.evaluate("document.getElementById('id_file').files.length") == 1
        person.page.locator("#main-form .actions button.button").wait_for()
        assert person.page.locator("[aria-disabled]").count() == 0

        connection.most = 1 << 40
        person.press_main()
    assert "my own words" in person.page.locator("main").inner_text()
    person.problems = [one for one in person.problems if "ERR_" not in one]


def test_half_a_file_leaves_nothing_behind_and_the_server_goes_on(plan, portal, traveller, tmp_path):
    photo = tmp_path / "large.jpg"
    photo.write_bytes(making.noise(size=(2500, 3100)))
    person = traveller(script=False)
    person.open(page_of(plan, "papers:paper_list"))
    before = person.page.locator(".paper-card").count()
    with wire(portal) as connection:
        person.open(connection.url + page_of(plan, "papers:paper_add"))
        person.page.set_input_files("#id_file", photo)
        connection.most = 500_000
        with person.page.expect_event("requestfailed"):
            person.page.locator("#main-form .actions button.button").click(no_wait_after=True)

    later = traveller(script=False)
    later.open(page_of(plan, "papers:paper_list"))
    assert later.page.locator(".paper-card").count() == before
    person.problems = [one for one in person.problems if "ERR_" not in one]

"""Nothing is lost, cut off or left alone at the end of a page, however long and however empty the case is."""

from __future__ import annotations

from functools import cache

from requests_app.casefile.schema import CaseFile
from requests_app.packets.parts import Section
from requests_app.packets.rendering import render
from requests_app.packets.search import MOST_ROWS
from tests.packets.making import ARIZONA, changed, example, measured, options_for, page_texts, squeezed
from tests.packets.places import HEIGHT, body_of, off_the_page, words_of
from tests.packets.structure import problems

LONG_NAME = "Centro de Salud Conductual " + "Muestra" * 17
HEADINGS = (
    "In-network search", "Record of calls", "Patient statement", "Rules we rely on", "Offices by result",
    "Requests and questions to the plan", "Attachments", "Linked requests",
)  # fmt: skip


def printed(file: CaseFile, **options) -> bytes:
    return render(file, options_for(file, sections=frozenset(Section), **options), measured(file)).pdf


def offices(count: int) -> list[dict[str, object]]:
    return [
        {
            "name": f"Example Clinic {number}",
            "result": "NOT_TAKING",
            "notes": "They asked me to call again. " * (number % 7),
            "attempts": [{"contacted_on": "2026-11-03", "spoke_with": f"Person {number}"}],
        }
        for number in range(1, count + 1)
    ]


@cache
def longest() -> bytes:
    return printed(changed(example(ARIZONA), offices=offices(MOST_ROWS)))


def test_a_thousand_rows_are_all_there_in_order_under_a_header_that_repeats():
    pages = page_texts(longest())
    text = squeezed("".join(pages))
    names = [f"ExampleClinic{number}Nov3,2026" for number in range(1, MOST_ROWS + 1)]
    places = [text.find(name) for name in names]
    assert -1 not in places
    assert places == sorted(places)
    rows = [page for page in pages if "Example Clinic" in page and "Person" in page]
    assert len(rows) > 50
    assert all("What the office said" in page for page in rows)
    assert off_the_page(longest()) == []
    assert problems(longest()) == []


def test_page_numbers_of_three_digits_are_right_everywhere():
    pages = page_texts(longest())
    assert len(pages) > 100
    assert all(f"Page {number} of {len(pages)}" in text for number, text in enumerate(pages, start=1))
    calls = next(number for number, text in enumerate(pages, 1) if "\nRecord of calls\n" in f"\n{text}")
    assert calls > 100
    assert f"Record of calls, page {calls}" in " ".join(pages[2].split())


def test_no_row_is_torn_and_no_line_stands_in_the_footer():
    for page, words in body_of(longest()).items():
        assert max(one.bottom for one in words) < HEIGHT - 0.62 * 72 + 1, page


def test_names_without_end_stay_on_the_page():
    file = changed(
        example(ARIZONA),
        patient={"first_name": "María" * 20, "last_name": "x" * 100},
        coverage={"insurer": LONG_NAME[:120]},
        provider={"name": LONG_NAME[:150]},
        offices=[{"name": LONG_NAME[:150], "result": "NOT_TAKING"}],
        story={"tried": "y" * 800, "waiting": "Ünïcödé " * 100},
    )
    pdf = printed(file, signed_name="Ana" * 66)
    text = squeezed("".join(page_texts(pdf)))
    assert off_the_page(pdf) == []
    # Header and footer come in between where it goes on.
    assert sum(len(line) for line in page_lines(pdf) if set(line) == {"y"}) == 800
    assert LONG_NAME[:150].replace(" ", "") in text
    assert problems(pdf) == []


def test_an_empty_case_prints_every_section_and_says_what_is_missing():
    pdf = printed(CaseFile(), signed_name="")
    pages = page_texts(pdf)
    assert sum(text.count("Not given") for text in pages) > 10
    assert [number for number, text in enumerate(pages, 1) if len(text.split()) < 12] == []
    assert problems(pdf) == []


def test_no_heading_stands_alone_at_the_end_of_a_page():
    for count in (10, 12, 14):
        pdf = printed(changed(example(ARIZONA), offices=offices(count)))
        for page, words in body_of(pdf).items():
            lines = _lines(words)
            assert not lines[-1].startswith(HEADINGS), (count, page, lines[-1])


def test_a_signature_stands_with_the_words_it_signs():
    for length in (350, 550, 750):
        story = dict.fromkeys(("need_now", "tried", "waiting"), "Words. " * (length // 7))
        pdf = printed(changed(example(ARIZONA), story=story))
        for page, words in body_of(pdf).items():
            lines = _lines(words)
            signed = [place for place, line in enumerate(lines) if line.startswith("Signed electronically")]
            assert 0 not in signed, page
            assert 1 not in signed or not lines[0].startswith("Maya"), page


def page_lines(pdf: bytes) -> list[str]:
    return [line for words in body_of(pdf).values() for line in _lines(words)]


def _lines(words) -> list[str]:
    """From the top to the bottom of the page."""
    rows: dict[int, list[tuple[float, str]]] = {}
    for one in words:
        rows.setdefault(round(one.top / 4), []).append((one.left, one.text))
    return [" ".join(text for _left, text in sorted(rows[row])) for row in sorted(rows)]


def test_where_words_stand_can_be_read():
    assert {one.page for one in words_of(longest())} == set(range(1, len(page_texts(longest())) + 1))

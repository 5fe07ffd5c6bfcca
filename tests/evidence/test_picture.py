"""The picture holds every office once, says the same as the table, and is clean markup whatever the names."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.evidence.layout import scene
from requests_app.evidence.measures import measure
from requests_app.evidence.model import as_json, from_json
from requests_app.evidence.picture import NARROW, WIDE, picture, picture_svg
from requests_app.evidence.plot import zones
from requests_app.evidence.rows import picture_rows
from requests_app.evidence.words import heading_sentence, outcome_label, picture_text, runs
from tests.evidence.making import CHICAGO, FAR, INSURED, NEAR, SELF_FUNDED, TODAY, case, office

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><svg onload="x',
    "A & B’s \u202e",
    "tab\there",
    "&amp;",
    "]]>",
    "\x0b\x00x",
]

offices = st.builds(
    office,
    result=st.sampled_from(
        ["OFFERED_DATE", "WAIT_TOO_LONG", "TOO_FAR", "CAN_SEE_ME", "NOT_TAKING", "WRONG_NUMBER", "OTHER"]
    ),
    wait=st.none() | st.integers(0, 200),
    zip_code=st.sampled_from([NEAR, FAR, CHICAGO, "60505", "53202", "96910", ""]),
    visit_mode=st.sampled_from(["", "VIDEO"]),
)
plans = st.sampled_from([INSURED, SELF_FUNDED])


def evidence(*some, coverage=None):
    return measure(case(*some, coverage=coverage), on=TODAY)


def many(number=200):
    """Like a real list: a few places, waits that are close together, every outcome."""
    results = ["WAIT_TOO_LONG", "OFFERED_DATE", "NOT_TAKING", "TOO_FAR", "WRONG_NUMBER", "WAIT_TOO_LONG"]
    places = [NEAR, "60505", "60201", FAR, "53202", ""]
    return [
        office(
            results[place % 6],
            (place * 7) % 90 if results[place % 6] in ("WAIT_TOO_LONG", "OFFERED_DATE") else None,
            places[(place * 5) % 6],
            name=f"Example Office {place}",
        )
        for place in range(number)
    ]


def tree(svg):
    return ElementTree.fromstring(svg)


def told_offices(drawn):
    """Every number that the picture or its lines name, by mark, in piles and in counted reasons."""
    titles = [one.text for one in tree(drawn.svg).iter(f"{SVG}title")][1:]
    numbers = [int(part.split(" ", 1)[0]) for title in titles for part in title.split("; ")]
    counted = [line for line in drawn.lines if ": numbers " in line]
    for line in counted:
        for run in line.rpartition(": numbers ")[2].split(", "):
            first, _, last = run.partition(" to ")
            numbers += range(int(first), int(last or first) + 1)
    return sorted(numbers)


# -- Everybody is there ------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(st.lists(offices, max_size=25), plans, st.sampled_from([NARROW, WIDE]))
def test_every_office_is_drawn_or_told_exactly_once(some, coverage, width):
    found = evidence(*some, coverage=coverage)
    assert told_offices(picture(found, width=width)) == [one.number for one in found.offices]


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("number", [0, 1, 200])
@pytest.mark.parametrize("coverage", [INSURED, SELF_FUNDED])
def test_none_one_and_two_hundred_offices(number, width, coverage):
    found = evidence(*many(number), coverage=coverage)
    assert told_offices(picture(found, width=width)) == list(range(1, number + 1))


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_marks_of_two_hundred_offices_do_not_cover_each_other(width):
    found = evidence(*many())
    drawn = scene(found, width).marks
    for place, one in enumerate(drawn):
        for other in drawn[place + 1 :]:
            across, up = abs(one.at[0] - other.at[0]), abs(one.at[1] - other.at[1])
            assert across >= 19 or up >= 19, (one, other)


@settings(deadline=None, max_examples=60)
@given(st.lists(offices, max_size=25))
def test_making_room_never_moves_a_mark_over_the_line(some):
    found = evidence(*some)
    drawn = scene(found, NARROW)
    inside = {one.number for one in found.offices if one.is_inside}
    for mark in drawn.marks:
        is_drawn_inside = any(zone.holds(*mark.at) for zone in zones(drawn.ground))
        assert is_drawn_inside == (set(mark.numbers) <= inside)


# -- The same in words, as a table and in the picture ------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(st.lists(offices, max_size=12), plans)
def test_the_text_names_the_counts_of_the_table(some, coverage):
    found = evidence(*some, coverage=coverage)
    text, rows = picture_text(found), picture_rows(found)
    for label in {row.outcome for row in rows}:
        assert f"{label}: {sum(row.outcome == label for row in rows)}." in text
    inside = [row.number for row in rows if row.is_inside]
    assert ("Inside the standard:" in text) == bool(inside)
    assert runs(inside) in text


def test_the_picture_carries_its_heading_and_its_text():
    found = evidence(*many(7))
    root = tree(picture_svg(found, ids="one"))
    assert root.find(f"{SVG}title").text == heading_sentence(found)
    assert root.find(f"{SVG}desc").text == picture_text(found)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [
        root.find(f"{SVG}{name}").get("id") for name in ("title", "desc")
    ]


@pytest.mark.parametrize(
    ("some", "coverage", "expected"),
    [
        ([], INSURED, "No office was contacted yet."),
        (
            [office("OFFERED_DATE", 45)],
            INSURED,
            "The one office contacted did not offer to start care within 10 business days.",
        ),
        (
            [office("OFFERED_DATE", 45), office("NOT_TAKING")],
            INSURED,
            "None of the 2 offices contacted offered to start care within 10 business days.",
        ),
        (
            [office("OFFERED_DATE", 5), office("NOT_TAKING")],
            INSURED,
            "1 of the 2 offices contacted offered to start care within 10 business days.",
        ),
        ([office("CAN_SEE_ME"), office("NOT_TAKING")], INSURED, "No office is known to have offered care"),
        (
            [office("OFFERED_DATE", 31, NEAR), office("NOT_TAKING")],
            SELF_FUNDED,
            "2 offices were contacted. 1 may give this care. The shortest wait among these is 31 days. "
            "The nearest of these is 3 miles away.",
        ),
        (
            [office("NOT_TAKING")],
            SELF_FUNDED,
            "1 office was contacted. None offered a visit for this care.",
        ),
    ],
)
def test_the_heading_says_it_in_one_sentence(some, coverage, expected):
    assert heading_sentence(evidence(*some, coverage=coverage)).startswith(expected)


def test_the_zone_is_called_empty_only_where_nothing_is_left_open():
    late, unknown = office("OFFERED_DATE", 45), office("CAN_SEE_ME")
    assert "no office" in picture_svg(evidence(late))
    assert "no office" not in picture_svg(evidence(late, unknown))
    assert "no office" not in picture_svg(evidence(late, office("OFFERED_DATE", 5)))
    assert "no office" not in picture_svg(evidence())


def test_the_standard_stands_with_its_rule():
    found = evidence(*many(3))
    words = " ".join(one.text for one in tree(picture_svg(found)).iter(f"{SVG}text"))
    assert "First visit within 10 business days" in words
    for part in found.wait_limit.rule.citation.split():
        assert part in words


def test_a_standard_that_is_not_confirmed_is_not_drawn():
    found = evidence(*many(3), coverage=INSURED | {"is_self_funded": ""})
    assert "standard" not in picture_svg(found).lower()


def test_an_office_beyond_the_scale_keeps_its_true_number():
    found = evidence(office("OFFERED_DATE", 150, NEAR), office("OFFERED_DATE", 20, NEAR))
    days = found.offices[0].wait_business_days
    assert days > 40
    assert f"{days} d" in [one.text for one in tree(picture_svg(found)).iter(f"{SVG}text")]


# -- Markup ------------------------------------------------------------------------------------------------


def test_hostile_names_stay_text():
    some = [office("OFFERED_DATE", 45, name=f"{name} Office") for name in HOSTILE]
    drawn = picture_svg(evidence(*some))
    root = tree(drawn)
    assert not list(root.iter(f"{SVG}script"))
    titles = [one.text for one in root.iter(f"{SVG}title")]
    assert any("<script>alert(1)</script>" in title for title in titles)


@pytest.mark.parametrize("number", [1, 12, 200])
def test_nothing_that_a_strict_policy_or_a_fax_would_lose(number):
    drawn = picture_svg(evidence(*many(number)))
    assert not re.search(r"\s(style|on\w+|href)=|<(style|script|a|image|use|foreignObject)\b|url\(", drawn)
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn)) <= {"#000", "#fff", "none"}
    assert all(float(width) >= 0.75 for width in re.findall(r'stroke-width="([^"]+)"', drawn))


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("number", [1, 12, 200])
def test_nothing_is_drawn_outside_the_paper(number, width):
    root = tree(picture_svg(evidence(*many(number)), width=width))
    left, top, across, up = (float(part) for part in root.get("viewBox").split())
    for one in root.iter(f"{SVG}rect"):
        x, y = float(one.get("x")), float(one.get("y"))
        assert left <= x <= x + float(one.get("width")) <= left + across + 0.1
        assert top <= y
    assert up < (1.35 if width == WIDE else 2.2) * across


def test_the_frozen_picture_is_the_same_picture():
    found = evidence(*many(30))
    assert picture(from_json(as_json(found)), width=WIDE) == picture(found, width=WIDE)


def test_the_page_language_is_the_language_of_the_picture():
    with override("es"):
        assert outcome_label("NOT_TAKING") != ""
        assert tree(picture_svg(evidence(*many(12))))


def test_dates_are_whole_days_of_the_case():
    found = measure(case(office("OFFERED_DATE", 1)), on=date(2026, 11, 1))
    assert found.offices[0].wait_days == 1

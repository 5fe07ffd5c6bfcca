from __future__ import annotations

from datetime import date

import pytest
from django.template.loader import render_to_string


def shown(name: str, **inputs: object) -> str:
    return " ".join(render_to_string(f"components/{name}.html", inputs).split())


@pytest.mark.parametrize(
    ("days_left", "days_late", "text"),
    [
        (5, 0, "Due Tuesday, July 14 (5 business days left)"),
        (1, 0, "Due Tuesday, July 14 (1 business day left)"),
        (0, 0, "Due today, Tuesday, July 14"),
        (0, 3, "Was due Tuesday, July 14 (3 days late)"),
    ],
)
def test_a_deadline_is_said_in_words_first(days_left, days_late, text):
    html = shown("deadline_chip", due=date(2026, 7, 14), days_left=days_left, days_late=days_late)

    assert text in html


def test_the_strip_says_not_sent_until_a_date_is_recorded():
    assert "Not sent yet" in shown("status_strip", sent_on=None)
    assert "Sent on June 3, 2026" in shown("status_strip", sent_on=date(2026, 6, 3))


def test_a_task_that_cannot_start_is_no_link_and_says_why():
    html = shown("task_row", title="Send it", status="CANNOT_START", url="", note="Make a packet first")

    assert "<a " not in html
    assert "Make a packet first" in html
    assert "Cannot start yet" in html


def test_change_links_say_what_they_change():
    row = {"label": "Member ID", "value": "", "change_url": "/change/"}

    html = shown("summary_list", rows=[row])

    assert '<a href="/change/">Change<span class="visually-hidden"> Member ID</span></a>' in html
    assert "Not given" in html


def test_remove_links_name_the_item():
    html = shown("item_card", title="Desert Sky Clinic", remove_url="/remove/")

    assert '<span class="visually-hidden"> Desert Sky Clinic</span>' in html


def test_the_summary_links_only_lines_that_have_a_target():
    html = shown("error_summary", lines=[{"text": "Enter it", "target": "id_x"}, {"text": "Refused"}])

    assert '<a href="#id_x">Enter it</a>' in html
    assert "<li>Refused</li>" in html

"""The main job on a phone, with scripts, in English."""

from __future__ import annotations

import pytest

from tests.journeys import people, steps
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journey-phone")]


def test_from_the_first_question_to_the_staff_queue(portal, browser):
    staff = portal.run_module("tests.journeys.seed")
    ana = people.ana()
    with Traveller(browser, portal, script=True) as traveller:
        traveller.open("/")
        traveller.open(staff["address"])
        traveller.press("main form button.button")
        steps.answer_the_questions(traveller, ana)
        steps.save_and_sign_in(traveller, ana)
        steps.agree(traveller, shares=True)
        for task in ("you", "plan", "care", "provider", "why", "story"):
            steps.do_task(traveller, ana, task)
    assert traveller.problems == []

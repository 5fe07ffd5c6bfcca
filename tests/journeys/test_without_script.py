"""The main job in Spanish, from the first page on, in a browser that runs no scripts."""

from __future__ import annotations

import pytest

from tests.journeys import people, steps
from tests.journeys.traveller import Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-people")]


def test_from_the_first_question_to_the_staff_queue(portal, browser):
    staff = portal.run_module("tests.journeys.seed")
    luz = people.luz()
    with Traveller(browser, portal, script=False) as patient:
        steps.choose_spanish(patient)
        patient.open(staff["address"])
        patient.press("main form button.button")
        steps.answer_the_questions(patient, luz)
        steps.save_and_sign_in(patient, luz)
        case = steps.agree(patient, shares=True)
        for task in ("you", "plan", "care", "provider", "why", "story"):
            steps.do_task(patient, luz, task)
        steps.log_call_1(patient, luz)
        steps.log_offices(patient, luz)
        steps.make_packet(patient, luz)
        packet = steps.download_packet(patient)
        steps.record_sending(patient, luz)
        day = steps.see_follow_up_day(patient)
    text = steps.read_packet(packet)
    assert [word for word in luz.words_in_packet if word not in text] == []
    reminder = steps.receive_reminder(portal, luz, day)
    assert reminder.language == "es"
    steps.assert_says_nothing(reminder, luz)
    with Traveller(browser, portal, script=False) as worker:
        steps.choose_spanish(worker)
        steps.sign_in_as_staff(worker, staff)
        steps.find_in_queue(worker, luz, case)
        assert steps.fingerprint(steps.download_packet(worker)) == steps.fingerprint(packet)
    assert not patient.problems + worker.problems, "\n".join(patient.problems + worker.problems)

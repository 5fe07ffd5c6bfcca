"""The main job on a phone, with scripts, in English."""

from __future__ import annotations

import pytest

from tests.journeys import people, steps
from tests.journeys.traveller import DESK, Traveller

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys-of-pages")]


def test_from_the_first_question_to_the_staff_queue(portal, browser):
    staff = portal.run_module("tests.journeys.seed")
    ana = people.ana()
    with Traveller(browser, portal, script=True) as patient:
        patient.open("/")
        patient.open(staff["address"])
        patient.press("main form button.button")
        steps.answer_the_questions(patient, ana)
        steps.save_and_sign_in(patient, ana)
        case = steps.agree(patient, shares=True)
        for task in ("you", "plan", "care", "provider", "why", "story"):
            steps.do_task(patient, ana, task)
        steps.log_call_1(patient, ana)
        steps.log_offices(patient, ana)
        steps.make_packet(patient, ana)
        packet = steps.download_packet(patient)
        steps.record_sending(patient, ana)
        day = steps.see_follow_up_day(patient)
    text = steps.read_packet(packet)
    assert [word for word in ana.words_in_packet if word not in text] == []
    reminder = steps.receive_reminder(portal, ana, day)
    steps.assert_says_nothing(reminder, ana)
    with Traveller(browser, portal, script=True, viewport=DESK) as worker:
        steps.sign_in_as_staff(worker, staff)
        steps.find_in_queue(worker, ana, case)
        assert steps.fingerprint(steps.download_packet(worker)) == steps.fingerprint(packet)
    assert not patient.problems + worker.problems, "\n".join(patient.problems + worker.problems)

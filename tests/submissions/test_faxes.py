"""What a person does with a fax: ask for it once, stop it, say what became of it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from requests_app.models import FaxState, Submission
from requests_app.submissions import faxes
from requests_app.submissions.faxes import FaxRefused
from tests.factories.people import actor_for
from tests.submissions.faxing import Desk, make_desk, sweep, sweep_through

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def desk(service) -> Desk:
    return make_desk()


def by(desk: Desk):
    return actor_for(desk.staff, facility=desk.facility)


def test_the_same_packet_to_the_same_number_is_asked_for_once(desk):
    desk.ask()
    with pytest.raises(FaxRefused, match="already on its way"):
        desk.ask()
    assert desk.ask(to_number="602-555-0199")


def test_it_arrived_says_a_person(desk, service):
    service.posts, service.loses_labels = ["hang"], True
    fax = desk.ask()
    sweep()
    sent = faxes.say_it_arrived(
        fax=fax, confirmation_number="", proof_note="Jo sees 3 pages", by=by(desk), at=timezone.now()
    )
    fax.refresh_from_db()
    assert (fax.state, fax.submission, fax.settled_by) == (FaxState.DELIVERED, sent, desk.staff)
    assert (sent.file_sha256, sent.proof_note) == (fax.file_sha256, "Jo sees 3 pages")
    questions = service.questions
    sweep_through(hours=8)
    assert (service.hits, service.questions, Submission.objects.count()) == (1, questions, 1)


def test_sent_again_by_a_person_is_a_fax_of_its_own(desk, service):
    service.posts, service.loses_labels = ["hang"], True
    fax = desk.ask()
    sweep()
    again = faxes.send_again(fax=fax, by=by(desk), at=timezone.now())
    with pytest.raises(FaxRefused):
        faxes.send_again(fax=fax, by=by(desk), at=timezone.now())
    sweep()
    fax.refresh_from_db()
    again.refresh_from_db()
    assert (fax.state, again.state) == (FaxState.STOPPED, FaxState.SENDING)
    assert service.hits == 2


def test_a_waiting_fax_can_be_stopped_and_one_with_the_service_cannot(desk, service):
    fax = desk.ask()
    faxes.stop_fax(fax=fax, by=by(desk), at=timezone.now())
    sweep()
    assert service.hits == 0
    other = desk.ask()
    sweep()
    with pytest.raises(FaxRefused, match="with the fax service now"):
        faxes.stop_fax(fax=other, by=by(desk), at=timezone.now())

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.db import connections
from django.urls import reverse
from django.utils import timezone

from requests_app.models import Packet
from tests.conftest import PortalClient
from tests.databases import see_everything
from tests.factories.people import make_facility, make_member, make_user, sign_in
from tests.packets.making import stored_case
from tests.robustness.places import new_key

TOGETHER = 20


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Run these in threads that start at the same moment; answers, or what was raised, in their order."""
    barrier = Barrier(len(jobs))
    answers: list[Any] = [None] * len(jobs)

    def run(number: int) -> None:
        try:
            barrier.wait(TOGETHER)
            answers[number] = jobs[number]()
        except Exception as fault:
            answers[number] = fault
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number,)) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(TOGETHER)
    see_everything()
    faults = [answer for answer in answers if isinstance(answer, Exception)]
    assert not faults, faults
    return answers


def tab(client: PortalClient) -> PortalClient:
    """Another tab of the same browser."""
    other = PortalClient()
    other.cookies = client.cookies
    return other


def double_click(client: PortalClient, url: str, data: dict[str, Any]) -> list[Any]:
    data = {"form_key": new_key(), **data}
    return at_once(lambda: client.post(url, data), lambda: tab(client).post(url, data))


class Stage:
    """A case in a facility, and who works on it."""

    def __init__(self) -> None:
        self.facility = make_facility()
        self.patient = make_user()
        self.case = stored_case(user=self.patient, facility=self.facility)
        self.worker = make_member(self.facility)

    def client(self, who: str) -> PortalClient:
        client = PortalClient()
        sign_in(client, getattr(self, who), second_factor=who == "worker")
        return client

    def url(self, name: str, *more: Any) -> str:
        return reverse(name, args=[self.case.public_id, *more])


def ask_in_database(stage: Stage) -> Packet:
    return Packet.objects.create(
        organization=stage.facility,
        case=stage.case,
        number=1,
        contents={},
        contents_sha256="0" * 64,
        template_version="1",
        signed_name="Maya Sample",
        signed_by=stage.patient,
        signed_at=timezone.now(),
    )

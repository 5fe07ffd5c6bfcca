"""What a mail server does decides whether a mail may be sent again: real sockets, a server of a few lines."""

from __future__ import annotations

import socketserver
import threading
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from requests_app.models import OutgoingEmail, Promise
from requests_app.notifications import delivery
from requests_app.notifications.delivery import KIND
from requests_app.notifications.services import queue_mail
from requests_app.outbox import worker
from tests.databases import see_everything


class Server(socketserver.StreamRequestHandler):
    """Speaks just enough SMTP. `behaviour` says where it stops being kind."""

    behaviour = "accept"

    def handle(self) -> None:
        self.say("220 ready")
        for raw in self.rfile:
            word = raw[:4].upper()
            if word == b"DATA":
                self.say("354 go on")
                for line in self.rfile:
                    if line == b".\r\n":
                        break
                if self.behaviour == "silent after data":
                    return
                self.say("250 taken")
            elif word == b"RCPT" and self.behaviour == "refuse":
                self.say("451 later")
            elif word == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_server(settings, behaviour):
    handler = type("Handler", (Server,), {"behaviour": behaviour})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_TIMEOUT = 5
        yield server
        server.shutdown()
        thread.join()


def queue():
    with transaction.atomic():
        return queue_mail(
            template="accounts/sign_in_code",
            to_email="pat@example.com",
            language="en",
            context={"code": "123456"},
            organization_id=None,
            at=timezone.now(),
        )


def sweep_once():
    worker.sweep(handlers={KIND: delivery.deliver}, now=timezone.now())
    see_everything()
    return Promise.objects.get(kind=KIND).state


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("behaviour", "state"),
    [
        ("accept", Promise.State.DONE),
        ("refuse", Promise.State.WAITING),
        ("silent after data", Promise.State.UNCLEAR),
    ],
)
def test_only_what_was_surely_not_sent_is_sent_again(settings, behaviour, state):
    queue()
    with mail_server(settings, behaviour):
        assert sweep_once() == state


@pytest.mark.usefixtures("db")
def test_a_server_that_cannot_be_reached_is_tried_again(settings):
    queue()
    with mail_server(settings, "accept") as server:
        port = server.server_address[1]
    settings.EMAIL_PORT = port

    assert sweep_once() == Promise.State.WAITING


@pytest.mark.usefixtures("db")
def test_the_code_is_forgotten_once_the_mail_is_out(settings):
    mail = queue()
    with mail_server(settings, "accept"):
        sweep_once()

    assert OutgoingEmail.objects.get(pk=mail.pk).context == {}


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(("noted", "state", "sent"), [(False, "DONE", 1), (True, "UNCLEAR", 0)])
def test_a_worker_that_died_leaves_the_mail_to_the_next_unless_it_had_noted_to_send(
    noted, state, sent, mailoutbox
):
    queued = queue()
    later = timezone.now()
    Promise.objects.update(
        state="RUNNING", attempts=1, lease_token=uuid4(), lease_until=later - timedelta(seconds=1)
    )
    if noted:
        OutgoingEmail.objects.filter(pk=queued.pk).update(context={**queued.context, delivery.SENDING: True})
    assert (sweep_once(), len(mailoutbox)) == (state, sent)

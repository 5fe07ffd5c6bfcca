"""What Twilio’s answers mean for “was it sent?”, and who may call us in its name."""

from __future__ import annotations

import socket
from contextlib import closing
from uuid import uuid4

import pytest
from django.urls import reverse

from requests_app.models import IncomingText, OutgoingText, TextChoice
from requests_app.texts import services
from requests_app.texts.service import MaybeTaken, NotTaken
from requests_app.texts.twilio import Twilio, is_from_twilio
from tests.databases import see_everything
from tests.factories.people import make_user
from tests.followups.moments import NOW
from tests.texts.phones import PHONE, opted_in, signed, sweep_all
from tests.texts.twilio_server import SENDER, serving


@pytest.fixture
def server(settings):
    with serving(settings) as found:
        yield found


def send(key=None) -> str:
    return Twilio().hand_over(to_phone=PHONE, body="Example: a date. Sign in.", key=key or uuid4())


def test_one_message_is_handed_over_with_nothing_else_about_anybody(server, settings):
    key = uuid4()
    assert send(key) == "SM1"
    (form,) = server.taken
    assert form == {
        "To": PHONE,
        "From": SENDER,
        "Body": "Example: a date. Sign in.",
        "StatusCallback": f"{settings.SITE_URL}/texts/status/?key={key}",
    }


def test_a_messaging_service_sends_in_its_own_name(server, settings):
    settings.TEXT_FROM = "MG-example"
    send()
    assert server.taken[0]["MessagingServiceSid"] == "MG-example"
    assert "From" not in server.taken[0]


@pytest.mark.parametrize(
    ("answer", "fault", "again", "unwanted"),
    [
        (401, "NO_RIGHT", False, False),
        (403, "NO_RIGHT", False, False),
        (400, "REFUSED", False, False),
        (302, "REFUSED", False, False),
        (429, "SERVICE_BUSY", True, False),
        ((400, 21610), "SAID_STOP", False, True),
        ((400, 21211), "WRONG_NUMBER", False, False),
        ((400, 21614), "WRONG_NUMBER", False, False),
    ],
)
def test_a_refusal_means_that_it_was_not_taken(server, answer, fault, again, unwanted):
    server.answers = [answer]
    with pytest.raises(NotTaken) as raised:
        send()
    assert (raised.value.fault, raised.value.again, raised.value.unwanted) == (fault, again, unwanted)
    assert server.hits == 1


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (500, "SERVICE_FAULT"),
        (503, "SERVICE_FAULT"),
        ("hang", "TIMEOUT"),
        ("cut", "CUT_OFF"),
        ("garbage", "ODD_ANSWER"),
        ("no sid", "ODD_ANSWER"),
    ],
)
def test_whatever_may_have_been_taken_is_unsure_and_asked_once(server, answer, fault):
    server.answers = [answer]
    with pytest.raises(MaybeTaken) as raised:
        send()
    assert (raised.value.fault, server.hits) == (fault, 1)


def test_without_a_line_nothing_was_taken(server, settings):
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        settings.TEXT_URL = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(NotTaken) as raised:
        send()
    assert raised.value.again


def test_the_mark_is_twilios_own(settings):
    """The example of Twilio’s own validator, over its address and form."""
    settings.SITE_URL, settings.TEXT_KEY = "https://mycompany.com", "12345"
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    mark = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    assert is_from_twilio(path="/myapp.php?foo=1&bar=2", form=form, signature=mark)
    assert not is_from_twilio(path="/myapp.php?foo=1&bar=2", form=form | {"Digits": "1"}, signature=mark)


def answer(client, body, *, key="SM9", marks=None, **more):
    path = reverse("texts:incoming")
    form = {"MessageSid": key, "From": PHONE, "To": SENDER, "Body": body, **more}
    response = client.post(path, form, headers=signed(path, form) if marks is None else marks)
    see_everything()
    return response


@pytest.fixture
def choice(db, server):
    return opted_in(make_user(), at=NOW)


def test_stop_holds_as_soon_as_it_is_answered(client, choice):
    response = answer(client, "STOP")
    assert (response.status_code, response["Content-Type"]) == (200, "text/xml")
    assert b"<Message>" not in response.content
    choice.refresh_from_db()
    assert choice.opted_out_by == "TEXT"
    assert IncomingText.objects.get().meaning == "STOP"


@pytest.mark.parametrize("marks", [{}, {"X-Twilio-Signature": "no"}, {"X-Twilio-Signature": "é"}])
def test_nobody_else_comes_in(client, choice, marks):
    assert answer(client, "STOP", marks=marks).status_code == 403
    assert not IncomingText.objects.exists()
    assert TextChoice.objects.filter(opted_out_at=None).exists()


def test_without_a_service_there_is_no_door(client, choice, settings):
    settings.TEXT_URL = ""
    assert answer(client, "STOP").status_code == 404


@pytest.mark.parametrize(
    ("body", "said"), [("HELP", "602-555-0100"), ("START", "on again"), ("STOP", "no more")]
)
def test_we_answer_ourselves_when_the_service_does_not(client, choice, settings, body, said):
    settings.TEXT_SERVICE_REPLIES = False
    assert said in answer(client, body).content.decode()
    assert b"<Message>" not in answer(client, body, key="SM8", OptOutType=body).content


def test_what_people_write_is_not_kept(client, choice):
    answer(client, "My therapist says I should ask for Ana")
    assert list(IncomingText.objects.values_list("meaning", flat=True)) == ["OTHER"]
    assert "Ana" not in str(list(IncomingText.objects.values()))


def test_a_report_settles_its_text(client, choice, server):
    text = services.queue_text(user=choice.user, template="hidden", context={}, organization_id=None, at=NOW)
    sweep_all(NOW)
    path = f"{reverse('texts:status')}?key={text.message_key}"
    form = {"MessageSid": "SM1", "MessageStatus": "delivered"}
    assert client.post(path, form, headers=signed(path, form)).status_code == 204
    see_everything()
    assert OutgoingText.objects.get().state == "DELIVERED"
    assert client.post(path, form, headers={"X-Twilio-Signature": "no"}).status_code == 403

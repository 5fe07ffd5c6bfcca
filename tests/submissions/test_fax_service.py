"""What the answers of the fax service mean for “was it sent?”."""

from __future__ import annotations

import socket
from contextlib import closing
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from requests_app.submissions import fax_service
from requests_app.submissions.fax_service import Ending, MaybeTaken, NoAnswer, NotTaken
from tests.submissions.fax_server import BUSY, COMPLETED
from tests.submissions.faxing import NUMBER, PDF

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def send(key=None) -> str:
    return fax_service.hand_over(to_number=NUMBER, pdf=PDF, request_key=key or uuid4())


def test_one_fax_is_handed_over_with_its_file_and_our_key(service):
    key = uuid4()
    assert send(key) == "01FAX0000"
    (taken,) = service.taken
    assert service.pdf() == PDF
    assert taken["to"] == "+18005550112"
    assert taken["from"] == "+16025550190"
    assert taken["labels"] == {"request": str(key)}
    assert taken["maxRetries"] == 0


def test_nothing_else_about_anybody_is_in_the_request(service):
    send()
    assert set(service.taken[0]) == {
        "id", "direction", "status", "to", "from", "files", "labels", "resolution",
        "imageConversionMethod", "maxRetries",
    }  # fmt: skip
    assert set(service.taken[0]["files"][0]) == {"file", "fileType"}


@pytest.mark.parametrize(
    ("status", "fault", "again"),
    [
        (401, "NO_RIGHT", False),
        (402, "NO_RIGHT", False),
        (403, "NO_RIGHT", False),
        (400, "REFUSED", False),
        (404, "REFUSED", False),
        (422, "REFUSED", False),
        (302, "REFUSED", False),
        (429, "SERVICE_BUSY", True),
    ],
)
def test_a_refusal_means_that_it_was_not_taken(service, status, fault, again):
    service.posts = [status]
    with pytest.raises(NotTaken) as raised:
        send()
    assert (raised.value.fault, raised.value.again) == (fault, again)
    assert service.hits == 1


@pytest.mark.parametrize(
    ("how", "fault"),
    [
        (500, "SERVICE_FAULT"),
        (502, "SERVICE_FAULT"),
        (503, "SERVICE_FAULT"),
        (504, "SERVICE_FAULT"),
        ("hang", "TIMEOUT"),
        ("cut", "CUT_OFF"),
        (206, "ODD_ANSWER"),
        ("garbage", "ODD_ANSWER"),
        ("no id", "ODD_ANSWER"),
        ("drip", "ODD_ANSWER"),
    ],
)
def test_whatever_may_have_been_taken_is_unsure_and_asked_once(service, how, fault):
    service.posts = [how]
    with pytest.raises(MaybeTaken) as raised:
        send()
    assert raised.value.fault == fault
    assert service.hits == 1


def test_a_service_nobody_can_reach_has_nothing(settings, service):
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        settings.FAX_URL = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(NotTaken) as raised:
            send()
    assert (raised.value.fault, raised.value.again) == ("NO_LINE", True)


@pytest.mark.parametrize(
    ("told", "ending", "fault"),
    [
        ({"status": "QUEUED"}, Ending.GOING, ""),
        ({"status": "IN_PROGRESS"}, Ending.GOING, ""),
        (COMPLETED, Ending.DELIVERED, ""),
        ({**COMPLETED, "pagesSentSuccessfully": 3}, Ending.DELIVERED, ""),
        ({**COMPLETED, "pagesSentSuccessfully": "2"}, Ending.PARTLY, "PARTLY"),
        (BUSY, Ending.NOT_CONNECTED, "BUSY"),
        ({**BUSY, "errorCode": 16}, Ending.NOT_CONNECTED, "NO_ANSWER"),
        ({**BUSY, "errorCode": 30}, Ending.NOT_CONNECTED, "NO_FAX_MACHINE"),
        ({**BUSY, "pagesSentSuccessfully": 1}, Ending.PARTLY, "PARTLY"),
        ({**BUSY, "errorCode": 49}, Ending.FAILED, "WRONG_NUMBER"),
        ({**BUSY, "errorCode": 11}, Ending.FAILED, "CALL_BROKE"),
        ({**BUSY, "errorType": "FAX_ERROR", "errorCode": 8}, Ending.FAILED, "CALL_BROKE"),
        ({**BUSY, "errorType": "DOCUMENT_CONVERSION_ERROR"}, Ending.FAILED, "NOT_CONVERTED"),
        ({"status": "FAILURE"}, Ending.FAILED, "CALL_BROKE"),
    ],
)
def test_how_it_ended(service, told, ending, fault):
    service.endings = [told]
    report = fax_service.ask(send(), pages=3)
    assert (report.ending, report.fault) == (ending, fault)


@pytest.mark.parametrize("told", [{"status": "DANCING"}, {"status": None}, {"status": 7}])
def test_a_word_we_do_not_know_is_no_answer(service, told):
    service.endings = [told]
    service_id = send()
    with pytest.raises(NoAnswer):
        fax_service.ask(service_id, pages=3)


def test_questions_without_a_usable_answer_may_be_asked_again(service):
    service_id = send()
    service.is_deaf = True
    with pytest.raises(NoAnswer):
        fax_service.ask(service_id, pages=3)
    with pytest.raises(NoAnswer):
        fax_service.look_for(to_number=NUMBER, request_key=uuid4(), since=NOW)


def test_a_fax_is_found_by_our_key_and_by_nothing_else(service):
    key, other = uuid4(), uuid4()
    send(key)
    assert fax_service.look_for(to_number=NUMBER, request_key=key, since=NOW) == "01FAX0000"
    assert fax_service.look_for(to_number=NUMBER, request_key=other, since=NOW) is None
    assert fax_service.look_for(to_number="602-555-0199", request_key=key, since=NOW) is None


def test_when_it_ended_is_kept_when_it_can_be_read(service):
    service.endings = [{**COMPLETED, "completedTime": "2026-11-23T18:05:00Z"}]
    service_id = send()
    assert fax_service.ask(service_id, pages=3).ended_at == datetime(2026, 11, 23, 18, 5, tzinfo=UTC)
    service.endings = [{**COMPLETED, "completedTime": "soon"}]
    assert fax_service.ask(service_id, pages=3).ended_at is None

"""A request that was taken back, or whose case was closed, while the clinician was at it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from requests_app.common.errors import DomainError
from requests_app.documents.inspection import inspect
from requests_app.letters import answers, messages, nudges
from requests_app.models import Case, ClinicianMessage, ClinicianRequest, Document
from requests_app.outbox.worker import Work
from tests.architecture.samples import PICTURE
from tests.factories.cases import make_case
from tests.factories.letters import clinician_of, make_letter_request

NOW = timezone.now()


@pytest.fixture
def asked(db) -> ClinicianRequest:
    case = make_case()
    return make_letter_request(case, by=case.opened_by)


def upload(asked) -> None:
    answers.take_letter(
        letter_request=asked,
        read=inspect(PICTURE, name="letter.png"),
        signed_name="Dana Example",
        signed_on=date(2026, 11, 20),
        by=clinician_of(asked),
        at=NOW,
    )


def say_no(asked) -> None:
    answers.decline(letter_request=asked, reason="OTHER", note="", by=clinician_of(asked), at=NOW)


def write(asked) -> None:
    messages.ask(letter_request=asked, text="Which dates?", by=clinician_of(asked), at=NOW)


@pytest.mark.parametrize("act", [upload, say_no, write])
@pytest.mark.parametrize("over", ["taken back", "closed"])
def test_nothing_is_taken_that_the_door_let_in_just_before(asked, act, over):
    if over == "closed":
        Case.objects.filter(pk=asked.case_id).update(status="CLOSED")
    else:
        ClinicianRequest.objects.filter(pk=asked.pk).update(revoked_at=NOW)

    with pytest.raises(DomainError, match="closed meanwhile"):
        act(asked)
    assert ClinicianRequest.objects.get(pk=asked.pk).state == "SENT"
    assert not Document.objects.exists()
    assert not ClinicianMessage.objects.exists()


def test_a_nudge_holds_the_case_before_the_request_like_every_other_writer(asked):
    work = Work(1, asked.pk, asked.organization_id, 1, False)
    with CaptureQueriesContext(connection) as told:
        nudges.keep(work, ClinicianRequest.objects.get(pk=asked.pk).nudge_at)

    held = [one["sql"] for one in told if "FOR UPDATE" in one["sql"]]
    assert 'FROM "requests_app_case"' in held[0]
    assert 'FROM "requests_app_clinicianrequest"' in held[1]

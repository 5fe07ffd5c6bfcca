"""A button pressed twice: real threads with connections of their own."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from requests_app.models import (
    Case,
    CaseAccess,
    CaseNote,
    FollowUp,
    InsurerCall,
    Invitation,
    OutgoingEmail,
    OutreachOffice,
    Submission,
)
from tests.conftest import PortalClient
from tests.databases import see_everything
from tests.factories.people import make_user, sign_in
from tests.robustness.places import answers_of_the_questions, make_ready
from tests.robustness.together import ask_in_database, double_click

pytestmark = pytest.mark.usefixtures("transactional_db")


DOUBLE: dict[str, tuple[str, str, tuple[str, ...], dict[str, Any], type[Any]]] = {
    "office": (
        "patient",
        "outreach:office_add",
        (),
        {"name": "Twice Clinic", "found_in": "PLAN_WEBSITE"},
        OutreachOffice,
    ),
    "names": (
        "patient",
        "outreach:office_names",
        (),
        {"names": "Twice Clinic, 602-555-0101", "found_in": "PLAN_WEBSITE"},
        OutreachOffice,
    ),
    "call": (
        "patient",
        "insurer_calls:call_card",
        ("CALL_1",),
        {"called_on": "today", "reference": "TWICE-1", "then": "end"},
        InsurerCall,
    ),
    "draft of a call": (
        "patient",
        "insurer_calls:call_card",
        ("CALL_2",),
        {"person": "Jo", "then": "draft"},
        InsurerCall,
    ),
    "helper": (
        "patient",
        "tracker:helper_add",
        (),
        {"email": "twice@example.com", "display_name": "Eva", "level": "VIEW", "how_long": "UNTIL_ENDED"},
        CaseAccess,
    ),
    "note": ("worker", "staff:note_add", (), {"text": "Twice"}, CaseNote),
}


@pytest.mark.parametrize("what", DOUBLE)
def test_a_double_click_makes_one(what, stage):
    who, name, more, data, kind = DOUBLE[what]
    client = stage.client(who)
    url = stage.url(name, *more)
    form = client.get(url).context["form"]
    for field, question in form.fields.items():
        options = [value for value, _label in getattr(question, "choices", []) if value]
        if options and question.required and data.get(field) not in options:
            data = {**data, field: options[0]}
    see_everything()
    before = kind.objects.count()
    answers = double_click(client, url, data)
    assert [answer.status_code for answer in answers] == [302, 302], answers[0].content[:20_000]
    assert answers[0].url == answers[1].url
    assert kind.objects.count() == before + 1


def test_a_double_click_on_a_code_adds_one(stage):
    client = stage.client("patient")
    before = stage.case.codes.count()
    answers = double_click(client, stage.url("intake:code_add", "diagnosis"), {"code": "F41.1"})
    assert [answer.status_code for answer in answers] == [302, 302]
    assert stage.case.codes.count() == before + 1


def test_a_double_click_on_a_reminder_plans_one(stage):
    client = stage.client("patient")
    url = stage.url("followups:reminder_add")
    options = client.get(url).context["form"].fields["when"].choices
    data = {"what": "Ask twice", "when": next(value for value, _label in options if value)}
    answers = double_click(client, url, data)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert FollowUp.objects.filter(case=stage.case, what="Ask twice").count() == 1


def test_a_double_click_on_an_invitation_mails_one(stage):
    client = stage.client("worker")
    answers = double_click(client, reverse("staff:invite"), {"email": "twice@example.com", "language": "en"})
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Invitation.objects.count() == 1
    assert OutgoingEmail.objects.filter(to_email="twice@example.com").count() == 1


def test_a_double_click_on_agreeing_opens_one_case():
    user = make_user(agreed=False)
    client = PortalClient()
    sign_in(client, user)
    session = client.session
    session["triage"] = answers_of_the_questions()
    session.save()
    answers = double_click(client, reverse("intake:agree"), {"agrees": "yes"})
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Case.objects.filter(access__user=user).distinct().count() == 1


def test_a_double_click_on_sending_records_one(stage):
    packet = ask_in_database(stage)
    make_ready(packet)
    data = {"sent_on": "today", "way": "FAX", "sent_to": "800-555-0112", "confirmation_number": "F-1"}
    answers = double_click(stage.client("patient"), stage.url("submissions:record"), data)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Submission.objects.count() == 1
    assert FollowUp.objects.filter(case=stage.case, state="OPEN").count() == 1

"""Back, another text, the same button: the browser sends the form key of the first text again."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from requests_app.models import CaseAccess, CaseNote, FollowUp, Invitation
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member

pytestmark = pytest.mark.usefixtures("db")


def flashes(response) -> list[str]:
    return [str(one) for one in response.context["messages"]]


@pytest.fixture
def key():
    return str(uuid4())


def test_a_second_note_from_the_same_page_is_kept_beside_the_first(client_for, key):
    facility = make_facility()
    staff = client_for(make_member(facility), second_factor=True)
    url = reverse("staff:note_add", args=[make_case(facility=facility).public_id])

    for text in ("Called the plan", "Called the plan", "Asked for the supervisor"):
        assert staff.post(url, {"form_key": key, "text": text}).status_code == 302

    assert sorted(CaseNote.objects.values_list("text", flat=True)) == [
        "Asked for the supervisor",
        "Called the plan",
    ]


def test_a_second_invitation_from_the_same_page_goes_out_and_a_double_click_does_not(client_for, key):
    staff = client_for(make_member(make_facility()), second_factor=True)

    for email in ("ana@example.com", "ana@example.com", "ben@example.com"):
        answers = {"form_key": key, "email": email, "language": "en"}
        last = staff.post(reverse("staff:invite"), answers, follow=True)

    assert sorted(Invitation.objects.values_list("email", flat=True)) == [
        "ana@example.com",
        "ben@example.com",
    ]
    assert flashes(last) == ["Invitation sent. The link works for 14 days."]


def test_a_helper_is_named_as_added_only_when_added(client_for, key):
    case = make_case()
    patient = client_for(case.opened_by)
    url = reverse("tracker:helper_add", args=[case.public_id])

    for name in ("Maria", "Maria", "Joe"):
        answers = {"form_key": key, "email": f"{name}@example.com", "display_name": name, "level": "VIEW"}
        last = patient.post(url, answers, follow=True)

    helpers = CaseAccess.objects.filter(case=case, relation="HELPER")
    assert sorted(helpers.values_list("display_name", flat=True)) == ["Joe", "Maria"]
    assert flashes(last) == ["Joe can help you now. We sent an email."]


def test_a_second_reminder_and_a_second_code_are_kept(client_for, key):
    case = make_case()
    patient = client_for(case.opened_by)

    for what in ("Call Maria", "Call Ben"):
        answers = {"form_key": key, "what": what, "when": "1"}
        patient.post(reverse("followups:reminder_add", args=[case.public_id]), answers)
    for code in ("F41.1", "F40.01"):
        answers = {"form_key": str(uuid4()) if code == "F41.1" else key, "code": code}
        patient.post(reverse("intake:code_add", args=[case.public_id, "diagnosis"]), answers)

    assert sorted(FollowUp.objects.values_list("what", flat=True)) == ["Call Ben", "Call Maria"]
    assert {"F41.1", "F40.01"} <= set(case.codes.values_list("code", flat=True))

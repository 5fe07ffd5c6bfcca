"""Two people, or two tabs, at the same moment: real threads with connections of their own."""

from __future__ import annotations

import pytest
from django.urls import reverse

from requests_app.models import (
    AuditEntry,
    Case,
    CaseNote,
    Packet,
    Promise,
)
from tests.conftest import PortalClient
from tests.factories.people import make_member, make_user, sign_in
from tests.intake.pages import hidden
from tests.robustness.places import answers_of_the_questions, new_key
from tests.robustness.together import at_once, tab
from tests.staff.pages import version_on

pytestmark = pytest.mark.usefixtures("transactional_db")


def test_two_tabs_agreeing_with_keys_of_their_own_open_one_case():
    user = make_user(agreed=False)
    client = PortalClient()
    sign_in(client, user)
    session = client.session
    session["triage"] = answers_of_the_questions()
    session.save()
    url = reverse("intake:agree")
    at_once(
        lambda: client.post(url, {"agrees": "yes", "form_key": new_key()}),
        lambda: tab(client).post(url, {"agrees": "yes", "form_key": new_key()}),
    )
    assert Case.objects.filter(access__user=user).distinct().count() == 1


def test_a_packet_asked_for_twice_at_once_is_one_or_has_numbers_of_its_own(stage):
    client = stage.client("patient")
    url = stage.url("packets:sign") + "?with=SEARCH"
    form = hidden(client.get(url))
    data = {**form, "is_true": "yes", "signed_name": "Maya Sample"}
    answers = at_once(
        lambda: client.post(url, {**data, "form_key": new_key()}),
        lambda: tab(client).post(url, {**data, "form_key": new_key()}),
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    numbers = sorted(Packet.objects.values_list("number", flat=True))
    assert numbers in ([1], [1, 2])
    assert Promise.objects.filter(kind="packet").count() == len(numbers)


def test_two_tabs_at_the_same_question_show_both_answers(stage):
    client = stage.client("patient")
    url = stage.url("intake:step", "story", "need")
    shown = hidden(client.get(url))
    texts = ("I need it now.", "I need it in spring.")
    answers = at_once(
        lambda: client.post(url, {**shown, "form_key": new_key(), "need_now": texts[0]}),
        lambda: tab(client).post(url, {**shown, "form_key": new_key(), "need_now": texts[1]}),
    )
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    refused = next(answer for answer in answers if answer.status_code == 422).content.decode()
    assert all(text in refused for text in texts)
    stage.case.story.refresh_from_db()
    assert stage.case.story.need_now in texts


def test_of_two_colleagues_assigning_at_once_one_is_shown_who_was_faster(stage):
    colleagues = [stage.worker, make_member(stage.facility)]
    clients = []
    for one in colleagues:
        client = PortalClient()
        sign_in(client, one, second_factor=True)
        clients.append(client)
    url = stage.url("staff:assign")
    version = version_on(clients[0], url)
    owners = [{"owner": str(one.pk), "version": version} for one in colleagues]
    answers = at_once(
        lambda: clients[0].post(url, {**owners[0], "form_key": new_key()}),
        lambda: clients[1].post(url, {**owners[1], "form_key": new_key()}),
    )
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    stage.case.refresh_from_db()
    assert stage.case.owner in colleagues
    assert AuditEntry.objects.filter(action="cases.assigned", case_id=stage.case.public_id).count() == 1


def test_a_form_key_belongs_to_one_person(stage):
    """The same key sent by two people, as a copied page would: both are saved."""
    colleague = make_member(stage.facility)
    clients = [stage.client("worker"), PortalClient()]
    sign_in(clients[1], colleague, second_factor=True)
    key, url = new_key(), stage.url("staff:note_add")
    at_once(
        lambda: clients[0].post(url, {"text": "mine", "form_key": key}),
        lambda: clients[1].post(url, {"text": "also mine", "form_key": key}),
    )
    assert set(CaseNote.objects.values_list("text", flat=True)) == {"mine", "also mine"}

"""Two requests, or two workers, at the same moment: real threads with connections of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from django.core import mail
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from requests_app.followups import reminders
from requests_app.followups import services as followups
from requests_app.models import (
    AuditEntry,
    Case,
    CaseAccess,
    CaseNote,
    FollowUp,
    InsurerCall,
    Invitation,
    OutgoingEmail,
    OutreachOffice,
    Packet,
    Promise,
    Reminder,
    Submission,
)
from requests_app.notifications import delivery
from requests_app.notifications.services import queue_mail
from requests_app.outbox import worker
from tests.conftest import PortalClient
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import actor_for, make_facility, make_member, make_user, sign_in
from tests.intake.pages import hidden
from tests.packets.making import stored_case
from tests.robustness.places import answers_of_the_questions, make_ready, new_key

pytestmark = pytest.mark.usefixtures("transactional_db")
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


@pytest.fixture
def stage() -> Stage:
    return Stage()


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


def test_a_double_click_on_sending_records_one(stage):
    packet = ask_in_database(stage)
    make_ready(packet)
    data = {"sent_on": "today", "way": "FAX", "sent_to": "800-555-0177", "confirmation_number": "F-1"}
    answers = double_click(stage.client("patient"), stage.url("submissions:record"), data)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Submission.objects.count() == 1
    assert FollowUp.objects.filter(case=stage.case, state="OPEN").count() == 1


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


def test_two_colleagues_assigning_at_once_leave_one_owner_and_two_entries(stage):
    colleagues = [stage.worker, make_member(stage.facility)]
    clients = []
    for one in colleagues:
        client = PortalClient()
        sign_in(client, one, second_factor=True)
        clients.append(client)
    url = stage.url("staff:assign")
    answers = at_once(
        lambda: clients[0].post(url, {"owner": str(colleagues[0].pk), "form_key": new_key()}),
        lambda: clients[1].post(url, {"owner": str(colleagues[1].pk), "form_key": new_key()}),
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    stage.case.refresh_from_db()
    assert stage.case.owner in colleagues
    assert AuditEntry.objects.filter(action="cases.assigned", case_id=stage.case.public_id).count() == 2


def test_two_workers_keep_one_promise_once():
    now = timezone.now()
    queue_mail(
        template="accounts/sign_in_code",
        to_email="once@example.com",
        language="en",
        context={"code": "123456"},
        organization_id=None,
        at=now,
    )
    see_everything()
    promise = Promise.objects.get(kind="mail")
    asked = []

    def deliver(work, at):
        asked.append(work.promise_id)
        return delivery.deliver(work, at)

    keep = [lambda: worker.keep(promise_id=promise.pk, handlers={"mail": deliver}, now=now)] * 4
    done = at_once(*keep)
    assert sorted(done) == [False, False, False, True]
    assert len(asked) == len(mail.outbox) == 1
    promise.refresh_from_db()
    assert (promise.state, promise.attempts) == ("DONE", 1)


def planned(case: Case) -> tuple[FollowUp, Reminder]:
    """A reminder that is due now."""
    follow_up = FollowUp.objects.create(
        organization=case.organization, case=case, kind="OWN", what="Ask", due_on=timezone.localdate()
    )
    reminder = Reminder.objects.create(
        organization=case.organization,
        case=case,
        follow_up=follow_up,
        recipient=case.opened_by,
        remind_at=timezone.now(),
    )
    return follow_up, reminder


CHANGES: dict[str, Callable[[Case, FollowUp], Any]] = {
    "paused": lambda case, _one: followups.pause(case=case, by=actor_for(case.opened_by), at=timezone.now()),
    "cancelled": lambda case, one: followups.cancel(
        follow_up=one, by=actor_for(case.opened_by), at=timezone.now()
    ),
    "moved": lambda case, one: followups.move(
        follow_up=one,
        to=timezone.localdate() + timedelta(days=7),
        by=actor_for(case.opened_by),
        at=timezone.now(),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_reminder_changed_while_a_worker_holds_it_is_not_sent(change, settings):
    """The worker has claimed the promise; before it looks at the reminder, the person decides otherwise."""
    case = make_case()
    follow_up, reminder = planned(case)
    noon = timezone.now().replace(hour=19, minute=0)
    promise = Promise.objects.create(
        kind="reminder",
        subject_id=reminder.pk,
        due_at=noon - timedelta(minutes=1),
        organization_id=case.organization_id,
        dedupe_key="held",
    )
    held, decided = Event(), Event()

    def send(work, now):
        held.set()
        assert decided.wait(TOGETHER)
        return reminders.send(work, now)

    def decide():
        assert held.wait(TOGETHER)
        try:
            see_everything()
            CHANGES[change](case, follow_up)
        finally:
            decided.set()

    at_once(
        lambda: worker.keep(promise_id=promise.pk, handlers={"reminder": send}, now=noon),
        decide,
    )
    assert not OutgoingEmail.objects.filter(template="followups/reminder").exists()
    reminder.refresh_from_db()
    assert reminder.state != "SENT"


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

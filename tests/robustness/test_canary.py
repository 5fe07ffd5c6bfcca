"""A whole case with words that stand nowhere else, and a search for them where they must never be."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from celery import Celery
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from redis import Redis

from requests_app import tasks
from requests_app.common.logging import formatter
from requests_app.models import AuditEntry, FollowUp, InsurerCall, OutgoingEmail, Packet, Promise
from requests_app.outbox import worker
from sca_portal import env
from sca_portal.celery import app as our_celery
from tests.conftest import PortalClient
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.people import make_facility, make_member, make_user, sign_in
from tests.intake.pages import GOOD, fill_in, step_url
from tests.robustness.canary_walks import (
    CODE,
    EMAIL,
    LAST,
    MEMBER,
    NAME,
    OFFICE,
    PHONE,
    PLAN,
    PROVIDER,
    REFERENCE,
    STORY,
    compare_the_papers,
    keep_a_page,
    posted,
    read_a_list,
)

SECRETS = (NAME, LAST, PLAN, STORY, MEMBER, CODE, PHONE, PROVIDER, OFFICE, REFERENCE)
BELLS_ONLY_FOR_THIS_TEST = 14


class Watched(PortalClient):
    """Notes what leaves in places that others see: addresses, headers, titles, pages of faults."""

    def __init__(self, seen: list[str]) -> None:
        super().__init__(raise_request_exception=False)
        self.seen = seen

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        body = b"" if response.streaming else response.content
        title = body[body.find(b"<title>") : body.find(b"</title>")].decode() if b"<title>" in body else ""
        headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
        cookies = response.cookies.output()
        self.seen += [f"{request.get('PATH_INFO')}?{request.get('QUERY_STRING')}", title, headers, cookies]
        if response.status_code >= 500:
            self.seen.append(body.decode())
        return response


@pytest.fixture
def bells() -> Iterator[Redis]:
    """A broker database of this test's own, read for real."""
    url = env.broker_url("REDIS_URL").rpartition("=")
    broker = "".join((*url[:2], str(BELLS_ONLY_FOR_THIS_TEST)))
    assert "virtual_host" in broker, "the address of the embedded Redis is expected"
    path = broker.partition("://")[2].partition("?")[0]
    redis = Redis(unix_socket_path=path, db=BELLS_ONLY_FOR_THIS_TEST)
    redis.flushdb()
    Celery("canary", broker=broker, set_as_current=True).conf.task_serializer = "json"
    yield redis
    our_celery.set_current()
    redis.flushdb()
    redis.close()


@contextmanager
def all_logs() -> Iterator[io.StringIO]:
    """What the running program would print, by its own formatter, from every logger and level."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter())
    root = logging.getLogger()
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)


def live_through_it(client: PortalClient, staff: PortalClient, case) -> None:
    """Fill in, call, make the packet, send it, be reminded; and look at every page on the way."""
    answers: dict[tuple[str, str], dict[str, object]] = {
        ("you", "name"): {**GOOD["you", "name"], "first_name": NAME, "last_name": LAST},
        ("you", "address"): {**GOOD["you", "address"], "phone": PHONE},
        ("plan", "insurer"): {**GOOD["plan", "insurer"], "insurer": PLAN},
        ("plan", "member"): {**GOOD["plan", "member"], "member_id": MEMBER},
        ("care", "need"): {**GOOD["care", "need"], "description": STORY},
        ("provider", "name"): {**GOOD["provider", "name"], "name": PROVIDER},
        ("provider", "agreement"): GOOD["provider", "agreement"],
        ("why", "reasons"): {**GOOD["why", "reasons"], "why_text": STORY},
        ("story", "need"): {"need_now": STORY},
    }
    for (task, step), typed in answers.items():
        assert fill_in(client, step_url(case, task, step), typed).status_code == 302, (task, step)
    own = [case.public_id]
    posted(client, reverse("intake:code_add", args=[*own, "diagnosis"]), {"code": CODE, "own_words": STORY})
    posted(client, reverse("outreach:office_add", args=own), {"name": OFFICE, "found_in": "PLAN_WEBSITE"})
    keep_a_page(client, case)
    read_a_list(client, case)
    compare_the_papers(client, case)
    call = {"called_on": "today", "reference": REFERENCE, "person": NAME, "notes": STORY, "then": "end"}
    posted(client, reverse("insurer_calls:call_card", args=[*own, "CALL_1"]), call)
    posted(staff, reverse("staff:note_add", args=own), {"text": f"{NAME} {STORY}"})
    refused = client.post(step_url(case, "you", "name"), {"first_name": NAME * 100, "last_name": LAST})
    assert refused.status_code == 422


def look_around(client: PortalClient, case) -> None:
    own = [case.public_id]
    for name in (
        "tracker:task_list",
        "tracker:timeline",
        "tracker:settings",
        "tracker:helpers",
        "tracker:download_case",
        "outreach:office_list",
        "outreach:call_sheet",
        "insurer_calls:call_list",
        "packets:packet_list",
        "packets:review",
        "submissions:send",
        "followups:follow_up_list",
        "listings:listing_list",
        "evidence:picture",
        "evidence:rules",
        "strength:check",
        "strength:same_story",
        "costs:worth",
        "tracks:track_list",
        "outreach:statement",
        "insurers:plan_contacts",
        "intake:codes",
    ):
        assert client.get(reverse(name, args=own)).status_code == 200, name
    office, call = case.offices.get(name=OFFICE), InsurerCall.objects.get()
    client.get(reverse("outreach:office_detail", args=[*own, office.public_id]))
    client.get(reverse("insurer_calls:call_detail", args=[*own, call.public_id]))


def packet_to_reminder(client: PortalClient, case) -> None:
    own = [case.public_id]
    url = reverse("packets:sign", args=own) + "?with=search&with=calls"
    form = client.get(url)
    data = {"is_true": "yes", "signed_name": f"{NAME} {LAST}"}
    asked = fill_in(client, url, data) if form.status_code == 200 else form
    assert asked.status_code == 302, asked.content.decode()
    tasks.do_what_is_due(now=timezone.now())
    see_everything()
    packet = Packet.objects.get(case=case)
    assert packet.state == "READY", Promise.objects.get(kind="packet").last_error
    assert client.get(reverse("packets:download", args=[*own, packet.public_id])).status_code == 200
    sent = {"sent_on": "today", "way": "FAX", "sent_to": PHONE, "confirmation_number": REFERENCE}
    sent["sent_file"] = "FAX"
    posted(client, reverse("submissions:record", args=own), sent)
    see_everything()
    assert FollowUp.objects.filter(case=case).exists()
    for days in (30, 31):
        noon = timezone.now().replace(hour=19) + timedelta(days=days)
        tasks.do_what_is_due(now=noon)
        see_everything()
    assert OutgoingEmail.objects.filter(template="followups/reminder").exists()


def break_things(client: PortalClient, case) -> None:
    """A view and a worker that fail with the person's words in their hands."""
    with override_settings(ROOT_URLCONF="tests.robustness.faulty_urls"):
        assert client.post("/fault/", {"words": f"{NAME} {MEMBER} {STORY} {EMAIL}"}).status_code == 500

    def fail(work: worker.Work, now: Any) -> worker.Outcome:
        raise RuntimeError(f"{NAME} {CODE} {STORY} {PHONE} {EMAIL}")

    promise = Promise.objects.create(
        kind="broken",
        subject_id=case.pk,
        due_at=timezone.now(),
        organization_id=case.organization_id,
        dedupe_key="broken",
    )
    worker.keep(promise_id=promise.pk, handlers={"broken": fail}, now=timezone.now())
    see_everything()
    promise.refresh_from_db()
    assert promise.last_error == "RuntimeError"


def rows(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM {table} t")
        return str(cursor.fetchone()[0])


@pytest.mark.usefixtures("transactional_db")
def test_a_persons_words_stay_where_they_belong(bells):
    seen: list[str] = []
    facility = make_facility()
    patient = make_user(email=EMAIL)
    case = make_case(user=patient, facility=facility)
    case.codes.all().delete()
    client, staff = Watched(seen), Watched(seen)
    sign_in(client, patient)
    sign_in(staff, make_member(facility), second_factor=True)
    with all_logs() as logs:
        live_through_it(client, staff, case)
        look_around(client, case)
        for url in (reverse("desk:queue"), reverse("staff:case", args=[case.public_id])):
            assert staff.get(url).status_code == 200
        packet_to_reminder(client, case)
        break_things(client, case)
        PortalClient().get(f"/no-such-page/{NAME}/")
    see_everything()
    rung = bells.lrange("celery", 0, -1)
    assert rung, "no bell was rung"
    places = {
        "addresses, titles and headers": "\n".join(seen),
        "logs": logs.getvalue(),
        "mails": "\n".join(f"{one.subject}\n{one.body}\n{one.extra_headers}" for one in mail.outbox),
        "mail rows": json.dumps(list(OutgoingEmail.objects.values("template", "context")), default=str),
        "audit": json.dumps(list(AuditEntry.objects.values()), default=str),
        "promises": rows("requests_app_promise"),
        "form keys": rows("requests_app_formsubmission"),
        "sessions": "\n".join(json.dumps(one.get_decoded()) for one in Session.objects.all()),
        "bells": "\n".join(one.decode() for one in rung),
    }
    assert len(mail.outbox) >= 1
    assert "RuntimeError" in places["logs"]
    found = [
        f"{word} in {place}: …{around(text, word)}…"
        for place, text in places.items()
        for word in (*SECRETS, *((EMAIL,) if place not in ("sessions",) else ()))
        if word.lower() in text.lower()
    ]
    assert not found, "\n".join(found)
    for bell in rung:
        headers = json.loads(bell)["headers"]
        assert set(json.loads(headers["kwargsrepr"].replace("'", '"'))) == {"promise_id"}


def around(text: str, word: str) -> str:
    start = text.lower().find(word.lower())
    return text[max(0, start - 120) : start + 60]

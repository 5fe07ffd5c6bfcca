"""What happened is told once it is taken, tried again when not, and kept while it is paused."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from requests_app.cases import lifecycle
from requests_app.exchange import webhooks_work
from requests_app.models import OutgoingEmail, Promise, Webhook, WebhookDelivery
from requests_app.outbox import webhooks, worker
from tests.databases import see_everything
from tests.factories.cases import make_case
from tests.factories.exchange import SECRET, make_webhook
from tests.factories.people import actor_for, make_facility, make_member, make_user


@pytest.fixture
def facility(db):
    return make_facility()


@pytest.fixture
def webhook(facility, place):
    return make_webhook(facility, make_member(facility, role="ADMIN"), url=place.url)


@pytest.fixture
def case(facility, webhook):
    return make_case(user=make_user(), facility=facility)


def sweep(place, *, at):
    worker.sweep(handlers={webhooks.KIND: webhooks_work.handler(place.line)}, now=at)
    see_everything()


def told(webhook):
    return list(WebhookDelivery.objects.filter(webhook=webhook).order_by("pk"))


def test_a_case_that_is_opened_and_moved_is_told_with_its_id_and_nothing_else(case, webhook, place):
    now = timezone.now()
    lifecycle.move(case=case, event="sent", by=actor_for(case.opened_by), at=now)
    sweep(place, at=now)

    assert [one.event for one in told(webhook)] == ["case.opened", "case.status"]
    assert {one.state for one in told(webhook)} == {"TAKEN"}
    headers, body = place.heard[1]
    assert json.loads(body) == {
        "id": str(told(webhook)[1].public_id),
        "event": "case.status",
        "case_id": str(case.public_id),
        "happened_at": now.isoformat(),
    }
    moment, _comma, mark = headers["SCA-Signature"].partition(",")
    expected = hmac.new(SECRET.encode(), moment[2:].encode() + b"." + body, hashlib.sha256)
    assert mark == f"v1={expected.hexdigest()}"


def test_other_facilities_and_events_nobody_asked_for_are_not_told(case, webhook, place):
    other = make_facility()
    elsewhere = make_webhook(other, make_member(other, role="ADMIN"), url=place.url)
    webhook.events = ["packet.ready"]
    webhook.save()

    webhooks.tell(case=case, event=webhooks.STATUS, at=timezone.now())

    assert not told(elsewhere)
    assert [one.event for one in told(webhook)] == ["case.opened"]


def test_what_is_not_taken_is_said_again_later_and_at_last_given_up(case, webhook, place):
    now = timezone.now()
    place.answers += [500, 302, 410, 500, 500, 500]
    for wait in (timedelta(0), *webhooks_work.AGAIN_AFTER):
        now += wait
        sweep(place, at=now)
        sweep(place, at=now)

    (delivery,) = told(webhook)
    assert (delivery.state, delivery.attempts, delivery.answer, delivery.fault) == (
        "FAILED",
        6,
        500,
        "NOT_TAKEN",
    )
    webhook.refresh_from_db()
    assert (webhook.failures, webhook.paused_at) == (1, None)


def test_after_several_failures_it_is_paused_and_a_test_that_is_taken_lets_out_what_waited(
    case, webhook, place
):
    now = timezone.now()
    Webhook.objects.filter(pk=webhook.pk).update(failures=webhooks_work.PAUSED_AFTER - 1)
    WebhookDelivery.objects.filter(webhook=webhook).update(attempts=len(webhooks_work.AGAIN_AFTER))
    place.answers.append(500)
    sweep(place, at=now)
    webhook.refresh_from_db()
    assert webhook.paused_at == now
    assert OutgoingEmail.objects.filter(template="exchange/webhook_paused").count() == 1

    webhooks.tell(case=case, event=webhooks.STATUS, at=now)
    sweep(place, at=now)
    assert [one.state for one in told(webhook)] == ["FAILED", "WAITING"]

    webhook.refresh_from_db()
    webhooks.tell_one(webhook=webhook, case=None, event=webhooks.TEST, at=now)
    sweep(place, at=now)
    sweep(place, at=now)
    assert [one.state for one in told(webhook)] == ["FAILED", "TAKEN", "TAKEN"]
    webhook.refresh_from_db()
    assert (webhook.paused_at, webhook.failures) == (None, 0)


def test_an_address_that_was_ended_hears_nothing_more(case, webhook, place):
    Webhook.objects.filter(pk=webhook.pk).update(ended_at=timezone.now())

    sweep(place, at=timezone.now())

    assert not place.heard
    assert Promise.objects.filter(kind=webhooks.KIND).get().state == Promise.State.CANCELLED

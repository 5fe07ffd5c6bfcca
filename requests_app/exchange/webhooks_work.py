"""What the worker does for a webhook: say it once, and again later when it was not taken; then stop.

A try and what follows from it are one promise; the next try is another one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import F

from requests_app.audit import log
from requests_app.common import sealed
from requests_app.common.actor import job
from requests_app.common.scope import scoped
from requests_app.exchange.webhooks_line import Line, NotSent
from requests_app.models import Webhook, WebhookDelivery
from requests_app.notifications.services import write_to
from requests_app.outbox.webhooks import TEST, promise_delivery
from requests_app.outbox.worker import Handler, Outcome, Work

SEALED_FOR = "webhook"
AGAIN_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
PAUSED_AFTER = 5
MOST_AFTER_A_PAUSE = 1000
State = WebhookDelivery.State


def handler(line: Line | None = None) -> Handler:
    """Handler of the promise “webhook”."""

    def send(work: Work, now: datetime) -> Outcome:
        with scoped(work.scope):
            found = (
                WebhookDelivery.objects.select_related("webhook", "case").filter(pk=work.subject_id).first()
            )
        if found is None or found.state != State.WAITING or not _is_wanted(found):
            return Outcome.NOT_WANTED
        body = body_of(found)
        answer, fault = None, ""
        try:
            answer = (line or _line()).post(found.webhook.url, body, _headers(found, body, now))
        except NotSent as trouble:
            fault = trouble.fault
        except sealed.NotOpened:
            fault = "SECRET"
        _settle(found, answer, fault, work, now)
        return Outcome.DONE

    return send


def body_of(delivery: WebhookDelivery) -> bytes:
    told = {
        "id": str(delivery.public_id),
        "event": delivery.event,
        "case_id": str(delivery.case.public_id) if delivery.case else None,
        "happened_at": delivery.happened_at.isoformat(),
    }
    return json.dumps(told).encode()


def signature(secret: str, moment: int, body: bytes) -> str:
    """HMAC-SHA256 of “moment.body”: who has the secret can tell that it is from us, and that it is fresh."""
    mark = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    return f"t={moment},v1={mark.hexdigest()}"


def _headers(delivery: WebhookDelivery, body: bytes, now: datetime) -> dict[str, str]:
    secret = sealed.unseal(delivery.webhook.secret, purpose=SEALED_FOR)
    return {
        "Content-Type": "application/json",
        "User-Agent": "SCA-Portal-Webhook/1",
        "SCA-Event": delivery.event,
        "SCA-Signature": signature(secret, int(now.timestamp()), body),
    }


@lru_cache(maxsize=1)
def _line() -> Line:
    return Line()


def _is_wanted(delivery: WebhookDelivery) -> bool:
    webhook = delivery.webhook
    return webhook.ended_at is None and (webhook.paused_at is None or delivery.event == TEST)


def _settle(found: WebhookDelivery, answer: int | None, fault: str, work: Work, now: datetime) -> None:
    with scoped(work.scope):
        delivery = WebhookDelivery.objects.select_for_update().get(pk=found.pk)
        if delivery.state != State.WAITING:
            return
        delivery.attempts += 1
        delivery.answer, delivery.fault = answer, fault or ("" if _is_taken(answer) else "NOT_TAKEN")
        is_last = delivery.event == TEST or delivery.attempts > len(AGAIN_AFTER)
        if _is_taken(answer):
            delivery.state, delivery.settled_at = State.TAKEN, now
        elif is_last:
            delivery.state, delivery.settled_at = State.FAILED, now
        delivery.save(update_fields=["attempts", "answer", "fault", "state", "settled_at"])
        if delivery.state == State.TAKEN:
            _is_well(delivery, now)
        elif delivery.state == State.FAILED:
            _has_failed(delivery, work, now)
        else:
            promise_delivery(delivery, due_at=now + AGAIN_AFTER[delivery.attempts - 1], now=now)


def _is_taken(answer: int | None) -> bool:
    return answer is not None and 200 <= answer < 300


def _is_well(delivery: WebhookDelivery, now: datetime) -> None:
    """A test that was taken ends a pause, and what waited goes out; of very much, the newest."""
    webhook = Webhook.objects.select_for_update().get(pk=delivery.webhook_id)
    was_paused = webhook.paused_at is not None
    if webhook.failures or was_paused:
        Webhook.objects.filter(pk=webhook.pk).update(failures=0, paused_at=None)
    if not was_paused:
        return
    waiting = WebhookDelivery.objects.filter(webhook=webhook, state=State.WAITING)
    newest = list(waiting.order_by("-pk")[:MOST_AFTER_A_PAUSE])
    for one in reversed(newest):
        promise_delivery(one, due_at=now, now=now, again=f":after-{delivery.pk}")
    older = waiting.filter(pk__lt=newest[-1].pk) if newest else waiting
    older.update(state=State.FAILED, fault="TOO_OLD", settled_at=now)


def _has_failed(delivery: WebhookDelivery, work: Work, now: datetime) -> None:
    if delivery.event == TEST:
        return
    Webhook.objects.filter(pk=delivery.webhook_id).update(failures=F("failures") + 1)
    paused = Webhook.objects.filter(
        pk=delivery.webhook_id, failures__gte=PAUSED_AFTER, paused_at__isnull=True, ended_at__isnull=True
    ).update(paused_at=now)
    if not paused:
        return
    webhook = Webhook.objects.select_related("made_by").get(pk=delivery.webhook_id)
    by = job("webhooks", scope=work.scope)
    log.record(action="exchange.webhook_paused", target=webhook, by=by, at=now)
    write_to(
        user=webhook.made_by,
        template="exchange/webhook_paused",
        context={},
        organization_id=webhook.organization_id,
        at=now,
    )

"""Tell a facility’s own system that something of a case changed: which case and when, nothing else.

Written in the transaction of the change; the worker delivers it. While a webhook is paused, what happens
waits with it.
"""

from __future__ import annotations

from datetime import datetime

from requests_app.models import Case, Webhook, WebhookDelivery
from requests_app.outbox.services import promise

KIND = "webhook"
OPENED, STATUS, DECISION, PACKET = "case.opened", "case.status", "case.decision", "packet.ready"
EVENTS = (OPENED, STATUS, DECISION, PACKET)
TEST = "test"


def tell(*, case: Case, event: str, at: datetime) -> None:
    for webhook in Webhook.objects.filter(organization_id=case.organization_id, ended_at__isnull=True):
        if event in webhook.events:
            tell_one(webhook=webhook, case=case, event=event, at=at)


def tell_one(*, webhook: Webhook, case: Case | None, event: str, at: datetime) -> WebhookDelivery:
    delivery = WebhookDelivery.objects.create(
        organization_id=webhook.organization_id, webhook=webhook, case=case, event=event, happened_at=at
    )
    if webhook.paused_at is None or event == TEST:
        promise_delivery(delivery, due_at=at, now=at)
    return delivery


def promise_delivery(delivery: WebhookDelivery, *, due_at: datetime, now: datetime, again: str = "") -> None:
    """One promise for each try. `again` tells apart the tries after a pause."""
    promise(
        kind=KIND,
        subject_id=delivery.pk,
        due_at=due_at,
        organization_id=delivery.organization_id,
        now=now,
        dedupe_key=f"{KIND}:{delivery.pk}:{delivery.attempts}{again}",
    )

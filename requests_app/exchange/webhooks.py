"""Addresses of a facility’s own system that are told when something of a case changed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.common import sealed
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.exchange.tokens import facilities_of
from requests_app.exchange.webhooks_line import is_fit
from requests_app.exchange.webhooks_work import SEALED_FOR
from requests_app.models import Organization, Webhook, WebhookDelivery
from requests_app.outbox.webhooks import TEST, tell_one

MOST = 10
PREFIX = "whs_"


class WebhookRefused(DomainError):
    """The text is shown to the person as it is."""


def webhooks_of(facilities: Iterable[Organization]) -> list[Webhook]:
    rows = Webhook.objects.filter(organization__in=list(facilities), ended_at__isnull=True)
    return list(rows.select_related("organization").order_by("pk"))


def get_webhook_or_404(actor: Actor, webhook_id: UUID) -> Webhook:
    rows = Webhook.objects.filter(organization__in=facilities_of(actor)).select_related(
        "organization", "made_by"
    )
    found = rows.filter(public_id=webhook_id).first()
    if found is None:
        raise Http404
    return found


def deliveries_of(webhook: Webhook, *, most: int = 50) -> list[WebhookDelivery]:
    rows = WebhookDelivery.objects.filter(webhook=webhook).select_related("case")
    return list(rows.order_by("-pk")[:most])


@transaction.atomic
def add_webhook(
    *, organization: Organization, url: str, events: Iterable[str], by: Actor, at: datetime
) -> tuple[Webhook, str]:
    """The row and the secret with which every message is signed; it is shown once."""
    permissions.check_right(by, organization.pk, Right.FACILITY)
    if not is_fit(url):
        raise WebhookRefused(_("Enter an https address that can be reached from the internet."))
    if Webhook.objects.filter(organization=organization, ended_at__isnull=True).count() >= MOST:
        raise WebhookRefused(_("There are %(most)s addresses already. End one first.") % {"most": MOST})
    secret = PREFIX + secrets.token_urlsafe(32)
    webhook = Webhook.objects.create(
        organization=organization,
        url=url,
        secret=sealed.seal(secret, purpose=SEALED_FOR),
        events=sorted(events),
        made_by_id=by.person_id,
        made_at=at,
    )
    log.record(
        action="exchange.webhook_added", target=webhook, by=by, at=at, details={"events": webhook.events}
    )
    return webhook, secret


@transaction.atomic
def end_webhook(*, webhook: Webhook, by: Actor, at: datetime) -> bool:
    """Nothing more is told, and what waits is not told either. False: it was ended before."""
    permissions.check_right(by, webhook.organization_id, Right.FACILITY)
    ended = Webhook.objects.filter(pk=webhook.pk, ended_at__isnull=True).update(ended_at=at)
    if ended:
        waiting = WebhookDelivery.objects.filter(webhook=webhook, state=WebhookDelivery.State.WAITING)
        waiting.update(state=WebhookDelivery.State.FAILED, fault="ENDED", settled_at=at)
        log.record(action="exchange.webhook_ended", target=webhook, by=by, at=at)
    return bool(ended)


@transaction.atomic
def try_webhook(*, webhook: Webhook, by: Actor, at: datetime) -> None:
    """Say “test” once. When it is taken, a pause is over."""
    permissions.check_right(by, webhook.organization_id, Right.FACILITY)
    fresh = Webhook.objects.select_for_update().get(pk=webhook.pk)
    if fresh.ended_at is not None:
        raise WebhookRefused(_("This address was ended."))
    if WebhookDelivery.objects.filter(
        webhook=fresh, event=TEST, state=WebhookDelivery.State.WAITING
    ).exists():
        raise WebhookRefused(_("A test is on its way. Look again in a moment."))
    delivery = tell_one(webhook=fresh, case=None, event=TEST, at=at)
    log.record(action="exchange.webhook_tried", target=delivery, by=by, at=at)

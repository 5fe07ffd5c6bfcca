"""What the page of connections shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.common.dates import date_and_time, long_date
from requests_app.common.time_zones import day_at
from requests_app.exchange.tokens_forms import EVENTS, SCOPES
from requests_app.models import ApiToken, Webhook, WebhookDelivery
from requests_app.outbox.webhooks import TEST

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SCOPE_NAMES: dict[str, StrOrPromise] = dict(SCOPES)
EVENT_NAMES: dict[str, StrOrPromise] = {**dict(EVENTS), TEST: gettext_lazy("A test")}
FAULTS: dict[str, StrOrPromise] = {
    "NO_ADDRESS": gettext_lazy("The name of the address leads nowhere"),
    "NOT_PUBLIC": gettext_lazy("The address is not in the open internet"),
    "NO_LINE": gettext_lazy("Nobody answered there"),
    "TIMEOUT": gettext_lazy("It took longer than 10 seconds"),
    "CERTIFICATE": gettext_lazy("Its certificate is not right"),
    "CUT_OFF": gettext_lazy("The line was cut off"),
    "NOT_TAKEN": gettext_lazy("It was not taken"),
    "SECRET": gettext_lazy("The secret cannot be read. Add the address again"),
    "TOO_OLD": gettext_lazy("Too much had come together while it was paused"),
    "ENDED": gettext_lazy("The address was ended before"),
}


def token_cards(tokens: Iterable[ApiToken], *, now: datetime, has_many: bool) -> list[dict[str, Any]]:
    """Those that work first."""
    cards = [token_card(one, now=now, has_many=has_many) for one in tokens]
    return sorted(cards, key=lambda card: not card["works"])


def token_card(token: ApiToken, *, now: datetime, has_many: bool) -> dict[str, Any]:
    zone = token.organization.time_zone
    if token.revoked_at is not None:
        state = _("Ended on %(day)s") % {"day": long_date(day_at(token.revoked_at, zone=zone))}
    elif token.expires_at <= now:
        state = _("Ran out on %(day)s") % {"day": long_date(day_at(token.expires_at, zone=zone))}
    else:
        state = _("Works until %(day)s") % {"day": long_date(day_at(token.expires_at, zone=zone))}
    works = token.revoked_at is None and token.expires_at > now
    used = date_and_time(token.last_used_at, zone) if token.last_used_at else _("Never")
    return {
        "name": token.name,
        "end": token.end,
        "scopes": [SCOPE_NAMES.get(one, one) for one in token.scopes],
        "state": state,
        "works": works,
        "used": used,
        "made_by": token.made_by.full_name or token.made_by.email,
        "facility": token.organization.name if has_many else "",
        "end_url": reverse("exchange:token_end", args=[token.public_id]) if works else "",
    }


def webhook_card(webhook: Webhook, *, has_many: bool) -> dict[str, Any]:
    return {
        "url": webhook.url,
        "is_paused": webhook.paused_at is not None,
        "events": [EVENT_NAMES.get(one, one) for one in webhook.events],
        "facility": webhook.organization.name if has_many else "",
        "detail_url": reverse("exchange:webhook_detail", args=[webhook.public_id]),
    }


def webhook_facts(webhook: Webhook) -> dict[str, Any]:
    zone = webhook.organization.time_zone
    return {
        "events": [EVENT_NAMES.get(one, one) for one in webhook.events],
        "made": date_and_time(webhook.made_at, zone),
        "made_by": webhook.made_by.full_name or webhook.made_by.email,
        "paused": date_and_time(webhook.paused_at, zone) if webhook.paused_at else "",
        "ended": date_and_time(webhook.ended_at, zone) if webhook.ended_at else "",
    }


def delivery_row(delivery: WebhookDelivery, *, zone: str) -> dict[str, Any]:
    """Which case by its number: the address itself is told the id."""
    why = FAULTS.get(delivery.fault, delivery.fault)
    return {
        "event": EVENT_NAMES.get(delivery.event, delivery.event),
        "reference": delivery.case.reference if delivery.case else "",
        "at": date_and_time(delivery.happened_at, zone),
        "state": delivery.get_state_display(),
        "is_failed": delivery.state == WebhookDelivery.State.FAILED,
        "attempts": delivery.attempts,
        "answer": delivery.answer,
        "why": "" if delivery.state == WebhookDelivery.State.TAKEN else why,
    }

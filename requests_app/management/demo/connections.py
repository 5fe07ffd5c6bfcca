"""A key of the facility’s own system, one that was ended, and an address that is told. Made once.

Nobody has the keys: they are thrown away as they are made.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from requests_app.accounts.api_door import Scope
from requests_app.common.scope import scoped
from requests_app.exchange import tokens, webhooks
from requests_app.exchange.webhooks_work import PAUSED_AFTER
from requests_app.management.demo.people import LEAD, staff_actor
from requests_app.models import ApiToken, Case, Organization, Role, User, Webhook, WebhookDelivery
from requests_app.outbox.webhooks import OPENED, PACKET, STATUS

ANSWERS = (
    (OPENED, 204, "TAKEN", ""),
    (PACKET, 200, "TAKEN", ""),
    (STATUS, 503, "FAILED", "NOT_TAKEN"),
)
ADDRESS = "https://ehr.example.org/sca/told"


def keep_connections(*, facility: Organization, users: dict[str, User], at: datetime) -> None:
    by = staff_actor(users[LEAD], facility, Role.ADMIN)
    with scoped({facility.pk}):
        if ApiToken.objects.filter(organization=facility).exists():
            return
        old, _key = tokens.make_token(
            organization=facility, name="Test of the intake form", scopes=[Scope.OPEN], days=30, by=by,
            at=at - timedelta(days=12),
        )  # fmt: skip
        tokens.end_token(token=old, by=by, at=at - timedelta(days=9))
        tokens.make_token(
            organization=facility, name="Admissions system", scopes=list(Scope), days=365, by=by,
            at=at - timedelta(days=8),
        )  # fmt: skip
        webhook, _secret = webhooks.add_webhook(
            organization=facility,
            url=ADDRESS,
            events=[OPENED, STATUS, PACKET],
            by=by,
            at=at - timedelta(days=8),
        )
        # Nothing answers at an invented address, so it is paused before anything is tried.
        Webhook.objects.filter(pk=webhook.pk).update(failures=PAUSED_AFTER, paused_at=at - timedelta(days=3))
        cases = list(Case.objects.filter(organization=facility).order_by("pk")[:3])
        for days, (case, (event, answer, state, fault)) in enumerate(zip(cases, ANSWERS, strict=False)):
            happened = at - timedelta(days=7 - 2 * days)
            WebhookDelivery.objects.create(
                organization=facility, webhook=webhook, case=case, event=event, happened_at=happened,
                state=state, attempts=6 if fault else 1, answer=answer, fault=fault, settled_at=happened,
            )  # fmt: skip

"""Every look of a facility’s own system is written down, as looks of its staff are."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.models import ApiToken, Case, Packet


@transaction.atomic
def record_list(*, count: int, by: Actor, at: datetime) -> None:
    token = ApiToken.objects.get(pk=by.api_token_id or 0)
    log.record(action="exchange.cases_read", target=token, by=by, at=at, details={"count": count})


@transaction.atomic
def record_look(*, case: Case, by: Actor, at: datetime) -> None:
    log.record(action="cases.viewed", target=case, by=by, at=at, details={"page": "api:case"})


@transaction.atomic
def record_packet(*, packet: Packet, by: Actor, at: datetime) -> None:
    log.record(action="packets.downloaded", target=packet, by=by, at=at, details={"number": packet.number})

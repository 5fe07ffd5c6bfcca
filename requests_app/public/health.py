"""Is the service well? The database, the broker, and when the sweep last ran."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from redis import Redis, RedisError

from requests_app.models import WorkerHeartbeat

log = logging.getLogger(__name__)
PATIENCE_SECONDS = 2


@dataclass(frozen=True)
class Health:
    database: bool
    broker: bool
    sweep_age_seconds: int | None

    @property
    def is_well(self) -> bool:
        """A late sweep is shown but does not take the web process out of service: pages work without it."""
        return self.database and self.broker

    def as_json(self) -> dict[str, Any]:
        return {
            "ok": self.is_well,
            "database": self.database,
            "broker": self.broker,
            "sweep_age_seconds": self.sweep_age_seconds,
        }


def check(*, now: datetime) -> Health:
    database, seen_at = _database()
    age = None if seen_at is None else max(0, int((now - seen_at).total_seconds()))
    return Health(database=database, broker=_broker(), sweep_age_seconds=age)


def _database() -> tuple[bool, datetime | None]:
    try:
        beat = WorkerHeartbeat.objects.filter(name="sweep").first()
    except DatabaseError:
        log.warning("database does not answer")
        connection.close()
        return False, None
    return True, beat.seen_at if beat else None


def _broker() -> bool:
    try:
        client = Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS
        )
        with client:
            return bool(client.ping())
    except (RedisError, OSError):
        log.warning("broker does not answer")
        return False

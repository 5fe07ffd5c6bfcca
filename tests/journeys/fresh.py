"""The same running portal with nothing in it: starting one anew takes ten seconds of processor time."""

from __future__ import annotations

from urllib.parse import urlsplit

import redis

from tests import databases
from tests.journeys import server


def empty(portal: server.Portal) -> None:
    """A new clone of the database, no mail, no bell; the processes find their way to it by themselves."""
    client = redis.Redis.from_url(server._for_client(portal.environment["REDIS_URL"]))
    client.delete("celery")
    client.close()
    databases.clone_anew(
        databases.template_name(), urlsplit(portal.environment["DATABASE_URL"]).path.lstrip("/")
    )
    for file in (portal.folder / "mail").iterdir():
        file.unlink()
    server._wait_until_it_answers(portal)

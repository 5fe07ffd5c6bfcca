from __future__ import annotations

from django.http import HttpRequest

from requests_app.common.actor import Actor


class PortalRequest(HttpRequest):
    """A request that has passed ActorMiddleware."""

    actor: Actor

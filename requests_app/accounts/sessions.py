from __future__ import annotations

from django.contrib.sessions.backends.db import SessionStore


def forget_expired() -> None:
    """Robots that open a link leave a session each; what has run out is of no use to anybody."""
    SessionStore.clear_expired()

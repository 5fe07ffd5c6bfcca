"""How long a message may be, and how far ahead it may be written."""

from __future__ import annotations

from datetime import timedelta

from requests_app.models import MessageSide

LONGEST = {MessageSide.PATIENT: 2000, MessageSide.STAFF: 5000}
FARTHEST = timedelta(days=60)
MOST_AN_HOUR = 30

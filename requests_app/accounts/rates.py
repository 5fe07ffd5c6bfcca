"""How often one address may do what costs us work: `ACCOUNT_RATE_LIMITS`. Only counts are kept."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest


def is_allowed(request: HttpRequest, action: str) -> bool:
    """Counts this time, too."""
    return bool(ratelimit.consume(request, action=action))

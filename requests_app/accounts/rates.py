"""How often one address may do what costs us work: `ACCOUNT_RATE_LIMITS`. Only counts are kept."""

from __future__ import annotations

from allauth.core import ratelimit
from allauth.core.internal import ratelimit as counting
from django.conf import settings
from django.http import HttpRequest


def is_allowed(request: HttpRequest, action: str) -> bool:
    """Counts this time, too."""
    return bool(ratelimit.consume(request, action=action))


def seconds_to_wait(request: HttpRequest, action: str, *, key: str = "", counts: bool = True) -> int:
    """0: go on. Else how long to wait at the most. Counts this time too, whatever the method."""
    usage = counting.consume(
        request,
        app="allauth.account",
        action=action,
        key=key or None,
        limit_get=True,
        dry_run=not counts,
    )
    if usage is not None:
        return 0
    rate = settings.ACCOUNT_RATE_LIMITS[action]
    return max(int(one.duration) for one in counting.parse_rates(rate))

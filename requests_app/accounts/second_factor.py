"""Was a second factor given in this session? Read from what allauth noted at sign-in."""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest


def was_given(request: HttpRequest) -> bool:
    """True after a passkey (two factors by itself), an authenticator code or a recovery code."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)

"""Keys of links and the codes mailed for them. Nothing kept in the database opens anything by itself.

A code is counted from a random mark and our secret, so that asking again within its life can send the same
code: a robot that presses the button takes nothing away from the person who waits for the mail.
"""

from __future__ import annotations

import secrets
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

KEY_BYTES = 24
MARK_BYTES = 16
CODE_DIGITS = 6


def new_key() -> str:
    """192 random bits, as it stands in the address of the link."""
    return secrets.token_urlsafe(KEY_BYTES)


def new_mark() -> str:
    return secrets.token_hex(MARK_BYTES)


def code_of(request_id: UUID, mark: str) -> str:
    number = int(_sealed("code", request_id, mark), 16)
    return str(number % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def keep(request_id: UUID, mark: str) -> str:
    """What the row keeps: the mark and a keyed hash of the code."""
    return f"{mark}${_sealed('kept', request_id, code_of(request_id, mark))[:64]}"


def mark_in(kept: str) -> str:
    return kept.partition("$")[0]


def matches(request_id: UUID, kept: str, typed: str) -> bool:
    hashed = _sealed("kept", request_id, typed)[:64]
    return bool(kept) and constant_time_compare(kept.partition("$")[2], hashed)


def _sealed(purpose: str, request_id: UUID, text: str) -> str:
    return salted_hmac(f"letters.{purpose}.{request_id}", text, algorithm="sha256").hexdigest()

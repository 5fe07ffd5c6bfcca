"""The code that shows that a phone is in the person’s hand. Only a keyed hash of it is kept."""

from __future__ import annotations

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

DIGITS = 6


def new_code() -> str:
    return str(secrets.randbelow(10**DIGITS)).zfill(DIGITS)


def hash_of(*, user_id: int, phone: str, code: str) -> str:
    return salted_hmac(f"texts.code.{user_id}.{phone}", code, algorithm="sha256").hexdigest()


def matches(kept: str, *, user_id: int, phone: str, code: str) -> bool:
    return bool(kept) and constant_time_compare(kept, hash_of(user_id=user_id, phone=phone, code=code))

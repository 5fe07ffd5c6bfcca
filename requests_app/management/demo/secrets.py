"""Passwords and authenticator keys of the demo staff: random, made once for each installation."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from allauth.mfa.totp.internal import auth as totp
from django.conf import settings

WORDS = 4
# Short words that are easy to type on a phone; four of them and a number are 40 bits, for invented cases.
_SYLLABLES = [first + vowel + last for first in "bdfgklmnprst" for vowel in "aeiou" for last in "lmnrst"]


@dataclass(frozen=True)
class SignIn:
    password: str
    totp_secret: str


def file() -> Path:
    return Path(settings.DATA_DIR) / "demo-sign-ins.json"


def load(emails: list[str]) -> dict[str, SignIn]:
    """The kept values; new people get new ones."""
    try:
        kept: dict[str, dict[str, str]] = json.loads(file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        kept = {}
    known = {email: kept.get(email) or _new() for email in emails}
    if known != kept:
        _write(known)
    return {email: SignIn(**values) for email, values in known.items()}


def current_code(secret: str) -> str:
    """The six numbers an authenticator app would show now; the middle one of those that are taken."""
    counters = list(totp.yield_hotp_counters_from_time())
    return str(totp.format_hotp_value(totp.hotp_value(secret, counters[len(counters) // 2])))


def _new() -> dict[str, str]:
    words = "-".join(secrets.choice(_SYLLABLES) for _ in range(WORDS))
    return {"password": f"{words}-{secrets.randbelow(90) + 10}", "totp_secret": totp.generate_totp_secret()}


def _write(values: dict[str, dict[str, str]]) -> None:
    path = file()
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as target:
        json.dump(values, target, indent=1)
    beside.replace(path)

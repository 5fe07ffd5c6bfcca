"""Short secrets kept so that only this program can read them again: sealed with the service’s data keys."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class NotOpened(Exception):
    """None of the keys of this service has sealed it."""


def seal(text: str, *, purpose: str) -> str:
    return _sealer(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """Raises NotOpened."""
    try:
        return _sealer(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise NotOpened from None


def _sealer(purpose: str) -> MultiFernet:
    """The first key seals, all open, so that keys can be changed one after another."""
    seeds = [hashlib.sha256(f"{purpose}\n{key}".encode()).digest() for key in settings.DATA_KEYS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(seed)) for seed in seeds])

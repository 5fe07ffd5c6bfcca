"""The service that sends text messages: what every one of them must be able to do, and which one is used.

Without an address there is none and nobody is offered texts; the demonstration catches them on this machine.
"""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from django.conf import settings


class NotTaken(Exception):
    """The service surely does not have it.

    `again`: later it may work; `unwanted`: the phone said STOP there.
    """

    def __init__(self, fault: str, *, again: bool = False, unwanted: bool = False) -> None:
        super().__init__(fault)
        self.fault, self.again, self.unwanted = fault, again, unwanted


class MaybeTaken(Exception):
    """Nobody knows: the request went out and no answer that can be read came back."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class TextService(Protocol):
    name: str

    def hand_over(self, *, to_phone: str, body: str, key: UUID) -> str:
        """The service’s own id of the message. Asks once and never twice. Raises NotTaken or MaybeTaken."""


def is_set_up() -> bool:
    return bool(settings.TEXT_URL) or settings.DEMO


def chosen() -> TextService:
    """Raises NotTaken when there is none."""
    from requests_app.texts.caught import CaughtTexts
    from requests_app.texts.twilio import Twilio

    if settings.TEXT_URL:
        return Twilio()
    if settings.DEMO:
        return CaughtTexts()
    raise NotTaken("NO_SERVICE")

"""What a complaint can be about. The codes are kept with it; what is on file suggests which fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ComplaintReason(TextChoices):
    NO_ANSWER = "NO_ANSWER", _("No answer in time")
    NO_NETWORK = "NO_NETWORK", _("No in-network provider in time, or near enough")
    SAID_NETWORK = "SAID_NETWORK", _("The plan said no, and says that its network has somebody")
    SAID_NO = "SAID_NO", _("The plan said no for another reason")
    NO_WRITING = "NO_WRITING", _("No answer in writing, or no reason in it")
    LOST = "LOST", _("Papers were lost, or had to be sent again")
    PROMISE = "PROMISE", _("The plan did not keep what it promised")
    DIRECTORY = "DIRECTORY", _("The plan’s list of providers is wrong")


@dataclass(frozen=True)
class OnFile:
    """What the case says, as far as it suggests a reason."""

    is_late: bool = False
    promise_is_over: bool = False
    denied_reason: str = ""
    was_denied: bool = False
    nothing_in_writing: bool = False
    offices_without_place: int = 0
    wrong_listings: int = 0
    was_sent_twice: bool = False


def suggested(known: OnFile) -> tuple[str, ...]:
    """In the order they are asked. Only what a row in the case stands behind."""
    found: Iterable[tuple[ComplaintReason, bool]] = (
        (ComplaintReason.NO_ANSWER, known.is_late and not known.was_denied),
        (ComplaintReason.NO_NETWORK, known.offices_without_place > 0),
        (ComplaintReason.SAID_NETWORK, known.was_denied and known.denied_reason == "NETWORK"),
        (ComplaintReason.SAID_NO, known.was_denied and known.denied_reason not in ("", "NETWORK")),
        (ComplaintReason.NO_WRITING, known.nothing_in_writing),
        (ComplaintReason.LOST, known.was_sent_twice),
        (ComplaintReason.PROMISE, known.promise_is_over),
        (ComplaintReason.DIRECTORY, known.wrong_listings > 0),
    )
    return tuple(str(reason) for reason, fits in found if fits)

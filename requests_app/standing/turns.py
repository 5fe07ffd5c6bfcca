"""Whose turn it is, since when, and how long everybody has had it so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from requests_app.cases.delays import PARTIES, Turn, days_per_party
from requests_app.common.time_zones import day_at
from requests_app.models import Case, NextAction, WaitingOn

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Share:
    """The days one party has had the next step in hand, all its turns together."""

    party: WaitingOn
    name: StrOrPromise
    days: int


@dataclass(frozen=True)
class TurnNow:
    """`since` is None for a case from before turns were kept."""

    party: WaitingOn
    name: StrOrPromise
    since: date | None
    days: int


def turn_now(case: Case, names: Mapping[str, StrOrPromise], *, at: datetime) -> TurnNow | None:
    """Nobody’s while the case is closed or nothing is left to do."""
    if not case.is_open or case.next_action == NextAction.NONE:
        return None
    party = WaitingOn(case.waiting_on)
    since = day_at(case.waiting_since, zone=case.time_zone) if case.waiting_since else None
    today = day_at(at, zone=case.time_zone)
    return TurnNow(party, names[party], since, max((today - since).days, 0) if since else 0)


def shares(
    case: Case, turns: Iterable[Turn], names: Mapping[str, StrOrPromise], *, at: datetime
) -> tuple[Share, ...]:
    days = days_per_party(turns, at, case.time_zone)
    return tuple(Share(party, names[party], days[party]) for party in PARTIES)

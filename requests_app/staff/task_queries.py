from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce

from requests_app.common.actor import Actor
from requests_app.models import Case, CaseTask, TaskState

MOST_SHOWN = 100
MINE, FREE, TEAM = "mine", "free", "team"


@dataclass(frozen=True)
class Waiting:
    tasks: list[CaseTask]
    has_more: bool
    put_off: int


def waiting_for(actor: Actor, *, today: date, shows: str) -> Waiting:
    """Two queries. `shows`: MINE, FREE (nobody’s yet), TEAM (everybody’s); else mine and nobody’s."""
    own = Q(assigned_to_id=actor.person_id)
    whose = {MINE: own, FREE: Q(assigned_to__isnull=True), TEAM: Q()}.get(
        shows, own | Q(assigned_to__isnull=True)
    )
    found = CaseTask.objects.filter(
        whose, state=TaskState.OPEN, case__in=Case.objects.of_facilities(actor)
    ).select_related("case", "case__patient", "assigned_to")
    put_off = Q(deferred_until__gt=today)
    rows = found.exclude(put_off).order_by(Coalesce("deferred_until", "due_on").asc(nulls_last=True), "pk")[
        : MOST_SHOWN + 1
    ]
    return Waiting(list(rows)[:MOST_SHOWN], len(rows) > MOST_SHOWN, found.filter(put_off).count())

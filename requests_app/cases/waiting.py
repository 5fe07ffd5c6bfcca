"""Since when somebody owes the next step of a case: one open span at a time, ended ones stay as they are."""

from __future__ import annotations

from datetime import datetime

from requests_app.models import Case, WaitingOn, WaitingSpan


def change(*, case: Case, waiting_on: WaitingOn | str | None, at: datetime) -> None:
    """From now on it is this party's turn, or nobody's; the same party's turn goes on since it began.

    Call it after the row of the case was written in the same transaction: that row is the lock.
    """
    spans = WaitingSpan.objects.filter(case=case, until__isnull=True)
    here = spans.first()
    if here is not None and here.waiting_on == waiting_on:
        _show(case, here.since)
        return
    # Clocks of two servers may differ by a moment: a span never ends before it began.
    moment = max(at, here.since) if here is not None else at
    spans.update(until=moment)
    if waiting_on is not None:
        WaitingSpan.objects.create(
            organization_id=case.organization_id, case=case, waiting_on=waiting_on, since=moment
        )
    _show(case, moment if waiting_on is not None else None)


def _show(case: Case, since: datetime | None) -> None:
    if case.waiting_since != since:
        Case.objects.filter(pk=case.pk).update(waiting_since=since)
        case.waiting_since = since

"""When to ask what became of a claim that was sent back.

No rule on file says by when a plan must process a claim again: its own word counts, and without one the day
is ours, by the interval of the case, and promises nothing.
"""

from __future__ import annotations

from requests_app.complaints.clock import AskOn, ask_on
from requests_app.followups.closed import closed_days_of
from requests_app.followups.queries import every_of
from requests_app.models import Reprocessing, ReprocessingState


def about(back: Reprocessing) -> str:
    """How its follow-up names it."""
    return f"bill:{back.pk}"


def asking(back: Reprocessing) -> AskOn | None:
    """The day to ask, counted from the last time somebody asked; None while nothing waits. Two queries."""
    start = back.asked_again_on or back.sent_on
    if back.state != ReprocessingState.SENT or start is None:
        return None
    return ask_on(
        sent_on=start,
        named_day=back.answer_due_on,
        closed=closed_days_of(back.organization_id, start),
        after=every_of(back.case),
    )

"""The pages of calls: one office on every page it can have, and each kind of call with the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from requests_app.models import CallKind
from requests_app.outreach.results import FollowUp
from requests_app.outreach.steps import Step, fields_of, follow_up_of

ASKED_OF_SOME = (Step.CHECK, Step.FOLLOW_UP, Step.OFFER, Step.TRAVEL)


def pages_of(case: Any) -> Iterator[tuple[str, str, str]]:
    """Route, name of the picture, address."""
    for kind in CallKind.values:
        path = reverse("insurer_calls:call_card", args=[case.public_id, kind])
        yield "insurer_calls:call_card", f"insurer_calls:call_card--{kind.lower()}", path
    offices = list(case.offices.filter(removed_at=None).exclude(result="").order_by("pk"))
    for office, step, name in _steps(offices):
        path = reverse("outreach:office_step", args=[case.public_id, office.public_id, step])
        yield "outreach:office_step", f"outreach:office_step--{name}", path
    end = reverse("outreach:call_mode", args=[case.public_id])
    yield "outreach:call_mode", "outreach:call_mode--end", f"{end}?end=yes"
    for office in offices:
        if follow_up_of(office) == FollowUp.FIRST_OPEN_VISIT:
            more = reverse("outreach:call_office", args=[case.public_id, office.public_id])
            yield "outreach:call_office", "outreach:call_office--more", f"{more}?more=end"
            break


def _steps(offices: list[Any]) -> Iterator[tuple[Any, Step, str]]:
    for step in Step:
        if step not in ASKED_OF_SOME:
            yield offices[0], step, str(step)
    for office in offices:
        code = office.result.lower()
        if follow_up_of(office) != FollowUp.NONE:
            yield office, Step.FOLLOW_UP, f"follow-up-{code}"
        for step in (Step.OFFER, Step.TRAVEL):
            if fields_of(office, step):
                yield office, step, f"{step}-{code}"

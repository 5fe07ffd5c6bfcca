"""What the pages of call mode show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.common.business_days import ONE_DAY
from requests_app.common.dates import weekday_date
from requests_app.followups.calendar import closed_days_from
from requests_app.knowledge.library import record
from requests_app.models import Case, OutreachOffice
from requests_app.models.outreach import DayPart
from requests_app.outreach import presenters
from requests_app.outreach.calling import (
    ANSWERED,
    NOBODY,
    Moment,
    best_time,
    called_today,
    queue,
    to_try_later,
)
from requests_app.outreach.queries import tries_of
from requests_app.outreach.results import ENOUGH_TRIES, FollowUp
from requests_app.outreach.steps import Step, fields_of, first_open_step, follow_up_is_answered, follow_up_of

ASK_MORE = "more"
# How regulators count their own calls: why three tries, and why at different times of day.
TEST_CALLS = "us-qhp-test-calls"
WHEN = {
    DayPart.MORNING: gettext_lazy("%(day)s, in the morning"),
    DayPart.AFTERNOON: gettext_lazy("%(day)s, in the afternoon"),
    DayPart.EVENING: gettext_lazy("%(day)s, in the evening"),
}

STILL_ASKED = {
    FollowUp.FIRST_OPEN_VISIT: gettext_lazy("Say when the first open visit is"),
    FollowUp.DISTANCE: gettext_lazy("Say how far it is"),
    FollowUp.ALL_CARE: gettext_lazy("Say if they can give all of the care"),
    FollowUp.WHAT_THEY_SAID: gettext_lazy("Say what happened"),
}


@dataclass(frozen=True)
class LastCall:
    name: str
    text: str
    change_url: str


@dataclass(frozen=True)
class Waiting:
    """An office to try again, and when."""

    name: str
    text: str
    url: str


def closed_days_near(at: datetime) -> frozenset[date]:
    return closed_days_from(at.date() - ONE_DAY)


def call_url(
    case: Case,
    office: OutreachOffice,
    *,
    more: bool = False,
    after: OutreachOffice | None = None,
    last: OutreachOffice | None = None,
) -> str:
    url = reverse("outreach:call_office", args=[case.public_id, office.public_id])
    asked = {}
    if more:
        asked[ASK_MORE] = str(after.public_id) if after else "end"
    if last:
        asked["last"] = str(last.public_id)
    return f"{url}?{urlencode(asked)}" if asked else url


def end_url(case: Case, *, last: OutreachOffice | None = None) -> str:
    asked = {"end": "yes"} | ({"last": str(last.public_id)} if last else {})
    return f"{reverse('outreach:call_mode', args=[case.public_id])}?{urlencode(asked)}"


def next_url(case: Case, after: OutreachOffice | None, *, last: OutreachOffice) -> str:
    return call_url(case, after, last=last) if after else end_url(case, last=last)


def call_page(
    case: Case,
    office: OutreachOffice,
    turns: Sequence[OutreachOffice],
    offices: Sequence[OutreachOffice],
    now: Moment,
) -> dict[str, Any]:
    tries = tries_of(office)
    place = next((n for n, one in enumerate(turns, start=1) if one.pk == office.pk), 0)
    before = called_today(offices, now)
    progress = {"number": before + place, "total": before + len(turns)}
    return {
        "step_text": _("%(number)s of %(total)s") % progress if place else "",
        "try_text": _("Try %(number)s of %(enough)s") % {"number": len(tries) + 1, "enough": ENOUGH_TRIES}
        if 0 < len(tries) < ENOUGH_TRIES
        else "",
        "tries": [presenters.try_text(one) for one in tries],
        "said_before": office.get_result_display() if office.result not in ("", "NO_ANSWER") else "",
        "accepting": presenters.accepting_text(office),
        "far": presenters.far_text(case, office),
        "is_open": now.is_open,
        "about_url": presenters.step_url(office, Step.ABOUT, to_check=False),
        "nobody": [(button.code, button.label) for button in NOBODY],
        "answered": [(button.code, button.label) for button in ANSWERED],
    }


def last_call(case: Case, office: OutreachOffice) -> LastCall | None:
    office.case = case
    tries = tries_of(office)
    if not tries:
        return None
    said = str(office.get_result_display() or "")
    return LastCall(office.name, said, presenters.step_url(office, Step.CHECK))


def what_is_left(case: Case, offices: Sequence[OutreachOffice], now: Moment) -> dict[str, Any]:
    """The end of a round: who was left out, who waits for another time, and which answers are open."""
    for office in offices:
        office.case = case
    return {
        "calls_today": called_today(offices, now),
        "skipped": len(queue(offices, now)),
        "again_url": reverse("outreach:call_mode", args=[case.public_id]),
        "waiting": [_waiting(office, now) for office in to_try_later(offices, now)],
        "open_answers": [one for office in reversed(offices) if (one := _open_answer(office))],
        "nobody_yet": not offices,
        "test_calls": record(TEST_CALLS),
        "may_sign": any(office.result for office in offices),
    }


def _waiting(office: OutreachOffice, now: Moment) -> Waiting:
    tries = tries_of(office)
    day, part = best_time(tries, now, closed_days_from(now.day))
    name = _("Today") if day == now.day else weekday_date(day)
    tried = _("Try %(number)s of %(enough)s") % {"number": len(tries) + 1, "enough": ENOUGH_TRIES}
    when = str(WHEN[part]) % {"day": name}
    return Waiting(office.name, f"{tried}: {when}", call_url(office.case, office))


def _open_answer(office: OutreachOffice) -> Waiting | None:
    """An office that was called and about which one thing is not said yet."""
    tries = tries_of(office)
    if not tries:
        return None
    if step := first_open_step(office, tries):
        return Waiting(office.name, _("Say what they said"), presenters.step_url(office, step))
    if office.result != "NO_ANSWER" and not follow_up_is_answered(office, tries):
        url = presenters.step_url(office, Step.FOLLOW_UP, to_check=True)
        return Waiting(office.name, str(STILL_ASKED[follow_up_of(office)]), url)
    is_told = office.visit_mode or office.declined_why or office.gave_no_date
    if fields_of(office, Step.OFFER) and not is_told:
        url = presenters.step_url(office, Step.OFFER, to_check=True)
        return Waiting(office.name, _("Say more about the visit they offered"), url)
    return None

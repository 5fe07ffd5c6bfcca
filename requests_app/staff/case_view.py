from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.accounts.roles import Right
from requests_app.benefits import presenters as benefits
from requests_app.benefits.queries import checks_of
from requests_app.cases import consents, desk_tasks, history, tags
from requests_app.cases.ownership import Part, may_change
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.desk.cells import next_action_text, priority
from requests_app.letters.standing import standing_of
from requests_app.messaging import presenters as messaging
from requests_app.messaging.services import note_reading
from requests_app.models import Case
from requests_app.models.submissions import FOR_THE_PLAN
from requests_app.oversight.queries import deletion_of, open_hold
from requests_app.papers.queries import wanted_of
from requests_app.staff import presenters, queries, task_presenters, tasks_of_case
from requests_app.staff.case_standing import standing
from requests_app.staff.presence import looking
from requests_app.standing.bills import bills_of
from requests_app.standing.deadlines import deadlines
from requests_app.standing.queries import followed, turns_of
from requests_app.strength import queries as strength
from requests_app.strength.findings import MUST
from requests_app.strength.presenters import counted
from requests_app.submissions.fax_presenters import fax_rows
from requests_app.tracks.state import states_of

NEWEST_MESSAGES, NEWEST_BENEFITS, NEWEST_EVENTS = 5, 2, 60
RIGHTS = {
    "may_open": Right.OPEN,
    "may_call": Right.CALLS,
    "may_write": Right.MESSAGES,
    "may_verify": Right.BENEFITS,
    "may_check": Right.PACKETS,
    "may_hold": Right.TEAM,
}


@require_GET
def case(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """Everything about one case on one page."""
    found = queries.get_facility_case_or_404(request.actor, case_id)
    now = timezone.now()
    today = day_at(now, zone=found.time_zone)
    may_edit = permissions.may_change(request.actor, found.organization_id)
    seconds = _seconds_of_ids(request, found, now)
    context = {
        "heading": _("Case %(reference)s") % {"reference": found.reference},
        "title": _("Case"),
        "back_url": reverse("desk:queue"),
        "case": found,
        "next_action": next_action_text(found),
        "priority": priority(found, today),
        "days_late": (today - found.due_on).days if found.due_on and found.due_on < today else 0,
        "may_edit": may_edit,
        "ids_seconds": seconds,
        **{
            name: permissions.has_right(request.actor, found.organization_id, right)
            for name, right in RIGHTS.items()
        },
        **_work(request, found, now=now, today=today, may_edit=may_edit, shows_ids=bool(seconds)),
        **_desk(request, found, now=now, today=today, may_edit=may_edit),
    }
    note_reading(case=found, by=request.actor, at=now)
    response = page(request, "staff/case.html", context)
    if seconds:
        # Without a script, too, the numbers are gone after their minute.
        response["Refresh"] = f"{seconds};url={request.path}"
    return response


def _work(
    request: PortalRequest, case: Case, *, now: datetime, today: date, may_edit: bool, shows_ids: bool
) -> dict[str, Any]:
    """What both sides did, and what the request still needs."""
    work = queries.work_of(case)
    findings = strength.findings_of(case, today)
    letter = standing_of(case, at=now)
    after, bills = followed(case), bills_of(case, today=today)
    days = deadlines(case, after, states_of(case), today=today, bills=bills)
    return {
        "tasks": tasks_of_case.lines(
            case,
            offices=work.offices,
            calls=len(work.calls),
            packets=work.packets,
            submissions=[one for one in work.submissions if one.packet.recipient in FOR_THE_PLAN],
            letter=letter,
            may_edit=may_edit,
            may_edit_story=may_change(case, Part.STORY, by=request.actor),
        ),
        "standing": standing(case, after, turns_of(case), days, bills=bills, today=today, at=now),
        "letters": presenters.letters(letter),
        "papers": presenters.papers(wanted_of(case, on=today, requests=letter.requests)),
        "facts": presenters.facts(case, work.calls, shows_ids=shows_ids),
        "work": work,
        "packets": presenters.packets(work),
        "faxes": fax_rows(work.faxes, case.time_zone),
        "counted": counted(findings),
        "must_fix": [finding.title for finding in findings if finding.group == MUST],
    }


def _desk(
    request: PortalRequest, case: Case, *, now: datetime, today: date, may_edit: bool
) -> dict[str, Any]:
    """What staff say to each other and to the patient."""
    shown = messaging.shown(case, seen_by=request.actor, for_staff=True, limit=NEWEST_MESSAGES)
    given = consents.open_ones(consents.consents_of(case))
    checks = checks_of(case)[:NEWEST_BENEFITS]
    return {
        "colleagues": looking(case, seen_by=request.actor, at=now),
        "tags": tags.tags_of_case(case),
        "desk_tasks": [
            task_presenters.line(one, today=today, may_edit=may_edit)
            for one in desk_tasks.open_tasks_of(case)
        ],
        "settled_tasks": presenters.settled(desk_tasks.settled_tasks_of(case)),
        "messages_shown": shown,
        "newest_key": shown[-1].key if shown else "",
        "has_unanswered": case.unanswered_since is not None,
        "notes": presenters.notes(queries.notes_newest_first(case)),
        "events": history.events(case, seen_by=request.actor, for_staff=True)[:NEWEST_EVENTS],
        "has_account": consents.has_own_account(case),
        "given": len(given),
        "benefits": [benefits.card(one, may_change=False, may_use=False) for one in checks],
        "hold": open_hold(case),
        "deletion": deletion_of(case),
    }


def _seconds_of_ids(request: PortalRequest, case: Case, now: datetime) -> int:
    """How long the whole numbers of this case still show; nothing of it stands in the address."""
    kept = request.session.get("ids_shown") or {}
    if kept.get("case") != str(case.public_id):
        return 0
    return max(int(kept["until"] - now.timestamp()), 0)

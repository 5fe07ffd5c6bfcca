from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.followups.closed import closed_days_of
from requests_app.followups.queries import of_case
from requests_app.standing.bills import bills_of
from requests_app.standing.deadlines import PARTY, deadlines
from requests_app.standing.queries import followed, turns_of
from requests_app.standing.turns import shares, turn_now
from requests_app.tracker import standing_presenters as presenters
from requests_app.tracks.state import states_of


@require_GET
def standing(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """Where it is: what was decided, whose turn it is since when, and every day that matters."""
    case = get_case_or_404(request.actor, case_id, "coverage", "care", "provider")
    now = timezone.now()
    today = day_at(now, zone=case.time_zone)
    found = followed(case)
    bills = bills_of(case, today=today)
    turn = turn_now(case, PARTY, at=now)
    context = {
        "heading": _("Where it is"),
        "case": case,
        "back_url": reverse("tracker:task_list", kwargs={"case_id": case.public_id}),
        "rows": presenters.summary(case, found, turn),
        "lines": presenters.lines(
            deadlines(case, found, states_of(case), today=today, bills=bills),
            today=today,
            closed=closed_days_of(case.organization_id, today),
        ),
        "check_ins": presenters.check_ins(of_case(case).open),
        "answers": presenters.answers(case, found),
        "appeals": presenters.appeals(case, found.appeals + found.bill_appeals),
        "complaints": presenters.complaints(case, found),
        "bills": presenters.bills(case, bills),
        "more": presenters.more(case, found),
        "shares": [one for one in shares(case, turns_of(case), PARTY, at=now) if one.days],
        "may_edit": permissions.can_edit_case(request.actor, case),
    }
    return page(request, "tracker/standing.html", context)

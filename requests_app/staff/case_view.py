from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.policy import ONLY_LOOKING
from requests_app.cases import history
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.desk import presenters as desk_presenters
from requests_app.letters.standing import standing_of
from requests_app.models.submissions import FOR_THE_PLAN
from requests_app.papers.queries import wanted_of
from requests_app.staff import presenters, queries, tasks_of_case
from requests_app.staff.case_standing import standing
from requests_app.standing.bills import bills_of
from requests_app.standing.deadlines import deadlines
from requests_app.standing.queries import followed, turns_of
from requests_app.strength import queries as strength
from requests_app.strength.findings import MUST
from requests_app.strength.presenters import counted
from requests_app.submissions.fax_presenters import fax_rows
from requests_app.tracks.state import states_of


@require_GET
def case(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """Everything about one case on one page."""
    found = queries.get_facility_case_or_404(request.actor, case_id)
    work = queries.work_of(found)
    may_edit = request.actor.organization_roles.get(found.organization_id) not in ONLY_LOOKING
    today = day_at(timezone.now(), zone=found.time_zone)
    findings = strength.findings_of(found, today)
    now = timezone.now()
    letter = standing_of(found, at=now)
    after = followed(found)
    bills = bills_of(found, today=today)
    days = deadlines(found, after, states_of(found), today=today, bills=bills)
    return page(
        request,
        "staff/case.html",
        {
            "heading": _("Case %(reference)s") % {"reference": found.reference},
            "title": _("Case"),
            "back_url": reverse("desk:queue"),
            "case": found,
            "row": desk_presenters.rows([found], today=today)[0],
            "tasks": tasks_of_case.lines(
                found,
                offices=work.offices,
                calls=len(work.calls),
                packets=work.packets,
                submissions=[one for one in work.submissions if one.packet.recipient in FOR_THE_PLAN],
                letter=letter,
                may_edit=may_edit,
            ),
            "standing": standing(found, after, turns_of(found), days, bills=bills, today=today, at=now),
            "letters": presenters.letters(letter),
            "papers": presenters.papers(wanted_of(found, on=today, requests=letter.requests)),
            "facts": presenters.facts(found, work.calls),
            "work": work,
            "faxes": fax_rows(work.faxes, found.time_zone),
            "notes": presenters.notes(queries.notes_newest_first(found)),
            "events": history.events(found, seen_by=request.actor, for_staff=True),
            "counted": counted(findings),
            "must_fix": [finding.title for finding in findings if finding.group == MUST],
            "may_edit": may_edit,
        },
    )

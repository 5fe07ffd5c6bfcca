from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.casefile.export import office_ids
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.evidence import presenters, queries
from requests_app.evidence.picture import picture as drawn
from requests_app.evidence.rows import picture_rows
from requests_app.evidence.words import heading_sentence, method_sentences, no_zone_sentence


@require_GET
def picture(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    evidence = queries.evidence_of(case, day_at(timezone.now(), zone=case.time_zone))
    may_edit = can_edit_case(request.actor, case) and case.is_open
    picture = drawn(evidence)
    return page(
        request,
        "evidence/picture.html",
        {
            "heading": _("Wait and distance in one picture"),
            "case": case,
            "evidence": evidence,
            "sentence": heading_sentence(evidence),
            "no_zone": no_zone_sentence(evidence),
            "svg": picture.svg,
            "lines": picture.lines,
            "method": method_sentences(evidence),
            "rows": picture_rows(evidence),
            "has_own": any(office.own_distance is not None for office in evidence.offices),
            "standards": presenters.standards(evidence),
            "to_confirm": presenters.standards(evidence, to_confirm=True),
            "gaps": presenters.gaps(case, evidence, office_ids(case, only_logged=True), may_edit=may_edit),
            "may_edit": may_edit,
            "back_url": reverse("tracker:task_list", args=[case.public_id]),
        },
    )

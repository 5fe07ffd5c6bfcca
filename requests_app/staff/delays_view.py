from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.common.pages import page
from requests_app.models import WaitingOn
from requests_app.staff import delays_presenters as presenters
from requests_app.staff import delays_queries as queries


@require_GET
def delays(request: PortalRequest) -> HttpResponse:
    """For whom each open case has waited, in days: whoever has the next step longest comes first."""
    asked = request.GET.get("waiting_on", "")
    waiting_on = asked if asked in WaitingOn.values else ""
    found = queries.delays_page(request.actor, waiting_on=waiting_on, number=request.GET.get("page", "1"))
    return page(
        request,
        "staff/delays.html",
        {
            "heading": _("Who has the next step, and for how long"),
            "views": presenters.views(queries.counts(request.actor), waiting_on),
            "rows": presenters.rows(found, queries.turns_of(found), at=timezone.now()),
            "page": found,
            "query": f"waiting_on={waiting_on}&" if waiting_on else "",
        },
    )

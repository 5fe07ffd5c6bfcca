from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.policy import ONLY_LOOKING
from requests_app.accounts.queries import today_at_work
from requests_app.common.pages import page
from requests_app.desk import presenters, queries
from requests_app.desk.filters import Filters


@require_GET
def queue(request: PortalRequest) -> HttpResponse:
    today = today_at_work(request.actor, now=timezone.now())
    filters = Filters.read(request.GET)
    owners = list(queries.colleagues(request.actor))
    found = queries.queue_page(request.actor, filters, today=today, number=request.GET.get("page", "1"))
    query = filters.query()
    return page(
        request,
        "desk/queue.html",
        {
            "heading": _("Queue"),
            "rows": presenters.rows(found, today=today),
            "page": found,
            "query": f"{query}&" if query else "",
            "filters": filters,
            "choices": presenters.choices(owners),
            "headers": presenters.headers(filters),
            "views": presenters.views(queries.view_counts(request.actor, today=today), filters),
            "active": presenters.active_filters(filters, owners),
            "may_invite": not set(request.actor.organization_roles.values()) <= ONLY_LOOKING,
        },
    )

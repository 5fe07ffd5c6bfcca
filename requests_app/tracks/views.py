from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.models import Case
from requests_app.tracks import presenters, queries, services
from requests_app.tracks.forms import TrackForm
from requests_app.tracks.state import heard_of, states_of

SECTIONS = ("coverage", "care")
USE_HEARD = "heard"


@require_GET
def track_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    now = timezone.now()
    may_edit = can_edit_case(request.actor, case) and case.is_open
    context = {
        "heading": _("Three tracks"),
        "case": case,
        "back_url": reverse("tracker:task_list", args=[case.public_id]),
        "cards": [presenters.card(one, now=now, may_edit=may_edit) for one in states_of(case)],
    }
    return page(request, "tracks/track_list.html", context)


@require_http_methods(["GET", "POST"])
def track_edit(request: PortalRequest, case_id: UUID, kind: str) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    found = presenters.kind_of(kind)
    if found is None:
        raise Http404
    now = timezone.now()
    track = queries.track_of(case, found)
    stored = {name: getattr(track, name) for name in queries.SHOWN}
    heard = heard_of(case, track, queries.calls_of(case))
    uses_heard = bool(heard) and request.GET.get("from") == USE_HEARD
    version = version_of(stored)
    form = TrackForm(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        kind=found,
        initial=TrackForm.initial_from({**stored, **heard} if uses_heard else stored),
        version=version,
    )
    if request.method == "POST" and form.is_valid():
        answer = _saved(request, case, found, form, now)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "back_url": reverse("tracks:track_list", args=[case.public_id]),
        "save_later_url": request.get_full_path(),
        "heard": presenters.heard_rows(heard),
        "uses_heard": uses_heard,
        "page_url": request.path,
    }
    return page(request, "tracks/track_edit.html", context, form=form)


def _saved(
    request: PortalRequest, case: Case, kind: str, form: TrackForm, now: datetime
) -> HttpResponse | None:
    """The answer after saving; None when the page has to be shown again."""

    def save() -> str:
        services.save_track(
            case=case,
            kind=kind,
            typed=form.answers(),
            shown_version=form.version,
            by=request.actor,
            at=now,
        )
        if request.POST.get("save_later") == "yes":
            messages.success(request, _("Saved. You can come back any time."))
            return reverse("tracker:task_list", args=[case.public_id])
        messages.success(request, _("Saved."))
        return reverse("tracks:track_list", args=[case.public_id])

    try:
        return save_once(request, save)
    except Clash as clash:
        text = changed_text(case=case, seen_by=request.actor)
        form.show_clash(text, stored=clash.fields, version=clash.version)
    except services.TrackRefused as refusal:
        form.add_error(None, str(refusal))
    return None

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.eobs import presenters, steps, typed
from requests_app.eobs.forms import PARTS
from requests_app.eobs.shown import FIELDS, Part, shown_part
from requests_app.eobs.steps import url_of
from requests_app.eobs.views.shared import load, may_type, on_from, saved


@require_http_methods(["GET", "POST"])
def claim_edit(request: PortalRequest, case_id: UUID, eob_id: UUID, part: str) -> HttpResponse:
    """One page for each part of what is said of the whole claim; `?from=look` leads back to the look-over."""
    case, eob = load(request, case_id, eob_id)
    if part not in set(Part):
        raise Http404
    if request.method == "GET" and not may_type(eob):
        return redirect(url_of("eob_detail", case, eob.public_id))
    step, now = Part(part), timezone.now()
    stored = shown_part(eob, step)
    form = PARTS[step](
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        initial=steps.initial_of(eob, step, stored),
        version=version_of(stored),
    )

    def save() -> str:
        fresh = typed.save_claim(
            eob=eob,
            part=step,
            typed={name: form.cleaned_data[name] for name in FIELDS[step]},
            shown_version=form.version,
            by=request.actor,
            at=now,
        )
        return on_from(request, fresh, step, at=now)

    if request.method == "POST" and form.is_valid():
        answer = saved(request, case, form, save)
        if answer is not None:
            return answer
    is_done, from_look = eob.finished_at is not None, request.GET.get("from") == steps.LOOK
    back = url_of("eob_detail", case, eob.public_id) if is_done else steps.back_url(eob, step)
    context = {
        "case": case,
        "photos": presenters.pictures(eob),
        "photo_url": url_of("photo_add", case, eob.public_id),
        "step_text": "" if is_done else steps.step_text(step),
        "back_url": steps.step_url(eob, steps.LOOK) if from_look and not is_done else back,
        "save_later_url": request.get_full_path(),
    }
    return page(request, "eobs/claim.html", context, form=form)

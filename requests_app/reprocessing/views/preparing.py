"""Getting a claim ready to be sent back: what is asked about, and in which words."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.eobs.queries import get_eob_or_404, is_current
from requests_app.models import ReprocessingState
from requests_app.reprocessing import points as kept
from requests_app.reprocessing import presenters, queries, services
from requests_app.reprocessing.forms import PointsForm, StatementForm
from requests_app.reprocessing.presenters import eob_url, url_of
from requests_app.reprocessing.views.asking import (
    SECTIONS,
    answered,
    asked_page,
    form_of,
    to_detail,
    to_edit,
)


@require_http_methods(["GET", "POST"])
def start(request: PortalRequest, case_id: UUID, eob_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    eob, now = get_eob_or_404(case, eob_id), timezone.now()
    today = day_at(now, zone=case.time_zone)
    if not is_current(eob):
        messages.info(request, _("Finish this statement first, or look at the newest one of its claim."))
        return HttpResponseRedirect(eob_url(eob))
    standing = queries.open_for(eob)
    if standing is not None and request.method == "GET":
        return HttpResponseRedirect(url_of("detail", standing))
    review = kept.reviewed(eob, today=today)
    found = kept.differing(review)
    form = PointsForm(
        form_data(request),
        today=today,
        points=presenters.choices(found),
        initial={"points": [kept.key_of(one) for one in found] or [kept.OWN_WORDS]},
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            chosen = kept.chosen_of(found, form.chosen())
            back = services.start(eob=eob, review=review, chosen=chosen, by=request.actor, at=now)
            return url_of("detail" if chosen else "statement", back)

        answer = answered(request, case, form, save)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "back_url": eob_url(eob),
        "claim": presenters.claim_rows(eob),
        "in_question": review.in_question,
    }
    return page(request, "reprocessing/start.html", context, form=form)


@require_http_methods(["GET", "POST"])
def points(request: PortalRequest, case_id: UUID, back_id: UUID) -> HttpResponse:
    case, back, now = to_edit(request, case_id, back_id)
    if back.state != ReprocessingState.PREPARING:
        return to_detail(
            request, back, _("The plan has this already. What it says can’t be changed any more.")
        )
    today = day_at(now, zone=case.time_zone)
    review = kept.reviewed(back.eob, today=today)
    found = kept.differing(review)
    stored = {"points": sorted(kept.kept_keys(back))}
    form = PointsForm(
        form_data(request, version=version_of(stored)),
        today=today,
        points=presenters.choices(found),
        initial={"points": kept.kept_keys(back)},
        version=version_of(stored),
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.save_points(
                back=back,
                review=review,
                chosen=kept.chosen_of(found, form.chosen()),
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved."))
            return url_of("detail", back)

        answer = answered(request, case, form, save)
        if answer is not None:
            return answer
    context = {
        "case": case,
        "back_url": url_of("detail", back),
        "claim": presenters.claim_rows(back.eob),
        "in_question": review.in_question,
    }
    return page(request, "reprocessing/start.html", context, form=form)


@require_http_methods(["GET", "POST"])
def statement(request: PortalRequest, case_id: UUID, back_id: UUID) -> HttpResponse:
    _case, back, now = to_edit(request, case_id, back_id)
    if back.state != ReprocessingState.PREPARING:
        return to_detail(
            request, back, _("The plan has this already. What it says can’t be changed any more.")
        )
    form = form_of(StatementForm, request, back, services.STATEMENT, now, needs_words=not back.points)
    return asked_page(request, back, form, services.save_statement, "reprocessing/statement.html", now)

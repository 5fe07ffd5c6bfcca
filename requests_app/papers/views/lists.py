"""What is there, what is still wanted, and who owes it."""

from __future__ import annotations

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
from requests_app.models import DocumentKind
from requests_app.papers import presenters, queries, services
from requests_app.papers.forms import WantForm
from requests_app.papers.kinds import BY_SLUG
from requests_app.papers.presenters import url_of
from requests_app.papers.shown import shown_wanted


@require_GET
def paper_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "coverage", "care", "patient")
    today = day_at(timezone.now(), zone=case.time_zone)
    documents = queries.documents_of(case)
    papers = queries.papers_among(documents)
    found = queries.wanted_of(case, on=today, documents=documents)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    context = {
        "heading": _("Papers and photos (%(count)s)") % {"count": len(papers)},
        "title": _("Papers and photos"),
        "case": case,
        "cards": presenters.cards(case, papers),
        "wanted": presenters.wanted_rows(case, found, may_edit=may_edit),
        "others": presenters.others(found),
        "may_edit": may_edit,
        "add_url": url_of("paper_add", case),
        "back_url": reverse("tracker:task_list", args=[case.public_id]),
    }
    return page(request, "papers/paper_list.html", context)


@require_http_methods(["GET", "POST"])
def want(request: PortalRequest, case_id: UUID, kind: str) -> HttpResponse:
    """One kind of paper: why it helps, add it, or say who has it."""
    found = BY_SLUG.get(kind)
    if found is None or found.kind == DocumentKind.DIRECTORY_LISTING:
        raise Http404
    case = get_case_or_404(request.actor, case_id, "coverage", "care", "patient", to_edit=True)
    now = timezone.now()
    today = day_at(now, zone=case.time_zone)
    row = queries.asked_row(case, found.kind)
    stored = shown_wanted(row, found.kind)
    here = url_of("paper_list", case)
    form = WantForm(
        form_data(request),
        today=today,
        kind=found,
        is_asked=row is not None,
        initial=stored,
        version=version_of(stored),
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.say_wanted(
                case=case,
                kind=found.kind,
                typed=form.cleaned_data,
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved."))
            return here

        try:
            return save_once(request, save)
        except Clash as clash:
            text = changed_text(case=case, seen_by=request.actor)
            form.show_clash(text, stored=clash.fields, version=clash.version)
        except services.PaperRefused as refusal:
            form.add_error(None, str(refusal))
    standing = next(one for one in queries.wanted_of(case, on=today) if one.kind == found)
    return page(request, "papers/want.html", presenters.want_page(case, standing), form=form)

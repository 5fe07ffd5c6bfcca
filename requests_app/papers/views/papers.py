"""One paper: add it, say what it is, look at it, take it away."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case, is_patient_side
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.fields.choices import NO, YES
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.documents.presenters import more_pages_text
from requests_app.documents.services import DocumentRefused
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.models import Document, DocumentKind
from requests_app.papers import presenters, queries, services, sharing
from requests_app.papers.forms import AddForm, ConfirmForm, PaperForm
from requests_app.papers.kinds import BY_KIND, BY_SLUG
from requests_app.papers.presenters import url_of
from requests_app.papers.shown import shown_paper

NEW = "new"


@require_http_methods(["GET", "POST"])
def paper_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """`?kind=` what was asked for; `?instead=` a paper that cannot be read."""
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    now = timezone.now()
    asked_for = BY_SLUG.get(request.GET.get("kind", ""))
    kind = asked_for.kind if asked_for else DocumentKind.OTHER
    instead = queries.paper_or_none(case, request.GET.get("instead", ""))
    files = request.FILES if request.method == "POST" else None
    form = AddForm(
        form_data(request),
        files,
        today=day_at(now, zone=case.time_zone),
        may_keep_back=is_patient_side(request.actor, case) and sharing.has_facility(case),
    )
    if request.method == "POST" and form.is_valid():

        def add() -> str:
            document = services.add_paper(
                case=case,
                kind=kind,
                read=form.cleaned_data["file"],
                instead=instead,
                by=request.actor,
                at=now,
            )
            if form.cleaned_data.get("only_ours"):
                sharing.share_paper(document=document, may_see=False, by=request.actor, at=now)
            messages.success(request, presenters.saved_text(document))
            return f"{url_of('paper_edit', case, document.public_id)}?{NEW}=yes"

        try:
            return save_once(request, add)
        except DocumentRefused as refusal:
            form.add_error("file", str(refusal))
        except services.PaperRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "case": case,
        "kind": asked_for,
        "instead": presenters.title_of(instead) if instead else "",
        "back_url": url_of("paper_list", case),
    }
    return page(request, "papers/paper_add.html", context, form=form)


@require_http_methods(["GET", "POST"])
def paper_edit(request: PortalRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient", to_edit=True)
    document = queries.get_paper_or_404(case, paper_id)
    now, stored = timezone.now(), shown_paper(document)
    is_new = request.GET.get(NEW) == "yes"
    form = PaperForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        document=document,
        initial=_initial(document, is_new=is_new),
        version=version_of(stored),
    )
    if request.method == "POST" and form.is_valid():

        def change() -> str:
            saved = services.change_paper(
                document=document,
                typed=form.typed,
                shown_version=form.version,
                can_be_read=form.cleaned_data.get("can_read") == YES,
                by=request.actor,
                at=now,
            )
            if form.cannot_be_read:
                messages.info(
                    request, _("Take another one. The first stays here until the new one is saved.")
                )
                return f"{url_of('paper_add', case)}?instead={saved.public_id}"
            messages.success(request, presenters.list_text(len(queries.papers_of(case))))
            return url_of("paper_list", case)

        try:
            return save_once(request, change)
        except Clash as clash:
            text = changed_text(case=case, seen_by=request.actor)
            form.show_clash(text, stored=_as_asked(clash.fields), version=clash.version)
        except services.PaperRefused as refusal:
            form.add_error(None, str(refusal))
    back = url_of("paper_list", case) if is_new else url_of("paper_detail", case, document.public_id)
    context = {
        "case": case,
        "pictures": presenters.pictures(case, document),
        "unclear": presenters.UNCLEAR.get(document.legibility, ""),
        "turn_url": url_of("paper_turn", case, document.public_id),
        "back_url": back,
    }
    return page(request, "papers/paper_edit.html", context, form=form)


@require_GET
def paper_detail(request: PortalRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient")
    document = queries.get_paper_or_404(case, paper_id)
    own = document.public_id
    context = {
        "heading": presenters.title_of(document),
        "title": _("A paper"),
        "case": case,
        "document": document,
        "rows": presenters.paper_rows(case, document),
        "pictures": presenters.pictures(case, document),
        "more_pages": more_pages_text(document),
        "unclear": presenters.UNCLEAR.get(document.legibility, ""),
        "may_edit": can_edit_case(request.actor, case) and case.is_open,
        "share_url": url_of("paper_share", case, own) if _asks_to_share(request, document) else "",
        "is_held": getattr(document, "is_held", False),
        "file_url": url_of("paper_file", case, own),
        "edit_url": url_of("paper_edit", case, own),
        "use_url": url_of("paper_use", case, own),
        "turn_url": url_of("paper_turn", case, own),
        "remove_url": url_of("paper_remove", case, own),
        "back_url": url_of("paper_list", case),
    }
    return page(request, "papers/paper_detail.html", context)


@require_http_methods(["GET", "POST"])
def paper_remove(request: PortalRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient", to_edit=True)
    back = url_of("paper_list", case)
    if queries.paper_is_removed(case, paper_id):
        # A second click, or the browser's way back to a question that is answered.
        return redirect(back)
    document = queries.get_paper_or_404(case, paper_id)
    now = timezone.now()
    form = ConfirmForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def remove() -> str:
            services.remove_paper(document=document, by=request.actor, at=now)
            messages.success(request, _("The paper is out of your list."))
            return back

        try:
            return save_once(request, remove)
        except services.PaperRefused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "heading": _("Take this paper out of your list?"),
        "case": case,
        "paper_title": presenters.title_of(document),
        "picture": presenters.picture(case, document, 1, small=True),
        "cancel_url": url_of("paper_detail", case, document.public_id),
    }
    return page(request, "papers/paper_remove.html", context, form=form)


def _asks_to_share(request: PortalRequest, document: Document) -> bool:
    case = document.case
    if not is_patient_side(request.actor, case) or not case.is_open or not sharing.has_facility(case):
        return False
    return document.kept_back_at is not None or sharing.can_be_kept_back(document)


def _initial(document: Document, *, is_new: bool) -> dict[str, object]:
    """A new paper nobody asked for by name has no kind yet, so the person says it."""
    values = _as_asked(shown_paper(document))
    if is_new and not document.title and BY_KIND[DocumentKind(document.kind)].kind == DocumentKind.OTHER:
        values |= {"kind": None, "in_packet": None}
    return values


def _as_asked(stored: dict[str, object]) -> dict[str, object]:
    if "in_packet" not in stored:
        return stored
    return {**stored, "in_packet": YES if stored["in_packet"] else NO}

"""The last page of the form: papers that go with the letter, one at a time."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from requests_app.accounts.http import PortalRequest
from requests_app.clinicians import letter_presenters
from requests_app.clinicians.desk import PAGES, Desk
from requests_app.clinicians.letter_forms.papers import PapersForm
from requests_app.common.pages import page
from requests_app.documents.inspection import ReadFile
from requests_app.documents.services import DocumentRefused
from requests_app.drafts.http import forget_held, form_data
from requests_app.letters.enclosed import add_paper
from requests_app.models import DocumentKind


def papers_page(request: PortalRequest, desk: Desk) -> HttpResponse:
    files = request.FILES if request.method == "POST" else None
    form = PapersForm(form_data(request), files, today=desk.today)
    if request.method == "POST" and form.is_valid():
        try:
            url = _posted(request, desk, form)
        except DocumentRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            forget_held(request)
            return HttpResponseRedirect(url)
    if request.method == "POST":
        form.ask_for_the_file_again()
    context = letter_presenters.papers_page(desk, path=request.path)
    return page(request, "clinicians/form_papers.html", context, form=form)


def _posted(request: PortalRequest, desk: Desk, form: PapersForm) -> str:
    read = cast(ReadFile | None, form.cleaned_data["file"])
    if read is not None:
        add_paper(
            letter_request=desk.letter_request,
            kind=DocumentKind(form.cleaned_data["kind"] or DocumentKind.OTHER),
            read=read,
            by=request.actor,
            at=desk.now,
        )
        messages.success(request, _("Paper added. Add another one, or continue."))
        return desk.page_url("papers")
    if request.POST.get("save_later") == "yes":
        messages.success(request, _("Saved. You can come back with the same link."))
        return desk.url("overview")
    then = request.POST.get("then", "")
    return desk.page_url(then) if then in PAGES else desk.url("review")

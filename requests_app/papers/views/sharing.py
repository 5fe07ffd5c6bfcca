"""Whether the facility sees one paper: asked of the patient’s side alone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import is_patient_side
from requests_app.cases.queries import get_case_or_404
from requests_app.common.fields.choices import NO, YES
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data, save_once
from requests_app.papers import presenters, queries, sharing
from requests_app.papers.forms import ShareForm
from requests_app.papers.presenters import url_of
from requests_app.papers.refusals import PaperRefused


@require_http_methods(["GET", "POST"])
def paper_share(request: PortalRequest, case_id: UUID, paper_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient", "organization", to_edit=True)
    if not is_patient_side(request.actor, case):
        raise PermissionDenied
    document = queries.get_paper_or_404(case, paper_id)
    now = timezone.now()
    back = url_of("paper_detail", case, document.public_id)
    form = ShareForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        facility=case.organization.name if sharing.has_facility(case) else "",
        initial={"may_see": NO if document.kept_back_at else YES},
    )
    if request.method == "POST" and form.is_valid():
        may_see = form.cleaned_data["may_see"] == YES

        def save() -> str:
            sharing.share_paper(document=document, may_see=may_see, by=request.actor, at=now)
            seen, hidden = _("The team sees this paper now."), _("Only you see this paper now.")
            messages.success(request, seen if may_see else hidden)
            return back

        try:
            return save_once(request, save)
        except PaperRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"case": case, "back_url": back, "paper_title": presenters.title_of(document)}
    return page(request, "papers/paper_share.html", context, form=form)

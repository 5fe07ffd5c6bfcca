from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.documents.http import original_response
from requests_app.documents.presenters import file_name
from requests_app.documents.services import DocumentRefused
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.submissions import queries, services
from requests_app.submissions.forms import ProofForm


@require_http_methods(["GET", "POST"])
def proof_add(request: PortalRequest, case_id: UUID, submission_id: UUID) -> HttpResponse:
    """Numbers and papers that come after it was sent; a closed case takes them, too."""
    case = get_case_or_404(request.actor, case_id, "patient", to_edit=True)
    submission = queries.get_submission_or_404(case, submission_id)
    now, stored = timezone.now(), services.shown_proof(submission)
    here = reverse("submissions:confirmation", args=[case.public_id, submission.public_id])
    form = ProofForm(
        form_data(request),
        request.FILES if request.method == "POST" else None,
        today=day_at(now, zone=case.time_zone),
        initial=stored,
        version=version_of(stored),
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            services.add_proof(
                submission=submission,
                typed={name: form.cleaned_data[name] for name in services.LATER},
                proof=form.cleaned_data["file"],
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
            form.ask_for_the_file_again()
        except DocumentRefused as refusal:
            form.add_error("file", str(refusal))
    context = {"case": case, "submission": submission, "back_url": here}
    return page(request, "submissions/proof_add.html", context, form=form)


@require_GET
def proof_file(request: PortalRequest, case_id: UUID, submission_id: UUID) -> HttpResponseBase:
    case = get_case_or_404(request.actor, case_id)
    submission = queries.get_submission_or_404(case, submission_id)
    here = reverse("submissions:confirmation", args=[case.public_id, submission.public_id])
    if submission.proof is None:
        return HttpResponseRedirect(here)
    name = file_name("proof-of-sending", submission.sent_on, submission.proof)
    return original_response(request, submission.proof, by=request.actor, name=name, instead=here)

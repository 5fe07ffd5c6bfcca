"""What every page of a statement does: load it, save it once, go on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.accounts.http import PortalRequest
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.forms import PortalForm
from requests_app.documents.services import DocumentRefused
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import Saved, save_once
from requests_app.eobs import queries, services
from requests_app.eobs.holding import BY_HAND, EobRefused
from requests_app.eobs.steps import LINES, LOOK, next_url, step_url, url_of
from requests_app.models import Case, ExplanationOfBenefits

SECTIONS = ("patient", "coverage", "care", "provider")


def load(
    request: PortalRequest, case_id: UUID, eob_id: UUID, *, to_edit: bool = True
) -> tuple[Case, ExplanationOfBenefits]:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=to_edit)
    return case, queries.get_eob_or_404(case, eob_id)


def may_type(eob: ExplanationOfBenefits) -> bool:
    return eob.source in BY_HAND and eob.replaced_at is None


def saved(
    request: PortalRequest,
    case: Case,
    form: PortalForm,
    save: Callable[[], str | Saved],
    *,
    creates: bool = False,
) -> HttpResponse | None:
    """The answer after saving; None when the page has to be shown again."""

    def once() -> str | Saved:
        to = save()
        if request.POST.get("save_later") == "yes":
            messages.success(request, _("Saved. You can come back any time."))
            return reverse("eobs:eob_list", args=[case.public_id])
        return to

    try:
        return save_once(request, once, creates=creates)
    except Clash as clash:
        text = changed_text(case=case, seen_by=request.actor)
        form.show_clash(text, stored=clash.fields, version=clash.version)
    except DocumentRefused as refusal:
        form.add_error("file" if "file" in form.fields else None, str(refusal))
    except EobRefused as refusal:
        form.add_error(None, str(refusal))
    return None


def on_from(request: PortalRequest, eob: ExplanationOfBenefits, step: str, *, at: datetime) -> str:
    """Where a saved page leads. A statement that was finished is checked anew at once."""
    if eob.finished_at is not None:
        services.finish(eob=eob, by=request.actor, at=at)
        messages.success(request, _("Saved, and checked again."))
        return url_of("line_list" if step == LINES else "eob_detail", eob.case, eob.public_id)
    if request.GET.get("from") == LOOK:
        return step_url(eob, LOOK)
    return step_url(eob, LINES) if step == LINES else next_url(eob, step)

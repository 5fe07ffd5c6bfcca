"""The optional look-up in the public NPI registry. Off, slow or broken, it leads to the typing page."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data, hold_for, save_once
from requests_app.models import Case
from requests_app.outreach import presenters, services
from requests_app.outreach.forms.npi import NpiFindForm, NpiPickForm
from requests_app.outreach.imports import registry
from requests_app.outreach.imports.rows import FoundOffice
from requests_app.outreach.steps import Step

SALT = "outreach.npi"
ONE_HOUR = 3600


@require_http_methods(["GET", "POST"])
def npi_find(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, to_edit=True)
    if not settings.NPI_REGISTRY_URL:
        messages.info(request, _("The look-up is turned off here. Type what you know."))
        return _to_typing(request, case)
    if request.method == "POST" and (found := _chosen(request)):
        return _added(request, case, found)
    today = day_at(timezone.now(), zone=case.time_zone)
    form = NpiFindForm(form_data(request), today=today)
    pick = None
    if request.method == "POST" and form.is_valid():
        asked = registry.Question(form.cleaned_data["name"], form.cleaned_data["state"])
        try:
            answers = registry.find(settings.NPI_REGISTRY_URL, asked)
        except registry.RegistryUnavailable:
            messages.info(request, _("The registry does not answer now. Type what you know."))
            return _to_typing(request, case)
        pick = NpiPickForm(None, today=today, found=[(_signed(one), _text(one)) for one in answers])
    context = {
        "case": case,
        "back_url": reverse("outreach:office_list", args=[case.public_id]),
        "pick": pick,
        "has_answers": bool(pick and pick.fields["chosen"].choices),  # type: ignore[attr-defined]
        "typing_url": reverse("outreach:office_add", args=[case.public_id]),
    }
    return page(request, "outreach/npi_find.html", context, form=form)


def _to_typing(request: PortalRequest, case: Case) -> HttpResponse:
    """With what was typed: its name stands in the same box there."""
    url = reverse("outreach:office_add", args=[case.public_id])
    response = HttpResponseRedirect(url)
    if request.method == "POST":
        hold_for(request, response, path=url)
    return response


def _added(request: PortalRequest, case: Case, found: FoundOffice) -> HttpResponse:
    def save() -> str:
        office = services.start_office(case=case, typed=found.columns, by=request.actor, at=timezone.now())
        messages.success(request, _("Added. Look at what the registry says, then call."))
        return presenters.step_url(office, Step.ABOUT)

    try:
        return save_once(request, save)
    except services.OfficeRefused as refusal:
        messages.info(request, str(refusal))
        return HttpResponseRedirect(reverse("outreach:office_list", args=[case.public_id]))


def _chosen(request: PortalRequest) -> FoundOffice | None:
    """What was picked, as the registry said it; None for anything else."""
    try:
        kept = signing.loads(request.POST.get("chosen", ""), salt=SALT, max_age=ONE_HOUR)
        return FoundOffice.from_json(kept)
    except (signing.BadSignature, TypeError):
        return None


def _signed(found: FoundOffice) -> str:
    return signing.dumps(found.as_json(), salt=SALT, compress=True)


def _text(found: FoundOffice) -> str:
    """Example Clinic, Phoenix AZ, Psychiatry, NPI 1234567893"""
    place = f"{found.city} {found.state}".strip()
    number = f"NPI {found.npi}" if found.npi else ""
    return ", ".join(part for part in (found.name, place, found.specialty, number) if part)

"""A case that begins with a call: what the person says, their consent, and a neutral link."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import today_at_work
from requests_app.cases.consent_words import ConsentTo
from requests_app.cases.invitations import invite_to_case
from requests_app.cases.on_behalf import open_for_patient
from requests_app.cases.services import CaseRefused
from requests_app.common.pages import page
from requests_app.drafts.http import Saved, form_data, save_once
from requests_app.staff import consent_presenters, intake_queries
from requests_app.staff.intake_forms import CaseNewForm
from requests_app.staff.opened import back_to
from requests_app.triage import opening as told


@require_http_methods(["GET", "POST"])
def case_new(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    facilities = intake_queries.facilities_to_open_in(request.actor)
    if not facilities:
        raise PermissionDenied
    form = CaseNewForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        facilities=facilities,
        sites=intake_queries.sites_to_open_in(request.actor, facilities),
        same_found=lambda *person: intake_queries.same_person(request.actor, *person),
    )
    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, lambda: _open(request, form, now), creates=True)
        except CaseRefused as refusal:
            form.add_error(None, str(refusal))
    name = facilities[0].name if len(facilities) == 1 else _("Our facility")
    context = {
        "back_url": reverse("desk:queue"),
        "words": consent_presenters.words([ConsentTo.KEEP, ConsentTo.MAIL], facility=name),
    }
    return page(request, "staff/case_new.html", context, form=form)


def _open(request: PortalRequest, form: CaseNewForm, now: datetime) -> Saved:
    answers = form.answers
    case = open_for_patient(
        organization=form.chosen_facility,
        for_whom=form.cleaned_data["asked_who"],
        language=form.cleaned_data["language"],
        time_zone=told.zone_of(answers),
        fields=told.columns_of(answers, path=told.path_of(answers)),
        sections={**told.sections_of(answers), "patient": form.patient},
        consent=form.given,
        site=form.chosen_site,
        by=request.actor,
        at=now,
    )
    opened = _("Case %(reference)s is open.") % {"reference": case.reference}
    if email := form.cleaned_data["email"]:
        invite_to_case(
            case=case, email=email, language=form.cleaned_data["language"], by=request.actor, at=now
        )
        opened = f"{opened} {_('The link to see it is on its way to the patient.')}"
    messages.success(request, opened)
    return Saved(back_to(case), edit_url=back_to(case))

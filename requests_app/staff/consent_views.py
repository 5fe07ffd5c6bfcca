"""What the patient agreed to, with the words that were read; and the link to a case opened on the phone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.accounts.roles import Right
from requests_app.cases import consents
from requests_app.cases.consent_words import ConsentTo
from requests_app.cases.invitations import invite_to_case
from requests_app.cases.saved import saved
from requests_app.cases.services import CaseRefused
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.models import Case
from requests_app.staff import consent_presenters, queries
from requests_app.staff.consent_forms import ConsentForm, EndConsentForm, InviteToCaseForm
from requests_app.staff.opened import back_to, case_to_change, context_of


@require_GET
def consent_list(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = queries.get_facility_case_or_404(request.actor, case_id)
    may_edit = permissions.has_right(request.actor, case.organization_id, Right.OPEN)
    found = consents.consents_of(case)
    has_account = consents.has_own_account(case)
    can_mail = any(one.to_what == ConsentTo.MAIL for one in consents.open_ones(found))
    context = {
        "heading": _("Consents"),
        "case": case,
        "case_reference": case.reference,
        "back_url": back_to(case),
        "cards": consent_presenters.cards(case, found, may_edit=may_edit),
        "may_edit": may_edit,
        "may_add": may_edit and len(consents.open_ones(found)) < len(ConsentTo),
        "has_account": has_account,
        "may_invite": may_edit and not has_account and can_mail and case.is_open,
        "needs_mail_consent": not has_account and not can_mail,
    }
    return page(request, "staff/consents.html", context)


@require_http_methods(["GET", "POST"])
def consent_add(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = case_to_change(request, case_id)
    now = timezone.now()
    open_ones = {one.to_what for one in consents.open_ones(consents.consents_of(case))}
    form = ConsentForm(
        form_data(request),
        today=day_at(now, zone=case.time_zone),
        open_ones=open_ones,
        initial={"language": case.language},
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            consents.record_consent(case=case, given=form.given, by=request.actor, at=now)
            messages.success(request, _("The consent is written down."))
            return _url(case)

        if done := saved(request, case, form, save, CaseRefused):
            return done
    wanted = [one for one in ConsentTo if one not in open_ones]
    words = consent_presenters.words(wanted, facility=case.organization.name)
    return page(request, "staff/consent_add.html", _context(case, words=words), form=form)


@require_http_methods(["GET", "POST"])
def consent_end(request: PortalRequest, case_id: UUID, consent_id: UUID) -> HttpResponse:
    case = case_to_change(request, case_id)
    consent = consents.get_consent_or_404(case, consent_id)
    now = timezone.now()
    form = EndConsentForm(form_data(request), today=day_at(now, zone=case.time_zone))
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            consents.end_consent(consent=consent, by=request.actor, at=now)
            messages.success(request, _("Noted: taken back from now on. What was written stays readable."))
            return _url(case)

        if done := saved(request, case, form, save, CaseRefused):
            return done
    (card,) = consent_presenters.cards(case, [consent], may_edit=False)
    return page(request, "staff/consent_end.html", _context(case, case=case, card=card), form=form)


@require_http_methods(["GET", "POST"])
def invite_patient(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """Into a case that staff opened; once the patient has their own way in, there is nothing to send."""
    case = case_to_change(request, case_id)
    now = timezone.now()
    form = InviteToCaseForm(
        form_data(request), today=day_at(now, zone=case.time_zone), initial={"language": case.language}
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            invite_to_case(case=case, by=request.actor, at=now, **form.cleaned_data)
            messages.success(request, _("The link is on its way. It works for 14 days."))
            return _url(case)

        if done := saved(request, case, form, save, CaseRefused):
            return done
    return page(request, "staff/form.html", _context(case), form=form)


def _url(case: Case) -> str:
    return reverse("staff:consents", kwargs={"case_id": case.public_id})


def _context(case: Case, /, **more: object) -> dict[str, object]:
    return {**context_of(case, **more), "back_url": _url(case)}

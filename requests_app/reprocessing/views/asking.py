"""What the question pages of a claim sent back have in common: load it, save one page, come back to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from requests_app.accounts.http import PortalRequest
from requests_app.appeals.services import AppealRefused
from requests_app.cases.queries import get_case_or_404
from requests_app.cases.saved import saved
from requests_app.common.forms import PortalForm
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.decisions.services import DecisionRefused
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.models import Case, Reprocessing
from requests_app.reprocessing import queries, services
from requests_app.reprocessing.presenters import url_of

SECTIONS = ("patient", "coverage", "care", "provider", "organization")


def to_edit(request: PortalRequest, case_id: UUID, back_id: UUID) -> tuple[Case, Reprocessing, datetime]:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    return case, queries.get_back_or_404(case, back_id), timezone.now()


def form_of(
    kind: type[PortalForm],
    request: PortalRequest,
    back: Reprocessing,
    names: tuple[str, ...],
    now: datetime,
    *,
    first: dict[str, Any] | None = None,
    **options: Any,
) -> PortalForm:
    """With what is stored; `first` is shown where nothing is stored yet."""
    stored = services.shown(back, names)
    version = version_of(stored)
    shown = {name: value or (first or {}).get(name, value) for name, value in stored.items()}
    return kind(
        form_data(request, version=version),
        today=day_at(now, zone=back.case.time_zone),
        initial=shown,
        version=version,
        **options,
    )


def answered(
    request: PortalRequest, case: Case, form: PortalForm, save: Callable[[], str]
) -> HttpResponse | None:
    """The answer after saving; None when the page has to be shown again."""
    return saved(request, case, form, save, services.BackRefused, DecisionRefused, AppealRefused)


def asked_page(
    request: PortalRequest,
    back: Reprocessing,
    form: PortalForm,
    service: Callable[..., Any],
    template: str,
    now: datetime,
    *,
    told: str = "",
    **context: Any,
) -> HttpResponse:
    """Show the page, or save and go back to the claim."""
    detail = url_of("detail", back)

    def save() -> str:
        service(back=back, typed=form.cleaned_data, shown_version=form.version, by=request.actor, at=now)
        messages.success(request, told or _("Saved."))
        return detail

    if request.method == "POST" and form.is_valid():
        answer = answered(request, back.case, form, save)
        if answer is not None:
            return answer
    shown = {"case": back.case, "back": back, "back_url": detail, **context}
    return page(request, template, shown, form=form)


def to_detail(request: PortalRequest, back: Reprocessing, text: str) -> HttpResponse:
    messages.info(request, text)
    return HttpResponseRedirect(url_of("detail", back))

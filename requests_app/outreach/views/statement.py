"""The statement of calls: read the log in plain sentences, sign it, sign again when it changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.dates import long_date
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data, save_once
from requests_app.models import CallsStatement, Case
from requests_app.models.cases import ForWhom
from requests_app.outreach import statement
from requests_app.outreach.forms.statement import WITHDRAW, StatementForm
from requests_app.outreach.views.lists import list_url


@require_http_methods(["GET", "POST"])
def statement_page(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, "patient", to_edit=True)
    now = timezone.now()
    lines = statement.covered_lines(case)
    for_whom = statement.for_whom(case, request.actor)
    form = StatementForm(
        form_data(request, version=statement.hash_of(lines)),
        today=day_at(now, zone=case.time_zone),
        version=statement.hash_of(lines),
        expected_name=_expected_name(case, for_whom),
        for_whom=for_whom,
    )
    withdraws = request.method == "POST" and request.POST.get("do") == WITHDRAW
    if withdraws or (request.method == "POST" and form.is_valid()):
        try:
            if withdraws:
                return save_once(request, lambda: _withdraw(request, case, now))
            return save_once(request, lambda: _sign(request, case, form, now))
        except statement.StatementRefused as refusal:
            messages.info(request, str(refusal))
            return redirect(request.get_full_path())
    return page(request, "outreach/statement.html", _context(case, form, lines), form=form)


def _context(case: Case, form: StatementForm, lines: list[str]) -> dict[str, Any]:
    language = get_language() or statement.PACKET_LANGUAGE
    is_packet_language = language.startswith(statement.PACKET_LANGUAGE)
    last = statement.current_statement(case)
    changed_text = _changed_text(case, last, lines) if last else ""
    return {
        "case": case,
        "back_url": list_url(case),
        "lines": lines if is_packet_language else statement.covered_lines(case, language),
        "packet_lines": [] if is_packet_language else lines,
        "signed": last,
        "signed_text": _signed_text(case, last) if last else "",
        "changed_text": changed_text,
        "may_sign": bool(lines) and (last is None or bool(changed_text) or form.is_bound),
        "withdraw": WITHDRAW,
    }


def _signed_text(case: Case, last: CallsStatement) -> str:
    day = long_date(last.signed_at.astimezone(ZoneInfo(case.time_zone)).date())
    return _("Signed by %(name)s on %(day)s.") % {"name": last.signed_name, "day": day}


def _changed_text(case: Case, last: CallsStatement, lines: list[str]) -> str:
    """Why it has to be signed again; nothing while the log is as it was signed."""
    if last.covers_sha256 == statement.hash_of(lines):
        return ""
    added = statement.offices_added(last, case)
    if added > 0:
        text = ngettext(
            "Sign again: %(count)s office was added.", "Sign again: %(count)s offices were added.", added
        )
        return text % {"count": added}
    if added < 0:
        text = ngettext(
            "Sign again: %(count)s office was taken out.",
            "Sign again: %(count)s offices were taken out.",
            -added,
        )
        return text % {"count": -added}
    return _("Sign again: an answer in the log was changed.")


def _expected_name(case: Case, for_whom: str) -> str:
    """Whose name it should be, as far as the case knows it; nothing for a helper or for staff."""
    if not for_whom:
        return case.patient.full_name
    return case.patient.caregiver_name if case.for_whom != ForWhom.ME else ""


def _sign(request: PortalRequest, case: Case, form: StatementForm, now: datetime) -> str:
    statement.sign_statement(
        case=case,
        signed_name=form.cleaned_data["signed_name"],
        seen=form.version or "",
        by=request.actor,
        at=now,
    )
    messages.success(request, _("Signed. Your next packet will hold this statement."))
    return reverse("outreach:statement", args=[case.public_id])


def _withdraw(request: PortalRequest, case: Case, now: datetime) -> str:
    try:
        number = int(request.POST.get("number", ""))
    except ValueError:
        number = 0
    statement.withdraw_statement(case=case, number=number, by=request.actor, at=now)
    messages.success(request, _("Your signature is taken back. A packet you already made does not change."))
    return reverse("outreach:statement", args=[case.public_id])

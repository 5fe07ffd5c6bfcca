"""The call between the clinician and the plan’s doctor."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.appeals import peer_facts, peers, queries
from requests_app.appeals.forms import PeerForm, PeerHeldForm
from requests_app.appeals.views.asking import SECTIONS, answered
from requests_app.cases.queries import get_case_or_404
from requests_app.common.fields import NO, YES
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.http import form_data
from requests_app.drafts.versions import version_of
from requests_app.models import PeerOutcome, PeerState


@require_GET
def peer(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    found = queries.peer_of(case)
    may_edit = can_edit_case(request.actor, case) and case.is_open
    context = {
        "heading": _("A call between the doctors"),
        "case": case,
        "peer": found,
        "rows": peer_facts.rows_of(found) if found else [],
        "has_changed": bool(found and found.outcome == PeerOutcome.CHANGED),
        "is_over": bool(found and found.state == PeerState.HELD),
        "may_edit": may_edit,
        "back_url": reverse("appeals:appeal_list", args=[case.public_id]),
    }
    return page(request, "appeals/peer.html", context)


@require_http_methods(["GET", "POST"])
def peer_edit(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    now = timezone.now()
    found = None if request.GET.get("again") == "yes" else queries.peer_of(case)
    decision = next(iter(queries.appealable(case)), None)
    stored = {name: getattr(found, name) for name in peers.ASKED} if found else {}
    version = version_of(stored) if found else None
    form = PeerForm(
        form_data(request, version=version) if version else form_data(request),
        today=day_at(now, zone=case.time_zone),
        initial=stored or peer_facts.first_values(case, decision),
        version=version,
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            peers.save_peer(
                case=case,
                peer=found,
                decision=decision,
                typed=form.cleaned_data,
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved."))
            return reverse("appeals:peer", args=[case.public_id])

        answer = answered(request, case, form, save)
        if answer is not None:
            return answer
    context = {"case": case, "back_url": reverse("appeals:peer", args=[case.public_id])}
    return page(request, "appeals/peer_edit.html", context, form=form)


@require_http_methods(["GET", "POST"])
def peer_held(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    found, now = queries.peer_of(case), timezone.now()
    if found is None:
        messages.info(request, _("Write down first who will talk with whom."))
        return redirect("appeals:peer", case_id=case.public_id)
    found.case = case
    stored = {name: getattr(found, name) for name in peers.HELD}
    version = version_of(stored)
    took_place = {PeerState.HELD: YES, PeerState.MISSED: NO}.get(PeerState(found.state), "")
    form = PeerHeldForm(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        initial={**stored, "took_place": took_place},
        version=version,
    )
    if request.method == "POST" and form.is_valid():
        was_held = form.cleaned_data["took_place"] == YES
        typed = {
            "state": PeerState.HELD if was_held else PeerState.MISSED,
            "held_on": form.cleaned_data["held_on"] if was_held else None,
            "reviewer": form.cleaned_data["reviewer"],
            "outcome": form.cleaned_data["outcome"] if was_held else "",
            "notes": form.cleaned_data["notes"],
        }

        def save() -> str:
            peers.save_held(peer=found, typed=typed, shown_version=form.version, by=request.actor, at=now)
            messages.success(request, _("Saved."))
            return reverse("appeals:peer", args=[case.public_id])

        answer = answered(request, case, form, save)
        if answer is not None:
            return answer
    context = {"case": case, "back_url": reverse("appeals:peer", args=[case.public_id])}
    return page(request, "appeals/peer_held.html", context, form=form)

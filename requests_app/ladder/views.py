from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.permissions import can_edit_case
from requests_app.cases.people import changed_text
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.ladder import presenters, queries, services
from requests_app.ladder.forms import StepForm
from requests_app.ladder.rungs import next_step, steps
from requests_app.ladder.ways import StepWay
from requests_app.ladder.wording import RUNG_OF_SLUG, TOLD
from requests_app.models import Case, Escalation, Rung
from requests_app.tracks.presenters import SLUGS

SECTIONS = ("patient", "coverage", "care", "provider")
WRITTEN = (Rung.DEMAND,)


@require_GET
def rungs(request: PortalRequest, case_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id, *SECTIONS)
    found = queries.read(case, now=timezone.now())
    may_edit = can_edit_case(request.actor, case) and case.is_open
    first = next_step(found.facts)
    context = {
        "heading": _("When no answer comes"),
        "case": case,
        "back_url": reverse("tracker:task_list", args=[case.public_id]),
        "rows": [
            presenters.row(case, one, is_next=first is not None and one.rung == first.rung)
            for one in steps(found.facts)
        ],
        "next_row": presenters.row(case, first, is_next=True) if first is not None else None,
        "due": presenters.due(case, found),
        "is_appeal": found.appeal is not None,
        "entries": [presenters.entry(one, may_edit=may_edit) for one in found.entries],
        "may_edit": may_edit,
    }
    return page(request, "ladder/rungs.html", context)


@require_http_methods(["GET", "POST"])
def rung(request: PortalRequest, case_id: UUID, rung: str) -> HttpResponse:
    """What to say and what to send, and below it what came of it."""
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    which = RUNG_OF_SLUG.get(rung)
    if which is None:
        raise Http404
    now = timezone.now()
    found = queries.read(case, now=now)
    form = StepForm(
        form_data(request),
        today=found.facts.today,
        rung=which,
        initial={"way": StepWay.FAX if which in WRITTEN else StepWay.PHONE},
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            track = found.track.track if found.track is not None and found.appeal is None else None
            services.log_step(
                case=case, rung=which, typed=form.cleaned_data, track=track, by=request.actor, at=now
            )
            messages.success(request, _("Saved. The next step is marked below."))
            return presenters.list_url(case)

        try:
            return save_once(request, save)
        except services.StepRefused as refusal:
            form.add_error(None, str(refusal))
    step = next(one for one in steps(found.facts) if one.rung == which)
    context = {
        "case": case,
        "back_url": presenters.list_url(case),
        "row": presenters.row(case, step, is_next=False),
        "told": TOLD[which],
        "lines": presenters.script(case, which, found.facts, by=request.actor),
        "sheet_url": presenters.sheet_url(case, which),
        "fast_url": _fast_url(case, found) if which == Rung.EXPEDITED else "",
        "is_regulator": which == Rung.REGULATOR,
    }
    return page(request, "ladder/rung.html", context, form=form)


@require_http_methods(["GET", "POST"])
def entry_edit(request: PortalRequest, case_id: UUID, escalation_id: UUID) -> HttpResponse:
    case, entry = _entry(request, case_id, escalation_id)
    now = timezone.now()
    stored = {name: getattr(entry, name) for name in queries.SHOWN}
    version = version_of(stored)
    form = StepForm(
        form_data(request, version=version),
        today=day_at(now, zone=case.time_zone),
        rung=entry.rung,
        initial=stored,
        version=version,
    )

    def save() -> str:
        services.change_step(
            entry=entry, typed=form.cleaned_data, shown_version=form.version, by=request.actor, at=now
        )
        messages.success(request, _("Saved."))
        return presenters.list_url(case)

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except Clash as clash:
            text = changed_text(case=case, seen_by=request.actor)
            form.show_clash(text, stored=clash.fields, version=clash.version)
        except services.StepRefused as refusal:
            form.add_error(None, str(refusal))
    context = {"case": case, "back_url": presenters.list_url(case)}
    return page(request, "ladder/entry_edit.html", context, form=form)


@require_http_methods(["GET", "POST"])
def entry_remove(request: PortalRequest, case_id: UUID, escalation_id: UUID) -> HttpResponse:
    case, entry = _entry(request, case_id, escalation_id)
    if request.method == "POST":
        try:
            services.remove_step(entry=entry, by=request.actor, at=timezone.now())
        except services.StepRefused as refusal:
            messages.info(request, str(refusal))
        else:
            messages.success(request, _("Removed."))
        return HttpResponseRedirect(presenters.list_url(case))
    context = {
        "heading": _("Remove this step from the list?"),
        "case": case,
        "entry": presenters.entry(entry, may_edit=False),
        "back_url": presenters.list_url(case),
    }
    return page(request, "ladder/entry_remove.html", context)


def _entry(request: PortalRequest, case_id: UUID, escalation_id: UUID) -> tuple[Case, Escalation]:
    case = get_case_or_404(request.actor, case_id, *SECTIONS, to_edit=True)
    return case, queries.get_entry_or_404(case, escalation_id)


def _fast_url(case: Case, found: queries.Read) -> str:
    if found.track is None or found.appeal is not None:
        return ""
    return reverse("tracks:fast_path", args=[case.public_id, SLUGS[found.track.track.kind]])

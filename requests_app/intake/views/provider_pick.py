"""Staff choose the provider from their facility’s own list instead of typing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.cases import progress
from requests_app.cases.people import changed_text
from requests_app.common.cleaning import one_line
from requests_app.common.pages import page
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.facilities import providers
from requests_app.intake import checks
from requests_app.intake.forms.pick import PickProviderForm
from requests_app.intake.services import answers
from requests_app.intake.views.steps import load_case
from requests_app.models import Case, ProviderEntry

MOST_SHOWN = 100
# What the list does not tell: of another provider it would be wrong.
ALSO_TYPED = ("credentials", "unit")


@require_http_methods(["GET", "POST"])
def provider_pick(request: PortalRequest, case_id: UUID) -> HttpResponse:
    """The words to look for are posted, as they may name a specialty."""
    case = load_case(request, case_id, *progress.SECTIONS)
    if not permissions.works_for(request.actor, case):
        raise Http404
    now = timezone.now()
    data = form_data(request)
    words = one_line(data.get("words", "") if data else "")[:80]
    is_looking = data is not None and "show" in data
    listed = providers.found_by(providers.entries_of([case.organization_id]), words)
    entries = list(listed[: MOST_SHOWN + 1])
    stored = _stored(case)
    form = PickProviderForm(
        None if is_looking else data,
        today=day_at(now, zone=case.time_zone),
        version=version_of(stored),
        entries=entries[:MOST_SHOWN],
    )
    if request.method == "POST" and not is_looking and form.is_valid():
        entry = next(one for one in entries if str(one.public_id) == form.cleaned_data["provider"])

        def save() -> str:
            answers.save_answers(
                case=case,
                section="provider",
                answers=_answers(case, entry),
                shown=stored,
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Taken from your list. Look it over."))
            return checks.check_url(case, "provider")

        try:
            return save_once(request, save)
        except answers.AnswerRefused as refusal:
            form.add_error(None, str(refusal))
        except Clash as clash:
            text = changed_text(case=case, seen_by=request.actor)
            form.show_clash(text, stored=clash.fields, version=clash.version)
    context = {
        "case": case,
        "back_url": reverse("intake:step", args=[case.public_id, "provider", "name"]),
        "words": words,
        "is_long": len(entries) > MOST_SHOWN or bool(words),
        "is_empty": not entries,
        "most": MOST_SHOWN,
    }
    return page(request, "intake/provider_pick.html", context, form=form)


def _stored(case: Case) -> dict[str, Any]:
    return {name: getattr(case.provider, name) for name in (*providers.FIELDS, *ALSO_TYPED)}


def _answers(case: Case, entry: ProviderEntry) -> dict[str, Any]:
    taken = providers.stored(entry)
    if entry.name == case.provider.name:
        return taken
    return {**taken, **dict.fromkeys(ALSO_TYPED, "")}

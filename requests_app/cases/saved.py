"""Save what a question page asked, or show the page again: with both answers, or with the refusal."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse

from requests_app.accounts.http import PortalRequest
from requests_app.cases.people import changed_text
from requests_app.common.errors import DomainError
from requests_app.common.forms import PortalForm
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import save_once
from requests_app.models import Case


def saved(
    request: PortalRequest,
    case: Case,
    form: PortalForm,
    save: Callable[[], str],
    *refusals: type[DomainError],
) -> HttpResponse | None:
    """The answer after saving; None when the page has to be shown again. `save` gives the next address."""
    try:
        return save_once(request, save)
    except Clash as clash:
        text = changed_text(case=case, seen_by=request.actor)
        form.show_clash(text, stored=clash.fields, version=clash.version)
    except refusals as refusal:
        form.add_error(None, str(refusal))
    return None

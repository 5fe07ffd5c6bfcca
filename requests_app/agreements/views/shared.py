"""What every form of an agreement does when it is saved."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse

from requests_app.accounts.http import PortalRequest
from requests_app.agreements.services import AgreementRefused
from requests_app.cases.people import changed_text
from requests_app.common.forms import PortalForm
from requests_app.decisions.services import DecisionRefused
from requests_app.documents.services import DocumentRefused
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import save_once
from requests_app.models import Case


def saved(
    request: PortalRequest, case: Case, form: PortalForm, save: Callable[[], str]
) -> HttpResponse | None:
    """The answer after saving; None when the page has to be shown again."""
    try:
        return save_once(request, save)
    except Clash as clash:
        text = changed_text(case=case, seen_by=request.actor)
        form.show_clash(text, stored=clash.fields, version=clash.version)
    except DocumentRefused as refusal:
        form.add_error("file" if "file" in form.fields else None, str(refusal))
    except (AgreementRefused, DecisionRefused) as refusal:
        form.add_error(None, str(refusal))
    return None

"""What every form page of this area does when it is posted."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.accounts.http import PortalRequest
from requests_app.cases.people import changed_text
from requests_app.common.forms import PortalForm
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import Saved, save_once
from requests_app.models import Case
from requests_app.renewals.services import RenewalRefused


def saved(
    request: PortalRequest,
    case: Case,
    form: PortalForm,
    save: Callable[[], str | Saved],
    *,
    creates: bool = False,
) -> HttpResponse | None:
    """The answer after saving; None when the page has to be shown again."""

    def once() -> str | Saved:
        to = save()
        if request.POST.get("save_later") == "yes":
            messages.success(request, _("Saved. You can come back any time."))
            return reverse("tracker:task_list", args=[case.public_id])
        return to

    try:
        return save_once(request, once, creates=creates)
    except Clash as clash:
        text = changed_text(case=case, seen_by=request.actor)
        form.show_clash(text, stored=clash.fields, version=clash.version)
    except RenewalRefused as refusal:
        form.add_error(None, str(refusal))
    return None

"""How every form of an answer is saved: once, with clashes and refusals shown on the page."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.accounts.http import PortalRequest
from requests_app.cases.people import changed_text
from requests_app.common.errors import DomainError
from requests_app.common.forms import PortalForm
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import Saved, save_once
from requests_app.models import Case


def saved(
    request: PortalRequest,
    case: Case,
    form: PortalForm,
    save: Callable[[], str | Saved],
    *,
    creates: bool = False,
) -> HttpResponse | None:
    """The answer after saving; None when the page has to be shown again. `save` gives where to go next."""

    def once() -> Saved:
        done = save()
        kept = Saved(done) if isinstance(done, str) else done
        if request.POST.get("save_later") == "yes":
            messages.success(request, _("Saved. You can come back any time."))
            return Saved(reverse("tracker:task_list", args=[case.public_id]), edit_url=kept.edit_url)
        return kept

    try:
        return save_once(request, once, creates=creates)
    except Clash as clash:
        text = changed_text(case=case, seen_by=request.actor)
        form.show_clash(text, stored=clash.fields, version=clash.version)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
    return None

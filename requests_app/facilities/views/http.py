"""What the pages of a facility have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.http import PortalRequest
from requests_app.common.errors import DomainError
from requests_app.common.forms import PortalForm
from requests_app.common.pages import page
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import save_once
from requests_app.facilities import queries
from requests_app.models import Organization


def facility_to_change(request: PortalRequest, organization_id: UUID) -> Organization:
    """Http404 for other facilities, PermissionDenied for a role in this one that may not."""
    found = queries.get_facility_or_404(request.actor, organization_id)
    permissions.check_may_change(request.actor, found.pk)
    return found


def url(name: str, organization: Organization) -> str:
    return reverse(f"facilities:{name}", args=[organization.public_id])


def answer(
    request: PortalRequest,
    template: str,
    context: dict[str, Any],
    form: PortalForm,
    save: Callable[[], str],
    *,
    done: str = "",
) -> HttpResponse:
    """The page, or its one change: saved once, refused with a sentence, or shown beside another's."""

    def saved() -> str:
        url = save()
        if done:
            messages.success(request, done)
        return url

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, saved)
        except Clash as clash:
            text = _("Somebody else changed this meanwhile. Your text is safe below.")
            form.show_clash(text, stored=clash.fields, version=clash.version)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return page(request, template, {"nav_here": "facility", **context}, form=form)

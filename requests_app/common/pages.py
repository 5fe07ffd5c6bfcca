"""How every view answers with a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers

from requests_app.common.actor import ANONYMOUS, Actor, Brand

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from requests_app.common.forms import PortalForm

UNPROCESSABLE = 422


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    form: PortalForm | None = None,
    status: int | None = None,
) -> HttpResponse:
    """Render a page; 422 when it answers a post that has errors or unseen warnings.

    The context needs `heading`, the h1 and browser title, unless the form brings it. A page whose h1
    names a person, provider or plan also gives a neutral `title`: tabs and history are seen by others.
    """
    values: dict[str, Any] = dict(context or {})
    has_problems = needs_confirmation = False
    if form is not None:
        if request.method != "POST":
            form.hold()
        has_problems = form.is_bound and bool(form.errors)
        needs_confirmation = form.needs_confirmation
        values["form"] = form
        values.setdefault("heading", form.page_heading)
    if not values.get("heading"):
        raise ImproperlyConfigured(f"{template} needs a heading, in the context or from its form")
    is_partial = request.headers.get("HX-Request") == "true"
    brand = _brand(request, values)
    if brand is not None:
        values["brand"] = brand
        values["service_name"] = brand.name or settings.SERVICE_NAME
    values |= {
        "has_problems": has_problems,
        "base_layout": "layouts/_main.html" if is_partial else "layouts/base.html",
    }
    if status is None:
        status = UNPROCESSABLE if has_problems or needs_confirmation else 200
    response = render(request, template, values, status=status)
    if form is not None and has_problems:
        # Counted, never with what was typed, so that a question many people stumble over can be mended.
        response.fields_with_errors = tuple(form.errors)  # type: ignore[attr-defined]
    patch_vary_headers(response, ["HX-Request"])
    if form is not None or _is_signed_in(request):
        patch_cache_control(response, no_store=True, private=True)
    return response


def _brand(request: HttpRequest, values: Mapping[str, Any]) -> Brand | None:
    """What the facility behind the case calls itself; on a page of no case, when there is only the one."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    organization_id = getattr(values.get("case"), "organization_id", None)
    if organization_id is None and len(actor.scope) == 1:
        organization_id = next(iter(actor.scope))
    return actor.brands.get(organization_id) if organization_id is not None else None


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user is not None and user.is_authenticated)

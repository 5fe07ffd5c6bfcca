"""Pages for what went wrong. Each says what happened and one thing to do next."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from requests_app.common.actor import ANONYMOUS, Actor
from requests_app.common.pages import page
from requests_app.drafts.http import hold_for
from requests_app.public.paths import may_be_held, page_to_show


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address that is no text, or a form too large to read. The session is not known yet: no header."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return HttpResponse(_bare("errors/413.html", _("That is too much for one page")), status=413)
    return HttpResponse(_bare("errors/400.html", _("We could not read that address")), status=400)


def no_access(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    context = {"heading": _("You do not have access to this page"), "for_staff": _for_staff(request)}
    return page(request, "errors/403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    context = {"heading": _("Page not found"), "for_staff": _for_staff(request)}
    return page(request, "errors/404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks neither the session nor the database: either may be what failed."""
    body = _bare("errors/500.html", _("Sorry, there is a problem with the service"))
    return HttpResponseServerError(body)


def too_many_tries(request: HttpRequest) -> HttpResponse:
    return page(request, "errors/429.html", {"heading": _("Too many tries")}, status=429)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page left open too long, or cookies turned off. What was typed is kept for its page."""
    path = page_to_show(request.get_full_path())
    is_kept = may_be_held(request.path)
    context = {"heading": _("This page was open a long time"), "again_url": path, "is_kept": is_kept}
    response = page(request, "errors/csrf.html", context, status=403)
    if _comes_from_us(request) and is_kept:
        hold_for(request, response, path=path)
    return response


def _for_staff(request: HttpRequest) -> bool:
    """An address refused before the session was read has no actor yet."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    return actor.is_staff


def _comes_from_us(request: HttpRequest) -> bool:
    """Another site’s form must not put its text into ours."""
    ours = f"{request.scheme}://{request.get_host()}"
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == ours
    return request.headers.get("Referer", "").startswith(f"{ours}/")


def _bare(template: str, heading: str) -> str:
    return render_to_string(
        template,
        {
            "heading": heading,
            "service_name": settings.SERVICE_NAME,
            "language": get_language(),
            "fault_id": uuid4().hex[:8],
        },
    )

"""Pages anybody may read, and the language switch."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.services import set_language
from requests_app.cases.queries import cases_of
from requests_app.common.languages import remember
from requests_app.common.pages import page
from requests_app.drafts.http import COOKIE as HELD_COOKIE
from requests_app.drafts.http import hold_for
from requests_app.public import health, mail_catcher
from requests_app.public.paths import may_be_held, page_to_show
from requests_app.texts import caught as text_catcher

# What the language switch brings along from a page on which nothing is asked.
NOT_TYPED = {
    "csrfmiddlewaretoken",
    "language",
    "show_in",
    "from_page",
    "form_key",
    "version",
    "confirmed_warnings",
}


@login_not_required
@require_GET
def home(request: PortalRequest) -> HttpResponse:
    actor = request.actor
    if actor.is_staff:
        return HttpResponseRedirect(reverse("desk:queue"))
    if actor.is_member_somewhere:
        return HttpResponseRedirect(reverse("staff_second_factor"))
    context = {
        "heading": _("Ask your health plan to cover the provider you need"),
        "go_back_url": _go_back_url(request),
    }
    return page(request, "public/home.html", context)


def _go_back_url(request: PortalRequest) -> str:
    if not request.actor.is_signed_in:
        return reverse(settings.LOGIN_URL)
    return reverse("tracker:my_cases") if cases_of(request.actor).exists() else ""


@login_not_required
@require_GET
def how_it_works(request: PortalRequest) -> HttpResponse:
    return page(request, "public/how_it_works.html", {"heading": _("How it works")})


@login_not_required
@require_GET
def privacy(request: PortalRequest) -> HttpResponse:
    context = {
        "heading": _("Privacy"),
        "kept_years": settings.CASE_KEPT.days // 365,
        "held_hours": int(settings.HELD_FORM_KEPT.total_seconds() // 3600),
        "idle_minutes": int(settings.PATIENT_IDLE.total_seconds() // 60),
        "staff_idle_minutes": int(settings.STAFF_IDLE.total_seconds() // 60),
    }
    return page(request, "public/privacy.html", context)


@login_not_required
@require_GET
def accessibility(request: PortalRequest) -> HttpResponse:
    return page(request, "public/accessibility.html", {"heading": _("Accessibility")})


@login_not_required
@require_GET
def help_page(request: PortalRequest) -> HttpResponse:
    context = {
        "heading": _("Help"),
        "help_phone": settings.HELP_PHONE,
        "help_email": settings.HELP_EMAIL,
        "is_demo": settings.DEMO,
    }
    return page(request, "public/help.html", context)


@login_not_required
@require_GET
def terms(request: PortalRequest) -> HttpResponse:
    return page(request, "public/terms.html", {"heading": _("Terms of use")})


@login_not_required
@require_GET
def signed_out(request: PortalRequest) -> HttpResponse:
    context = {
        "heading": _("You are signed out"),
        "by_time": request.session.get("signed_out_by_time", False),
        "has_held_text": HELD_COOKIE in request.COOKIES,
    }
    return page(request, "public/signed_out.html", context)


@login_not_required
@require_POST
def language(request: PortalRequest) -> HttpResponse:
    """Show the same page in another language, with everything typed so far."""
    path = page_to_show(request.POST.get("from_page", ""))
    response = HttpResponseRedirect(path)
    # A form may ask for a language itself: there the button goes by a name of its own.
    chosen = request.POST.get("show_in", "") or request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return response
    if set(request.POST) - NOT_TYPED and may_be_held(path):
        hold_for(request, response, path=path)
    if request.user.is_authenticated:
        set_language(user=request.user, language=chosen)
    remember(response, chosen)
    return response


@login_not_required
@require_GET
def healthz(request: HttpRequest) -> JsonResponse:
    """For load balancers and container checks: touches no session and names no secret."""
    report = health.check(now=timezone.now())
    return JsonResponse(report.as_json(), status=200 if report.is_well else 503)


@login_not_required
@require_GET
def caught_mail(request: PortalRequest) -> HttpResponse:
    """In the demonstration no mail leaves the machine; this page shows what would have been sent."""
    context = {"heading": _("Caught mail"), "mails": mail_catcher.newest(limit=30)}
    return page(request, "public/caught_mail.html", context)


@login_not_required
@require_GET
def caught_texts(request: PortalRequest) -> HttpResponse:
    """The same for text messages."""
    context = {"heading": _("Caught texts"), "texts": text_catcher.newest(limit=30)}
    return page(request, "public/caught_texts.html", context)

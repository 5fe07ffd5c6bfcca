from __future__ import annotations

import logging
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.http import PortalRequest
from requests_app.common.pages import page
from requests_app.drafts.http import form_data, save_once
from requests_app.texts import answers, presenters, queries, services, twilio
from requests_app.texts.choices import Typed
from requests_app.texts.forms import NumberCodeForm, NumberForm

log = logging.getLogger(__name__)
LONGEST_BODY = 1600


@require_GET
def contact(request: PortalRequest) -> HttpResponse:
    user = queries.user_of(request.actor.person_id)
    context = {
        "heading": _("How we reach you"),
        "back_url": reverse("home" if request.actor.is_member_somewhere else "tracker:my_cases"),
        "email": user.email,
        "hides_previews": user.hides_previews,
        "texts": presenters.texts_of(queries.choice_of(user.pk)),
    }
    return page(request, "texts/contact.html", context)


@require_http_methods(["GET", "POST"])
def number(request: PortalRequest) -> HttpResponse:
    form = NumberForm(form_data(request), today=timezone.localdate())

    def save() -> str:
        services.ask_for_code(phone=form.cleaned_data["phone"], by=request.actor, at=timezone.now())
        return reverse("texts:number_code")

    if request.method == "POST" and form.is_valid():
        try:
            return save_once(request, save)
        except services.TextsRefused as refusal:
            form.add_error("phone", str(refusal))
    context = {"back_url": reverse("texts:contact"), "service_name": settings.SERVICE_NAME}
    return page(request, "texts/number.html", context, form=form)


@require_http_methods(["GET", "POST"])
def number_code(request: PortalRequest) -> HttpResponse:
    choice = queries.choice_of(request.actor.person_id)
    if choice is None or not choice.code_hash:
        return HttpResponseRedirect(reverse("texts:contact"))
    form = NumberCodeForm(form_data(request), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        typed = services.type_code(code=form.cleaned_data["code"], by=request.actor, at=timezone.now())
        if typed is Typed.RIGHT:
            messages.success(request, _("Texts are on. We sent one to your phone, so you know the number."))
            return HttpResponseRedirect(reverse("texts:contact"))
        form.add_error("code", presenters.why_not(typed))
    context = {
        "back_url": reverse("texts:number"),
        "phone": presenters.shown(choice.phone),
        "is_demo": settings.DEMO and not settings.TEXT_URL,
        "minutes": int(settings.TEXT_CODE_LIVES.total_seconds() // 60),
    }
    return page(request, "texts/number_code.html", context, form=form)


@require_POST
def stop(request: PortalRequest) -> HttpResponse:
    services.stop(by=request.actor, at=timezone.now())
    messages.success(request, _("Texts are off. We write to you by email."))
    return HttpResponseRedirect(reverse("texts:contact"))


@require_POST
def previews(request: PortalRequest) -> HttpResponse:
    hides = request.POST.get("hides") == "yes"
    services.hide_previews(hides=hides, by=request.actor, at=timezone.now())
    if hides:
        messages.success(request, _("From now on our messages say only that you have a message."))
    else:
        messages.success(request, _("Our messages say again whether a date is coming up."))
    return HttpResponseRedirect(reverse("texts:contact"))


@login_not_required
@csrf_exempt
@require_POST
def incoming(request: HttpRequest) -> HttpResponse:
    """The service brings what somebody answered. Its mark is the only thing that lets it in."""
    refusal = _not_from_the_service(request)
    if refusal is not None:
        return refusal
    told = request.POST.get("OptOutType", "").upper()
    template, language = answers.hear(
        service_id=request.POST.get("MessageSid", "")[:80],
        from_phone=request.POST.get("From", "")[:16],
        body=request.POST.get("Body", "")[:LONGEST_BODY],
        told=told,
        at=timezone.now(),
    )
    is_silent = not template or settings.TEXT_SERVICE_REPLIES or bool(told)
    reply = "" if is_silent else presenters.reply(template, language=language)
    return HttpResponse(presenters.twiml(reply), content_type="text/xml")


@login_not_required
@csrf_exempt
@require_POST
def status(request: HttpRequest) -> HttpResponse:
    refusal = _not_from_the_service(request)
    if refusal is not None:
        return refusal
    try:
        key = UUID(request.GET.get("key", ""))
    except ValueError:
        raise Http404 from None
    answers.report(
        key=key,
        service_id=request.POST.get("MessageSid", ""),
        status=request.POST.get("MessageStatus", ""),
        at=timezone.now(),
    )
    return HttpResponse(status=204)


def _not_from_the_service(request: HttpRequest) -> HttpResponse | None:
    if not settings.TEXT_URL:
        raise Http404
    form = {name: request.POST[name] for name in request.POST}
    signature = request.headers.get(twilio.SIGNATURE, "")
    if twilio.is_from_twilio(path=request.get_full_path(), form=form, signature=signature):
        return None
    log.warning("a call with a wrong mark", extra={"route": "texts"})
    return HttpResponseForbidden(content_type="text/plain")

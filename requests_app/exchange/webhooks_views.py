"""Addresses of a facility’s own system that are told when something changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from requests_app.accounts.asking_again import asks_again
from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import today_at_work
from requests_app.common.pages import page
from requests_app.drafts.http import form_data, save_once
from requests_app.exchange import tokens, tokens_presenters, webhooks
from requests_app.exchange.tokens_forms import WebhookEndForm, WebhookForm
from requests_app.exchange.webhooks import WebhookRefused
from requests_app.models import Webhook


@asks_again
@require_http_methods(["GET", "POST"])
def webhook_add(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    today = today_at_work(request.actor, now=now)
    form = WebhookForm(form_data(request), today=today, facilities=tokens.facilities_of(request.actor))
    if request.method == "POST" and form.is_valid():
        made: list[tuple[Webhook, str]] = []

        def save() -> str:
            made.append(
                webhooks.add_webhook(
                    organization=form.organization,
                    url=form.cleaned_data["url"],
                    events=form.cleaned_data["events"],
                    by=request.actor,
                    at=now,
                )
            )
            return _url(made[0][0])

        try:
            response = save_once(request, save)
        except WebhookRefused as refusal:
            form.add_error("url", str(refusal))
        else:
            if made:
                return _shown_once(request, *made[0])
            messages.info(request, _("This address was added already. Its secret is shown only once."))
            return response
    return page(request, "exchange/form.html", {"back_url": _list_url()}, form=form)


@require_GET
def webhook_detail(request: PortalRequest, webhook_id: UUID) -> HttpResponse:
    webhook = webhooks.get_webhook_or_404(request.actor, webhook_id)
    context = {
        "heading": _("An address that is told"),
        "back_url": _list_url(),
        "webhook": webhook,
        "facts": tokens_presenters.webhook_facts(webhook),
        "deliveries": [
            tokens_presenters.delivery_row(one, zone=webhook.organization.time_zone)
            for one in webhooks.deliveries_of(webhook)
        ],
    }
    return page(request, "exchange/webhook_detail.html", context)


@require_http_methods(["GET", "POST"])
def webhook_end(request: PortalRequest, webhook_id: UUID) -> HttpResponse:
    now = timezone.now()
    webhook = webhooks.get_webhook_or_404(request.actor, webhook_id)
    form = WebhookEndForm(form_data(request), today=today_at_work(request.actor, now=now))
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            webhooks.end_webhook(webhook=webhook, by=request.actor, at=now)
            messages.success(request, _("Ended. This address is told nothing any more."))
            return _list_url()

        return save_once(request, save)
    context = {
        "back_url": _url(webhook),
        "lines": [webhook.url],
        "text": _("What still waits is not told either."),
    }
    return page(request, "exchange/end.html", context, form=form)


@require_POST
def webhook_try(request: PortalRequest, webhook_id: UUID) -> HttpResponse:
    webhook = webhooks.get_webhook_or_404(request.actor, webhook_id)
    try:
        webhooks.try_webhook(webhook=webhook, by=request.actor, at=timezone.now())
    except WebhookRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("A test is on its way. Load this page again to see what came back."))
    return HttpResponseRedirect(_url(webhook))


def _url(webhook: Webhook) -> str:
    return reverse("exchange:webhook_detail", args=[webhook.public_id])


def _list_url() -> str:
    return reverse("exchange:token_list")


def _shown_once(request: PortalRequest, webhook: Webhook, secret: str) -> HttpResponse:
    context: dict[str, Any] = {
        "heading": _("Copy the secret now"),
        "secret": secret,
        "name": webhook.url,
        "what": _("With it your own system can tell that a message is from us."),
        "back_url": _url(webhook),
    }
    return page(request, "exchange/shown_once.html", context)

"""Keys of a facility’s own system, and the list of all its connections."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.asking_again import asks_again
from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import today_at_work
from requests_app.common.pages import page
from requests_app.drafts.http import form_data, save_once
from requests_app.exchange import tokens, tokens_presenters, webhooks
from requests_app.exchange.tokens_forms import TokenEndForm, TokenForm
from requests_app.models import ApiToken


@require_GET
def token_list(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    facilities = tokens.facilities_of(request.actor)
    context = {
        "heading": _("Connections"),
        "back_url": reverse("facilities:overview"),
        "tokens": tokens_presenters.token_cards(
            tokens.tokens_of(facilities), now=now, has_many=len(facilities) > 1
        ),
        "webhooks": [
            tokens_presenters.webhook_card(one, has_many=len(facilities) > 1)
            for one in webhooks.webhooks_of(facilities)
        ],
    }
    return page(request, "exchange/token_list.html", context)


@asks_again
@require_http_methods(["GET", "POST"])
def token_add(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    today = today_at_work(request.actor, now=now)
    form = TokenForm(form_data(request), today=today, facilities=tokens.facilities_of(request.actor))
    if request.method == "POST" and form.is_valid():
        made: list[tuple[ApiToken, str]] = []

        def save() -> str:
            answers = form.cleaned_data
            made.append(
                tokens.make_token(
                    organization=form.organization,
                    name=answers["name"],
                    scopes=answers["scopes"],
                    days=int(answers["days"]),
                    by=request.actor,
                    at=now,
                )
            )
            return list_url()

        response = save_once(request, save)
        if made:
            token, key = made[0]
            return _shown_once(request, token, key)
        messages.info(
            request,
            _("This key was made already and is shown only once. If you missed it, make another one."),
        )
        return response
    return page(request, "exchange/form.html", {"back_url": list_url()}, form=form)


@require_http_methods(["GET", "POST"])
def token_end(request: PortalRequest, token_id: UUID) -> HttpResponse:
    now = timezone.now()
    token = tokens.get_token_or_404(request.actor, token_id)
    if token.revoked_at is not None and request.method == "GET":
        messages.info(request, _("This key was ended before."))
        return HttpResponseRedirect(list_url())
    form = TokenEndForm(form_data(request), today=today_at_work(request.actor, now=now))
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            tokens.end_token(token=token, by=request.actor, at=now)
            messages.success(request, _("Ended. The key opens nothing any more."))
            return list_url()

        return save_once(request, save)
    context = {
        "back_url": list_url(),
        "lines": [token.name, _("Ends in “%(end)s”") % {"end": token.end}],
        "text": _("A program that still uses it is refused from now on."),
    }
    return page(request, "exchange/end.html", context, form=form)


def list_url() -> str:
    return reverse("exchange:token_list")


def _shown_once(request: PortalRequest, token: ApiToken, key: str) -> HttpResponse:
    context: dict[str, Any] = {
        "heading": _("Copy the key now"),
        "secret": key,
        "name": token.name,
        "what": _("Give it to the people who run your own system, by a safe way."),
        "back_url": list_url(),
    }
    return page(request, "exchange/shown_once.html", context)

"""The two things every form page does: read what was typed (now or before), and save it exactly once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from requests_app.drafts import queries, services

COOKIE = "held"
# In the session of somebody who was signed out by time: whose text a late form is.
SIGNED_OUT_PERSON = "signed_out_person"
# What is not the person's text, and passwords, which are never kept.
NOT_CONTENT = {
    "csrfmiddlewaretoken",
    "confirmed_warnings",
    "show_in",
    "next",
    "password",
    "oldpassword",
    "password1",
    "password2",
}


@dataclass(frozen=True)
class Saved:
    """Where to go after saving, and where the saved thing can be changed."""

    url: str
    edit_url: str = ""


def form_data(request: HttpRequest, *, version: str = "") -> QueryDict | None:
    """POST data; else what was kept for this page (expired session, language switch, Back); else None.

    Text from a page without a version, as the one that made the thing, gets `version`, that of now.
    """
    if request.method == "POST":
        return request.POST
    browser_key = request.COOKIES.get(COOKIE)
    if not browser_key:
        return None
    body = services.held(
        browser_key=browser_key,
        path=request.get_full_path(),
        at=timezone.now(),
        person_id=request.user.pk or 0,
    )
    if body is None:
        return None
    request.has_held_text = True  # type: ignore[attr-defined]
    data = QueryDict(body, mutable=True)
    if version:
        data.setdefault("version", version)
    return data


def save_once(
    request: HttpRequest, save: Callable[[], str | Saved], *, creates: bool = False
) -> HttpResponse:
    """Run `save` for the first arrival of this form; a repeat is answered with the first result.

    The same key with other content (back button, second try) is saved again: what was typed is never dropped.
    Where a page creates something that has an edit page (`creates` and `Saved.edit_url`), that would be
    double: the person gets the saved item's edit page with the new text filled in. A refusal raised by `save`
    undoes everything, the key included. What `save` does is done once, so messages belong into it.
    """
    key = _uuid(request.POST.get("form_key", ""))
    body_hash = _hash(request)
    user_id = _person(request)
    with transaction.atomic():
        first = queries.claim(user_id=user_id, key=key, body_hash=body_hash)
        if first is not None and first.body_hash == body_hash:
            return HttpResponseRedirect(first.result_url or request.get_full_path())
        if first is not None and creates and first.edit_url:
            messages.info(request, _("You already saved this. Here it is: change it if you need to."))
            response = HttpResponseRedirect(first.edit_url)
            hold_for(request, response, path=first.edit_url)
            return response
        done = save()
        saved = Saved(done) if isinstance(done, str) else done
        queries.remember(
            user_id=user_id, key=key, body_hash=body_hash, result_url=saved.url, edit_url=saved.edit_url
        )
        forget_held(request)
    return HttpResponseRedirect(saved.url)


def forget_held(request: HttpRequest) -> None:
    """The text kept for this page is saved now, so it is not offered again."""
    browser_key = request.COOKIES.get(COOKIE)
    if browser_key:
        services.forget(browser_key=browser_key, path=request.get_full_path())


def is_repeat(request: HttpRequest) -> bool:
    """This form was saved before. Ask it where a check looks at what the first arrival itself has saved."""
    key = request.POST.get("form_key", "")
    return bool(key) and queries.is_claimed(user_id=_person(request), key=_uuid(key))


def hold_for(request: HttpRequest, response: HttpResponse, *, path: str) -> None:
    """Keep the posted text for `path` and give the browser the key to it."""
    browser_key = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(32)
    kept = request.POST.copy()
    for name in NOT_CONTENT:
        kept.pop(name, None)
    services.hold(
        browser_key=browser_key,
        path=path,
        body=kept.urlencode(),
        at=timezone.now(),
        person_id=request.user.pk or request.session.get(SIGNED_OUT_PERSON, 0),
    )
    response.set_cookie(
        COOKIE,
        browser_key,
        max_age=int(settings.HELD_FORM_KEPT.total_seconds()),
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def _person(request: HttpRequest) -> int:
    """Nobody is 0, whose form keys are never kept: row security shows them to nobody."""
    return request.user.pk or 0


def _hash(request: HttpRequest) -> str:
    """Of what was typed and of the files: another file under the same key is something new to save."""
    kept = request.POST.copy()
    for name in (*NOT_CONTENT, "form_key"):
        kept.pop(name, None)
    found = hashlib.sha256(kept.urlencode().encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest = hashlib.sha256()
            for chunk in file.chunks():
                digest.update(chunk)
            found.update(f"\n{name}={digest.hexdigest()}".encode())
    return found.hexdigest()


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import today_at_work
from requests_app.common.pages import page
from requests_app.desk import columns, keys, saved
from requests_app.desk.built_in import VIEWS
from requests_app.desk.forms import ColumnsForm, ProfileForm
from requests_app.drafts.http import form_data, save_once


@require_http_methods(["GET", "POST"])
def choose_columns(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    chosen = [column.key for column in columns.chosen(saved.profile_of(request.actor).columns)]
    form = ColumnsForm(
        form_data(request), today=today_at_work(request.actor, now=now), initial={"columns": chosen}
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            saved.keep_profile(by=request.actor, columns=form.cleaned_data["columns"])
            messages.success(request, _("Columns saved."))
            return reverse("desk:queue")

        return save_once(request, save)
    return page(request, "desk/columns.html", {"back_url": reverse("desk:queue")}, form=form)


@require_http_methods(["GET", "POST"])
def profile(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    kept = saved.profile_of(request.actor)
    letters = keys.letters(kept.keys)
    initial: dict[str, Any] = {
        "start_view": kept.start_view,
        "density": kept.density,
        "shortcuts_on": kept.shortcuts_on,
        **{f"key_{action}": letter for action, letter in letters.items()},
    }
    own = [(f"{saved.SAVED}{one.public_id}", one.name) for one in saved.views_of(request.actor)]
    ready = [(f"{saved.READY_MADE}{view.key}", str(view.name)) for view in VIEWS[1:]]
    form = ProfileForm(
        form_data(request),
        today=today_at_work(request.actor, now=now),
        views=[*ready, *own],
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            saved.keep_profile(
                by=request.actor,
                start_view=form.cleaned_data["start_view"],
                density=form.cleaned_data["density"],
                shortcuts_on=form.cleaned_data["shortcuts_on"],
                keys=form.letters,
            )
            messages.success(request, _("Saved."))
            return reverse("desk:queue")

        return save_once(request, save)
    return page(request, "desk/profile.html", {"back_url": reverse("desk:queue")}, form=form)

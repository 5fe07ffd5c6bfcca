"""Closed days of a facility, and how often it calls a plan."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.accounts.queries import facilities_to_change, today_at_work
from requests_app.common.dates import weekday_date
from requests_app.common.pages import page
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.followups import closed, office
from requests_app.models import ClosedDay
from requests_app.staff.calendar_forms import ClosedDayForm, IntervalForm, RemoveDayForm


@require_http_methods(["GET", "POST"])
def calendar(request: PortalRequest) -> HttpResponse:
    now = timezone.now()
    today = today_at_work(request.actor, now=now)
    facilities = facilities_to_change(request.actor)
    form = ClosedDayForm(form_data(request), today=today, facilities=facilities)
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        chosen = answers.pop("facility", str(facilities[0].pk))
        organization = next(one for one in facilities if str(one.pk) == chosen)

        def save() -> str:
            added = office.add_closed_day(organization=organization, by=request.actor, at=now, **answers)
            messages.success(request, _added_text(added))
            return _url()

        try:
            return save_once(request, save)
        except office.OfficeRefused as refusal:
            form.add_error("day", str(refusal))
    context = {
        "days": closed.listed([one.pk for one in facilities], since=today),
        "facilities": facilities,
        "has_many": len(facilities) > 1,
    }
    return page(request, "staff/calendar.html", context, form=form)


@require_http_methods(["GET", "POST"])
def call_interval(request: PortalRequest, organization_id: UUID) -> HttpResponse:
    now = timezone.now()
    found = [one for one in facilities_to_change(request.actor) if one.public_id == organization_id]
    if not found:
        raise Http404
    organization = found[0]
    version = version_of({"every": organization.follow_up_every})
    form = IntervalForm(
        form_data(request, version=version),
        today=today_at_work(request.actor, now=now),
        initial={"every": organization.follow_up_every},
        version=version,
    )
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            office.set_call_interval(
                organization=organization,
                every=form.cleaned_data["every"],
                shown_version=form.version,
                by=request.actor,
                at=now,
            )
            messages.success(request, _("Saved."))
            return _url()

        try:
            return save_once(request, save)
        except Clash as clash:
            text = _("Somebody else changed this meanwhile. Your text is safe below.")
            form.show_clash(text, stored=clash.fields, version=clash.version)
    return page(request, "staff/form.html", {"back_url": _url()}, form=form)


@require_http_methods(["GET", "POST"])
def closed_day_remove(request: PortalRequest, day_id: UUID) -> HttpResponse:
    now = timezone.now()
    facilities = facilities_to_change(request.actor)
    day = closed.get_or_404([one.pk for one in facilities], day_id)
    form = RemoveDayForm(form_data(request), today=today_at_work(request.actor, now=now))
    if request.method == "POST" and form.is_valid():

        def save() -> str:
            office.remove_closed_day(closed=day, by=request.actor, at=now)
            messages.success(request, _("Taken out. This day counts again."))
            return _url()

        return save_once(request, save)
    return page(request, "staff/closed_day_remove.html", {"back_url": _url(), "day": day}, form=form)


def _added_text(added: ClosedDay) -> str:
    saved = _("Saved. %(day)s does not count any more.") % {"day": weekday_date(added.day)}
    planned = office.planned_on(added.organization_id, added.day)
    if not planned:
        return saved
    more = ngettext(
        "%(count)s follow-up is planned for that day and stays there. Move it if you like.",
        "%(count)s follow-ups are planned for that day and stay there. Move them if you like.",
        planned,
    )
    return f"{saved} {more % {'count': planned}}"


def _url() -> str:
    return reverse("staff:calendar")

"""The calendar a person connects, and the file of one day."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from requests_app.accounts.http import PortalRequest
from requests_app.cases.queries import get_case_or_404
from requests_app.common.pages import page
from requests_app.followups import feeds, ics, queries
from requests_app.models import FollowUp

CALENDAR = "text/calendar; charset=utf-8"


@require_http_methods(["GET", "POST"])
def feed(request: PortalRequest) -> HttpResponse:
    """The address is shown once, in the answer to the press that made it: afterwards nobody knows it here."""
    now, address = timezone.now(), ""
    if request.method == "POST" and request.POST.get("want") == "end":
        feeds.revoke(by=request.actor, at=now)
        messages.success(request, _("The address no longer works. Your calendar shows no new dates."))
        return HttpResponseRedirect(reverse("calendars:feed"))
    if request.method == "POST":
        key = feeds.make(by=request.actor, at=now)
        address = f"{settings.SITE_URL}{reverse('calendars:feed_file', kwargs={'key': key})}"
    found = feeds.feed_of(request.actor.person_id)
    context = {
        "heading": _("Connect your calendar"),
        "back_url": reverse("texts:contact"),
        "feed": found,
        "address": address,
        "open_url": f"webcal:{address.partition(':')[2]}" if address else "",
        "works_for_a_facility": request.actor.is_member_somewhere,
    }
    return page(request, "followups/feed.html", context)


@login_not_required
@require_GET
def feed_file(request: PortalRequest, key: str) -> HttpResponse:
    user = feeds.reader_of(key, at=timezone.now())
    if user is None:
        raise Http404
    with translation.override(user.language):
        return _file(feeds.days_of(user))


@require_GET
def event_file(request: PortalRequest, case_id: UUID, follow_up_id: UUID) -> HttpResponse:
    case = get_case_or_404(request.actor, case_id)
    response = _file([queries.get_or_404(case, follow_up_id)])
    response["Content-Disposition"] = 'attachment; filename="follow-up.ics"'
    return response


def _file(follow_ups: Iterable[FollowUp]) -> HttpResponse:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    now = timezone.now()
    words = ics.Words(
        name=settings.SERVICE_NAME,
        title=_("Follow up"),
        text=_("Sign in to see what it is."),
    )
    days = [ics.Day(one.public_id, one.due_on, now) for one in follow_ups]
    body = ics.calendar(days, words=words, site_url=settings.SITE_URL, host=host)
    return HttpResponse(body, content_type=CALENDAR, headers={"Cache-Control": "private, no-store"})

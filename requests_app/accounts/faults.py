"""How often each question got an answer that could not be taken: page and field, never the answer."""

from __future__ import annotations

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from requests_app.common.actor import Actor
from requests_app.models import Case, FieldFault

# Parameters that name a page of a longer way, not a row of somebody.
_NAMES_OF_PAGES = ("task", "step", "kind", "level")


def record(request: HttpRequest, response: HttpResponse, *, actor: Actor) -> None:
    """Count the fields with an error on a page of a case; other pages are nobody’s to count."""
    fields = getattr(response, "fields_with_errors", ())
    match = request.resolver_match
    if not fields or match is None or "case_id" not in match.kwargs:
        return
    found = Case.objects.for_actor(actor).filter(public_id=match.kwargs["case_id"])
    organization_id = found.values_list("organization_id", flat=True).first()
    if organization_id is None:
        return
    parts = [str(match.kwargs[name]) for name in _NAMES_OF_PAGES if name in match.kwargs]
    page = "/".join([match.view_name, *parts])[:80]
    for field in fields:
        row, _made = FieldFault.objects.get_or_create(
            organization_id=organization_id,
            day=timezone.localdate(),
            page=page,
            field=field[:60],
            language=(get_language() or "en")[:2],
        )
        FieldFault.objects.filter(pk=row.pk).update(count=F("count") + 1)

"""Start background work of a facility again after it failed three times."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from requests_app.accounts.permissions import check_right
from requests_app.accounts.roles import Right
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.models import Promise
from requests_app.outbox import services as outbox


class RetryRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def start_again(*, promise_id: UUID, by: Actor, at: datetime) -> None:
    """Only what failed: of what is unclear nobody knows whether it happened, so it is settled on its page."""
    mine = Promise.objects.select_for_update(of=("self",)).filter(
        organization_id__in=list(by.organization_roles), public_id=promise_id
    )
    found = mine.first()
    if found is None or found.organization_id is None:
        raise Http404
    check_right(by, found.organization_id, Right.FACILITY)
    if found.state != Promise.State.FAILED:
        raise RetryRefused(_("This is not failed any more, so nothing was started."))
    found.state, found.attempts, found.due_at = Promise.State.WAITING, 0, at
    found.finished_at = None
    found.save(update_fields=["state", "attempts", "due_at", "finished_at"])
    log.record(action="oversight.retried", target=found, by=by, at=at, details={"kind": found.kind})
    transaction.on_commit(lambda: outbox.ring(promise_id=found.pk))

"""Put a case aside until a day: it stays where it is, and nothing of it is lost meanwhile."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases.queries import locked
from requests_app.cases.services import CaseRefused
from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.drafts.clash import check_version
from requests_app.drafts.versions import version_of
from requests_app.models import Case


def shown_snooze(case: Case) -> dict[str, date | str | None]:
    return {"until": case.snoozed_until, "because": case.snoozed_because}


def version_of_snooze(case: Case) -> str:
    return version_of(shown_snooze(case))


@transaction.atomic
def snooze(
    *, case: Case, until: date, because: str, by: Actor, at: datetime, shown_version: str | None = None
) -> None:
    """The day stays even when the patient replies: a reply is flagged, never hidden.

    Raises CaseRefused for a closed case or a day that is not ahead; Clash when a page showed another snooze
    (`shown_version`; None asks nothing, as for many cases at once).
    """
    permissions.check_is_staff_of(by, case)
    fresh = locked(case)
    if not fresh.is_open:
        raise CaseRefused(_("This request is closed, so it waits for nobody."))
    if until <= day_at(at, zone=fresh.time_zone):
        raise CaseRefused(_("Choose a day after today."))
    if shown_version is not None:
        check_version(shown_snooze(fresh), shown_version, {"until": until, "because": because})
    _write(case, until, because)
    details = {"until": until.isoformat()}
    log.record(action="cases.snoozed", target=case, by=by, at=at, details=details)


@transaction.atomic
def end_snooze(*, case: Case, by: Actor, at: datetime) -> None:
    """Back among the others now. A case that is not put aside stays as it is."""
    permissions.check_is_staff_of(by, case)
    if locked(case).snoozed_until is None:
        return
    _write(case, None, "")
    log.record(action="cases.snooze_ended", target=case, by=by, at=at)


def _write(case: Case, until: date | None, because: str) -> None:
    Case.objects.filter(pk=case.pk).update(snoozed_until=until, snoozed_because=because)
    case.snoozed_until, case.snoozed_because = until, because

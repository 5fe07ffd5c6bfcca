"""What a facility keeps of its own calendar: days it is closed, and how often it calls a plan."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.common.actor import Actor
from requests_app.common.business_days import SATURDAY
from requests_app.common.errors import DomainError
from requests_app.drafts.clash import check_version
from requests_app.followups.calendar import federal_holidays
from requests_app.models import ClosedDay, FollowUp, Organization


class OfficeRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def add_closed_day(*, organization: Organization, day: date, name: str, by: Actor, at: datetime) -> ClosedDay:
    """From now on this day does not count when days are counted for a case of this facility."""
    permissions.check_may_change(by, organization.pk)
    if day.weekday() >= SATURDAY:
        raise OfficeRefused(_("This day is on a weekend, so it does not count anyway"))
    if day in federal_holidays(day.year):
        raise OfficeRefused(_("This day is a federal holiday, so it does not count anyway"))
    try:
        with transaction.atomic():
            added = ClosedDay.objects.create(organization=organization, day=day, name=name)
    except IntegrityError:
        raise OfficeRefused(_("This day is in the list already")) from None
    log.record(action="office.closed_day_added", target=added, by=by, at=at, details={"day": str(day)})
    return added


@transaction.atomic
def remove_closed_day(*, closed: ClosedDay, by: Actor, at: datetime) -> None:
    """The day counts again. Removed twice, it is gone once."""
    permissions.check_may_change(by, closed.organization_id)
    fresh = ClosedDay.objects.select_for_update().filter(pk=closed.pk).first()
    if fresh is None:
        return
    log.record(
        action="office.closed_day_removed", target=fresh, by=by, at=at, details={"day": str(fresh.day)}
    )
    fresh.delete()


@transaction.atomic
def set_call_interval(
    *, organization: Organization, every: int, shown_version: str | None, by: Actor, at: datetime
) -> None:
    """Every so many business days the plan is called, unless a case has its own number. Raises Clash."""
    permissions.check_may_change(by, organization.pk)
    fresh = Organization.objects.select_for_update().get(pk=organization.pk)
    check_version({"every": fresh.follow_up_every}, shown_version, {"every": every})
    if fresh.follow_up_every == every:
        return
    fresh.follow_up_every = every
    fresh.save(update_fields=["follow_up_every"])
    log.record(action="office.interval_changed", target=fresh, by=by, at=at, details={"every": every})


def planned_on(organization_id: int, day: date) -> int:
    """Follow-ups that are planned for this day already: they stay there."""
    planned = FollowUp.objects.filter(organization_id=organization_id, due_on=day, state=FollowUp.State.OPEN)
    return planned.count()

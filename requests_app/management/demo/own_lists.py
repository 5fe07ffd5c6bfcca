"""Two views of the queue under a name: one of a worker’s own, one of the team. Made once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from requests_app.common.scope import scoped
from requests_app.desk import saved
from requests_app.desk.filters import Filters
from requests_app.management.demo.people import LEAD, WORKER, staff_actor
from requests_app.models import Organization, Role, SavedView, User, WaitingOn


def save_views(*, facility: Organization, users: dict[str, User], at: datetime) -> None:
    with scoped([facility.pk]), transaction.atomic():
        if SavedView.objects.filter(organization=facility).exists():
            return
        for name, filters, is_team, by in (
            ("Plans that are quiet", Filters(waiting_on=WaitingOn.PLAN, waited="5"), True, LEAD),
            ("My Spanish speakers", Filters(owner="me", language="es"), False, WORKER),
        ):
            role = Role.LEAD if by == LEAD else Role.CASE_WORKER
            saved.save_view(
                organization_id=facility.pk,
                name=name,
                is_team=is_team,
                filters=filters,
                columns=(),
                is_start=False,
                by=staff_actor(users[by], facility, role),
                at=at,
            )

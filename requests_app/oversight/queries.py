"""What oversight pages read: of one facility at a time, of its sites where a person is limited to some."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from requests_app.accounts.permissions import has_right
from requests_app.accounts.roles import Right
from requests_app.common.actor import Actor
from requests_app.common.time_zones import day_at
from requests_app.models import Case, Erasure, LegalHold, Organization

MOST_LISTED = 100


def facilities_with(actor: Actor, right: Right) -> list[Organization]:
    """The facilities in which this person has the right, by name."""
    found = [one for one in actor.organization_roles if has_right(actor, one, right)]
    return list(Organization.objects.filter(pk__in=found).order_by("name", "pk"))


def chosen_facility(facilities: list[Organization], chosen: str) -> Organization:
    """The one named in the address, else the first. Raises PermissionDenied when there is none at all."""
    if not facilities:
        raise PermissionDenied
    return next((one for one in facilities if str(one.public_id) == chosen), facilities[0])


def facility_or_404(actor: Actor, organization_id: UUID, right: Right) -> Organization:
    """Raises Http404 where the person does not work, PermissionDenied without the right there."""
    found = Organization.objects.filter(
        pk__in=list(actor.organization_roles), public_id=organization_id
    ).first()
    if found is None:
        raise Http404
    if not has_right(actor, found.pk, right):
        raise PermissionDenied
    return found


def open_hold(case: Case) -> LegalHold | None:
    return LegalHold.objects.filter(case=case, ended_at=None).select_related("placed_by").first()


def deletion_of(case: Case) -> Erasure | None:
    """What is planned for this case, whoever asked for it."""
    return Erasure.objects.filter(
        case_public_id=case.public_id, state__in=[Erasure.State.ASKED, Erasure.State.RUNNING]
    ).first()


def deletion_day(case: Case) -> date | None:
    """The day from which it is deleted, once that is settled: what a facility only put forward is not."""
    planned = deletion_of(case)
    if planned is None or planned.confirmed_by_id is None:
        return None
    return day_at(planned.not_before, zone=case.time_zone)


def _mine(actor: Actor, organization: Organization) -> QuerySet[Case]:
    return Case.objects.of_facilities(actor).filter(organization=organization)


def due_cases(actor: Actor, organization: Organization, *, before: date) -> QuerySet[Case]:
    """Kept long enough before this day and neither held nor on the way out, the longest first."""
    held = LegalHold.objects.filter(case=OuterRef("pk"), ended_at=None)
    planned = Erasure.objects.filter(
        case_public_id=OuterRef("public_id"), state__in=[Erasure.State.ASKED, Erasure.State.RUNNING]
    )
    found = _mine(actor, organization).filter(~Exists(held), ~Exists(planned), keep_until__lt=before)
    return found.order_by("keep_until", "pk")


def holds_of(actor: Actor, organization: Organization) -> list[LegalHold]:
    """Open ones, the newest first."""
    found = LegalHold.objects.filter(ended_at=None, case__in=_mine(actor, organization))
    return list(found.select_related("case", "placed_by").order_by("-id")[:MOST_LISTED])


def hold_or_404(actor: Actor, hold_id: UUID) -> LegalHold:
    found = (
        LegalHold.objects.filter(public_id=hold_id, case__in=Case.objects.of_facilities(actor))
        .select_related("case", "placed_by")
        .first()
    )
    if found is None:
        raise Http404
    return found


def planned_erasures(actor: Actor, organization: Organization) -> list[Erasure]:
    """Asked for, confirmed or happening. Whoever works for some sites sees those of their cases."""
    found = Erasure.objects.filter(
        organization=organization, state__in=[Erasure.State.ASKED, Erasure.State.RUNNING]
    )
    if organization.pk in actor.sites:
        found = found.filter(case_public_id__in=_mine(actor, organization).values("public_id"))
    return list(found.select_related("asked_by", "confirmed_by").order_by("-id")[:MOST_LISTED])


def done_erasures(organization: Organization) -> list[Erasure]:
    """Their proofs name nobody and no site."""
    found = Erasure.objects.filter(organization=organization, state=Erasure.State.DONE)
    return list(found.order_by("-id")[:MOST_LISTED])


def unconfirmed(organization: Organization) -> QuerySet[Erasure]:
    """Put forward because the time is over, and nobody has confirmed it yet."""
    return Erasure.objects.filter(
        organization=organization,
        state=Erasure.State.ASKED,
        why=Erasure.Why.TIME,
        confirmed_by=None,
    ).order_by("id")


def erasure_or_404(actor: Actor, erasure_id: UUID) -> Erasure:
    found = (
        Erasure.objects.filter(organization_id__in=list(actor.organization_roles), public_id=erasure_id)
        .select_related("organization", "asked_by", "confirmed_by")
        .first()
    )
    if found is None:
        raise Http404
    return found


def held_among(cases: Iterable[Case]) -> set[int]:
    """The ids of those on legal hold."""
    holds = LegalHold.objects.filter(case__in=[one.pk for one in cases], ended_at=None)
    return set(holds.values_list("case_id", flat=True))


def case_or_404(actor: Actor, case_id: UUID) -> Case:
    """A case of the person’s facilities and sites."""
    found = Case.objects.of_facilities(actor).filter(public_id=case_id).first()
    if found is None:
        raise Http404
    return found


def cases_behind(erasures: list[Erasure]) -> dict[UUID, Case]:
    """Those that still are there, by the id that stays in the proof."""
    ids = [one.case_public_id for one in erasures]
    return {case.public_id: case for case in Case.objects.filter(public_id__in=ids)}

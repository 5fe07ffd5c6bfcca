"""Ways to reach insurers: those of the facilities a person works for, and those that fit one case."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import Http404

from requests_app.common.actor import Actor
from requests_app.knowledge.insurer_names import states_in
from requests_app.knowledge.readiness import same_insurer
from requests_app.knowledge.vocabulary import OLD_AFTER_DAYS
from requests_app.models import Case, ContactPurpose, ContactWay, InsurerContact

PER_PAGE = 50
# Where a packet can go; the others are for talking.
SENDING_PURPOSES = frozenset({ContactPurpose.GAP_REQUEST, ContactPurpose.SCA})
SENDING_WAYS = frozenset(
    {ContactWay.FAX, ContactWay.PORTAL, ContactWay.EMAIL, ContactWay.MAIL, ContactWay.FORM}
)


def is_old(contact: InsurerContact, *, on: date) -> bool:
    return (on - contact.checked_on).days > OLD_AFTER_DAYS


def contacts_page(actor: Actor, *, text: str, number: str) -> Page[InsurerContact]:
    """Of every facility this person works for; `text` is looked for in the insurer, plan and value."""
    found = InsurerContact.objects.filter(
        organization_id__in=list(actor.organization_roles), removed_at=None
    ).select_related("organization", "checked_by")
    if text:
        found = found.filter(Q(insurer__icontains=text) | Q(scope__icontains=text) | Q(value__icontains=text))
    return Paginator(found, PER_PAGE).get_page(number)


def get_contact_or_404(actor: Actor, contact_id: UUID) -> InsurerContact:
    """One of the person’s own facilities; what was removed is gone."""
    found = InsurerContact.objects.filter(
        organization_id__in=list(actor.organization_roles), public_id=contact_id, removed_at=None
    ).first()
    if found is None:
        raise Http404
    return found


def is_removed(actor: Actor, contact_id: UUID) -> bool:
    return InsurerContact.objects.filter(
        organization_id__in=list(actor.organization_roles), public_id=contact_id, removed_at__isnull=False
    ).exists()


def locked(contact: InsurerContact) -> InsurerContact:
    """The same contact, fresh and held until the transaction ends."""
    return InsurerContact.objects.select_for_update(of=("self",)).get(pk=contact.pk)


def contacts_of_case(case: Case) -> list[InsurerContact]:
    """What the staff behind this case keep for its insurer. Load the case with its coverage.

    A contact for one state is left out where the plan is of another: a wrong fax number sends a
    patient’s papers to a stranger.
    """
    insurer = case.coverage.insurer
    if not insurer:
        return []
    places = states_in(insurer) or {case.coverage.plan_state} - {""}
    kept = InsurerContact.objects.filter(organization_id=case.organization_id, removed_at=None)
    return [
        one
        for one in kept
        if same_insurer(one.insurer, insurer) and (not one.state or not places or one.state in places)
    ]


def sending_contacts(case: Case) -> list[InsurerContact]:
    """Those a packet may be sent to."""
    return [
        one for one in contacts_of_case(case) if one.purpose in SENDING_PURPOSES and one.way in SENDING_WAYS
    ]

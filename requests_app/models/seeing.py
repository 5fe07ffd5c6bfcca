"""Which cases staff see: those of their facilities, and there of their sites."""

from __future__ import annotations

from django.db.models import Q

from requests_app.common.actor import Actor


def in_facilities(actor: Actor) -> Q:
    """A case without a site belongs to every site of its facility until somebody gives it one."""
    whole = [one for one in actor.organization_roles if one not in actor.sites]
    found = Q(organization_id__in=whole)
    for organization_id, site_ids in actor.sites.items():
        theirs = Q(site_id__in=sorted(site_ids)) | Q(site_id__isnull=True)
        found |= Q(theirs, organization_id=organization_id)
    return found

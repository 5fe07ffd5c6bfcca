"""A facility’s own words for groups of cases. Staff only."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.accounts.policy import ONLY_LOOKING
from requests_app.audit import log
from requests_app.cases.queries import locked
from requests_app.cases.services import CaseRefused
from requests_app.common.actor import Actor
from requests_app.models import Case, CaseTag, Tag

MOST_TAGS = 200


def tags_of(organization_id: int) -> QuerySet[Tag]:
    """Those in use, by name."""
    return Tag.objects.filter(organization_id=organization_id, removed_at__isnull=True)


@transaction.atomic
def make_tag(*, organization_id: int, name: str, by: Actor, at: datetime) -> Tag:
    """The tag of this name, made if there is none yet; capital letters make no difference."""
    if by.organization_roles.get(organization_id, "AUDITOR") in ONLY_LOOKING:
        raise PermissionDenied
    known = tags_of(organization_id).filter(name__iexact=name).first()
    if known is not None:
        return known
    if tags_of(organization_id).count() >= MOST_TAGS:
        raise CaseRefused(_("Your facility has as many tags as it can have. Use one of them."))
    tag = Tag.objects.create(organization_id=organization_id, name=name, made_by_id=by.person_id)
    log.record(action="cases.tag_made", target=tag, by=by, at=at)
    return tag


@transaction.atomic
def add_tag(*, case: Case, tag: Tag, by: Actor, at: datetime) -> bool:
    """False when the case has it already."""
    permissions.check_is_staff_of(by, case)
    locked(case)
    if tag.organization_id != case.organization_id or tag.removed_at is not None:
        raise CaseRefused(_("This tag is no longer in use."))
    _row, is_new = CaseTag.objects.get_or_create(
        organization_id=case.organization_id, case=case, tag=tag, defaults={"added_by_id": by.person_id}
    )
    if is_new:
        log.record(action="cases.tagged", target=case, by=by, at=at, details={"tag": tag.pk})
    return is_new


@transaction.atomic
def remove_tag(*, case: Case, tag: Tag, by: Actor, at: datetime) -> bool:
    """False when the case does not have it."""
    permissions.check_is_staff_of(by, case)
    locked(case)
    gone, _by_model = CaseTag.objects.filter(case=case, tag=tag).delete()
    if gone:
        log.record(action="cases.untagged", target=case, by=by, at=at, details={"tag": tag.pk})
    return bool(gone)

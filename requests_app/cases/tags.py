"""A facility’s own words for groups of cases. Staff only."""

from __future__ import annotations

from collections.abc import Collection
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
from requests_app.drafts.clash import check_version
from requests_app.models import Case, CaseTag, Tag

MOST_TAGS = 200


def tags_of(organization_id: int) -> QuerySet[Tag]:
    """Those in use, by name."""
    return Tag.objects.filter(organization_id=organization_id, removed_at__isnull=True)


def tags_of_case(case: Case) -> list[Tag]:
    return list(Tag.objects.filter(cases__case=case, removed_at__isnull=True).order_by("name", "pk"))


def shown_tags(case: Case) -> dict[str, list[str]]:
    """What the page of tags shows of a case."""
    return {"tags": [str(tag.public_id) for tag in tags_of_case(case)]}


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


@transaction.atomic
def set_tags(
    *, case: Case, tags: Collection[Tag], new_name: str, shown_version: str | None, by: Actor, at: datetime
) -> None:
    """Exactly these tags, and one more by name. Raises Clash when somebody else changed them meanwhile."""
    permissions.check_is_staff_of(by, case)
    locked(case)
    wanted = sorted(tags, key=lambda tag: (tag.name, tag.pk))
    check_version(shown_tags(case), shown_version, {"tags": [str(tag.public_id) for tag in wanted]})
    for tag in tags_of_case(case):
        if tag not in wanted:
            remove_tag(case=case, tag=tag, by=by, at=at)
    if new_name:
        wanted.append(make_tag(organization_id=case.organization_id, name=new_name, by=by, at=at))
    for tag in wanted:
        add_tag(case=case, tag=tag, by=by, at=at)

"""Keep a plan’s form, say what belongs into its boxes, take it away."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked as locked_case
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.documents.filetypes import Problem
from requests_app.documents.refusals import SENTENCES
from requests_app.drafts.clash import check_version
from requests_app.models import Case, Organization, PlanForm, PlanFormKind
from requests_app.planforms import queries, storage
from requests_app.planforms.about import About
from requests_app.planforms.matching import is_choice_for
from requests_app.planforms.reading import ReadForm

MOST_FORMS_OF_A_CASE = 5
logger = logging.getLogger(__name__)


class PlanFormRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def add_form(
    *, organization: Organization, about: About, read: ReadForm, by: Actor, at: datetime
) -> PlanForm:
    """For all cases of this insurer in one facility."""
    permissions.check_may_change(by, organization.pk)
    form = _keep(organization.pk, None, about, read, by, at)
    log.record(action="planforms.added", target=form, by=by, at=at, details=_details(form))
    return form


@transaction.atomic
def add_case_form(*, case: Case, about: About, read: ReadForm, by: Actor, at: datetime) -> PlanForm:
    """For this case only. An earlier one of the case makes room; packets keep what they froze."""
    permissions.check_can_edit_case(by, case)
    held = locked_case(case)
    if not held.is_open:
        raise PlanFormRefused(_("This request is closed, so nothing was saved. Open it again first."))
    if PlanForm.objects.filter(case=case).count() >= MOST_FORMS_OF_A_CASE * 4:
        raise PlanFormRefused(_("Too many forms were added to this request. Ask for help."))
    PlanForm.objects.filter(case=case, removed_at=None).update(removed_at=at)
    form = _keep(case.organization_id, case, about, read, by, at)
    log.record(action="planforms.added", target=form, case=case, by=by, at=at, details=_details(form))
    cases.touch(case=case, at=at)
    return form


@transaction.atomic
def save_mapping(
    *,
    form: PlanForm,
    keys: Mapping[str, str],
    typed: Mapping[str, str],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> int:
    """Some boxes of a form; returns how many changed.

    `keys`: name on the page -> key of the box; `typed`: name -> value of the mapping, empty: not decided.
    Raises Clash when somebody else decided otherwise meanwhile.
    """
    fresh = _held(form, by)
    slots = {slot.key: slot for slot in queries.slots_of(fresh)}
    now = {name: fresh.mapping.get(key, "") for name, key in keys.items()}
    check_version(now, shown_version, typed)
    changed = {keys[name]: value for name, value in typed.items() if now[name] != value}
    if any(value and not is_choice_for(slots[key], value) for key, value in changed.items()):
        raise PlanFormRefused(_("One of the answers is not possible for its box. Nothing was saved."))
    if not changed:
        return 0
    kept = {**fresh.mapping, **changed}
    fresh.mapping = {key: value for key, value in kept.items() if value}
    fresh.mapped_at = at
    fresh.save(update_fields=["mapping", "mapped_at"])
    _note("planforms.mapped", fresh, by, at, boxes=len(changed))
    return len(changed)


@transaction.atomic
def remove_form(*, form: PlanForm, by: Actor, at: datetime) -> None:
    """Used by nobody any more; the row and its file stay for the packets that were made with it."""
    fresh = _held(form, by)
    fresh.removed_at = at
    fresh.save(update_fields=["removed_at"])
    _note("planforms.removed", fresh, by, at)


@transaction.atomic
def record_download(*, form: PlanForm, case: Case | None, copy: str, by: Actor, at: datetime) -> None:
    log.record(action="planforms.downloaded", target=form, case=case, by=by, at=at, details={"copy": copy})


def _keep(
    organization_id: int, case: Case | None, about: About, read: ReadForm, by: Actor, at: datetime
) -> PlanForm:
    try:
        keys = storage.write(read, organization_id=organization_id)
    except OSError:
        logger.exception("a plan form could not be kept: is the disk full?")
        raise PlanFormRefused(str(SENTENCES[Problem.NO_ROOM])) from None
    return PlanForm.objects.create(
        organization_id=organization_id,
        insurer=about.insurer,
        case=case,
        title=about.title,
        source=about.source,
        checked_on=about.checked_on,
        kind=PlanFormKind.FIELDS if read.slots else PlanFormKind.FLAT,
        had_xfa=read.had_xfa,
        file_key=keys.original,
        clean_key=keys.clean,
        page_keys=keys.pages,
        sha256=read.sha256,
        byte_size=len(read.original),
        pages=read.pages,
        fields=[slot.as_json() for slot in read.slots],
        uploaded_by_id=by.person_id,
        uploaded_at=at,
    )


def _held(form: PlanForm, by: Actor) -> PlanForm:
    """Whoever may change it: people of the case for its own form, staff for that of a facility."""
    if form.case is not None:
        permissions.check_can_edit_case(by, form.case)
        if not locked_case(form.case).is_open:
            raise PlanFormRefused(_("This request is closed, so nothing was saved. Open it again first."))
    else:
        permissions.check_may_change(by, form.organization_id)
    fresh = queries.locked(form)
    if fresh.removed_at is not None:
        raise PlanFormRefused(_("Somebody removed this form meanwhile."))
    return fresh


def _note(action: str, form: PlanForm, by: Actor, at: datetime, **details: int) -> None:
    log.record(action=action, target=form, case=form.case, by=by, at=at, details=details)
    if form.case is not None:
        cases.touch(case=form.case, at=at)


def _details(form: PlanForm) -> dict[str, int]:
    return {"boxes": len(form.fields), "pages": form.pages}

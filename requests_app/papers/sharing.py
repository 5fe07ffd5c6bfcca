"""The patient’s side decides which of its papers the facility sees; the newest word counts, all are kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.ownership import made_by_staff
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.models import Case, Document, DocumentConsent, Organization
from requests_app.papers import queries
from requests_app.papers.refusals import PaperRefused


def has_facility(case: Case) -> bool:
    return case.organization.kind == Organization.Kind.FACILITY


def can_be_kept_back(document: Document) -> bool:
    """A paper of the patient’s side that stands by itself: not what staff or a clinician gave."""
    if document.added_by_id is None or queries.belongs_elsewhere(document):
        return False
    return not made_by_staff(document.case, document.added_by_id)


@transaction.atomic
def share_paper(*, document: Document, may_see: bool, by: Actor, at: datetime) -> Document:
    """Let the facility see it, or keep it back: then staff find it nowhere, and it is in no packet.

    A packet made before keeps what it printed. Raises PaperRefused for what is no paper of their own.
    """
    case = document.case
    permissions.check_is_patient_side(by, case)
    if not locked(case).is_open:
        raise PaperRefused(_("This request is closed, so nothing was saved. Open it again first."))
    fresh = queries.locked_paper(document)
    if not may_see and not can_be_kept_back(fresh):
        raise PaperRefused(_("This paper came from the team, or belongs to something else in your request."))
    if (fresh.kept_back_at is None) == may_see:
        return fresh
    fresh.kept_back_at = None if may_see else at
    fresh.in_packet = fresh.in_packet and may_see
    fresh.save(update_fields=["kept_back_at", "in_packet"])
    _write_down(fresh, may_see=may_see, by=by, at=at)
    action = "papers.shared" if may_see else "papers.kept_back"
    log.record(action=action, target=fresh, by=by, at=at)
    cases.touch(case=case, at=at)
    return fresh


def keep_back_too(document: Document, old: Document, *, by: Actor, at: datetime) -> None:
    """A paper that takes the place of one the patient’s side keeps back is kept back, too."""
    if old.kept_back_at is None:
        return
    document.kept_back_at = at
    document.save(update_fields=["kept_back_at"])
    _write_down(document, may_see=False, by=by, at=at)


def _write_down(document: Document, *, may_see: bool, by: Actor, at: datetime) -> None:
    DocumentConsent.objects.create(
        organization_id=document.organization_id,
        case=document.case,
        document=document,
        may_see=may_see,
        said_by_id=by.person_id,
        said_at=at,
    )

"""Keep papers, describe and order them, and write down who owes one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.documents import services as documents
from requests_app.documents.inspection import ReadFile
from requests_app.drafts.clash import merged
from requests_app.models import Case, Document, DocumentKind, Legibility, WantedPaper, WantedState
from requests_app.models.documents import OwedBy
from requests_app.papers import queries
from requests_app.papers.kinds import in_packet_at_first
from requests_app.papers.refusals import PaperRefused as PaperRefused
from requests_app.papers.sharing import keep_back_too
from requests_app.papers.shown import KEEP, NOT_HAD, shown_paper, shown_wanted


@transaction.atomic
def add_paper(
    *,
    case: Case,
    kind: DocumentKind,
    read: ReadFile,
    instead: Document | None = None,
    by: Actor,
    at: datetime,
) -> Document:
    """Keep the file at the end of the list. `instead`: a paper whose place and description it takes."""
    _check_can_write(case, by)
    old = queries.locked_paper(instead) if instead is not None else None
    in_packet = in_packet_at_first(kind)
    document = documents.store_document(case=case, kind=kind, read=read, in_packet=in_packet, by=by, at=at)
    if old is not None and old.removed_at is None and not queries.belongs_elsewhere(old):
        for name in ("kind", "title", "dated_on", "in_packet", "position"):
            setattr(document, name, getattr(old, name))
        document.save(update_fields=["kind", "title", "dated_on", "in_packet", "position"])
        keep_back_too(document, old, by=by, at=at)
        documents.remove_document(document=old, by=by, at=at)
    details = {"kind": str(document.kind), "pages": document.pages, "in_packet": document.in_packet}
    log.record(action="papers.added", target=document, by=by, at=at, details=details)
    return document


@transaction.atomic
def change_paper(
    *,
    document: Document,
    typed: Mapping[str, Any],
    shown_version: str | None,
    can_be_read: bool = False,
    by: Actor,
    at: datetime,
) -> Document:
    """What is known of the paper; its file never changes. Raises Clash when somebody else said otherwise."""
    fresh = _held(document, by)
    stored = shown_paper(fresh)
    answers = merged(stored, shown_version, {**stored, **typed})
    if answers["kind"] != stored["kind"] and queries.belongs_elsewhere(fresh):
        raise PaperRefused(_("What this paper is was said where it came from, so it stays."))
    changed = sorted(name for name in answers if stored[name] != answers[name])
    _check_may_print(fresh, in_packet=answers["in_packet"])
    for name in changed:
        setattr(fresh, name, answers[name])
    if can_be_read and fresh.legibility in (Legibility.BLURRED, Legibility.SMALL):
        fresh.legibility = Legibility.READ_BY_PERSON
        changed.append("legibility")
    if changed:
        fresh.save(update_fields=changed)
        _record("papers.changed", fresh, by, at, fields=changed, in_packet=fresh.in_packet)
    return fresh


@transaction.atomic
def use_paper(*, document: Document, in_packet: bool, by: Actor, at: datetime) -> Document:
    """Print it in later packets, or leave it out."""
    fresh = _held(document, by)
    _check_may_print(fresh, in_packet=in_packet)
    if fresh.in_packet != in_packet:
        fresh.in_packet = in_packet
        fresh.save(update_fields=["in_packet"])
        _record("papers.changed", fresh, by, at, fields=["in_packet"], in_packet=in_packet)
    return fresh


@transaction.atomic
def move_paper(*, document: Document, steps: int, by: Actor, at: datetime) -> int:
    """Up (-1) or down (+1) in the list, which is the order of the packet; returns its place, from 1."""
    fresh = _held(document, by)
    order = queries.papers_of(fresh.case)
    place = next(number for number, one in enumerate(order) if one.pk == fresh.pk)
    new = max(0, min(len(order) - 1, place + steps))
    order.insert(new, order.pop(place))
    for position, one in enumerate(order, start=1):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    if new != place:
        _record("papers.moved", fresh, by, at, place=new + 1)
    return new + 1


def turn_paper(
    *, document: Document, quarter_turns: int, page: int | None = None, by: Actor, at: datetime
) -> None:
    """One page or all, clockwise. Nothing is held while it is drawn. The file stays as it came."""
    if not document.case.is_open:
        raise PaperRefused(_("This request is closed, so nothing was saved. Open it again first."))
    documents.turn_pages(document=document, quarter_turns=quarter_turns, page=page, by=by, at=at)


@transaction.atomic
def remove_paper(*, document: Document, by: Actor, at: datetime) -> None:
    """Out of the list and of later packets; the file stays, so that what was sent can be explained."""
    fresh = _held(document, by)
    if queries.belongs_elsewhere(fresh):
        raise PaperRefused(
            _("This paper belongs to something else you kept. You can leave it out of your packet.")
        )
    _record("papers.removed", fresh, by, at)
    documents.remove_document(document=fresh, by=by, at=at)


@transaction.atomic
def say_wanted(
    *,
    case: Case,
    kind: DocumentKind,
    typed: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> WantedPaper:
    """`typed`: says (ASK counts from now, KEEP leaves the day, NOT_HAD), owed_by, note."""
    _check_can_write(case, by)
    row = queries.asked_row(case, kind)
    stored = shown_wanted(row, kind)
    answers = merged(stored, shown_version, {name: typed[name] for name in stored})
    if typed["says"] == NOT_HAD and queries.has_kind(case, kind):
        raise PaperRefused(_("This paper is in your list. Remove it first when it is not yours."))
    is_new = row is None
    if row is None:
        row = WantedPaper(organization_id=case.organization_id, case=case, kind=kind)
    row.owed_by, row.note = OwedBy(answers["owed_by"]), answers["note"]
    row.state = WantedState.NOT_HAD if typed["says"] == NOT_HAD else WantedState.WANTED
    if is_new or typed["says"] != KEEP:
        row.asked_at, row.asked_by_id = at, _person(by)
    row.save()
    action = "papers.not_had" if row.state == WantedState.NOT_HAD else "papers.asked"
    details = {"kind": str(kind), "owed_by": str(row.owed_by), "says": typed["says"]}
    log.record(action=action, target=row, by=by, at=at, details=details)
    cases.touch(case=case, at=at)
    return row


def _check_can_write(case: Case, by: Actor) -> None:
    """Holds the case, as every writer does before its rows, so that two at once wait and never deadlock."""
    permissions.check_can_edit_case(by, case)
    if not locked(case).is_open:
        raise PaperRefused(_("This request is closed, so nothing was saved. Open it again first."))


def _check_may_print(document: Document, *, in_packet: bool) -> None:
    if in_packet and document.kept_back_at is not None:
        raise PaperRefused(
            _("Only you see this paper. Let the team see it first, then use it in your packet.")
        )


def _held(document: Document, by: Actor) -> Document:
    _check_can_write(document.case, by)
    fresh = queries.locked_paper(document)
    if fresh.removed_at is not None:
        raise PaperRefused(_("Somebody took this out of the list."))
    return fresh


def _record(action: str, document: Document, by: Actor, at: datetime, **details: Any) -> None:
    details = {"kind": str(document.kind), **details}
    log.record(action=action, target=document, by=by, at=at, details=details)
    cases.touch(case=document.case, at=at)


def _person(by: Actor) -> int:
    if by.user_id is None:
        raise PaperRefused(_("Sign in again first."))
    return by.user_id

"""A bill that is typed page by page: nothing is checked before the person says that it is whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from requests_app.cases.queries import locked
from requests_app.claims.statement import MOST_LINES, Adjustment, Statement
from requests_app.common.actor import Actor
from requests_app.documents.inspection import ReadFile
from requests_app.documents.queries import same_in_case
from requests_app.documents.services import store_document
from requests_app.drafts.clash import check_version, merged
from requests_app.drafts.versions import plain
from requests_app.eobs import next_step, queries
from requests_app.eobs.codes import read_codes, service_columns
from requests_app.eobs.holding import (
    BY_HAND,
    EobRefused,
    check_can_write,
    held,
    held_by_hand,
    note,
    person,
)
from requests_app.eobs.services import MOST_EOBS
from requests_app.eobs.shown import Part, columns, shown_bill, shown_line, shown_part
from requests_app.eobs.statements import claim_columns, line_columns
from requests_app.models import (
    Case,
    Document,
    DocumentKind,
    EobAdjustment,
    EobLine,
    EobSource,
    ExplanationOfBenefits,
)


@transaction.atomic
def begin(
    *,
    case: Case,
    read: ReadFile | None = None,
    source: EobSource = EobSource.TYPED,
    statement: Statement | None = None,
    by: Actor,
    at: datetime,
) -> ExplanationOfBenefits:
    """Half done until `services.finish`. `read`: a photo; `statement`: what a paper’s text seemed to say."""
    check_can_write(case, by)
    if source not in BY_HAND:
        raise ValueError("a file is saved as it came, by `saving`")
    if case.eobs.filter(removed_at__isnull=True).count() >= MOST_EOBS:
        raise EobRefused(
            _("A request can have %(count)s statements. Remove one first.") % {"count": MOST_EOBS}
        )
    document = _keep_photo(case, read, by=by, at=at) if read is not None else None
    told: dict[str, Any] = claim_columns(statement) if statement is not None else {}
    if statement is not None and not statement.network:
        # Read from a text, so the person is still asked.
        told["network"] = ""
    told |= {"source": source}
    eob = ExplanationOfBenefits.objects.create(
        organization_id=case.organization_id,
        case=case,
        document=document,
        added_by_id=person(by),
        **told,
    )
    if statement is not None:
        _take_over(eob, statement)
    note("eobs.begun", eob, case, by=by, at=at, source=str(source))
    return eob


@transaction.atomic
def save_claim(
    *,
    eob: ExplanationOfBenefits,
    part: Part,
    typed: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> ExplanationOfBenefits:
    """One page about the whole claim. Raises Clash when somebody else saved other answers meanwhile."""
    fresh = _whole(held_by_hand(eob, by))
    stored = shown_part(fresh, part)
    wanted = merged(stored, shown_version, {name: typed[name] for name in stored})
    changed = _changed(stored, wanted)
    if not changed:
        return fresh
    for name, value in columns(wanted).items():
        setattr(fresh, name, value)
    _check_days(fresh)
    if "codes" in changed:
        fresh.remarks = _write_codes(fresh, None, wanted["codes"], at=at)
    fresh.save()
    note("eobs.changed", fresh, fresh.case, by=by, at=at, part=str(part), fields=changed)
    return fresh


@transaction.atomic
def add_line(*, eob: ExplanationOfBenefits, typed: Mapping[str, Any], by: Actor, at: datetime) -> EobLine:
    """`typed`: `shown.LINE`; what is left out is not shown on the statement."""
    fresh = held_by_hand(eob, by)
    kept = fresh.lines.filter(removed_at__isnull=True)
    if kept.count() >= MOST_LINES:
        raise EobRefused(_("A statement can have %(count)s lines. Remove one first.") % {"count": MOST_LINES})
    last = fresh.lines.aggregate(last=Max("position"))["last"] or 0
    line = EobLine(
        organization_id=fresh.organization_id, case=fresh.case, eob=fresh, position=last + 1, **columns(typed)
    )
    for name, value in service_columns(typed["service"]).items():
        setattr(line, name, value)
    _check_days(line)
    line.save()
    line.remarks = _write_codes(_whole(fresh), line, typed["codes"], at=at)
    line.save(update_fields=["remarks"])
    note("eobs.line_added", line, fresh.case, by=by, at=at)
    return line


@transaction.atomic
def change_line(
    *, line: EobLine, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> EobLine:
    eob = _whole(held_by_hand(line.eob, by))
    fresh = EobLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if fresh.removed_at is not None:
        raise EobRefused(_("Somebody took this line out."))
    fresh.eob, fresh.case = eob, eob.case
    stored = shown_line(fresh)
    wanted = merged(stored, shown_version, {name: typed[name] for name in stored})
    changed = _changed(stored, wanted)
    if not changed:
        return fresh
    for name, value in columns(wanted).items():
        setattr(fresh, name, value)
    if "service" in changed:
        if not fresh.code:
            fresh.revenue_code = ""
        for name, value in service_columns(wanted["service"]).items():
            setattr(fresh, name, value)
    _check_days(fresh)
    if "codes" in changed:
        fresh.remarks = _write_codes(eob, fresh, wanted["codes"], at=at)
    fresh.save()
    note("eobs.line_changed", fresh, eob.case, by=by, at=at, fields=changed)
    return fresh


@transaction.atomic
def remove_line(*, line: EobLine, by: Actor, at: datetime) -> None:
    """The row stays, so that what a packet printed can be explained. Done twice, it is done once."""
    eob = held_by_hand(line.eob, by)
    if EobLine.objects.filter(pk=line.pk, removed_at__isnull=True).update(removed_at=at):
        eob.adjustments.filter(line=line, removed_at__isnull=True).update(removed_at=at)
        note("eobs.line_removed", line, eob.case, by=by, at=at)


@transaction.atomic
def put_photo(
    *,
    eob: ExplanationOfBenefits,
    read: ReadFile | None = None,
    document: Document | None = None,
    by: Actor,
    at: datetime,
) -> ExplanationOfBenefits:
    """A new photo, or a paper of this request that is here already. Raises DocumentRefused."""
    fresh = held(eob, by)
    if read is not None:
        document = _keep_photo(fresh.case, read, by=by, at=at)
    if document is None or document.case_id != fresh.case_id or document.removed_at is not None:
        raise EobRefused(_("Choose the photo again. The one you chose is not there any more."))
    if fresh.document_id != document.pk:
        fresh.document = document
        fresh.save(update_fields=["document"])
        note("eobs.photo_put", fresh, fresh.case, by=by, at=at)
    return fresh


@transaction.atomic
def save_provider_bill(
    *,
    eob: ExplanationOfBenefits,
    typed: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> ExplanationOfBenefits:
    """What the provider’s own bill asks for, whatever the statement came from."""
    fresh = held(eob, by)
    stored = shown_bill(fresh)
    check_version(stored, shown_version, typed)
    changed = _changed(stored, typed)
    if changed:
        for name in changed:
            setattr(fresh, name, typed[name])
        fresh.save(update_fields=changed)
        if fresh.finished_at is not None:
            next_step.show(case=locked(fresh.case), by=by, at=at)
        note("eobs.provider_bill_saved", fresh, fresh.case, by=by, at=at, fields=changed)
    return fresh


def _take_over(eob: ExplanationOfBenefits, statement: Statement) -> None:
    _write_adjustments(eob, None, statement.adjustments)
    for position, line in enumerate(statement.lines, start=1):
        own = {"organization_id": eob.organization_id, "case": eob.case, "eob": eob}
        row = EobLine.objects.create(**own, position=position, **line_columns(line))
        _write_adjustments(eob, row, line.adjustments)


def _keep_photo(case: Case, read: ReadFile, *, by: Actor, at: datetime) -> Document:
    """One photo can show several claims, and can be among the papers already: it is kept once."""
    same = same_in_case(case, read.sha256)
    if same is not None and same.kept_back_at is None:
        return same
    return store_document(case=case, kind=DocumentKind.EOB, read=read, by=by, at=at)


def _whole(eob: ExplanationOfBenefits) -> ExplanationOfBenefits:
    """With its lines and codes, as they are under the lock."""
    return queries.get_eob_or_404(eob.case, eob.public_id)


def _changed(stored: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    return sorted(name for name, value in wanted.items() if plain(value) != plain(stored[name]))


def _check_days(row: ExplanationOfBenefits | EobLine) -> None:
    if row.service_from and row.service_to and row.service_to < row.service_from:
        raise EobRefused(_("The last day of care must be on or after the first day"))


def _write_codes(eob: ExplanationOfBenefits, line: EobLine | None, text: str, *, at: datetime) -> list[str]:
    """Reason codes get their rows, those that are gone lose them; returns the notes."""
    codes = read_codes(text)
    line_id = line.pk if line is not None else None
    kept = [one for one in eob.adjustments.all() if one.line_id == line_id]
    bare = {one.code for one in kept if not one.group}
    wanted = {*codes.reasons, *(("", one) for one in codes.notes if one in bare)}
    gone = [one.pk for one in kept if (one.group, one.code) not in wanted]
    EobAdjustment.objects.filter(pk__in=gone).update(removed_at=at)
    have = {(one.group, one.code) for one in kept}
    new = [
        Adjustment.model_validate({"group": group, "code": code})
        for group, code in codes.reasons
        if (group, code) not in have
    ]
    _write_adjustments(eob, line, new, after=len(kept))
    return [one for one in codes.notes if one not in bare]


def _write_adjustments(
    eob: ExplanationOfBenefits, line: EobLine | None, adjustments: Sequence[Adjustment], *, after: int = 0
) -> None:
    EobAdjustment.objects.bulk_create(
        EobAdjustment(
            organization_id=eob.organization_id,
            case_id=eob.case_id,
            eob=eob,
            line=line,
            position=after + place,
            group=one.group,
            code=one.code,
            amount=one.amount,
        )
        for place, one in enumerate(adjustments, start=1)
    )

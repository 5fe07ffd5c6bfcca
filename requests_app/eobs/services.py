"""Keep bills with their history: nothing is overwritten, and nothing is attached that is another person’s."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.claims.statement import Adjustment, Statement
from requests_app.common.actor import Actor
from requests_app.eobs import next_step, person, queries, saving, units
from requests_app.eobs.holding import BY_HAND, check_can_write, note
from requests_app.eobs.holding import EobRefused as EobRefused
from requests_app.eobs.person import Whose
from requests_app.eobs.saving import Fate as Fate
from requests_app.eobs.saving import Known, Relation
from requests_app.eobs.statements import claim_columns, line_columns, statement_of
from requests_app.models import Case, EobAdjustment, EobFile, EobLine, ExplanationOfBenefits

MOST_EOBS = 500
BESIDE = ("provider_asks", "provider_bill_on", "document")


@dataclass(frozen=True)
class Kept:
    """What became of one claim: `place` in what was given, and the row it is, or is the same as."""

    place: int
    fate: Fate
    eob: ExplanationOfBenefits | None = None


@transaction.atomic
def save_statements(
    *,
    case: Case,
    statements: Sequence[Statement],
    source: str,
    file: EobFile | None = None,
    confirmed: Collection[int] = (),
    by: Actor,
    at: datetime,
) -> list[Kept]:
    """Keep the new ones and the corrections, finished, in the order they were processed.

    `confirmed`: places of which the person said “this is mine”, where the claim does not say whose it is, or
    “this is another one”, where it looks like one that is there. What is surely another’s stays out.
    """
    fresh = check_can_write(case, by)
    whom = person.known_of(fresh)
    ledger = saving.Ledger(_known(fresh))
    taken = _fingerprints(fresh)
    told: list[Kept] = []
    for place, claim in saving.in_order(statements):
        stranger = _of_a_stranger(whom, claim, source, place in confirmed)
        found = Relation(stranger) if stranger else ledger.relation(claim)
        is_wanted = found.fate in (Fate.NEW, Fate.CORRECTS)
        if is_wanted or (found.fate == Fate.LOOKS_SAME and place in confirmed):
            found = Relation(Fate.NEW) if found.fate == Fate.LOOKS_SAME else found
            row = _insert(fresh, claim, source, file, replaces=found.to, taken=taken, by=by, at=at)
            _put_before(row, found.before, at=at)
            ledger.keep(row, claim, found)
            told.append(Kept(place, found.fate, row))
        else:
            told.append(Kept(place, found.fate, found.to))
    _refuse_too_many(fresh)
    if any(one.fate in (Fate.NEW, Fate.CORRECTS) for one in told):
        units.count(fresh, by=by, at=at)
        next_step.show(case=fresh, by=by, at=at)
        cases.touch(case=case, at=at)
    return sorted(told, key=lambda one: one.place)


@transaction.atomic
def finish(*, eob: ExplanationOfBenefits, by: Actor, at: datetime) -> Kept:
    """The person has looked it over: from now on it is checked. Safe to call again after a change.

    A claim with the number of one that is there takes its place. Raises EobRefused where it is the same.
    """
    case = check_can_write(eob.case, by)
    row = queries.get_eob_or_404(case, eob.public_id)
    claim = statement_of(row)
    if row.replaced_at is None:
        _let_go(row, claim)
        before = _before(case, row)
        others = [one for one in _known(case) if one.key.pk not in before]
        found = saving.relation(claim, others)
        if found.fate == Fate.SAME:
            raise EobRefused(_("You already have this statement, with the same numbers. We keep it once."))
        if found.fate == Fate.OLDER:
            raise EobRefused(
                _("You already have a later statement of this claim. The later one counts, so keep that one.")
            )
        if found.fate == Fate.CORRECTS and row.replaces_id is None and found.to is not None:
            _replace(found.to, at=at)
            row.replaces = found.to
            row.save(update_fields=["replaces"])
            _put_before(row, found.before, at=at)
    is_first = row.finished_at is None
    row.finished_at = row.finished_at or at
    mark = saving.fingerprint(claim)
    row.fingerprint = "" if mark in _fingerprints(case, but=row) else mark
    row.save(update_fields=["finished_at", "fingerprint", "replaces"])
    units.count(case, by=by, at=at)
    next_step.show(case=case, by=by, at=at)
    if is_first:
        note("eobs.finished", row, eob.case, by=by, at=at)
    return Kept(0, Fate.CORRECTS if row.replaces_id else Fate.NEW, row)


def looks_like(eob: ExplanationOfBenefits) -> ExplanationOfBenefits | None:
    """One that is there already, of the same days, charge and codes; one of the two has no number."""
    others = [one for one in _known(eob.case) if one.key.pk != eob.pk]
    found = saving.relation(statement_of(eob), others)
    return found.to if found.fate == Fate.LOOKS_SAME else None


@transaction.atomic
def remove(*, eob: ExplanationOfBenefits, by: Actor, at: datetime) -> None:
    """Out of the case, with its lines and the units it told of. The claim it had replaced counts again."""
    case = check_can_write(eob.case, by)
    row = ExplanationOfBenefits.objects.select_for_update(of=("self",)).get(pk=eob.pk)
    if row.removed_at is not None:
        return
    if row.reprocessings.filter(state__in=("PREPARING", "SENT")).exists():
        raise EobRefused(
            _("This claim is on its way back to the plan. Take that back first, then take the statement out.")
        )
    later = row.corrections.filter(removed_at__isnull=True).first()
    ExplanationOfBenefits.objects.filter(pk=row.pk).update(removed_at=at)
    row.lines.filter(removed_at__isnull=True).update(removed_at=at)
    row.adjustments.filter(removed_at__isnull=True).update(removed_at=at)
    if later is not None:
        ExplanationOfBenefits.objects.filter(pk=later.pk).update(replaces=row.replaces_id)
    elif row.replaces_id is not None and row.replaced_at is None:
        ExplanationOfBenefits.objects.filter(pk=row.replaces_id).update(replaced_at=None)
    units.count(case, by=by, at=at)
    next_step.show(case=case, by=by, at=at)
    note("eobs.removed", row, eob.case, by=by, at=at)


@transaction.atomic
def count_units(*, case: Case, by: Actor, at: datetime) -> int:
    """Write down anew which units the bills tell of, as after a change of what was approved."""
    return units.count(check_can_write(case, by), by=by, at=at)


def fates(
    *, case: Case, statements: Sequence[Statement], source: str, confirmed: Collection[int] = ()
) -> list[Kept]:
    """What would become of each, in the order given; nothing is written."""
    whom = person.known_of(case)
    ledger = saving.Ledger(_known(case))
    told: list[Kept] = []
    for place, claim in saving.in_order(statements):
        stranger = _of_a_stranger(whom, claim, source, place in confirmed)
        found = Relation(stranger) if stranger else ledger.relation(claim)
        row = found.to if found.to is not None and found.to.pk is not None else None
        told.append(Kept(place, found.fate, row))
        if found.fate in (Fate.NEW, Fate.CORRECTS):
            # A later claim of the same file may correct this one; it has no row yet.
            ledger.keep(ExplanationOfBenefits(), claim, found)
    return sorted(told, key=lambda one: one.place)


def _of_a_stranger(whom: person.Known, claim: Statement, source: str, is_confirmed: bool) -> Fate | None:
    # Nobody asks whose these are: the person typed them, or looked them over, for this request.
    if source in BY_HAND:
        return None
    found = person.whose(whom, claim)
    if found == Whose.ANOTHER:
        return Fate.ANOTHER
    return Fate.UNSURE if found == Whose.UNSURE and not is_confirmed else None


def _known(case: Case) -> list[Known[ExplanationOfBenefits]]:
    """Finished ones, the oldest first; what is still being typed is compared once it is."""
    rows = [one for one in queries.kept(case).order_by("id") if one.finished_at is not None]
    return [Known(one, statement_of(one), one.replaced_at is None) for one in rows]


def _before(case: Case, eob: ExplanationOfBenefits) -> set[int]:
    """The row, and those whose place it took one after the other."""
    replaced = dict(case.eobs.filter(removed_at__isnull=True).values_list("pk", "replaces_id"))
    found: set[int] = set()
    at: int | None = eob.pk
    while at is not None and at not in found:
        found.add(at)
        at = replaced.get(at)
    return found


def _insert(
    case: Case,
    claim: Statement,
    source: str,
    file: EobFile | None,
    *,
    replaces: ExplanationOfBenefits | None,
    taken: set[str],
    by: Actor,
    at: datetime,
) -> ExplanationOfBenefits:
    own: dict[str, Any] = {"organization_id": case.organization_id, "case": case}
    if replaces is not None:
        _replace(replaces, at=at)
    mark = saving.fingerprint(claim)
    columns = {**claim_columns(claim), "source": source}
    if replaces is not None and saving.tells_the_same(claim, statement_of(replaces)):
        # What was typed beside it goes along: the provider’s own bill, the photo.
        columns |= {name: getattr(replaces, name) for name in BESIDE}
    row = ExplanationOfBenefits.objects.create(
        **own,
        **columns,
        file=file,
        replaces=replaces,
        fingerprint="" if mark in taken else mark,
        added_by_id=by.person_id,
        finished_at=at,
    )
    taken.add(mark)
    lines = [
        EobLine(**own, eob=row, position=position, **line_columns(line))
        for position, line in enumerate(claim.lines)
    ]
    EobLine.objects.bulk_create(lines)
    rows = _adjustments(own, row, None, claim.adjustments)
    for made, line in zip(lines, claim.lines, strict=True):
        rows += _adjustments(own, row, made, line.adjustments)
    EobAdjustment.objects.bulk_create(rows)
    action = "eobs.added" if replaces is None else "eobs.corrected"
    details = {"source": source, "lines": len(lines)}
    log.record(action=action, target=row, case=case, by=by, at=at, details=details)
    return row


def _adjustments(
    own: dict[str, Any], eob: ExplanationOfBenefits, line: EobLine | None, found: Iterable[Adjustment]
) -> list[EobAdjustment]:
    return [
        EobAdjustment(**own, eob=eob, line=line, position=place, **one.model_dump())
        for place, one in enumerate(found)
    ]


def _replace(eob: ExplanationOfBenefits, *, at: datetime) -> None:
    """A corrected claim takes its place: its rows stay, and it counts no longer."""
    ExplanationOfBenefits.objects.filter(pk=eob.pk, replaced_at__isnull=True).update(replaced_at=at)
    eob.replaced_at = eob.replaced_at or at


def _let_go(eob: ExplanationOfBenefits, claim: Statement) -> None:
    """With its number put right it is not the claim whose place it took: that one counts again."""
    replaced = eob.replaces
    if replaced is None or eob.source not in BY_HAND:
        return
    # Also of those that were taken out: one of them may stand between the two.
    numbers = eob.case.eobs.exclude(pk=eob.pk).values_list("claim_number", "prior_claim_number")
    if not saving.are_linked(claim, statement_of(replaced), numbers):
        ExplanationOfBenefits.objects.filter(pk=replaced.pk).update(replaced_at=None)
        ExplanationOfBenefits.objects.filter(pk=eob.pk).update(replaces=None)
        eob.replaces = None


def _put_before(eob: ExplanationOfBenefits, later: ExplanationOfBenefits | None, *, at: datetime) -> None:
    """A claim that came after the one that corrects it is history at once."""
    if later is None:
        return
    _replace(eob, at=at)
    if later.replaces_id is None:
        ExplanationOfBenefits.objects.filter(pk=later.pk).update(replaces=eob)
        later.replaces = eob


def _fingerprints(case: Case, *, but: ExplanationOfBenefits | None = None) -> set[str]:
    """Those that other rows have. One that only looks the same, and the person says it is not, has none."""
    kept = case.eobs.filter(removed_at__isnull=True).exclude(pk=but.pk if but else 0)
    return set(kept.values_list("fingerprint", flat=True))


def _refuse_too_many(case: Case) -> None:
    if case.eobs.filter(removed_at__isnull=True).count() > MOST_EOBS:
        raise EobRefused(
            _("A request can hold %(most)s statements. Choose fewer, or take some out first.")
            % {"most": MOST_EOBS}
        )

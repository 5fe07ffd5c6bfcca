"""Is it a claim we have, a correction of one, or a new one? Pure, over the shape that is checked.

A claim is known by its number; without one, by its days, who billed it, its codes and the charge. What two
tellings of the same claim both show decides whether they agree.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from requests_app.claims.netting import takes_back, turned_round
from requests_app.claims.statement import Statement
from requests_app.common.names import same_name

Key = TypeVar("Key")
# What must agree where both show it, for two tellings of a claim to be one.
NUMBERS = ("status", "billed", "allowed", "plan_paid", "patient_owes")
# Nobody corrects a claim more often than that; it bounds the walk through a stranger’s file.
MOST_VERSIONS = 20
LINE_NUMBERS = ("billed", "allowed", "plan_paid", "patient_owes", "units")


class Fate(StrEnum):
    """What becomes of a claim that is brought in. Only NEW and CORRECTS are saved without a question."""

    NEW = "NEW"
    CORRECTS = "CORRECTS"
    SAME = "SAME"
    OLDER = "OLDER"
    LOOKS_SAME = "LOOKS_SAME"
    UNSURE = "UNSURE"
    ANOTHER = "ANOTHER"


@dataclass(frozen=True)
class Known(Generic[Key]):
    """A claim of the case. `is_current`: no corrected claim took its place."""

    key: Key
    statement: Statement
    is_current: bool = True


@dataclass(frozen=True)
class Relation(Generic[Key]):
    """`to`: the key of the claim it is the same as, corrects, or is older than.

    `before`: of three tellings the last came first: this one corrects `to`, and `before` corrected this one.
    """

    fate: Fate
    to: Key | None = None
    before: Key | None = None


class Ledger(Generic[Key]):
    """The claims of a case, found by their numbers: asking of one costs the same however many there are."""

    def __init__(self, known: Iterable[Known[Key]] = ()) -> None:
        self._by_number: dict[str, list[_Entry[Key]]] = defaultdict(list)
        self._by_charge: dict[tuple[date | None, Decimal | None], list[_Entry[Key]]] = defaultdict(list)
        self._count = 0
        for one in known:
            self._add(_Entry(one.key, one.statement, one.is_current))

    def relation(self, new: Statement) -> Relation[Key]:
        """How a claim stands to those of the case; the newest of a claim’s history speaks for it."""
        numbered = self._of_one_claim(new)
        for one in numbered:
            if not agrees(new, one.statement) or _has_other_number(new, one.statement):
                continue
            if one.is_current or not is_said_again(new, one.statement):
                return Relation(Fate.SAME, one.key)
        current = [one for one in numbered if one.is_current]
        later = next((one for one in current if is_older(new, one.statement)), None)
        earlier = next((one for one in current if not is_older(new, one.statement)), None)
        if earlier is not None:
            return Relation(Fate.CORRECTS, earlier.key, later.key if later is not None else None)
        if later is not None:
            return Relation(Fate.OLDER, later.key)
        if numbered:
            return self._beside(new) or Relation(Fate.OLDER, numbered[0].key)
        charged = self._by_charge[new.service_from, new.billed]
        first = next((one for one in charged if looks_same(new, one.statement)), None)
        return Relation(Fate.LOOKS_SAME, first.key) if first is not None else Relation(Fate.NEW)

    def keep(self, key: Key, claim: Statement, found: Relation[Key]) -> None:
        """One more; what it corrects is history from now on."""
        for one in self._of_one_claim(claim):
            one.is_current = one.is_current and one.key is not found.to
        self._add(_Entry(key, claim, found.before is None))

    def _add(self, entry: _Entry[Key]) -> None:
        self._count += 1
        entry.place = self._count
        claim = entry.statement
        for number in {_number(claim.claim_number), _number(claim.prior_claim_number)} - {""}:
            self._by_number[number].append(entry)
        self._by_charge[claim.service_from, claim.billed].append(entry)

    def _beside(self, new: Statement) -> Relation[Key] | None:
        """Another claim took the place of the one that this one names: told again, or one claim made two."""
        before = _number(new.prior_claim_number)
        found = [one for one in self._by_number.get(before, ()) if one.is_current and before]
        beside = next((one for one in found if _number(one.statement.prior_claim_number) == before), None)
        if beside is None or _before(new, beside.statement):
            return None
        is_told_again = new.billed == beside.statement.billed and _codes(new) == _codes(beside.statement)
        return Relation(Fate.CORRECTS, beside.key) if is_told_again else Relation(Fate.NEW)

    def _of_one_claim(self, new: Statement) -> list[_Entry[Key]]:
        """The newest first."""
        wanted = {_number(new.claim_number), _number(new.prior_claim_number)} - {""}
        found = {one.place: one for number in wanted for one in self._by_number[number]}
        related = [one for one in found.values() if _is_of_one_claim(new, one.statement)]
        return sorted(related, key=lambda one: -one.place)


@dataclass
class _Entry(Generic[Key]):
    key: Key
    statement: Statement
    is_current: bool
    place: int = 0


def relation(new: Statement, known: Iterable[Known[Key]]) -> Relation[Key]:
    """`known`: the oldest first."""
    return Ledger(known).relation(new)


def agrees(one: Statement, other: Statement) -> bool:
    """Nothing that both show differs, and the second tells no less than the first."""
    if any(_differ(one, other, name) for name in NUMBERS):
        return False
    if len(one.lines) > len(other.lines) or (one.network and not other.network):
        return False
    if len(one.lines) < len(other.lines):
        return not one.lines
    pairs = zip(one.lines, other.lines, strict=True)
    return not any(
        _differ(mine, theirs, name) or (mine.code and mine.code != theirs.code)
        for mine, theirs in pairs
        for name in LINE_NUMBERS
    )


def are_linked(one: Statement, other: Statement, numbers: Iterable[tuple[str, str]]) -> bool:
    """By their own numbers, or by claims between them: `numbers` are each one’s own and the one before it."""
    reached = {_number(one.claim_number), _number(one.prior_claim_number)} - {""}
    wanted = {_number(other.claim_number), _number(other.prior_claim_number)} - {""}
    links = [{_number(own), _number(prior)} - {""} for own, prior in numbers]
    for _step in range(MOST_VERSIONS):
        reached = reached.union(*(link for link in links if link & reached))
    return bool(reached & wanted)


def tells_the_same(new: Statement, kept: Statement) -> bool:
    """No number that both show differs: the same processing, from another source."""
    names = (*NUMBERS, "processed_on")
    return not any(_differ(new, kept, name) for name in names)


def is_older(new: Statement, kept: Statement) -> bool:
    """The kept one corrects it, or was processed later, or a taking-back of what came after."""
    if _number(kept.prior_claim_number) and _number(kept.prior_claim_number) == _number(new.claim_number):
        return _number(kept.claim_number) != _number(new.claim_number) or _before(new, kept)
    return _before(new, kept)


def is_said_again(new: Statement, kept: Statement) -> bool:
    """On a later day: a claim that was taken back may be paid again just as before."""
    return _before(kept, new)


def looks_same(one: Statement, other: Statement) -> bool:
    """For claims of which one has no number: days, charge and codes, and who billed where both say."""
    if one.claim_number and other.claim_number:
        return False
    if one.service_from is None or one.service_from != other.service_from:
        return False
    if one.billed is None or one.billed != other.billed or one.status != other.status:
        return False
    if one.billing_npi and other.billing_npi and one.billing_npi != other.billing_npi:
        return False
    if one.billing_name and other.billing_name and not same_name(one.billing_name, other.billing_name):
        return one.billing_npi != "" and one.billing_npi == other.billing_npi
    codes, others = _codes(one), _codes(other)
    return not codes or not others or codes == others


def fingerprint(claim: Statement) -> str:
    """The same for the same claim with the same numbers, whatever it came in. Empty: too little is known."""
    if not _number(claim.claim_number) and (claim.service_from is None or claim.billed is None):
        return ""
    told = [
        _number(claim.claim_number),
        "" if _number(claim.claim_number) else [claim.service_from, claim.billing_npi, claim.billing_name],
        claim.frequency,
        claim.processed_on,
        [getattr(claim, name) for name in NUMBERS],
        [[line.service_from, line.code, line.modifier, line.units, line.billed, line.allowed, line.plan_paid,
          line.patient_owes] for line in claim.lines],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, default=_as_text).encode()).hexdigest()


def in_order(claims: Iterable[Statement]) -> list[tuple[int, Statement]]:
    """With their places in the file: as they were processed, a claim after the one that it names as the one
    before it, and a taking-back after what it takes back and before what takes its place."""
    placed = list(enumerate(claims))
    before = {_number(one.claim_number): _number(one.prior_claim_number) for _place, one in placed}
    taken_back: dict[tuple[str, date | None], list[tuple[int, Statement]]] = defaultdict(list)
    for place, one in placed:
        if takes_back(one):
            taken_back[_number(one.claim_number), one.processed_on].append((place, one))

    def turn(place: int, one: Statement) -> int:
        """As they stand, but for a correction that stands in front of the taking-back of what it corrects."""
        backs = taken_back.get((_number(one.claim_number), one.processed_on), ())
        later = [back for after, back in backs if after > place and not takes_back(one)]
        if any(turned_round(back, one) for back in later):
            return 0
        return 2 if any(_takes_back_another(back, one) for back in later) else 1

    return sorted(
        placed,
        key=lambda one: (
            one[1].processed_on or date.min,
            _claims_before(one[1], before),
            turn(*one),
            one[0],
        ),
    )


def _takes_back_another(back: Statement, claim: Statement) -> bool:
    """The same charge, but paid in another amount: surely not this telling of the claim."""
    if back.billed is None or claim.billed is None or back.plan_paid is None or claim.plan_paid is None:
        return False
    return back.billed == -claim.billed < 0 and back.plan_paid != -claim.plan_paid


def _claims_before(claim: Statement, before: Mapping[str, str]) -> int:
    """How many claims of the same file come before this one, each named by the next."""
    seen = {_number(claim.claim_number)}
    prior = _number(claim.prior_claim_number)
    while prior in before and prior not in seen and len(seen) <= MOST_VERSIONS:
        seen.add(prior)
        prior = before[prior]
    return len(seen)


def _is_of_one_claim(new: Statement, kept: Statement) -> bool:
    """The same number, or one names the other as the claim before it."""
    mine, theirs = _number(new.claim_number), _number(kept.claim_number)
    if mine and mine == theirs:
        return True
    before, theirs_before = _number(new.prior_claim_number), _number(kept.prior_claim_number)
    return bool((before and before == theirs) or (mine and theirs_before == mine))


def _has_other_number(new: Statement, kept: Statement) -> bool:
    """Taken back and made again under a new number, a claim is another one, be it the same in all else."""
    mine, theirs = _number(new.claim_number), _number(kept.claim_number)
    return bool(mine and theirs and mine != theirs)


def _before(new: Statement, kept: Statement) -> bool:
    if new.processed_on is None or kept.processed_on is None:
        return False
    return new.processed_on < kept.processed_on


def _differ(one: Any, other: Any, name: str) -> bool:
    mine, theirs = getattr(one, name), getattr(other, name)
    return mine is not None and theirs is not None and mine != theirs


def _codes(claim: Statement) -> set[str]:
    """One telling may put into one line what another shows day by day."""
    return {code for line in claim.lines if (code := line.code or line.revenue_code)}


def _number(text: str) -> str:
    return "".join(mark for mark in text.upper() if mark.isalnum())


def _as_text(value: Any) -> str:
    return format(value.normalize(), "f") if hasattr(value, "normalize") else str(value)

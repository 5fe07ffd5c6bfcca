"""Which of a facility’s requests a claim of a remittance belongs to. Pure.

A remittance tells name and member number, no birth date. Only what is certain fits: name and member number
together, or a name with an account or claim number that a request knows already. Everything else is left out:
another person’s claim must never be attached, and its name never shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from requests_app.claims.statement import Statement
from requests_app.eobs import person
from requests_app.eobs.person import Likeness, Whose

# Plans add up to three digits for each member of a family.
SUFFIXES, SHORTEST_NUMBER, SHORTEST_ACCOUNT = 3, 6, 3


@dataclass(frozen=True)
class Request:
    """What a request knows: its person, and the accounts and claims of its statements."""

    pk: int
    known: person.Known
    accounts: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Fit:
    """The requests a claim fits, all of one person. `is_by_number`: the account or claim number told it."""

    requests: tuple[int, ...]
    is_by_number: bool = False


@dataclass
class Requests:
    """All requests of a facility, found by number: a remittance may hold thousands of claims."""

    by_pk: dict[int, Request] = field(default_factory=dict)
    by_member: Mapping[str, set[int]] = field(default_factory=dict)
    by_stem: Mapping[str, set[int]] = field(default_factory=dict)
    by_account: Mapping[str, set[int]] = field(default_factory=dict)
    by_claim: Mapping[str, set[int]] = field(default_factory=dict)


def requests_of(found: Iterable[Request]) -> Requests:
    members: dict[str, set[int]] = defaultdict(set)
    stems: dict[str, set[int]] = defaultdict(set)
    accounts: dict[str, set[int]] = defaultdict(set)
    claims: dict[str, set[int]] = defaultdict(set)
    by_pk = {}
    for one in found:
        by_pk[one.pk] = one
        members[plain(one.known.member_id)].add(one.pk)
        for stem in _stems(one.known.member_id):
            stems[stem].add(one.pk)
        for account in one.accounts:
            accounts[plain(account)].add(one.pk)
        for claim in one.claims:
            claims[plain(claim)].add(one.pk)
    return Requests(by_pk, members, stems, accounts, claims)


def fit(claim: Statement, requests: Requests) -> Fit | None:
    """None where it is not certain, and where it fits two different people."""
    by_member = _matching(
        _of_member(claim.member_id, requests),
        requests,
        lambda known: person.whose(known, claim) is Whose.MINE,
    )
    if by_member:
        return _of_one_person(by_member, is_by_number=False)
    account, number = plain(claim.patient_account), plain(claim.claim_number)
    candidates: set[int] = set(requests.by_claim.get(number, ())) if number else set()
    if len(account) >= SHORTEST_ACCOUNT:
        candidates |= requests.by_account.get(account, set())
    by_number = _matching(candidates, requests, lambda known: _is_same_name(known, claim))
    return _of_one_person(by_number, is_by_number=True) if by_number else None


def plain(number: str) -> str:
    return "".join(mark for mark in number.upper() if mark.isalnum())


def _matching(
    candidates: Iterable[int], requests: Requests, is_theirs: Callable[[person.Known], bool]
) -> list[Request]:
    found = [requests.by_pk[pk] for pk in sorted(candidates)]
    return [one for one in found if is_theirs(one.known)]


def _is_same_name(known: person.Known, claim: Statement) -> bool:
    """And nothing that speaks against it."""
    return (
        person.likeness(known.name, claim.patient_name) is Likeness.SAME
        and person.same_member(known.member_id, claim.member_id) is not False
        and person.same_generation(known.name, claim.patient_name)
    )


def _of_one_person(found: Sequence[Request], *, is_by_number: bool) -> Fit | None:
    """Several requests of one person are offered; two people are never told apart by guessing."""
    people = {(one.known.born_on, plain(one.known.member_id)) for one in found}
    born = {one.known.born_on for one in found}
    if len(found) > 1 and (len(people) > 1 or None in born):
        return None
    return Fit(tuple(one.pk for one in found), is_by_number)


def _of_member(member_id: str, requests: Requests) -> set[int]:
    """With this number, or where only one side has the digits that tell members of a family apart."""
    number = plain(member_id)
    if not number:
        return set()
    found = requests.by_member.get(number, set()) | requests.by_stem.get(number, set())
    return found.union(*(requests.by_member.get(stem, set()) for stem in _stems(member_id)))


def _stems(member_id: str) -> list[str]:
    """What is left of a number without the digits that tell the members of a family apart."""
    number = plain(member_id)
    return [
        number[:-cut]
        for cut in range(1, SUFFIXES + 1)
        if len(number) - cut >= SHORTEST_NUMBER and number[-cut:].isdigit()
    ]

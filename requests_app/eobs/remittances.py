"""A facility’s remittance file: from reading to the statements of its requests.

Of a file that speaks of many people only claims that surely belong to a request of the facility are held, a
day at most. All others are counted and forgotten: nobody who uses this ever sees whose they were.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.claims.statement import Note, Reading, Statement
from requests_app.common.actor import Actor
from requests_app.common.cleaning import one_line
from requests_app.eobs import files, remittance_queries, services
from requests_app.eobs.holding import EobRefused
from requests_app.eobs.remittance_matching import Fit, fit
from requests_app.models import EobFile, Organization

MOST_CLAIMS, MOST_NOTES, LONGEST_NAME = 500, 100, 200


@dataclass(frozen=True)
class Held:
    """One claim that waits for a look, and the requests it fits, by their key."""

    place: int
    claim: Statement
    fit: Fit


@transaction.atomic
def keep_remittance(
    *, organization: Organization, reading: Reading, data: bytes, name: str, by: Actor, at: datetime
) -> EobFile:
    """Nothing of it is a statement yet. Raises EobRefused where nothing fits, and keeps nothing then."""
    if reading.refused:
        raise ValueError("a refused file is not kept")
    _check_works_there(by, organization.pk)
    requests = remittance_queries.requests_of_facility(organization.pk, by)
    found = [(claim, told) for claim in reading.statements if (told := fit(claim, requests)) is not None]
    if not found:
        raise EobRefused(
            _(
                "None of the claims in this file (%(count)s) surely belongs to a request of yours, so "
                "nothing was kept. A claim fits when the name and the member number are the same as in "
                "the request."
            )
            % {"count": len(reading.statements)}
        )
    if len(found) > MOST_CLAIMS:
        raise EobRefused(
            _(
                "%(count)s claims in this file belong to your requests. We can read up to %(most)s at a "
                "time: ask for files of a shorter time."
            )
            % {"count": len(found), "most": MOST_CLAIMS}
        )
    kept = EobFile.objects.create(
        organization=organization,
        format=reading.format,
        name="".join(mark for mark in one_line(name) if mark.isprintable())[:LONGEST_NAME],
        sha256=hashlib.sha256(data).hexdigest(),
        byte_size=len(data),
        read=[_as_json(claim, told) for claim, told in found],
        notes=[one.model_dump(mode="json") for one in _own_notes(reading, found)],
        claims_found=len(reading.statements),
        claims_left_out=len(reading.statements) - len(found),
        added_by_id=by.person_id,
        received_at=at,
    )
    files.forget_later(kept, at=at)
    details = {"format": reading.format, "claims": len(found), "left_out": kept.claims_left_out}
    log.record(action="eobs.file_read", target=kept, by=by, at=at, details=details)
    return kept


@transaction.atomic
def save_remittance(*, file: EobFile, chosen: Mapping[int, int], by: Actor, at: datetime) -> int:
    """`chosen`: place -> key of the request. All of them or none; the rest of the file is forgotten.

    Gives how many statements were added or corrected. Raises EobRefused, naming the request.
    """
    held = _held(file, by)
    claims = {one.place: one for one in claims_of(held)}
    wanted: dict[int, list[Held]] = defaultdict(list)
    for place, pk in chosen.items():
        if place in claims and pk in claims[place].fit.requests:
            wanted[pk].append(claims[place])
    cases = remittance_queries.cases_by_pk(wanted, by)
    count = 0
    for pk in sorted(set(wanted) & set(cases)):
        mine = sorted(wanted[pk], key=lambda one: one.place)
        try:
            told = services.save_statements(
                case=cases[pk],
                statements=[one.claim for one in mine],
                source=held.format,
                file=held,
                # Whose they are is certain, and one that looks like another was picked all the same.
                confirmed=range(len(mine)),
                by=by,
                at=at,
            )
        except EobRefused as refusal:
            raise EobRefused(f"{cases[pk].reference}: {refusal}") from None
        count += sum(one.fate in (services.Fate.NEW, services.Fate.CORRECTS) for one in told)
    files.settle(held, is_saved=True, at=at)
    details = {"count": count, "cases": len(wanted)}
    log.record(action="eobs.file_saved", target=held, by=by, at=at, details=details)
    return count


@transaction.atomic
def drop_remittance(*, file: EobFile, by: Actor, at: datetime) -> None:
    held = _held(file, by)
    files.settle(held, is_saved=False, at=at)
    log.record(action="eobs.file_dropped", target=held, by=by, at=at)


def claims_of(file: EobFile) -> list[Held]:
    return [
        Held(
            place,
            Statement.model_validate(one["claim"]),
            Fit(tuple(one["requests"]), is_by_number=one["by_number"]),
        )
        for place, one in enumerate(file.read)
    ]


def _as_json(claim: Statement, told: Fit) -> dict[str, Any]:
    return {
        "claim": claim.model_dump(mode="json"),
        "requests": list(told.requests),
        "by_number": told.is_by_number,
    }


def _own_notes(reading: Reading, found: list[tuple[Statement, Fit]]) -> list[Note]:
    """About the file, or a claim that is held; a note about anybody else’s claim is forgotten with it."""
    numbers = {claim.claim_number for claim, _fit in found} - {""}
    return [one for one in reading.notes if not one.about or one.about in numbers][:MOST_NOTES]


def _held(file: EobFile, by: Actor) -> EobFile:
    _check_works_there(by, file.organization_id)
    fresh = EobFile.objects.select_for_update(of=("self",)).get(pk=file.pk, case__isnull=True)
    if fresh.state != EobFile.State.READ:
        raise EobRefused(_("This file is done: it was saved or dropped."))
    return fresh


def _check_works_there(by: Actor, organization_id: int) -> None:
    permissions.check_may_change(by, organization_id)

"""Statements of benefits a plan lets its members download: FHIR R4 ExplanationOfBenefit.

CARIN Blue Button of both generations, Medicare’s Blue Button, and files that keep to neither. Read by us and
not by a library of models, which refuses a whole file for one slip: docs/adr/0023.
"""

from __future__ import annotations

from pydantic import ValidationError

from requests_app.claims.readers.base import Refused, note
from requests_app.claims.readers.fhir_claim import check_version, statement_of
from requests_app.claims.readers.fhir_json import Resource, resources_of
from requests_app.claims.readers.fhir_numbers import claim_number, related
from requests_app.claims.readers.fhir_people import People
from requests_app.claims.readers.fhir_values import LeftOut
from requests_app.claims.statement import Note, Reading, Statement

MOST_CLAIMS, MOST_NOTES = 5000, 300


def read(data: bytes) -> Reading:
    """Raises Refused."""
    found = resources_of(data)
    claims = found.statements()
    if len(claims) > MOST_CLAIMS:
        raise Refused("fhir.too_large")
    for claim in claims:
        check_version(claim)
    people = People(found.resources)
    statements, notes, left = _read(claims, people)
    if not statements:
        same = len({one.slug for one in left}) == 1
        raise Refused(left[0].slug if same else "fhir.nothing_left", **left[0].facts)
    kept = list(dict.fromkeys(statements))
    if len(kept) < len(statements):
        notes.append(note("fhir.same_twice", count=len(statements) - len(kept)))
    if len({people.person(claim).key for claim in claims}) > 1:
        found.notes.append(note("fhir.several_people"))
    return Reading(format="FHIR", statements=tuple(kept), notes=_fitting([*found.notes, *notes]))


def _read(claims: list[Resource], people: People) -> tuple[list[Statement], list[Note], list[LeftOut]]:
    statements: list[Statement] = []
    notes: list[Note] = []
    left: list[LeftOut] = []
    for place, claim in enumerate(claims, start=1):
        about = claim_number(claim) or f"#{place}"
        try:
            statement, told = statement_of(claim, people, about)
        except ValidationError:
            left.append(LeftOut("fhir.unfit"))
            notes.append(note("fhir.unfit", about))
        except LeftOut as reason:
            left.append(reason)
            notes.append(note(reason.slug, about, **reason.facts))
        else:
            statements.append(statement)
            notes += told
    return _joined(statements, claims), notes, left


def _joined(statements: list[Statement], claims: list[Resource]) -> list[Statement]:
    """Where the older of two claims of a file names the newer, the newer gets to know what it corrects."""
    older = {by: claim_number(claim) for claim in claims if (by := related(claim)[1])}
    return [
        one.model_copy(update={"prior_claim_number": older[one.claim_number], "frequency": "REPLACEMENT"})
        if older.get(one.claim_number, one.claim_number) != one.claim_number
        and not one.prior_claim_number
        and one.status != "REVERSED"
        else one
        for one in statements
    ]


def _fitting(notes: list[Note]) -> tuple[Note, ...]:
    more = len(notes) - MOST_NOTES
    return tuple(notes) if more <= 0 else (*notes[:MOST_NOTES], note("fhir.more_notes", count=more))

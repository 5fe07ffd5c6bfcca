"""Whose request shows a page about bills, and the rows its address names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

HAS_MANY, DENIED_CLAIM, SENT_BACK = "rosa@example.com", "petra@example.com", "ines@example.com"
ACTORS: dict[str, str] = {
    "eobs:": HAS_MANY,
    "reprocessing:": DENIED_CLAIM,
    "reprocessing:start": HAS_MANY,
    "reprocessing:answer_due": SENT_BACK,
    "reprocessing:outcome": SENT_BACK,
}
PARTS = ("dates", "who", "network", "totals", "numbers")


def named(case: Any, names: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "eob_id" in names:
        eob = wrong_of(case)
        found["eob_id"] = eob.public_id
        if "eob_line_id" in names:
            found["eob_line_id"] = eob.lines.filter(removed_at=None).order_by("position")[0].public_id
    if "back_id" in names:
        found["back_id"] = back_of(case).public_id
    if "file_id" in names:
        found["file_id"] = file_of(case).public_id
    if "part" in names:
        found["part"] = "dates"
    return found


def wrong_of(case: Any) -> Any:
    """The newest that counts."""
    return case.eobs.filter(removed_at=None, replaced_at=None).exclude(finished_at=None).order_by("-pk")[0]


def back_of(case: Any) -> Any:
    """The one of the request; where there is none, one that is getting ready."""
    from django.utils import timezone

    from requests_app.claims.findings import Result
    from requests_app.eobs.queries import get_eob_or_404
    from requests_app.eobs.review import review_of
    from requests_app.reprocessing import services
    from tests.factories.people import actor_for

    standing = case.reprocessings.order_by("pk").first()
    if standing is not None:
        return standing
    eob = get_eob_or_404(case, wrong_of(case).public_id)
    eob.case = case
    checked = review_of(eob, today=timezone.localdate())
    return services.start(
        eob=eob,
        review=checked,
        chosen=checked.of(Result.WRONG),
        by=actor_for(case.opened_by),
        at=timezone.now(),
    )


def file_of(case: Any) -> Any:
    """Three claims that wait for a look: one that is there, a new one, one of somebody else."""
    from django.utils import timezone

    from requests_app.claims.statement import Reading
    from requests_app.eobs import files
    from requests_app.eobs.queries import get_eob_or_404
    from requests_app.eobs.statements import statement_of
    from tests.factories.people import actor_for

    standing = case.eob_files.filter(state="READ").first()
    if standing is not None:
        return standing
    there = case.eobs.filter(source="FHIR").order_by("pk").first() or wrong_of(case)
    told = statement_of(get_eob_or_404(case, there.public_id)).model_copy(
        update={"source": "FHIR", "patient_name": case.patient.full_name}
    )
    new = told.model_copy(
        update={
            "claim_number": "PMH-26-1450",
            "service_from": date(2026, 11, 9),
            "service_to": date(2026, 11, 9),
            "billed": Decimal("780.00"),
            "lines": told.lines[:1],
        }
    )
    other = told.model_copy(
        update={"claim_number": "PMH-26-9999", "patient_name": "Alex Specimen", "member_id": "PMH-1"}
    )
    claims = (told, new, other)
    return files.keep_reading(
        case=case,
        reading=Reading(format="FHIR", statements=claims),
        data=hashlib.sha256(b"a file to picture").digest(),
        name="claims.json",
        by=actor_for(case.opened_by),
        at=timezone.now(),
    )


def half_typed_of(case: Any) -> Any:
    from django.utils import timezone

    from requests_app.eobs import typed
    from tests.factories.people import actor_for

    standing = case.eobs.filter(removed_at=None, finished_at=None).first()
    return standing or typed.begin(case=case, by=actor_for(case.opened_by), at=timezone.now())


def pages_of(cases: dict[str, Any]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Route, name of the picture, who opens it, what the address names; `cases` by address of their owner."""
    many, denied, sent = cases[HAS_MANY], cases[DENIED_CLAIM], cases[SENT_BACK]
    for part in PARTS:
        named_ = {"case_id": many.public_id, "eob_id": wrong_of(many).public_id, "part": part}
        yield "eobs:claim_edit", f"eobs:claim_edit--{part}", HAS_MANY, named_
    shown = {
        "right": many.eobs.filter(source="FHIR").order_by("pk").first(),
        "replaced": many.eobs.exclude(replaced_at=None).order_by("pk").first(),
        "corrected": many.eobs.exclude(replaces=None).order_by("pk").first(),
    }
    for name, eob in shown.items():
        values = {"case_id": many.public_id, "eob_id": eob.public_id}
        yield "eobs:eob_detail", f"eobs:eob_detail--{name}", HAS_MANY, values
    for name, case, email in (("denied", denied, DENIED_CLAIM), ("sent-back", sent, SENT_BACK)):
        values = {"case_id": case.public_id, "eob_id": wrong_of(case).public_id}
        yield "eobs:eob_detail", f"eobs:eob_detail--{name}", email, values
        yield "eobs:eob_list", f"eobs:eob_list--{name}", email, {"case_id": case.public_id}
    for name, case, email in (("sent", sent, SENT_BACK), ("answered", many, HAS_MANY)):
        values = {"case_id": case.public_id, "back_id": back_of(case).public_id}
        yield "reprocessing:detail", f"reprocessing:detail--{name}", email, values
    half = {"case_id": denied.public_id, "eob_id": half_typed_of(denied).public_id}
    for route in ("eobs:line_list", "eobs:look_over"):
        yield route, f"{route}--half-typed", DENIED_CLAIM, half

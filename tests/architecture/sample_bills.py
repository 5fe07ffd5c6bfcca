"""The bills that an address can name."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from requests_app.claims.readers.x12 import read
from requests_app.models import Case, EobFile
from tests.claims.x12.good import PLAIN_CLAIM
from tests.claims.x12.remit import Payment, file
from tests.factories.bills import make_eob, make_eob_file, make_reprocessing, make_wrong_eob


def bills_of(case: Case) -> dict[str, Any]:
    """A claim that is wrong, another that is about to be sent back, and files that wait for a look."""
    eob = make_wrong_eob(case, claim_number="CLM-2026-0010")
    return {
        "eob_id": eob.public_id,
        "eob_line_id": eob.lines.all()[0].public_id,
        "back_id": make_reprocessing(case).public_id,
        "file_id": make_eob_file(case).public_id,
        "remittance_id": remittance_of(case).public_id,
    }


def special_of(case: Case) -> dict[str, dict[str, Any]]:
    """One that is half typed, and a claim that is with the plan again."""
    half = make_eob(case, claim_number="CLM-2026-0011", is_finished=False)
    sent = make_reprocessing(
        case, eob=make_wrong_eob(case, claim_number="CLM-2026-0012"), state="SENT", way="PHONE"
    )
    waiting = ("answer_due", "outcome")
    return {
        "eobs:claim_edit": {"part": "dates"},
        "eobs:look_over": {"eob_id": half.public_id},
        **{f"reprocessing:{name}": {"back_id": sent.public_id} for name in waiting},
    }


def remittance_of(case: Case) -> EobFile:
    """A facility’s file that waits: one claim that fits the sample case."""
    claim = read(file(Payment((PLAIN_CLAIM,)))).statements[0]
    return EobFile.objects.create(
        organization=case.organization,
        format="X12",
        name="era.835",
        sha256="2" * 64,
        byte_size=2048,
        read=[{"claim": claim.model_dump(mode="json"), "requests": [case.pk], "by_number": False}],
        claims_found=1,
        added_by=case.opened_by,
        received_at=timezone.now(),
    )

"""The bills that an address can name."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from requests_app.claims.readers.x12 import read
from requests_app.models import Case, EobFile
from tests.claims.x12.good import PLAIN_CLAIM
from tests.claims.x12.remit import Payment, file
from tests.factories.bills import make_eob_file, make_reprocessing, make_wrong_eob


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

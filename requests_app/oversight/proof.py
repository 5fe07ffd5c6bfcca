"""What stays of a deleted case: counts, days and ids, in one text whose hash anybody can count again."""

from __future__ import annotations

import hashlib
import json

from requests_app.models import Erasure


def text_of(erasure: Erasure) -> str:
    """The same row gives the same text, for ever: new facts get a new `version`."""
    told = {
        "version": 1,
        "proof": str(erasure.public_id),
        "case": str(erasure.case_public_id),
        "case_number_ends_in": erasure.reference_end,
        "why": str(erasure.why),
        "asked_by": erasure.asked_by_id,
        "asked_at": erasure.asked_at.isoformat(),
        "confirmed_by": erasure.confirmed_by_id,
        "done_at": erasure.done_at.isoformat() if erasure.done_at else None,
        "rows_deleted": erasure.rows_deleted,
        "files_deleted": erasure.files_deleted,
    }
    return json.dumps(told, sort_keys=True, indent=1)


def hash_of(erasure: Erasure) -> str:
    return hashlib.sha256(text_of(erasure).encode()).hexdigest()

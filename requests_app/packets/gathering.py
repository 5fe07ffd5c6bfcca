"""What is frozen with a packet, gathered on the day it is asked for."""

from __future__ import annotations

from datetime import date

from requests_app.casefile.schema import CaseFile
from requests_app.evidence.measures import measure
from requests_app.models import Case
from requests_app.packets.exhibits import picture_hashes
from requests_app.packets.proof import Proof
from requests_app.packets.relied_rules import relied_rules


def proof_of(case: Case, file: CaseFile, *, on: date) -> Proof:
    measures = measure(file, on=on)
    return Proof(
        measures=measures,
        rules=relied_rules(file, measures, on=on),
        pages=picture_hashes(file),
        log_changed=False,
        strength=(),
    )

"""What is attached to a letter about a claim: the statement (EOB), the approval, the signed agreement.

Papers about the care itself stay at home, ticked for other packets or not: who processes claims has no need
of them.
"""

from __future__ import annotations

from requests_app.casefile import schema
from requests_app.packets.agreed import signed_agreement
from requests_app.packets.bill import claim_in, eob_in, reprocessing_in
from requests_app.packets.bill_approval import approval_for


def papers(case: schema.CaseFile, about: str = "") -> list[schema.Paper]:
    """In this order: the paper of the claim, the letter with the yes, the signed agreement."""
    asked = reprocessing_in(case, about)
    claim = eob_in(case, asked)
    approval = approval_for(case, claim_in(case, asked))
    agreement = signed_agreement(case)
    wanted = (
        claim.document_sha256 if claim else "",
        approval.letter_sha256 if approval else "",
        agreement.signed_copy_sha256 if agreement else "",
    )
    kept = {one.sha256: one for one in reversed(case.papers)}
    return [kept[sha256] for sha256 in dict.fromkeys(wanted) if sha256 in kept]

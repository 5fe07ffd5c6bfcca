"""What is attached to a letter about a claim: the statement (EOB), the approval, the signed agreement.

Papers about the care itself stay at home, ticked for other packets or not: who processes claims has no need
of them.
"""

from __future__ import annotations

from requests_app.casefile import schema
from requests_app.claims.statement import Statement
from requests_app.packets.agreed import signed_agreement
from requests_app.packets.bill import eob_in, reprocessing_in
from requests_app.packets.bill_appeal import BillAppeal
from requests_app.packets.bill_approval import approval_for


def papers(case: schema.CaseFile, about: str = "") -> list[schema.Paper]:
    """In this order: the paper of the claim, the letter with the yes, the signed agreement."""
    return _papers(case, eob_in(case, reprocessing_in(case, about)))


def appeal_papers(case: schema.CaseFile, found: BillAppeal) -> list[schema.Paper]:
    """The same of the claim that is appealed, after the letter with the no."""
    return _papers(case, found.eob, found.decision.letter_sha256)


def _papers(case: schema.CaseFile, claim: schema.Eob | None, first: str = "") -> list[schema.Paper]:
    approval = approval_for(case, claim.statement if claim else Statement())
    agreement = signed_agreement(case)
    wanted = (
        first,
        claim.document_sha256 if claim else "",
        approval.letter_sha256 if approval else "",
        agreement.signed_copy_sha256 if agreement else "",
    )
    kept = {one.sha256: one for one in reversed(case.papers)}
    return [kept[sha256] for sha256 in dict.fromkeys(wanted) if sha256 in kept]

"""Does the approval reach this kind of bill: the facility’s fees, or a professional’s?"""

from __future__ import annotations

from collections.abc import Iterator

from requests_app.claims.claim import Claim, Found, found
from requests_app.claims.findings import Kind, Result, Step
from requests_app.claims.terms import Said

BOTH = "BOTH"


def check(claim: Claim) -> Iterator[Found]:
    if not claim.terms.is_given:
        return
    if not claim.kind:
        both = claim.terms.facility_fees == claim.terms.professional_fees == Said.YES
        if not both:
            yield found(Kind.FEES, Result.CANNOT_TELL, "not_shown", steps=(Step.LOOK_AT_PAPER,))
        return
    part = claim.kind.lower()
    said = _said(claim)
    steps: tuple[Step, ...]
    if said == Said.YES:
        yield found(Kind.FEES, Result.RIGHT, f"{part}_covered", steps=(Step.NOTHING,))
    elif said == Said.NO:
        steps = (Step.CALL_PLAN, Step.TELL_OFFICE, Step.APPEAL)
        yield found(Kind.FEES, Result.WRONG, f"{part}_left_out", steps=steps)
    else:
        steps = (Step.CALL_PLAN, Step.FILL_IN_APPROVAL)
        yield found(Kind.FEES, Result.CANNOT_TELL, f"{part}_untold", steps=steps)


def _said(claim: Claim) -> Said:
    """The lines of the approval before what it says as a whole."""
    fitting = [one.pair.service.covers for one in claim.lines if one.pair.service is not None]
    stated = {covers for covers in fitting if covers}
    if stated and stated <= {claim.kind, BOTH}:
        return Said.YES
    whole = claim.terms.facility_fees if claim.kind == "FACILITY" else claim.terms.professional_fees
    # A line for the one kind of bill does not say that the other kind is left out.
    return whole

"""Is it the provider that was approved who billed?"""

from __future__ import annotations

from collections.abc import Iterator

from requests_app.claims.claim import Claim, Found, found
from requests_app.claims.findings import Kind, Result, Step

REBILL = (Step.ASK_OFFICE_TO_REBILL, Step.CALL_PLAN)
ASK = (Step.CALL_PLAN, Step.TELL_OFFICE)


def check(claim: Claim) -> Iterator[Found]:
    """Numbers before names: a name alone never says that it is somebody else."""
    terms, statement = claim.terms, claim.statement
    if not terms.is_given:
        return
    tax_id, facts = statement.billing_tax_id, _facts(claim)
    same_tax = bool(tax_id) and tax_id in terms.tax_ids
    other_tax = claim.has_other_tax_id
    if terms.npis & claim.npis:
        if other_tax:
            yield found(Kind.PROVIDER, Result.WRONG, "other_tax_id", facts=facts, steps=REBILL)
        else:
            yield found(Kind.PROVIDER, Result.RIGHT, "npi", facts=facts, steps=(Step.NOTHING,))
    elif same_tax:
        slug = "tax_id" if not (terms.npis and claim.npis) else "tax_id_other_npi"
        result = Result.RIGHT if slug == "tax_id" else Result.CANNOT_TELL
        yield found(
            Kind.PROVIDER, result, slug, facts=facts, steps=(Step.NOTHING,) if slug == "tax_id" else ASK
        )
    elif claim.is_covered_professional and claim.npis and (terms.npis or other_tax):
        yield found(Kind.PROVIDER, Result.CANNOT_TELL, "professional", facts=facts, steps=ASK)
    elif terms.npis and statement.billing_npi and not claim.is_other_provider:
        yield _cannot_tell("name_other_npi", facts, ASK)
    elif terms.npis and statement.billing_npi:
        yield found(Kind.PROVIDER, Result.WRONG, "other_npi", facts=facts, steps=REBILL)
    elif other_tax:
        yield found(Kind.PROVIDER, Result.WRONG, "other_tax_id", facts=facts, steps=REBILL)
    elif terms.npis and claim.npis:
        yield _cannot_tell("biller_not_shown", facts, ASK)
    else:
        yield _by_name(claim, facts)


def _by_name(claim: Claim, facts: dict[str, str]) -> Found:
    shown = [one for one in (claim.statement.billing_name, claim.statement.rendering_name) if one]
    approved = claim.terms.names
    if not approved and not (claim.terms.npis or claim.terms.tax_ids):
        return _cannot_tell("approval_silent", facts, (Step.FILL_IN_APPROVAL,))
    if not shown:
        return _cannot_tell("not_shown", facts, (Step.LOOK_AT_PAPER,))
    if claim.has_approved_name:
        return found(Kind.PROVIDER, Result.RIGHT, "name", facts=facts, steps=(Step.NOTHING,))
    return _cannot_tell("other_name", facts, ASK)


def _cannot_tell(slug: str, facts: dict[str, str], steps: tuple[Step, ...]) -> Found:
    return found(Kind.PROVIDER, Result.CANNOT_TELL, slug, facts=facts, steps=steps)


def _facts(claim: Claim) -> dict[str, str]:
    statement, terms = claim.statement, claim.terms
    return {
        "name": statement.billing_name or statement.rendering_name,
        "npi": statement.billing_npi or statement.rendering_npi or next(iter(sorted(claim.npis)), ""),
        "tax_id": statement.billing_tax_id,
        "approved_name": "; ".join(terms.names),
        "approved_npi": ", ".join(sorted(terms.npis)),
        "approved_tax_id": ", ".join(sorted(terms.tax_ids)),
    }

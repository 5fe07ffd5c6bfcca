"""Statements of the plan in the examples, right ones and wrong ones, and a claim that was sent back.

By the services of the pages, once: a case that has any statement already is left as it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from requests_app.agreements import offers, signing
from requests_app.agreements import services as agreements
from requests_app.agreements.shown import ACCEPTED, Part, shown_answer, shown_signed
from requests_app.cases import progress
from requests_app.claims.findings import Result
from requests_app.claims.statement import Adjustment, Reading, Statement
from requests_app.common.scope import scoped
from requests_app.decisions import services as decisions
from requests_app.drafts.versions import version_of
from requests_app.eobs import files, queries, services
from requests_app.eobs.review import review_of
from requests_app.management.demo.afterwards import YES_TO_ALL, Told
from requests_app.management.demo.claims import lines, statement
from requests_app.models import Case, ExplanationOfBenefits, Reprocessing
from requests_app.reprocessing import services as reprocessing


def add_bills(told: Told, what: str) -> None:
    with scoped([told.case.organization_id]), transaction.atomic():
        case = Case.objects.select_related(*progress.SECTIONS).get(pk=told.case.pk)
        if not case.eobs.exists():
            BILLS[what](Told(case, told.by, told.shift, told.moment))


# A day at the day hospital, as approved and out of network.
DAY_RIGHT = {
    "billed": "780.00",
    "allowed": "520.00",
    "plan_paid": "364.00",
    "coinsurance": "156.00",
    "patient_owes": "156.00",
    "revenue_code": "0912",
}
DAY_OUT = {
    "billed": "780.00",
    "allowed": "300.00",
    "plan_paid": "0.00",
    "deductible": "300.00",
    "not_covered": "480.00",
    "patient_owes": "780.00",
    "revenue_code": "0912",
    "adjustments": [Adjustment(group="PR", code="242", amount=Decimal("480.00"))],
}


def of_an_approval(told: Told) -> None:
    """One that is right, one out of network, one that was put right, and two from a file of the plan."""
    first = statement(
        told,
        "PMH-26-1180",
        date(2026, 10, 2),
        lines(told, date(2026, 9, 14), 5, "H0035", DAY_RIGHT),
        network="IN_NETWORK",
    )
    _keep(told, first, date(2026, 10, 5))
    _put_right(told)
    _from_a_file(told, date(2026, 11, 12))
    again = statement(
        told,
        "PMH-26-1391",
        date(2026, 11, 16),
        lines(told, date(2026, 11, 2), 5, "H0035", DAY_OUT),
        network="OUT_OF_NETWORK",
        provider_asks="3900.00",
        provider_bill_on=told.day(date(2026, 11, 19)),
    )
    _keep(told, again, date(2026, 11, 19))


def _put_right(told: Told) -> None:
    """Out of network, sent back, and processed again as approved."""
    wrong = statement(
        told,
        "PMH-26-1204",
        date(2026, 10, 14),
        lines(told, date(2026, 9, 21), 4, "H0035", DAY_OUT),
        network="OUT_OF_NETWORK",
    )
    back = _send_back(told, _keep(told, wrong, date(2026, 10, 16)), date(2026, 10, 16))
    right = statement(
        told,
        "PMH-26-1204A",
        date(2026, 10, 30),
        lines(told, date(2026, 9, 21), 4, "H0035", DAY_RIGHT),
        network="IN_NETWORK",
        frequency="REPLACEMENT",
        prior_claim_number="PMH-26-1204",
    )
    _keep(told, right, date(2026, 11, 2))
    put_right = {"outcome": "CORRECTED", "decided_on": told.day(date(2026, 11, 2)), "answer": ""}
    reprocessing.record_outcome(back=back, typed=put_right, shown_version=None, **told.on(date(2026, 11, 2)))


def _from_a_file(told: Told, on: date) -> None:
    claims = [
        statement(
            told,
            number,
            on - timedelta(days=4),
            lines(told, first, 5, "H0035", DAY_RIGHT),
            source="FHIR",
            network="IN_NETWORK",
        )
        for number, first in (("PMH-26-1288", date(2026, 10, 5)), ("PMH-26-1302", date(2026, 10, 12)))
    ]
    data = b"".join(claim.model_dump_json().encode() for claim in claims)
    read = files.keep_reading(
        case=told.case,
        reading=Reading(format="FHIR", statements=tuple(claims)),
        data=data,
        name=f"{hashlib.sha256(data).hexdigest()[:8]}.json",
        **told.on(on),
    )
    files.save_file(case=told.case, file=read, places=range(len(claims)), **told.on(on))


def of_a_partial_yes(told: Told) -> None:
    """Billed with another code than the approved one, and so not paid."""
    amounts = {
        "billed": "495.00",
        "allowed": "0.00",
        "plan_paid": "0.00",
        "not_covered": "495.00",
        "patient_owes": "495.00",
        "revenue_code": "0905",
        "adjustments": [Adjustment(group="PR", code="197", amount=Decimal("495.00"))],
    }
    claim = statement(
        told,
        "SMH-11-5520",
        date(2026, 11, 20),
        lines(told, date(2026, 11, 16), 2, "H0015", amounts, apart=2),
        received_on=told.day(date(2026, 11, 19)),
        status="DENIED",
    )
    _keep(told, claim, date(2026, 11, 20))


def of_an_agreement(told: Told) -> None:
    """Two visits at the plan’s usual rate, not at the agreed one: the claim is with the plan again."""
    _sign(told)
    amounts = {
        "billed": "190.00",
        "allowed": "118.00",
        "plan_paid": "78.00",
        "copay": "40.00",
        "patient_owes": "40.00",
    }
    claim = statement(
        told,
        "BEB-775-201",
        date(2026, 11, 16),
        lines(told, date(2026, 11, 2), 2, "90837", amounts, apart=7),
        kind="PROFESSIONAL",
        network="IN_NETWORK",
        received_on=told.day(date(2026, 11, 11)),
        provider_asks="174.00",
        provider_bill_on=told.day(date(2026, 11, 18)),
    )
    _send_back(told, _keep(told, claim, date(2026, 11, 18)), date(2026, 11, 18))


def _sign(told: Told) -> None:
    """The agreement, which is the plan’s yes as well."""
    day = date(2026, 10, 28)
    coverage, provider = told.case.coverage, told.case.provider
    who = {
        "plan_party": coverage.insurer,
        "plan_contact": "Jess, provider relations",
        "plan_phone": "855-555-0114",
        "provider_party": provider.name,
        "provider_signer": "Sam Example, billing",
        "provider_npi": provider.npi,
        "provider_tax_id": provider.tax_id,
    }
    protection = {
        "covers_facility": "YES",
        "covers_professional": "YES",
        "in_network_cost_share": "YES",
        "no_billing_the_rest": "YES",
    }
    for part, typed in ((Part.WHO, who), (Part.PROTECTION, protection)):
        agreements.save_terms(case=told.case, part=part, typed=typed, shown_version=None, **told.on(day))
    _agree_on_a_rate(told, day)
    agreement = told.case.agreements.get()
    signed = {
        "is_signed": "YES",
        "signed_on": told.day(day),
        "number": "SCA-8801",
        "starts_on": told.day(date(2026, 11, 2)),
        "ends_on": told.day(date(2027, 4, 30)),
    }
    signing.save_signing(
        case=told.case,
        typed=signed,
        read=None,
        shown_version=version_of(shown_signed(agreement)),
        is_answer=True,
        **told.on(day),
    )
    yes = told.case.decisions.get()
    decisions.save_terms(decision=yes, typed=YES_TO_ALL, shown_version=None, **told.on(day))


def _agree_on_a_rate(told: Told, day: date) -> None:
    offered = {
        "made_by": "PROVIDER",
        "offered_on": told.day(day - timedelta(days=5)),
        "person": "Sam Example",
        "answer_by": None,
        "note": "",
    }
    offer = offers.record_offer(case=told.case, typed=offered, **told.on(day))
    rate = {"code": "90837", "words": "", "rate": Decimal("165.00"), "unit": "VISITS"}
    offers.add_rate(offer=offer, typed=rate, **told.on(day))
    offers.answer_offer(
        offer=offer,
        answer=ACCEPTED,
        answered_on=told.day(day),
        shown_version=version_of(shown_answer(offer)),
        **told.on(day),
    )


def _keep(told: Told, claim: Statement, on: date) -> ExplanationOfBenefits:
    (kept,) = services.save_statements(case=told.case, statements=[claim], source=claim.source, **told.on(on))
    if kept.eob is None:
        raise ValueError(f"claim {claim.claim_number} of the examples was not kept: {kept.fate}")
    found = queries.get_eob_or_404(told.case, kept.eob.public_id)
    found.case = told.case
    return found


def _send_back(told: Told, eob: ExplanationOfBenefits, on: date) -> Reprocessing:
    checked = review_of(eob, today=told.day(on))
    back = reprocessing.start(eob=eob, review=checked, chosen=checked.of(Result.WRONG), **told.on(on))
    asked = {
        "sent_on": told.day(on),
        "way": "PHONE",
        "number": f"R-{on:%m%d}-77",
        "person": "Robin",
        "answer_due_on": None,
        "answer_due_from": "",
    }
    reprocessing.record_asked(back=back, typed=asked, shown_version=None, **told.on(on))
    back.refresh_from_db()
    back.case = back.eob.case = told.case
    return back


BILLS: dict[str, Callable[[Told], None]] = {
    "of an approval": of_an_approval,
    "of a partial yes": of_a_partial_yes,
    "of an agreement": of_an_agreement,
}

"""A draft of a single case agreement, for the provider’s office to send to the plan. Always English.

It fills in what is known and leaves a line where nothing is. It claims no law, and says of every rate where
it comes from: agreed, offered, or still open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from requests_app.casefile import about_bills, schema
from requests_app.packets import wording
from requests_app.packets.more_parts import Fact
from requests_app.packets.sheet_parts import Asked, Sheet, SheetRefused
from requests_app.packets.wording import day_text

TITLE = "Draft letter of agreement for one patient"
PER = {"VISITS": "visit", "DAYS": "day", "HOURS": "hour", "UNITS": "unit"}
EMPTY_LINES = 3
NOTE = "Both sides may change every line. Have it read by whoever signs for you."


@dataclass(frozen=True)
class Rate:
    """`rate` is empty while nobody named one."""

    code: str
    words: str
    amount: str
    rate: str


@dataclass(frozen=True)
class Draft:
    note: str
    opening: str
    parties: tuple[Fact, ...]
    rates_told: str
    rates: tuple[Rate, ...]
    extent: tuple[Fact, ...]
    terms: tuple[str, ...]
    billing: tuple[str, ...]
    plan: str
    provider: str
    provider_signer: str


def agreement_draft(asked: Asked) -> Sheet:
    """Of the agreement that is talked about; of the request alone when no terms are written down yet."""
    case = asked.case
    if not case.provider.name:
        raise SheetRefused(gettext_lazy("Say which provider you want first. Then we can make the draft."))
    terms = current(case, asked.about)
    offer = offer_to_print(terms)
    draft = Draft(
        note=NOTE,
        opening=(
            f"{_plan(case, terms)} (the plan) and {_provider(case, terms)} (the provider), who is not in the "
            "plan’s network, agree on the care below for one member of the plan."
        ),
        parties=tuple(_parties(case, terms)),
        rates_told=_told_of(offer),
        rates=tuple(_rates(case, offer)),
        extent=tuple(_extent(case, terms)),
        terms=tuple(_terms(terms)),
        billing=tuple(_billing(terms)),
        plan=_plan(case, terms),
        provider=_provider(case, terms),
        provider_signer=terms.provider_signer,
    )
    return Sheet(
        title=TITLE, name="agreement-draft", template="packets/sheets/agreement.html", parts={"draft": draft}
    )


def current(case: schema.CaseFile, about: str = "") -> schema.Agreement:
    """The newest that did not end, or the one that is named."""
    found = [one for one in case.agreements if (str(one.key) == about if about else one.state != "ENDED")]
    return found[-1] if found else schema.Agreement()


def offer_to_print(terms: schema.Agreement) -> schema.Offer | None:
    """What was accepted; else the newest that was not refused."""
    accepted = [one for one in terms.offers if one.accepted_on]
    standing = [one for one in terms.offers if not one.refused_on]
    found = accepted or standing
    return found[-1] if found else None


def _plan(case: schema.CaseFile, terms: schema.Agreement) -> str:
    return terms.plan_party or case.coverage.insurer or "The health plan"


def _provider(case: schema.CaseFile, terms: schema.Agreement) -> str:
    return terms.provider_party or case.provider.name


def _parties(case: schema.CaseFile, terms: schema.Agreement) -> Iterator[Fact]:
    tax_id = terms.provider_tax_id or case.provider.tax_id
    contact = wording.with_commas(terms.plan_contact, terms.plan_phone)
    yield Fact("Plan", _plan(case, terms), "plan")
    yield Fact("Contact at the plan", contact, "plan_contact")
    yield Fact("Provider", _provider(case, terms), "provider")
    yield Fact("NPI", terms.provider_npi or case.provider.npi, "npi")
    yield Fact("Tax ID", wording.tax_id_text(tax_id) if tax_id else "", "tax_id")
    yield Fact("Member", wording.patient_name(case), "member")
    yield Fact("Birth date", day_text(case.patient.birth_date), "birth_date")
    yield Fact("Member ID", case.coverage.member_id, "member_id")
    yield Fact("Agreement or authorization no.", terms.number or _authorization(case), "number")


def _authorization(case: schema.CaseFile) -> str:
    for one in reversed(about_bills.answers(case)):
        if one.is_current and one.answer in ("APPROVED", "PARTLY") and one.authorization_number:
            return one.authorization_number
    return ""


def _told_of(offer: schema.Offer | None) -> str:
    if offer is None:
        return "No rate is on record yet. Write the rate of each line."
    by = "plan" if offer.made_by == "PLAN" else "provider"
    made = f"offered by the {by} on {day_text(offer.offered_on)}"
    if offer.accepted_on:
        return f"The rates were {made} and accepted on {day_text(offer.accepted_on)}."
    return f"The rates were {made}. They are not accepted yet."


def _rates(case: schema.CaseFile, offer: schema.Offer | None) -> Iterator[Rate]:
    """The rates of the offer, then what was asked for and has none; empty lines where nothing is known."""
    asked = {(one.code, one.modifier): one for one in case.care.codes if one.kind in ("SERVICE", "REVENUE")}
    for one in offer.rates if offer else ():
        known = asked.pop((one.code, one.modifier), None)
        yield Rate(
            code=f"{one.code}-{one.modifier}" if one.modifier else one.code,
            words=one.words or (known.own_words if known else ""),
            amount=str(known.units) if known and known.units else "",
            rate=f"${one.rate:,.2f} per {PER.get(one.unit, 'unit')}",
        )
    for row in asked.values():
        yield Rate(wording.code_text(row), row.own_words, str(row.units or ""), "")
    if not asked and not (offer and offer.rates):
        yield from (Rate("", "", "", "") for _ in range(EMPTY_LINES))


def _extent(case: schema.CaseFile, terms: schema.Agreement) -> Iterator[Fact]:
    amount, unit = terms.amount, terms.amount_unit
    if amount is None:
        amount, unit = case.care.amount, case.care.amount_unit
    yield Fact("From", day_text(terms.starts_on or case.care.starts_on), "starts_on")
    yield Fact("To", day_text(terms.ends_on or case.care.ends_on), "ends_on")
    yield Fact("Amount", wording.amount_units(amount, unit) if amount else "", "amount")


def _terms(terms: schema.Agreement) -> Iterator[str]:
    """What a “no” of the other side strikes out is left out; what is not known stays a proposal."""
    if terms.covers_facility != "NO" and terms.covers_professional != "NO":
        yield "The rates cover the charges of the facility and of the professionals for these services."
    elif terms.covers_facility != "NO":
        yield "The rates cover the charges of the facility. The professionals bill apart."
    elif terms.covers_professional != "NO":
        yield "The rates cover the charges of the professionals. The facility bills apart."
    if terms.in_network_cost_share != "NO":
        yield (
            "The plan counts these services as in network: the member owes the in-network copay, coinsurance "
            "and deductible, and what the member pays counts toward the in-network yearly limit."
        )
    if terms.no_billing_the_rest != "NO":
        yield (
            "The provider takes the rates as payment in full and does not bill the member for the rest. The "
            "member owes the cost share alone."
        )
    yield "The plan pays complete claims within ______ days after it gets them."
    yield "Care goes on under these terms while an extension that was asked for in time is decided: yes / no."
    yield "This letter ends on the last day in part 3, or when both sides end it in writing."


def _billing(terms: schema.Agreement) -> Iterator[str]:
    yield "Each claim carries the number of this agreement or authorization."
    yield "Claims go to (address or payer ID): ________________________________"
    if terms.billing_notes:
        yield terms.billing_notes

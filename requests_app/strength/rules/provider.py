"""The provider the patient wants: named, with numbers, and asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.common.codes import npi_warning, tax_id_warning
from requests_app.common.dates import long_date
from requests_app.strength import links, sources
from requests_app.strength.facts import Facts
from requests_app.strength.findings import MUST, SILENT, STRONGER, Outcome, Verdict, holds, rule
from requests_app.strength.rules.about import each_office

NAME = links.step("provider", "name")
NUMBERS = links.step("provider", "numbers")
AGREED = links.step("provider", "agreed")
AGREEMENT = links.step("provider", "agreement")
NPI_DIGITS = 10
TAX_ID_DIGITS = 9


@rule(
    "provider-named",
    group=MUST,
    title=_("Name the provider you want"),
    good=_("The provider is named"),
    reason=_("The plan decides about one named provider."),
    record=sources.FORM_LIST,
    link=NAME,
    place="provider.name",
)
def provider_named(facts: Facts) -> Outcome:
    return holds(bool(facts.case.provider.name))


@rule(
    "provider-npi",
    group=MUST,
    title=_("Add the provider’s NPI"),
    good=_("The provider’s NPI is there"),
    reason=_("Plans look the provider up by this number. The billing office knows it."),
    record=sources.FORM_LIST,
    link=NUMBERS,
    place="provider.npi",
)
def provider_npi(facts: Facts) -> Outcome:
    return holds(bool(facts.case.provider.npi))


@rule(
    "provider-npi-digit",
    group=MUST,
    title=_("Check the provider’s NPI: one number looks wrong"),
    good=_("The provider’s NPI passes its check digit"),
    reason=_(
        "The last number is counted from the others, and it does not fit. The plan may not find the provider."
    ),
    source=sources.NPI_RULE,
    link=NUMBERS,
    place="provider.npi",
)
def provider_npi_digit(facts: Facts) -> Outcome:
    npi = facts.case.provider.npi
    if len(npi) != NPI_DIGITS:
        return SILENT
    return holds(npi_warning(npi) is None)


@rule(
    "provider-tax-id",
    group=MUST,
    title=_("Add the provider’s tax ID"),
    good=_("The provider’s tax ID is there"),
    reason=_("The plan pays the provider by this number. The billing office knows it."),
    record=sources.FORM_LIST,
    link=NUMBERS,
    place="provider.tax_id",
)
def provider_tax_id(facts: Facts) -> Outcome:
    return holds(bool(facts.case.provider.tax_id))


@rule(
    "provider-tax-id-form",
    group=STRONGER,
    title=_("Check the provider’s tax ID"),
    good=_("The tax ID begins as tax IDs do"),
    reason=_("Most tax IDs do not begin with these two numbers. Read it back to the billing office."),
    source=sources.TAX_ID,
    link=NUMBERS,
    place="provider.tax_id",
)
def provider_tax_id_form(facts: Facts) -> Outcome:
    tax_id = facts.case.provider.tax_id.replace("-", "")
    if len(tax_id) != TAX_ID_DIGITS:
        return SILENT
    return holds(tax_id_warning(tax_id) is None)


@rule(
    "provider-credentials",
    group=STRONGER,
    title=_("Add the provider’s license or credentials"),
    good=_("The provider’s license or credentials are there"),
    reason=_("The plan checks that the provider is licensed for this care before it signs anything."),
    source=sources.FORM_FIELDS,
    link=NAME,
    place="provider.credentials",
)
def provider_credentials(facts: Facts) -> Outcome:
    return holds(bool(facts.case.provider.credentials))


@rule(
    "provider-specialty",
    group=STRONGER,
    title=_("Add the provider’s specialty"),
    good=_("The provider’s specialty is there"),
    reason=_("It shows that this provider has what the network lacks."),
    record=sources.FORM_LIST,
    link=NAME,
    place="provider.specialty",
)
def provider_specialty(facts: Facts) -> Outcome:
    return holds(bool(facts.case.provider.specialty))


@rule(
    "provider-reach",
    group=MUST,
    title=_("Add the provider’s address and phone number"),
    good=_("The plan can reach the provider"),
    reason=_("The plan calls the provider about the price and sends the answer there."),
    record=sources.FORM_LIST,
    link=links.step("provider", "place"),
    place="provider.address",
)
def provider_reach(facts: Facts) -> Outcome:
    provider = facts.case.provider
    if not provider.phone:
        return holds(False, place="provider.phone")
    return holds(bool(provider.address.city and provider.address.state))


@rule(
    "provider-agreed",
    group=STRONGER,
    title=_("Ask the provider if they will see you"),
    good=_("The provider agreed to see the patient"),
    reason=_("A plan does not approve a provider who has not said yes."),
    source=sources.REVIEW,
    link=AGREED,
    place="provider.agreed",
)
def provider_agreed(facts: Facts) -> Outcome:
    if facts.case.provider.agreed == "NO":
        return (Verdict(False, title=_("The provider said no: ask again, or name another one")),)
    return holds(facts.case.provider.agreed == "YES")


@rule(
    "provider-why",
    group=STRONGER,
    title=_("Say why it has to be this provider"),
    good=_("The request says why it is this provider"),
    reason=_("Plans ask what this provider can do that nobody in the network can."),
    source=sources.FORM_FIELDS,
    link=links.step("why", "reasons"),
    place="provider.reasons",
)
def provider_why(facts: Facts) -> Outcome:
    return holds(bool(facts.case.provider.reasons))


@rule(
    "provider-first-date",
    group=STRONGER,
    title=_("Ask when the provider can start, and add the date"),
    good=_("The provider can start before any in-network office that was asked"),
    reason=_("When the wait is your reason, the plan compares its first open visit with this date."),
    source=sources.REVIEW,
    link=AGREED,
    place="provider.first_date",
)
def provider_first_date(facts: Facts) -> Outcome:
    if not (facts.claims("WAIT") or "SOONEST" in facts.case.provider.reasons):
        return SILENT
    first = facts.case.provider.first_date
    if first is None:
        return holds(False)
    sooner = [
        one.office.first_open_on
        for one in facts.with_result("WAIT_TOO_LONG", "OFFERED_DATE", "CAN_SEE_ME")
        if one.office.first_open_on is not None
        and one.office.first_open_on <= first
        and one.office.gives_all_care != "NO"
        and not one.office.declined_why
    ]
    if sooner:
        return (
            Verdict(
                False,
                title=_("An in-network office has an opening on %(day)s, before the provider you want"),
                reason=_(
                    "The provider you want can start on %(first)s. Ask for an earlier date, or say what the "
                    "office lacks."
                ),
                values={"day": long_date(min(sooner)), "first": long_date(first)},
            ),
        )
    return holds(True)


@rule(
    "provider-start-fits",
    group=STRONGER,
    title=_("The care starts before the provider can: make the two dates fit"),
    good=_("The provider can start when the care starts"),
    reason=_("The care starts on %(start)s, but the provider’s first date is %(first)s."),
    source=sources.REVIEW,
    link=AGREED,
    place="provider.first_date",
)
def provider_start_fits(facts: Facts) -> Outcome:
    first, start = facts.case.provider.first_date, facts.case.care.starts_on
    if first is None or start is None or start < facts.on or facts.case.care.timing != "NOT_STARTED":
        return SILENT
    return holds(first <= start, first=long_date(first), start=long_date(start))


@rule(
    "provider-among-offices",
    group=MUST,
    title=_("The provider you want is also in your list of in-network offices: say which is right"),
    good=_("The provider you want is not among the in-network offices"),
    reason=_("A provider in network needs no exception. If the listing is wrong, give it that result."),
    source=sources.HONEST,
    link=links.OFFICES,
    place="offices",
)
def provider_among_offices(facts: Facts) -> Outcome:
    """By NPI. An office that says it is not in network is proof of a wrong listing, no contradiction."""
    npi = facts.case.provider.npi
    asked = [one for one in facts.offices if npi and one.office.npi]
    same = [one for one in asked if one.office.npi == npi and one.office.result != "NOT_IN_NETWORK"]
    return each_office(asked, same, field="npi")


@rule(
    "agreement-asked",
    group=STRONGER,
    title=_("Ask the provider about a single case agreement"),
    good=_("The provider was asked about a single case agreement"),
    reason=_(
        "With it the plan and the provider fix the price in writing. Without it they may not agree later."
    ),
    source=sources.REFUSALS,
    link=AGREEMENT,
    place="provider.accepts_agreement",
)
def agreement_asked(facts: Facts) -> Outcome:
    return holds(facts.case.provider.accepts_agreement in ("YES", "NO"))


@rule(
    "billing-the-rest-asked",
    group=STRONGER,
    title=_("Ask the provider not to bill you the rest"),
    good=_("The provider was asked about billing the rest"),
    reason=_("A network exception alone does not always stop a bill for what the plan does not pay."),
    source=sources.REFUSALS,
    link=AGREEMENT,
    place="provider.will_not_bill_rest",
)
def billing_the_rest_asked(facts: Facts) -> Outcome:
    return holds(facts.case.provider.will_not_bill_rest in ("YES", "NO"))

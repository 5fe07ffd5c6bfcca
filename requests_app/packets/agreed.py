"""The single case agreement that holds, as the letters of a packet name it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.casefile import schema
from requests_app.packets import wording
from requests_app.packets.more_parts import Fact
from requests_app.packets.wording import short_day

PER = {
    "VISITS": gettext_lazy("%(code)s: %(rate)s for one visit"),
    "DAYS": gettext_lazy("%(code)s: %(rate)s for one day"),
    "HOURS": gettext_lazy("%(code)s: %(rate)s for one hour"),
}
PER_UNIT = gettext_lazy("%(code)s: %(rate)s for one billing unit")


def signed_agreement(case: schema.CaseFile) -> schema.Agreement | None:
    """The newest that both sides signed."""
    return next((one for one in reversed(case.agreements) if one.state == "SIGNED"), None)


def agreement_facts(case: schema.CaseFile) -> list[Fact]:
    """Nothing while no agreement is signed: what is only talked about is no fact to rely on."""
    found = signed_agreement(case)
    if found is None:
        return []
    signed = wording.with_commas(
        _("signed on %(day)s") % {"day": short_day(found.signed_on)} if found.signed_on else "",
        _("number %(number)s") % {"number": found.number} if found.number else "",
    )
    facts = [
        Fact(_("Single case agreement"), signed, "agreements"),
        Fact(_("The agreement holds"), wording.span_text(found.starts_on, found.ends_on), "agreements"),
        Fact(_("Agreed rates"), "; ".join(_rates(found)), "agreements"),
    ]
    return [fact for fact in facts if fact.value]


def _rates(agreement: schema.Agreement) -> list[str]:
    accepted = [one for one in agreement.offers if one.accepted_on]
    return [
        str(PER.get(rate.unit, PER_UNIT))
        % {
            "code": f"{rate.code}-{rate.modifier}" if rate.modifier else rate.code,
            "rate": f"${rate.rate:,.2f}",
        }
        for offer in accepted[-1:]
        for rate in offer.rates
    ]

"""What to say on the phone about a claim, one line for each point. Pure: page and printed sheet share it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.claims.findings import Finding, Kind
from requests_app.claims.statement import Statement
from requests_app.common.dates import long_date

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ASK: dict[Kind, StrOrPromise] = {
    Kind.NETWORK: gettext_lazy(
        "“It was processed as out of network. My approval says in network. Can you see the approval?”"
    ),
    Kind.DEDUCTIBLE: gettext_lazy(
        "“Which deductible did you put it to, in network or out of network, and how much of it was left?”"
    ),
    Kind.COST_SHARE: gettext_lazy("“How did you get to what I owe? I should pay the in-network cost share.”"),
    Kind.RATE: gettext_lazy("“Which rate did you use? There is an agreed rate for this code.”"),
    Kind.DATES: gettext_lazy("“From what date to what date do you see the approval?”"),
    Kind.CODE: gettext_lazy("“Which code was billed, and which codes do you see in the approval?”"),
    Kind.UNITS: gettext_lazy("“How many units do you count as used, and on which days?”"),
    Kind.PROVIDER: gettext_lazy(
        "“Under which name, NPI and tax ID was it billed? Is the approval linked to that provider?”"
    ),
    Kind.FEES: gettext_lazy("“Does the approval cover the facility’s fees and the professional’s fees?”"),
    Kind.BALANCE: gettext_lazy("“What do I owe for this claim? Please tell the provider so in writing.”"),
    Kind.DENIAL: gettext_lazy("“What does the reason code on it mean, and what would take it away?”"),
    Kind.DUPLICATE: gettext_lazy("“Which other claim do you see for this day? Which of the two counts?”"),
    Kind.TIMELY: gettext_lazy("“On which day did you get the claim, and which last day did you use?”"),
    Kind.SUMS: gettext_lazy("“The amounts do not add up. Can you read them to me line by line?”"),
}


@dataclass(frozen=True)
class Known:
    """What is said at the beginning. Empty: not known, and left out."""

    claim: Statement
    authorization_number: str = ""
    approved_on: date | None = None


def opening(known: Known) -> str:
    claim, number = known.claim, known.claim.claim_number
    name = _("claim %(number)s") % {"number": number} if number else _("a claim")
    if claim.service_from:
        name = _("%(claim)s for %(day)s") % {"claim": name, "day": long_date(claim.service_from)}
    if claim.billing_name:
        name = _("%(claim)s from %(provider)s") % {"claim": name, "provider": claim.billing_name}
    return _("“I’m calling about %(claim)s. It does not look right to me.”") % {"claim": name}


def approval_line(known: Known) -> str:
    """Nothing when no approval is written down."""
    facts = {"number": known.authorization_number}
    if known.approved_on is None:
        return _("“There is an authorization: %(number)s.”") % facts if facts["number"] else ""
    facts["day"] = long_date(known.approved_on)
    if known.authorization_number:
        return _("“There is an approval of %(day)s. The authorization number is %(number)s.”") % facts
    return _("“There is an approval of %(day)s.”") % facts


def asks(points: Iterable[Finding]) -> Iterator[str]:
    """One for each kind, in the order of the checks."""
    kinds = {point.kind for point in points}
    yield from (str(text) for kind, text in ASK.items() if kind in kinds)


def ends(*, has_approval: bool) -> tuple[str, ...]:
    again = (
        _("“Please send the claim back to be processed again as it was approved.”")
        if has_approval
        else _("“Please send the claim back to be processed again.”")
    )
    return (
        again,
        _("“What is the reference number for this request, and your name?”"),
        _("“By when will I have a new statement?”"),
        _("“Please tell the provider’s billing office that you are looking at it again.”"),
    )


def if_not(*, has_approval: bool) -> tuple[tuple[str, str], ...]:
    """What they may say instead, with what to say then."""
    unseen = (
        _("“I don’t see an approval.”"),
        _("“I have it in front of me. Where can I send you a copy while we talk?”"),
    )
    return (
        (
            _("“The provider has to bill it again.”"),
            _("“What exactly must they change? May I tell them your name and this reference number?”"),
        ),
        *((unseen,) if has_approval else ()),
        (
            _("“It was processed correctly.”"),
            _("“Please tell me the reason in writing, and how to appeal and until when.”"),
        ),
    )

"""The sentences of “Is it worth it?”. Only what follows from the numbers; no promise, no odds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.costs.arithmetic import LineKind
from requests_app.costs.worth import Billing, Effect, Verdict, Way

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

HEADLINES: dict[Verdict, StrOrPromise] = {
    Verdict.GAP: _("By these numbers, a gap exception is likely to lower what you pay"),
    Verdict.SCA: _("By these numbers, a single case agreement is likely to lower what you pay"),
    Verdict.BOTH: _(
        "By these numbers, a gap exception is likely to lower what you pay, and a single case agreement "
        "can take away a bill for the rest"
    ),
    Verdict.NEITHER: _("By these numbers, neither one is likely to lower what you pay"),
    Verdict.UNKNOWN: _("There are not enough numbers yet to tell"),
}
UNSURE_HEADLINES: dict[Verdict, StrOrPromise] = {
    Verdict.GAP: _("A gap exception could lower what you pay. It depends on numbers that are not known yet"),
    Verdict.SCA: _(
        "A single case agreement could lower what you pay. It depends on numbers that are not known yet"
    ),
    Verdict.BOTH: _(
        "A gap exception and a single case agreement could lower what you pay. It depends on numbers that "
        "are not known yet"
    ),
}
WAY_TITLES: dict[Way, StrOrPromise] = {
    Way.AS_IS: _("As it is now"),
    Way.GAP: _("With a gap exception"),
    Way.SCA: _("With a single case agreement"),
}
WAY_TEXTS: dict[Way, StrOrPromise] = {
    Way.AS_IS: _("You see this provider out of network, and nothing is agreed."),
    Way.GAP: _("The plan shares the cost as if the provider were in network."),
    Way.SCA: _(
        "The plan and the provider agree on a price, and the plan shares the cost as in network. We count "
        "from what the plan allows up to the provider’s own price: the agreed price is not known before."
    ),
}
LINE_LABELS: dict[LineKind, StrOrPromise] = {
    LineKind.DEDUCTIBLE: _("Toward your deductible"),
    LineKind.COPAY: _("Copays"),
    LineKind.SHARE: _("Your percentage of what is left"),
    LineKind.OVER_LIMIT: _("Above your yearly limit, the plan pays"),
    LineKind.REST: _("The rest of the price, if the provider bills it"),
    LineKind.FULL_PRICE: _("The full price"),
}
EFFECTS: dict[Effect, StrOrPromise] = {
    Effect.SAVES: _("Less than as it is now"),
    Effect.COULD: _("Could be less than as it is now. It depends on what is not known yet"),
    Effect.SAME: _("Not less than as it is now"),
    Effect.MORE: _("More than as it is now"),
}
_NO_REST: StrOrPromise = _(
    "A bill for the rest is not expected: the provider said they will not bill it, or the plan allows the "
    "full price. Get it in writing."
)
BILLING: dict[tuple[Way, Billing], StrOrPromise] = {
    (Way.AS_IS, Billing.YES): _("As it is now, the provider can bill you what the plan does not pay."),
    (Way.AS_IS, Billing.PERHAPS): _("As it is now, the provider may bill you what the plan does not pay."),
    (Way.AS_IS, Billing.NO): _NO_REST,
    (Way.GAP, Billing.YES): _(
        "With a gap exception alone, the provider can still bill you the rest of the price."
    ),
    (Way.GAP, Billing.PERHAPS): _(
        "With a gap exception alone, a bill for the rest stays possible: the provider signed nothing. Ask "
        "the provider, and get the answer in writing."
    ),
    (Way.GAP, Billing.NO): _NO_REST,
    (Way.SCA, Billing.YES): _("Ask that the agreement says: the provider takes its price as full payment."),
    (Way.SCA, Billing.PERHAPS): _(
        "A bill for the rest stays possible if the agreement does not rule it out. Ask that it says: the "
        "provider takes the agreed price as full payment."
    ),
    (Way.SCA, Billing.NO): _NO_REST,
}
MISSING: dict[str, StrOrPromise] = {
    "in_deductible": _("The in-network deductible"),
    "in_deductible_met": _("What is paid toward the in-network deductible"),
    "in_max": _("The in-network yearly limit"),
    "in_max_met": _("What is paid toward the in-network yearly limit"),
    "in_copay": _("The in-network copay"),
    "in_coinsurance": _("The in-network copay or percentage"),
    "has_out_benefits": _("Whether the plan pays anything out of network"),
    "out_deductible": _("The out-of-network deductible"),
    "out_deductible_met": _("What is paid toward the out-of-network deductible"),
    "out_max": _("The out-of-network yearly limit"),
    "out_max_met": _("What is paid toward the out-of-network yearly limit"),
    "out_coinsurance": _("The out-of-network percentage"),
    "plan_allows": _("What the plan allows for one visit or day"),
    "price": _("The provider’s price for one visit or day"),
    "visits": _("How many visits or days"),
    "accepts_agreement": _("Whether the provider would sign a single case agreement"),
    "will_not_bill_rest": _("Whether the provider would bill you the rest"),
}

"""What a finding that does not match says to the plan: third person, facts, no reproach. By slug."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ASKED: dict[str, StrOrPromise] = {
    "network.out": _(
        "Processed as out of network. The approval states that the in-network cost share applies."
    ),
    "network.reason": _(
        "Reduced or not paid with reason %(code)s, as for a provider outside the network. The approval states"
        " that the in-network cost share applies."
    ),
    "deductible.out_of_network": _(
        "%(taken)s was applied to the deductible of care processed as out of network. The approval states "
        "that the in-network deductible applies."
    ),
    "deductible.more_than_whole": _(
        "%(taken)s was applied to the deductible. The member’s whole in-network deductible is %(whole)s."
    ),
    "deductible.more_than_left": _(
        "%(taken)s was applied to the deductible. On %(as_of)s, %(left)s of the in-network deductible was "
        "left."
    ),
    "cost_share.coinsurance": _(
        "Coinsurance of %(taken)s was applied. In network it is %(percent)s%% of %(of)s, which is "
        "%(expected)s."
    ),
    "cost_share.copay": _(
        "Copays of %(taken)s were applied. In network the copay is %(each)s for a visit, at most %(expected)s"
        " for %(visits)s."
    ),
    "cost_share.limit": _(
        "The member’s part of this claim is %(taken)s. %(left)s was left until the in-network yearly limit."
    ),
    "rate.less": _("%(allowed)s was allowed. By the agreed rate (%(rate)s) it is %(expected)s."),
    "rate.more": _("%(allowed)s was allowed. By the agreed rate (%(rate)s) it is %(expected)s."),
    "rate.not_on_file": _(
        "Processed with reason %(code)s, as if no agreed rate were on file. A rate was agreed for this care."
    ),
    "dates.before": _(
        "Care was given on %(days)s. The approval on file with the member starts on %(starts_on)s."
    ),
    "dates.after": _("Care was given on %(days)s. The approval on file with the member ends on %(ends_on)s."),
    "dates.between": _("Care was given on %(days)s, between two approvals."),
    "dates.partly": _("Care was given on %(days)s. The approval covers %(window)s."),
    "code.other_modifier": _("Code %(codes)s was processed. The approval has %(approved)s."),
    "code.not_approved": _("Code %(codes)s was processed. The approval has %(approved)s."),
    "units.over": _("%(here)s on this claim, %(used)s before it, %(approved)s approved."),
    "provider.other_npi": _("Processed under NPI %(npi)s. The approval is for NPI %(approved_npi)s."),
    "provider.other_tax_id": _("Processed under tax ID %(tax_id)s. The approval is for %(approved_tax_id)s."),
    "fees.facility_left_out": _("This is the facility’s bill. The approval leaves out the facility’s fees."),
    "fees.professional_left_out": _(
        "This is a professional’s bill. The approval leaves out the professional’s fees."
    ),
    "balance.more": _("The provider’s bill asks for %(asks)s. The statement says %(owes)s is owed."),
    "balance.more_not_allowed": _(
        "The provider’s bill asks for %(asks)s. The statement says %(owes)s is owed. The approval states that"
        " the provider may not bill the rest."
    ),
    "balance.rest_in_statement": _(
        "%(rest)s above the allowed amount was put on the member. The approval states that the provider may "
        "not bill the rest."
    ),
    "denial.network_approved": _(
        "Not paid or reduced with reason %(code)s (%(words)s) The approval states that the in-network cost "
        "share applies."
    ),
    "denial.authorization_approved": _(
        "Not paid or reduced with reason %(code)s (%(words)s) The approval has authorization number "
        "%(number)s."
    ),
    "denial.units_approved": _(
        "Not paid or reduced with reason %(code)s (%(words)s) Units of the approval are left."
    ),
    "duplicate.other_claim": _(
        "The same care, for the same day and amount, is on another claim (number: %(number)s)."
    ),
    "timely.on_patient": _(
        "Not paid with reason %(code)s (sent too late), and %(amount)s was put on the member."
    ),
    "sums.line.parts": _(
        "The amounts do not add up: the member owes %(shown)s, but the parts come to %(expected)s."
    ),
    "sums.line.allowed": _(
        "The amounts do not add up: allowed %(shown)s, but what the plan paid and the member’s part come to "
        "%(expected)s."
    ),
    "sums.line.billed": _(
        "The amounts do not add up: billed %(shown)s, but what the plan paid and what the member owes come to"
        " %(expected)s."
    ),
    "sums.total.patient_owes": _(
        "The total that the member owes is shown as %(shown)s, but the lines come to %(expected)s."
    ),
    "sums.claim.responsibility": _(
        "The amounts do not add up: the member owes %(shown)s, but what was put on the member comes to "
        "%(expected)s."
    ),
    "sums.claim.billed": _(
        "The amounts do not add up: billed %(shown)s, but what the plan paid and what the member owes come to"
        " %(expected)s."
    ),
}

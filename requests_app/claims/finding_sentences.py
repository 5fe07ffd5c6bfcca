"""What each finding says to the person, by slug. `finding_texts` fills in the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MONEY_AND_NETWORK: dict[str, StrOrPromise] = {
    "network.in": _("The plan processed this as in network."),
    "network.out": _(
        "The plan processed this as out of network. The approval says that your in-network cost share "
        "applies."
    ),
    "network.reason": _(
        "The statement does not show the network, but reason %(code)s says that the provider is not in it. "
        "The approval says that your in-network cost share applies."
    ),
    "network.out_as_approved": _(
        "The plan processed this as out of network. The approval gives you no in-network cost share for it."
    ),
    "network.out_untold": _(
        "The plan processed this as out of network. The approval you entered does not say which cost share "
        "applies."
    ),
    "network.out_no_approval": _(
        "The plan processed this as out of network. Without the terms of an approval we cannot tell if that "
        "is right."
    ),
    "network.not_shown": _(
        "The statement does not show if this was processed as in network or out of network."
    ),
    "deductible.none": _("Nothing was taken for the deductible."),
    "deductible.out_of_network": _(
        "%(taken)s was taken for the deductible of care processed as out of network. The approval says that "
        "your in-network deductible applies."
    ),
    "deductible.as_approved_out": _(
        "%(taken)s was taken for a deductible. The approval says that it is not the in-network one. Ask which"
        " one it went to."
    ),
    "deductible.untold": _(
        "%(taken)s was taken for a deductible. The approval you entered does not say which deductible "
        "applies."
    ),
    "deductible.more_than_whole": _(
        "%(taken)s was taken for the deductible. Your whole in-network deductible is %(whole)s."
    ),
    "deductible.left_unknown": _(
        "%(taken)s was taken for the deductible. We do not know how much of your in-network deductible was "
        "left."
    ),
    "deductible.fits": _(
        "%(taken)s was taken for the deductible. By the numbers you gave, that much of it was left."
    ),
    "deductible.more_than_left": _(
        "%(taken)s was taken for the deductible. On %(as_of)s only %(left)s of your in-network deductible was"
        " left. If a new plan year began after that day, this can be right."
    ),
    "deductible.maybe_more_than_left": _(
        "%(taken)s was taken for the deductible. By the numbers you gave, %(left)s of it was left, but we do "
        "not know that for the day of the care."
    ),
    "cost_share.none": _("No copay and no coinsurance was taken."),
    "cost_share.coinsurance": _(
        "Coinsurance of %(taken)s was taken. In network you pay %(percent)s%% of %(of)s, which is "
        "%(expected)s. That is %(over)s too much."
    ),
    "cost_share.copay": _(
        "Copays of %(taken)s were taken. In network you pay %(each)s for a visit, so at most %(expected)s for"
        " %(visits)s. That is %(over)s too much."
    ),
    "cost_share.limit": _(
        "Your part of this claim is %(taken)s. Only %(left)s was left until your in-network yearly limit. "
        "That is %(over)s too much, unless a new plan year began since you were told."
    ),
    "cost_share.second_plan": _(
        "This is the statement of a second plan. What you owe depends on what the first plan paid."
    ),
    "cost_share.unknown": _(
        "%(taken)s was taken as copay or coinsurance. We do not know enough of what you pay in network to "
        "check it."
    ),
    "cost_share.fits": _("%(taken)s as copay or coinsurance is not more than you pay in network."),
    "rate.agreed": _("The plan allowed %(allowed)s. That is the agreed rate."),
    "rate.less": _(
        "The plan allowed %(allowed)s. By the agreed rate (%(rate)s) it is %(expected)s. "
        "%(difference)s is missing, and the provider may ask you for it."
    ),
    "rate.more": _(
        "The plan allowed %(allowed)s. By the agreed rate (%(rate)s) it is %(expected)s. That "
        "is %(difference)s more, and a percentage you pay grows with it."
    ),
    "rate.not_on_file": _(
        "Reason %(code)s says that the plan has no agreed rate on file, or that it has ended. You have one."
    ),
    "rate.allowed_not_shown": _("The statement does not show what the plan allowed. A rate was agreed."),
    "rate.units_not_known": _(
        "A rate was agreed (%(rate)s), but the statement does not show how many that is."
    ),
    "rate.not_known": _("There is an agreement with the provider. You have not entered a rate for this."),
    "balance.fits": _(
        "The provider asks for %(asks)s. That is not more than the statement says you owe (%(owes)s)."
    ),
    "balance.more": _(
        "The provider asks for %(asks)s. The statement says you owe %(owes)s. That is %(more)s more."
    ),
    "balance.more_not_allowed": _(
        "The provider asks for %(asks)s. The statement says you owe %(owes)s. That is %(more)s more, and the "
        "approval says that the provider may not bill you the rest."
    ),
    "balance.may_bill_the_rest": _(
        "The provider asks for %(asks)s. The statement says you owe %(owes)s. The approval does not stop the "
        "provider from billing the rest (%(more)s). Ask if they will lower it."
    ),
    "balance.owes_not_shown": _("The provider asks for %(asks)s. The statement does not show what you owe."),
    "balance.rest_in_statement": _(
        "%(rest)s of what you owe is above what the plan allows. The approval says that the provider may not "
        "bill you the rest."
    ),
    "balance.rest_untold": _(
        "%(rest)s of what you owe is above what the plan allows. The approval you entered does not say if the"
        " provider may bill you the rest."
    ),
}

APPROVAL: dict[str, StrOrPromise] = {
    "dates.inside": _("The care was given inside the days of the approval."),
    "dates.before": _("The care was given on %(days)s. The approval starts later, on %(starts_on)s."),
    "dates.after": _("The care was given on %(days)s. The approval ended on %(ends_on)s."),
    "dates.between": _("The care was given on %(days)s. That is between two approvals."),
    "dates.partly": _(
        "The care was given on %(days)s. Only part of that is inside the approval (%(window)s)."
    ),
    "dates.not_shown": _("The statement does not show when the care was given."),
    "dates.not_stated": _(
        "The care was given on %(days)s. The approval you entered does not say on which day it starts and "
        "ends."
    ),
    "code.covered": _("Code %(codes)s is in the approval."),
    "code.other_modifier": _(
        "Code %(codes)s was billed. The approval has this code with another modifier: %(approved)s."
    ),
    "code.modifier_not_shown": _(
        "Code %(codes)s is in the approval with a modifier (%(approved)s). The statement shows none."
    ),
    "code.not_approved": _("Code %(codes)s is not in the approval. It has: %(approved)s."),
    "code.not_shown": _(
        "The statement does not show the code we would need. The approval has: %(approved)s."
    ),
    "code.not_stated": _("The approval you entered names no code to compare with."),
    "units.left": _(
        "%(here)s used here and, as far as we know, %(used)s before. %(approved)s approved. %(left)s left."
    ),
    "units.over": _(
        "%(here)s used here and %(used)s before. %(approved)s approved. That is %(over)s too many."
    ),
    "units.not_shown": _("The statement does not show how many units were used. %(approved)s approved."),
    "units.not_comparable": _(
        "The bill counts in other units than the approval (%(approved)s), so we cannot count what is left."
    ),
    "provider.npi": _("The provider number (NPI) is the approved one."),
    "provider.tax_id": _("The tax ID is the approved one."),
    "provider.name": _("The provider has the approved name. No number could be compared."),
    "provider.tax_id_other_npi": _(
        "The tax ID is the approved one, but the provider number (NPI) is another: %(npi)s. Approved: "
        "%(approved_npi)s."
    ),
    "provider.professional": _(
        "This professional billed under a number of their own (NPI %(npi)s). The approval covers the "
        "professional’s fees, but we do not know under which number."
    ),
    "provider.biller_not_shown": _(
        "The statement shows who gave the care (NPI %(npi)s), but not who billed. Approved: %(approved_npi)s."
    ),
    "provider.name_other_npi": _(
        "The bill came from the approved name, but under another provider number (NPI): %(npi)s. Approved: "
        "%(approved_npi)s. A provider may have several numbers."
    ),
    "provider.other_npi": _(
        "The bill came under another provider number (NPI): %(npi)s. Approved: %(approved_npi)s."
    ),
    "provider.other_tax_id": _(
        "The bill came under another tax ID: %(tax_id)s. Approved: %(approved_tax_id)s."
    ),
    "provider.other_name": _(
        "The statement names %(name)s. Approved: %(approved_name)s. It may be the same provider under another"
        " name."
    ),
    "provider.not_shown": _("The statement does not show who billed."),
    "provider.approval_silent": _("We do not know which provider was approved."),
    "fees.facility_covered": _("The approval covers the facility’s fees."),
    "fees.professional_covered": _("The approval covers the professional’s fees."),
    "fees.facility_left_out": _(
        "This is a facility’s bill. The approval does not cover the facility’s fees."
    ),
    "fees.professional_left_out": _(
        "This is a professional’s bill. The approval does not cover the professional’s fees."
    ),
    "fees.facility_untold": _(
        "This is a facility’s bill. The approval you entered does not say if the facility’s fees are covered."
    ),
    "fees.professional_untold": _(
        "This is a professional’s bill. The approval you entered does not say if the professional’s fees are "
        "covered."
    ),
    "fees.not_shown": _("We cannot tell if this is the facility’s bill or a professional’s."),
    "duplicate.other_claim": _(
        "The same care, for the same day and amount, is on another claim (number: %(number)s)."
    ),
    "duplicate.other_kind": _(
        "Care with the same code, day and amount is on another claim (number: %(number)s). One is the "
        "facility’s bill, the other a professional’s, so both may be right."
    ),
    "duplicate.maybe": _(
        "Care with the same code, day and amount is on another claim (number: %(number)s). We cannot tell if "
        "the same provider billed both."
    ),
    "duplicate.twice_here": _("The same code, day and amount stands here more than once."),
    "duplicate.plan_says": _("Reason %(code)s says that the plan already has this claim."),
}

DENIALS: dict[str, StrOrPromise] = {
    "denial.network_approved": _(
        "Reason %(code)s: %(words)s The approval says that it counts as in network."
    ),
    "denial.authorization_approved": _("Reason %(code)s: %(words)s The approval has the number %(number)s."),
    "denial.units_approved": _("Reason %(code)s: %(words)s By what you entered, units are left."),
    "denial.unknown": _("Reason %(code)s: we have no words for this code. Ask the plan what it means."),
    "denial.pending": _("The plan has not decided this claim yet."),
    "denial.no_reason": _("The plan did not pay this. The statement does not show why."),
    "denial.taken_back": _("The plan took this claim back. A corrected one may come in its place."),
    "timely.on_patient": _(
        "Reason %(code)s says that the claim came too late, and the plan puts %(amount)s on you. The provider"
        " sends claims, not you."
    ),
    "timely.write_off": _(
        "Reason %(code)s says that the claim came too late. The plan does not put it on you, so ask the "
        "provider not to bill you."
    ),
    "timely.plan_says": _(
        "Reason %(code)s says that the claim came too late. How long a provider has to send a claim depends "
        "on the plan: ask, and confirm it by phone."
    ),
}
DENIAL = _("Reason %(code)s: %(words)s")

SENTENCES = MONEY_AND_NETWORK | APPROVAL | DENIALS

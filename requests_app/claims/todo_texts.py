"""What to do about a finding: in words of its own (`BY_SLUG`), of its kind (`BY_KIND`), or of the step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.claims.findings import Kind, Step

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STEPS: dict[Step, StrOrPromise] = {
    Step.SEND_BACK: _("Ask the plan to process the claim again. We make the letter with you."),
    Step.CALL_PLAN: _("Call the plan and ask about it. Write down the name and the reference number."),
    Step.TELL_OFFICE: _("Tell the provider’s billing office, and ask them to hold the bill."),
    Step.DO_NOT_PAY_YET: _("Before you pay this part, ask the office to wait until it is cleared up."),
    Step.ASK_OFFICE_TO_REBILL: _("Ask the billing office to check the claim and send a corrected one."),
    Step.LOOK_AT_PAPER: _("Look at the paper again, and add what it shows."),
    Step.FILL_IN_APPROVAL: _("Look at your approval letter, and add what it says."),
    Step.FILL_IN_COSTS: _("Add what you pay in network. Your card or the plan’s website has it."),
    Step.ASK_TO_RENEW: _("Ask for more days or units if the care goes on."),
    Step.APPEAL: _("Look for the last day to appeal on the statement. You can appeal this."),
    Step.WAIT: _("Wait for the next statement of this claim, and add it then."),
    Step.NOTHING: _("Nothing to do."),
}
BY_SLUG: dict[tuple[Step, str], StrOrPromise] = {
    (Step.LOOK_AT_PAPER, "network.not_shown"): _(
        "Look on the paper for “in network”, “out of network”, “participating” or a note, and add it."
    ),
    (Step.CALL_PLAN, "network.not_shown"): _(
        "Call the plan: “Was this claim processed as in network or out of network?”"
    ),
    (Step.FILL_IN_APPROVAL, "network.out_no_approval"): _(
        "If the plan approved this care, add what the approval says."
    ),
    (Step.CALL_PLAN, "network.out_untold"): _(
        "Call the plan: “Which cost share does my approval give me? Please send it to me in writing.”"
    ),
    (Step.FILL_IN_COSTS, "deductible.left_unknown"): _(
        "Add your in-network deductible and what was paid toward it."
    ),
    (Step.FILL_IN_COSTS, "deductible.maybe_more_than_left"): _(
        "Add what was left of your deductible before this care, with the day you were told."
    ),
    (Step.FILL_IN_COSTS, "cost_share.unknown"): _(
        "Add your in-network copay or percentage. Your card or the plan’s website has it."
    ),
    (Step.FILL_IN_APPROVAL, "rate.not_known"): _("Add the rates of the agreement."),
    (Step.TELL_OFFICE, "rate.less"): _(
        "Ask the provider’s office to tell the plan which rate was agreed, and not to bill you the rest."
    ),
    (Step.TELL_OFFICE, "units.not_comparable"): _(
        "Ask the provider’s office how many visits or days this bill is for."
    ),
    (Step.ASK_OFFICE_TO_REBILL, "code.not_approved"): _(
        "Ask the billing office if the code is right. If not, ask for a corrected claim."
    ),
    (Step.ASK_OFFICE_TO_REBILL, "provider.other_npi"): _(
        "Ask the billing office if the claim should have gone under NPI %(approved_npi)s."
    ),
    (Step.ASK_OFFICE_TO_REBILL, "provider.other_tax_id"): _(
        "Ask the billing office if the claim should have gone under tax ID %(approved_tax_id)s."
    ),
    (Step.CALL_PLAN, "provider.professional"): _(
        "Call the plan: “Does my approval reach this professional? Their NPI is %(npi)s.”"
    ),
    (Step.LOOK_AT_PAPER, "cost_share.second_plan"): _(
        "Add the first plan’s statement too, and compare what it left for you to pay."
    ),
    (Step.TELL_OFFICE, "balance.more"): _(
        "Ask the billing office: “The statement says I owe %(owes)s. Why do you ask for %(asks)s?”"
    ),
    (Step.TELL_OFFICE, "balance.more_not_allowed"): _(
        "Show the billing office the line of the approval, and ask why the bill is above the %(owes)s of the "
        "statement."
    ),
    (Step.CALL_PLAN, "balance.more"): _("Call the plan: “May this provider bill me more than %(owes)s?”"),
    (Step.TELL_OFFICE, "denial.authorization_approved"): _(
        "Tell the billing office: the authorization number is %(number)s. Ask if it was on the claim."
    ),
    (Step.CALL_PLAN, "denial.unknown"): _(
        "Call the plan: “What does reason %(code)s mean, and what is missing?”"
    ),
    (Step.CALL_PLAN, "denial.coverage"): _(
        "Call the plan: “Was I covered on that day, and under which member number?”"
    ),
    (Step.CALL_PLAN, "denial.other_plan"): _(
        "Call the plan: “Which plan do you think pays first? Please correct it if there is none.”"
    ),
    (Step.TELL_OFFICE, "denial.paid_to_person"): _(
        "Look for a payment of the plan to you. The provider may ask you for that part."
    ),
    (Step.CALL_PLAN, "denial.no_reason"): _(
        "Call the plan: “Why was this not paid? Please send me the reason in writing.”"
    ),
    (Step.TELL_OFFICE, "timely.write_off"): _(
        "Ask the billing office to take this off your bill: the plan does not put it on you."
    ),
    (Step.TELL_OFFICE, "duplicate.other_claim"): _(
        "Ask the billing office if the care was billed twice by mistake."
    ),
}

# A claim that goes back is asked about once, whatever was found in it.
CALL_ABOUT_SENDING_BACK = _(
    "Call the plan: “Why was this not processed as you approved it? Please process it again.” Write down the "
    "name and the reference number."
)
BY_KIND: dict[tuple[Step, Kind], StrOrPromise] = {
    (Step.LOOK_AT_PAPER, Kind.DATES): _("Look on the paper for the day of the care, and add it."),
    (Step.LOOK_AT_PAPER, Kind.CODE): _("Look on the paper for the service codes, and add them."),
    (Step.LOOK_AT_PAPER, Kind.PROVIDER): _("Look on the paper for who billed, and add it."),
    (Step.LOOK_AT_PAPER, Kind.FEES): _(
        "Look on the paper if the bill is the facility’s or a professional’s, and add it."
    ),
    (Step.LOOK_AT_PAPER, Kind.RATE): _(
        "Look on the paper for the allowed amount and the units, and add them."
    ),
    (Step.LOOK_AT_PAPER, Kind.BALANCE): _("Look on the statement for what you owe, and add it."),
    (Step.LOOK_AT_PAPER, Kind.SUMS): _(
        "Look at the paper again: do the amounts stand there as they are here?"
    ),
    (Step.FILL_IN_APPROVAL, Kind.NETWORK): _(
        "Look at your approval letter for the cost share it gives you, and add it."
    ),
    (Step.FILL_IN_APPROVAL, Kind.DEDUCTIBLE): _(
        "Look at your approval letter for the deductible that applies, and add it."
    ),
    (Step.FILL_IN_APPROVAL, Kind.DATES): _(
        "Look at your approval letter for its first and last day, and add them."
    ),
    (Step.FILL_IN_APPROVAL, Kind.CODE): _("Look at your approval letter for its codes, and add them."),
    (Step.FILL_IN_APPROVAL, Kind.PROVIDER): _(
        "Look at your approval letter for the provider it names, and add it."
    ),
    (Step.FILL_IN_APPROVAL, Kind.FEES): _(
        "Look at your approval letter: does it cover the facility’s fees and the professional’s? Add it."
    ),
    (Step.CALL_PLAN, Kind.DEDUCTIBLE): _(
        "Call the plan: “Which deductible did this go to, and how much of it was left on that day?”"
    ),
    (Step.CALL_PLAN, Kind.COST_SHARE): _("Call the plan: “How did you work out my part of this claim?”"),
    (Step.CALL_PLAN, Kind.RATE): _("Call the plan: “Which rate do you have on file for my approval?”"),
    (Step.CALL_PLAN, Kind.DATES): _(
        "Call the plan: “Which days does my approval cover? How can these days be added?”"
    ),
    (Step.CALL_PLAN, Kind.CODE): _(
        "Call the plan: “Does my approval cover this code? If not, how can it be added?”"
    ),
    (Step.CALL_PLAN, Kind.UNITS): _("Call the plan: “How many units of my approval are left?”"),
    (Step.CALL_PLAN, Kind.PROVIDER): _("Call the plan: “Does my approval reach who billed this?”"),
    (Step.CALL_PLAN, Kind.FEES): _(
        "Call the plan: “Does my approval cover this kind of bill? Please send it to me in writing.”"
    ),
    (Step.CALL_PLAN, Kind.BALANCE): _("Call the plan: “What do I owe for this, and to whom?”"),
    (Step.CALL_PLAN, Kind.DENIAL): _("Call the plan: “Why was this not paid, and what would change that?”"),
    (Step.CALL_PLAN, Kind.DUPLICATE): _(
        "Call the plan: “Do you have this care on more than one claim? Which one counts?”"
    ),
    (Step.CALL_PLAN, Kind.TIMELY): _(
        "Call the plan: “By when did the provider have to send it, and when did it reach you? May I be "
        "billed?”"
    ),
    (Step.CALL_PLAN, Kind.SUMS): _("Call the plan: “The amounts do not add up. Which ones are right?”"),
}

"""Calls that do not go to the plan: the provider you want (P), and in-network offices (O, text only)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.insurer_calls.card_parts import (
    NO,
    UNSURE,
    YES,
    Ask,
    Card,
    When,
    choice,
    phone,
    text,
    yes_no,
)

_MAYBE = ("MAYBE", _("Maybe"))

PROVIDER = Card(
    kind="PROVIDER",
    title=_("Call the provider you want"),
    purpose=_("Find out if they will help, and get the numbers your plan asks for."),
    minutes=_("5 minutes"),
    have_ready=(_("Your insurance card"), _("The care you need, in plain words")),
    say=(_("Ask for the billing office if the front desk can’t answer."),),
    asks=(
        Ask(
            "help",
            _("“I’m asking {plan} to cover my care with you at in-network cost. Can you help?”"),
            (choice("agrees", _("Will they help?"), YES, NO, _MAYBE),),
        ),
        Ask(
            "numbers",
            _("“What is your NPI and Tax ID? Which billing codes and how many visits would you use?”"),
            (
                text("npi", _("Provider’s NPI"), _("A 10-digit number"), max_length=20),
                text("tax_id", _("Tax ID"), _("9 digits"), max_length=20),
                text(
                    "service_codes",
                    _("Billing codes"),
                    _("Like 90837 or H0015. Billing codes, not program names"),
                    max_length=200,
                ),
                text("amount", _("How many visits or days?"), _("Like 12 visits or 30 days")),
                choice(
                    "codes_said_by",
                    _("Who said the codes?"),
                    ("OFFICE", _("The office")),
                    ("PATIENT", _("I did")),
                ),
            ),
        ),
        Ask(
            "single_case_agreement",
            _("“Would you accept a single case agreement? Who talks about the rate?”"),
            (
                choice("accepts_agreement", _("Would they accept a single case agreement?"), YES, NO, UNSURE),
                text("rate_contact", _("Who talks about the rate? (optional)")),
                phone("rate_phone", _("Phone number for the rate (optional)")),
            ),
        ),
        Ask(
            "billing_the_rest",
            _("“If it is approved, will you agree not to bill me the rest?”"),
            (
                choice(
                    "will_not_bill_the_rest",
                    _("Will they agree not to bill you the rest?"),
                    YES,
                    NO,
                    ("IN_WRITING", _("They will say it in writing")),
                    UNSURE,
                ),
            ),
        ),
        Ask(
            "letter",
            _("“Who can write the letter, and where do I send the secure link?”"),
            (
                text("clinician_name", _("Name of the clinician")),
                text("clinician_email", _("Email address of the clinician"), max_length=254),
            ),
        ),
    ),
    before_you_hang_up=(
        _("“May I have your first name for my notes?”"),
        _("“Whom do I ask for when I call back?”"),
    ),
)

OFFICES = Card(
    kind="OFFICES",
    title=_("Call in-network offices: can you see me?"),
    purpose=_("Each call shows the plan what its network can and cannot do."),
    minutes=_("2 to 3 minutes each"),
    have_ready=(_("The list of names to call"), _("Your insurance card"), _("Something to write on")),
    say=(_("“Hi, I’m looking for {care}. I have {plan}. Are you in network for that plan?”"),),
    asks=(
        Ask(
            "treats",
            _("“Do you treat {need} for {age_group}?”"),
            (yes_no("treats", _("Do they treat it?")),),
        ),
        Ask(
            "new_patients",
            _("“Are you taking new patients? When is the first open visit?”"),
            (yes_no("takes_new_patients", _("Are they taking new patients?")),),
        ),
        Ask(
            "full_care",
            _("“Do you offer all of this: {care_list}?”"),
            (yes_no("full_care", _("Can they give all of the care you need?")),),
        ),
        Ask(
            "others",
            _("“Is there a wait list? Can you name anyone else?”"),
            (yes_no("has_wait_list", _("Is there a wait list?")),),
        ),
    ),
    if_they_say=(
        Ask(
            "voice_mail",
            _(
                "“Hi, this is {first_name} at {phone}. Do you take new patients with {plan}? "
                "Please call me back.”"
            ),
            (phone("call_back", _("Number you left for the call back (optional)"), _("Like 602-555-0142")),),
            when=When.NO_ANSWER,
            before=_("If nobody answers, say only this:"),
        ),
    ),
    before_you_hang_up=(_("“May I have your first name for my notes?”"),),
    afterwards=(_("Three tries at different times of day is enough."),),
)

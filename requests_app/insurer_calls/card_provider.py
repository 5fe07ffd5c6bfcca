"""The call that does not go to the plan: to the provider you want."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.cases.call_cards import (
    NO,
    UNSURE,
    YES,
    Ask,
    Card,
    choice,
    optional,
    phone,
    text,
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
            say_for_another=_(
                "“I’m asking {plan} to cover care with you for {name} at in-network cost. Can you help?”"
            ),
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
                optional(text("rate_contact", _("Who talks about the rate?"))),
                optional(phone("rate_phone", _("Phone number for the rate"))),
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

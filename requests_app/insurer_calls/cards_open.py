"""Call 1: open the request."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.cases.call_cards import (
    NAMES_BOX,
    NO,
    NUMBER,
    UNSURE,
    YES,
    Ask,
    Card,
    When,
    choice,
    days,
    long_text,
    money,
    optional,
    phone,
    text,
    tick,
    yes_no,
)
from requests_app.insurer_calls.card_shared import BEFORE_YOU_HANG_UP

_ASKS = (
    Ask(
        "open",
        _(
            "“Hi, my name is {name}. My member ID is {member_id}. I want to open a request for a network gap "
            "exception. I need {care} and can’t find it in the network in time.”"
        ),
        (
            yes_no("request_opened", _("Did they open the request?")),
            text(
                "request_number",
                _("Request number"),
                _("The number of your request. The number of this call has its own box"),
                max_length=NUMBER,
            ),
        ),
        say_for_another=_(
            "“Hi, my name is {caller}. I’m calling for {name}, member ID {member_id}. I want to open a "
            "request for a network gap exception. The care is {care}, and we can’t find it in the network "
            "in time.”"
        ),
        before_looking=_(
            "“Hi, my name is {name}. My member ID is {member_id}. I need {care}. I am looking for an "
            "in-network provider. I want to open a request for a network gap exception, in case none can "
            "see me in time.”"
        ),
        before_looking_for_another=_(
            "“Hi, my name is {caller}. I’m calling for {name}, member ID {member_id}. The care is {care}. We "
            "are looking for an in-network provider. I want to open a request for a network gap exception, "
            "in case none has room in time.”"
        ),
        after_care=_(
            "“Hi, my name is {name}. My member ID is {member_id}. I had this care: {care}. I could not find "
            "it in the network in time. Do you take a request for a network gap exception after care "
            "(retrospective review), and until which day? Then I want to open one.”"
        ),
        after_care_for_another=_(
            "“Hi, my name is {caller}. I’m calling for {name}, member ID {member_id}. The care was {care}. "
            "We could not find it in the network in time. Do you take a request for a network gap exception "
            "after care (retrospective review), and until which day? Then I want to open one.”"
        ),
    ),
    Ask(
        "their_name",
        _("“It may be called a network exception, a gap waiver, or a single case agreement.”"),
        (text("plans_own_name", _("What does the plan call it?")),),
        before=_("If they do not know the words, say:"),
    ),
    Ask(
        "form",
        _("“Is there a form? Where do I send papers: fax, website or mail?”"),
        (
            yes_no("has_form", _("Is there a form?")),
            optional(text("form_name", _("Name of the form, or where to get it"))),
            optional(phone("send_fax", _("Fax number"))),
            optional(text("send_website", _("Website"), max_length=200)),
            optional(long_text("send_mail", _("Mail address"), max_length=300)),
        ),
    ),
    Ask(
        "deciding",
        _("“Which team decides? How long does it take? How do I ask for a fast answer?”"),
        (
            text("deciding_team", _("Team that decides")),
            days(
                "decision_days", _("How long they said it takes"), _("In their words, like 10 business days")
            ),
            long_text("fast_steps", _("How to ask for a fast answer")),
        ),
    ),
    Ask(
        "funding",
        _("“Does my employer pay the claims, or do you?”"),
        (
            choice(
                "funding",
                _("Who pays the claims?"),
                ("PLAN", _("The plan")),
                ("EMPLOYER", _("The employer")),
                ("UNSURE", _("They were not sure")),
            ),
        ),
        say_for_another=_("“Does the employer pay the claims, or do you?”"),
    ),
    Ask(
        "coverage",
        _("“Is this care covered? Does it need approval first?”"),
        (
            yes_no("is_covered", _("Is the care covered?")),
            yes_no("needs_approval", _("Does it need approval first?")),
            optional(text("approval_by", _("Who asks for the approval?"))),
        ),
    ),
    Ask(
        "paid_so_far",
        _("“How much have I paid toward my deductible? And my yearly limit? In network and out of network?”"),
        (
            money("deductible_in_network", _("Paid toward the deductible, in network")),
            money("deductible_out_of_network", _("Paid toward the deductible, out of network")),
            money("limit_in_network", _("Paid toward the yearly limit, in network")),
            money("limit_out_of_network", _("Paid toward the yearly limit, out of network")),
        ),
        say_for_another=_(
            "“How much is paid so far toward the deductible for {name}? And the yearly limit? "
            "In network and out of network?”"
        ),
    ),
    Ask(
        "standards",
        _("“How soon and how close should in-network care be, under your rules?”"),
        (
            days("wait_rule", _("How soon, in their words"), _("Like within 10 business days")),
            text("distance_rule", _("How close, in their words"), _("Like 30 miles or 30 minutes")),
        ),
    ),
    Ask(
        "names",
        _("“Please name in-network providers near {zip} who do this care and can see new patients.”"),
        (
            long_text(
                NAMES_BOX,
                _("Names and phone numbers they gave"),
                _("One on each line. You can call them next"),
                max_length=2000,
            ),
            tick("gave_no_names", _("They gave none")),
        ),
    ),
    Ask(
        "single_case_agreement",
        _("“Can you work on a single case agreement with {provider}, NPI {npi}?”"),
        (
            choice(
                "agreement_possible",
                _("Will they work on a single case agreement?"),
                YES,
                NO,
                ("AFTER_PAPERS", _("After they have the papers")),
                UNSURE,
            ),
            optional(text("rate_contact", _("Who talks about the rate?"))),
            optional(phone("rate_phone", _("Phone number for the rate"))),
        ),
    ),
)

_IF_THEY_SAY = (
    Ask(
        "use_the_website",
        _("“I did. Please give me names you checked. If you can’t, please note that on this call.”"),
        (tick("could_not_name_anyone", _("They could not name anyone")),),
        when=When.WEBSITE,
        before=_("If they say “use the website”:"),
    ),
    Ask(
        "will_not_open",
        _("“May I talk to a supervisor? Please note that I asked, and tell me why not.”"),
        (
            long_text("refusal_reason", _("Why they would not open it")),
            text("supervisor", _("Name of the supervisor")),
        ),
        when=When.REFUSED,
        before=_("If they will not open it:"),
    ),
)

CALL_1 = Card(
    kind="CALL_1",
    title=_("Call 1: Open the request"),
    purpose=_("Your call opens the request. You also find out where papers go and who decides."),
    minutes=_("20 to 30 minutes"),
    have_ready=(
        _("Your insurance card"),
        _("Date of birth"),
        _("The care you need, in plain words"),
        _("Codes and the provider’s NPI, if you know them"),
        _("It is fine to call before you have everything."),
    ),
    say=(_("Call the member services number on your card. Then read the lines below."),),
    asks=_ASKS,
    if_they_say=_IF_THEY_SAY,
    before_you_hang_up=BEFORE_YOU_HANG_UP,
)

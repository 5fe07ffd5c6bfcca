"""Call 4: the answer, in writing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.cases.call_cards import (
    NO,
    NUMBER,
    YES,
    Ask,
    Card,
    When,
    choice,
    day,
    long_text,
    optional,
    phone,
    stated,
    text,
    tick,
    yes_no,
)
from requests_app.insurer_calls.card_shared import BEFORE_YOU_HANG_UP, WANTS_MORE

_IF_YES = Ask(
    "check_the_yes",
    _(
        "“Which provider? Which codes and how many visits? From what date to what date? What is the "
        "authorization number? Is it in-network cost share and deductible? Are both facility and "
        "professional fees covered? Is there a signed rate? Can the provider bill me the rest?”"
    ),
    (
        stated("provider_named", _("Is the provider named?")),
        stated("codes_named", _("Are the codes named?")),
        optional(text("codes_in_answer", _("Which codes?"), max_length=200)),
        stated("visits_named", _("Is the number of visits or days named?")),
        optional(text("visits_in_answer", _("How many visits or days?"))),
        stated("dates_named", _("Are the dates named?")),
        optional(day("approved_from", _("From"))),
        optional(day("approved_to", _("To"))),
        optional(text("authorization_number", _("Authorization number"), max_length=NUMBER)),
        stated("in_network_cost_share", _("Is it in-network cost share?")),
        stated("in_network_deductible", _("Does it count toward the in-network deductible?")),
        stated("facility_fees", _("Are facility fees covered?")),
        stated("professional_fees", _("Are professional fees covered?")),
        stated("rate_signed", _("Is there a signed rate?")),
        stated("no_billing_the_rest", _("Did they say the provider may not bill you the rest?")),
        optional(day("renew_by", _("By when to ask for more"))),
    ),
    when=When.SAID_YES,
    before=_("If they say yes, check each point:"),
)

_IF_PART = Ask(
    "check_the_part",
    _("“What is left out, and why? Can you fix that today?”"),
    (
        long_text("left_out", _("What is left out?"), _("One on each line")),
        long_text("left_out_reason", _("Why is it left out?")),
        yes_no("fixed_today", _("Did they fix it today?")),
    ),
    when=When.SAID_PART,
    before=_("If they say yes to a part:"),
)

_IF_NO = Ask(
    "check_the_no",
    _("“What is the exact reason? How do I appeal, and by what date? Please send me the papers you used.”"),
    (
        long_text("denial_reason", _("The reason, in their words")),
        text("appeal_way", _("How to appeal"), max_length=200),
        day("appeal_by", _("Last day to appeal, as they said")),
        tick("asked_claim_file", _("I asked for the papers they used")),
    ),
    when=When.SAID_NO,
    before=_("If they say no:"),
)

_PEER_TO_PEER = Ask(
    "peer_to_peer",
    _("“Can my clinician talk to your doctor? What number, and until when?”"),
    (
        yes_no("peer_to_peer_possible", _("Can your clinician talk to the plan’s doctor?")),
        optional(phone("peer_to_peer_phone", _("Phone number for it"))),
        optional(day("peer_to_peer_by", _("Last day for it"))),
    ),
    before=_("If they say no or yes to a part, ask this too:"),
    say_for_another=_("“Can the clinician talk to your doctor? What number, and until when?”"),
    when=When.SAID_NO,
)

_NOTHING_WRITTEN = Ask(
    "when_in_writing",
    _("“By what date will I have it in writing? Please note on this call that I asked.”"),
    when=When.NOT_WRITTEN,
    before=_("If there is nothing in writing yet, ask this, and write the day down below as their promise:"),
)

CALL_4 = Card(
    kind="CALL_4",
    title=_("Call 4: The answer, in writing"),
    purpose=_("Hear the answer word for word, and get it on paper."),
    minutes=_("15 minutes"),
    have_ready=(
        _("Your insurance card"),
        _("The request number"),
        _("What you asked for: provider, codes, dates and visits"),
    ),
    say=(_("Call the number of the person or team that has your request."),),
    asks=(
        Ask(
            "answer",
            _("“I’d like the answer on request {request_number} in writing. Please read it to me now too.”"),
            (
                choice(
                    "answer",
                    _("What did the plan say?"),
                    ("YES", _("Yes to all")),
                    ("PART", _("Yes to part")),
                    ("NO", _("No")),
                    ("NEEDS_MORE", _("They need more")),
                    ("NOTHING_YET", _("Nothing yet")),
                ),
                optional(day("decided_on", _("Date of the answer"))),
                choice("letter_sent", _("Did they send a letter?"), YES, NO),
                optional(text("letter_way", _("How was the letter sent?"))),
                optional(day("letter_sent_on", _("When was the letter sent?"))),
            ),
        ),
    ),
    if_they_say=(_IF_YES, _IF_PART, _IF_NO, _PEER_TO_PEER, WANTS_MORE, _NOTHING_WRITTEN),
    before_you_hang_up=BEFORE_YOU_HANG_UP,
    afterwards=(_("Take the last day to appeal from your letter. The letter counts, not the phone call."),),
)

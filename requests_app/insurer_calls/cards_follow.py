"""Calls 2 and 3: do they have it, and where is it?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.cases.call_cards import (
    NO,
    YES,
    Ask,
    Card,
    When,
    choice,
    day,
    long_text,
    optional,
    phone,
    text,
    tick,
    yes_no,
)
from requests_app.insurer_calls.card_shared import BEFORE_YOU_HANG_UP, CLOCK_STOPS, WANTS_MORE

_CANNOT_FIND = ("CANNOT_FIND", _("They can’t find it"))

CALL_2 = Card(
    kind="CALL_2",
    title=_("Call 2: Do you have it?"),
    purpose=_("Make sure the plan has every page, and know by when it must answer."),
    minutes=_("10 minutes, 1 to 3 business days after you send it"),
    have_ready=(
        _("Your insurance card"),
        _("The request number"),
        _("The day and the way you sent it, and how many pages"),
        _("Your proof of sending, if you have one"),
    ),
    say=(_("Call the member services number on your card, or the number of the team that decides."),),
    asks=(
        Ask(
            "received",
            _(
                "“I sent papers for request {request_number} on {sent_on} by {way}, {pages} pages. "
                "Do you have them?”"
            ),
            (
                choice("received", _("Do they have the papers?"), YES, NO, _CANNOT_FIND),
                optional(day("received_on", _("Which date do they show?"))),
            ),
        ),
        Ask(
            "complete",
            _("“Is it complete? What is missing, and by when do you need it?”"),
            (
                yes_no("is_complete", _("Is it complete?")),
                optional(long_text("missing", _("What is missing?"), _("One on each line"))),
                optional(day("missing_by", _("By when do they need it?"))),
                CLOCK_STOPS,
            ),
        ),
        Ask(
            "who_has_it",
            _("“Who has it now, and what is their direct line?”"),
            (
                text("holder_team", _("Team that has it now")),
                optional(text("holder_person", _("Person who has it now"))),
                optional(phone("holder_phone", _("Direct line"))),
            ),
        ),
        Ask(
            "clock",
            _("“When did the clock start? What date must you decide by?”"),
            (
                day("clock_started_on", _("When the clock started, as they said")),
                day("decide_by", _("The date they must decide by, as they said")),
            ),
        ),
        Ask(
            "expedited",
            _("“My clinician says waiting could hurt me. Is it marked expedited?”"),
            (
                tick("asked_expedited", _("I asked for the fast path")),
                yes_no("accepted_expedited", _("Is it marked expedited, the fast path?")),
                optional(text("expedited_promise", _("When did they say they will answer?"))),
            ),
            when=When.URGENT,
            before=_("If it is urgent and your clinician agrees, say:"),
            say_for_another=_("“The clinician says waiting could hurt {name}. Is it marked expedited?”"),
        ),
    ),
    if_they_say=(
        Ask(
            "cannot_find",
            _("“I will send it again today. Which number or address should I use?”"),
            (optional(text("send_again_to", _("Where to send it again"), max_length=200)),),
            when=When.NOT_FOUND,
            before=_("If they can’t find it:"),
        ),
    ),
    before_you_hang_up=BEFORE_YOU_HANG_UP,
    afterwards=(_("If they can’t find it, send it again today, keep the proof, and call again tomorrow."),),
)

CALL_3 = Card(
    kind="CALL_3",
    title=_("Call 3: Where is it?"),
    purpose=_("Keep your request moving. Any news counts, even “no change”."),
    minutes=_("10 minutes, every few business days until there is an answer"),
    have_ready=(
        _("Your insurance card"),
        _("The request number"),
        _("The notes of your last call"),
    ),
    say=(_("Call the number of the person or team that has your request."),),
    asks=(
        Ask(
            "status",
            _(
                "“I’m calling about request {request_number}. What is the status today? "
                "What changed since {last_call}?”"
            ),
            (
                choice(
                    "status",
                    _("What is the status?"),
                    ("IN_REVIEW", _("In review")),
                    ("NEEDS_MORE", _("They need more")),
                    ("DECIDED", _("They decided")),
                    _CANNOT_FIND,
                ),
                optional(long_text("changed", _("What changed since the last call?"))),
            ),
        ),
        Ask(
            "peer_to_peer",
            _("“Did the clinician’s office and you talk? Is a peer-to-peer needed? By when?”"),
            (
                yes_no("talked_to_clinician", _("Did the plan and the clinician’s office talk?")),
                yes_no(
                    "peer_to_peer_needed",
                    _("Is a peer-to-peer needed?"),
                    _("A call between your clinician and the plan’s doctor"),
                ),
                optional(phone("peer_to_peer_phone", _("Phone number for it"))),
                optional(day("peer_to_peer_by", _("Last day for it"))),
            ),
        ),
        Ask(
            "rate",
            _("“Who is working on the rate with {provider}?”"),
            (
                text("rate_contact", _("Who works on the rate?")),
                optional(day("rate_contact_on", _("When did they last talk?"))),
            ),
        ),
        Ask(
            "move_up",
            _(
                "“The date I have is {due_on}. May I talk to a supervisor? "
                "If not, please send me to case management.”"
            ),
            (
                text("moved_up_to", _("Who did they send you to?")),
                optional(text("moved_up_at", _("At what time?"))),
                long_text("moved_up_result", _("What came of it?")),
            ),
            when=When.LATE,
            before=_("If the answer is late, say:"),
        ),
        Ask(
            "complaint",
            _("“If I have no answer by {answer_by}, I will file a complaint with {regulator}.”"),
            (choice("said_complaint", _("Did you say this?"), YES, NO),),
            when=When.RULE_DATE_PASSED,
            before=_("Only when the date the rules give has passed, say:"),
        ),
    ),
    if_they_say=(WANTS_MORE,),
    before_you_hang_up=BEFORE_YOU_HANG_UP,
)

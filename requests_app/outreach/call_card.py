"""What to say to an in-network office: the sheet to print, and the lines on the phone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.cases.call_cards import Ask, Card, When, optional, phone, yes_no

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
            (optional(phone("call_back", _("Number you left for the call back"), _("Like 602-555-0142"))),),
            when=When.NO_ANSWER,
            before=_("If nobody answers, say only this:"),
        ),
    ),
    before_you_hang_up=(_("“May I have your first name for my notes?”"),),
    afterwards=(_("Three tries at different times of day is enough."),),
)

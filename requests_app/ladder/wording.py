"""The steps in words: what each is, what to say, and why it is open or not yet.

Lines to read aloud are ordinary translated texts; names in braces are filled as on the call cards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.cases.call_cards import Ask
from requests_app.ladder.rungs import Reason
from requests_app.models.clocks import Rung

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Told:
    """`slug` stands in addresses; `sheet` is the letter that goes with it, if it is one sheet."""

    slug: str
    what: StrOrPromise
    say: tuple[Ask, ...]
    who_calls: StrOrPromise = ""
    sheet: str = ""
    sheet_text: StrOrPromise = ""


def _line(key: str, say: StrOrPromise, another: StrOrPromise = "") -> Ask:
    return Ask(key, say, say_for_another=another)


_NUMBER = _line("number", _("“What is the reference number of this call?”"))

TOLD: dict[Rung, Told] = {
    Rung.REPRESENTATIVE: Told(
        "representative",
        _("Ask for the status, the name of the person who has it, and the day of the answer."),
        (
            _line(
                "status",
                _("“I’m calling about request {request_number}, sent on {sent_on}. What is its status?”"),
            ),
            _line("who", _("“Who has it now, and what is their direct line?”")),
            _line("day", _("“By which day do you decide? Please note that day on the file.”")),
            _NUMBER,
        ),
        sheet="status",
        sheet_text=_("Status request, to send in writing"),
    ),
    Rung.SUPERVISOR: Told(
        "supervisor",
        _("Ask the person on the phone to put you through to a supervisor."),
        (
            _line(
                "supervisor",
                _("“May I talk to a supervisor? I asked about request {request_number} before.”"),
            ),
            _line("late", _("“The date I have is {due_on}. What keeps it from being decided?”")),
            _line("when", _("“Who decides it, and by when? Will you call me back on that day?”")),
            _line("note", _("“Please note on the file that I asked for a supervisor.”")),
            _NUMBER,
        ),
        sheet="supervisor",
        sheet_text=_("Letter to a supervisor"),
    ),
    Rung.MANAGEMENT: Told(
        "management",
        _("Plans call the team that decides utilization management. A case manager helps with one case."),
        (
            _line("team", _("“Please connect me with utilization management, or with a case manager.”")),
            _line(
                "reviewer",
                _("“Request {request_number} was sent on {sent_on}. Is a reviewer assigned? Who?”"),
            ),
            _line("missing", _("“Is anything missing from us? If not, please say so on the file.”")),
            _line(
                "network",
                _(
                    "“If the network has a provider who can start in time, please name the provider and the "
                    "date. If not, please note that.”"
                ),
            ),
            _NUMBER,
        ),
        sheet="management",
        sheet_text=_("Letter to the team that decides"),
    ),
    Rung.PROVIDER_RELATIONS: Told(
        "provider-relations",
        _("The team of the plan that talks to providers: about the rate, the contract and the papers."),
        (
            _line(
                "office",
                _(
                    "“We are the office of {provider}, NPI {npi}. We are out of network and asked to treat a "
                    "member under request {request_number}.”"
                ),
            ),
            _line(
                "rate",
                _("“Who in provider relations or contracting works on the agreement and the rate?”"),
            ),
            _line("need", _("“What do you still need from us, and by when do we have an answer?”")),
            _NUMBER,
        ),
        who_calls=_("The provider’s office makes this call. Send them the letter, and ask what they heard."),
        sheet="provider-relations",
        sheet_text=_("Letter for the provider’s office to use"),
    ),
    Rung.EXPEDITED: Told(
        "fast-answer",
        _("When a clinician says that waiting could harm, the plan can be asked to decide fast."),
        (
            _line(
                "ask",
                _(
                    "“My clinician says that waiting could harm me. I ask for an expedited decision on "
                    "request {request_number}.”"
                ),
                _(
                    "“The clinician says that waiting could harm {name}. I ask for an expedited decision on "
                    "request {request_number}.”"
                ),
            ),
            _line(
                "papers",
                _("“What do you need from the clinician, and where do urgent papers go?”"),
            ),
            _line("marked", _("“Is it marked expedited now? By which day and hour do you decide?”")),
            _line("why_not", _("“If you do not mark it, tell me why, and send me that in writing.”")),
            _NUMBER,
        ),
        sheet="fast-answer",
        sheet_text=_("Request for a fast answer, for the clinician to sign"),
    ),
    Rung.DEMAND: Told(
        "demand",
        _("A letter that says what was asked, since when, and by which day you want the answer in writing."),
        (
            _line("where", _("“Which fax number or address takes letters about request {request_number}?”")),
            _line("on_file", _("“I sent a letter. Please tell me that it is on the file, and since when.”")),
            _line("by", _("“I ask for a decision in writing by {answer_by}.”")),
            _NUMBER,
        ),
        sheet="demand",
        sheet_text=_("Written demand"),
    ),
    Rung.REGULATOR: Told(
        "regulator",
        _("The office that watches over the plan can look into it. Tell the plan first."),
        (
            _line(
                "warn",
                _("“If I have no answer by {answer_by}, I will file a complaint with {regulator}.”"),
            ),
            _line("note", _("“Please note on the file that I said so today.”")),
            _NUMBER,
        ),
    ),
}
RUNG_OF_SLUG: dict[str, Rung] = {told.slug: rung for rung, told in TOLD.items()}

# Filled with %(day)s where the step has a day.
OPEN: dict[Reason, StrOrPromise] = {
    Reason.SENT_A_WHILE_AGO: _("The plan had time to log it."),
    Reason.ONE_CALL: _("You asked once already, and there is no answer."),
    Reason.TWO_CALLS: _("You asked on two days, and there is no answer."),
    Reason.THREE_CALLS: _("You asked on three days, and there is no answer."),
    Reason.MANAGEMENT_ASKED: _("You asked the team that decides, and there is no answer."),
    Reason.RATE: _("The rate has to be agreed, and providers have their own line for that."),
    Reason.HARM: _("A clinician says that waiting could harm."),
    Reason.RULE_OVER: _("The time that a rule gives the plan is over."),
    Reason.LATE: _("The day the answer was due is over."),
    Reason.LONGER_THAN_COMMON: _("It takes longer than is common. That is no promise and no rule."),
    Reason.PROMISE_BROKEN: _("The day the plan promised something for is over."),
    Reason.DEMAND_UNANSWERED: _("You wrote to the plan, and there is no answer."),
    Reason.NO_NETWORK: _("The plan said no, and says that its network has somebody."),
}
SHUT: dict[Reason, StrOrPromise] = {
    Reason.CLOSED: _("This request is closed."),
    Reason.NOT_SENT: _("Nothing was sent to the plan yet."),
    Reason.ANSWERED: _("The plan answered. These steps are for when no answer comes."),
    Reason.TOO_EARLY: _("Give the plan time to log it first."),
    Reason.CALL_FIRST: _("It opens after your first call for the status, or when the answer is late."),
    Reason.CALL_TWICE_FIRST: _("It opens after calls on two days, or when the answer is late."),
    Reason.MANAGEMENT_FIRST: _(
        "It opens when you asked the team that decides, after calls on three days, or when the answer is "
        "late."
    ),
    Reason.CLINICIAN_FIRST: _("It opens when a clinician says that waiting could harm."),
    Reason.CARE_IS_OVER: _("A fast answer is for care that is still to come."),
    Reason.FAST_ALREADY: _("A fast answer was asked for already."),
    Reason.NOT_LATE: _("It opens on the day after the answer, or something the plan promised, was due."),
    Reason.DEMAND_FIRST: _(
        "It opens when a day the plan named or a rule gives is over, or 5 business days after a written "
        "demand."
    ),
    Reason.PLAN_WAITS_FOR_US: _("The plan waits for something from your side. Send that first."),
}

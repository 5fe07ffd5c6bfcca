"""The calls with the plan: the request is open, has its numbers, and promises were kept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.casefile import schema
from requests_app.cases.call_cards import NAMES_BOX
from requests_app.common.dates import long_date
from requests_app.outreach.names import NameLine, read_lines, same_name
from requests_app.strength import links, sources
from requests_app.strength.facts import Facts
from requests_app.strength.findings import MUST, SILENT, STRONGER, Outcome, Verdict, holds, rule

CALL_1 = links.call("CALL_1")
LONGEST_NAME = 8
NO_NAME = frozenset(
    {"none", "no", "nobody", "nothing", "they", "ninguno", "ninguna", "nadie", "nada", "ellos"}
)


@rule(
    "request-opened",
    group=MUST,
    title=_("Call the plan and have the request opened"),
    good=_("The plan opened the request by phone"),
    reason=_("The call starts the request in the patient’s name and tells you where the papers go."),
    source=sources.REVIEW,
    link=CALL_1,
    place="insurer_calls",
)
def request_opened(facts: Facts) -> Outcome:
    if facts.opening is not None:
        return holds(True)
    if any(call.kind == "CALL_1" for _place, call in facts.plan_calls):
        return (Verdict(False, title=_("Call again: the plan did not open the request")),)
    return holds(False)


@rule(
    "request-number",
    group=STRONGER,
    title=_("Ask for the number of the request"),
    good=_("The request has a number"),
    reason=_("With the number the plan finds your papers, and you can ask where they are."),
    source=sources.FORM_FIELDS,
    link=links.CALLS,
    place="insurer_calls",
)
def request_number(facts: Facts) -> Outcome:
    if facts.opening is None:
        return SILENT
    return holds(any(call.request_number for _place, call in facts.plan_calls))


@rule(
    "call-reference",
    group=STRONGER,
    title=_("Add the reference number of your call on %(day)s"),
    good=_("Each call with the plan has its reference number"),
    reason=_("It proves the call. If they would not give one, say so on the call’s page."),
    source=sources.FORM_FIELDS,
    link=links.CALLS,
    place="insurer_calls",
)
def call_reference(facts: Facts) -> Outcome:
    if not facts.plan_calls:
        return SILENT
    for place, call in facts.plan_calls:
        if not (call.reference or call.reference_refused):
            return holds(False, place=f"insurer_calls[{place}].reference", day=long_date(call.called_on))
    return holds(True)


@rule(
    "promise-overdue",
    group=STRONGER,
    title=_("Call the plan: it promised something by %(day)s"),
    good=_("No promise of the plan is overdue"),
    reason=_("A promise that was not kept belongs in the log. A new call also keeps the request moving."),
    source=sources.REVIEW,
    link=links.CALLS,
    place="insurer_calls",
)
def promise_overdue(facts: Facts) -> Outcome:
    """A later call with the plan settles what was promised before it."""
    promises = [(place, call) for place, call in facts.plan_calls if call.promised_on is not None]
    if not promises:
        return SILENT
    last_call = facts.plan_calls[-1][1].called_on
    for place, call in promises:
        due = call.promised_on
        if due is not None and last_call < due < facts.on:
            return holds(False, place=f"insurer_calls[{place}].promised_on", day=long_date(due))
    return holds(True)


@rule(
    "plan-list-asked",
    group=STRONGER,
    title=_("Ask the plan to name offices that can see you"),
    good=_("The plan was asked to name offices"),
    reason=_("A plan that cannot name anyone says itself that its network has a gap."),
    record="practice-any-plan-list",
    link=CALL_1,
    place="insurer_calls",
)
def plan_list_asked(facts: Facts) -> Outcome:
    if not facts.plan_calls:
        return SILENT
    return holds(facts.asked_for_names)


@rule(
    "plan-names-called",
    group=STRONGER,
    title=_("Contact the office the plan named: %(name)s"),
    good=_("Each office the plan named was contacted"),
    reason=_("The plan may say: we gave you names. An answer from each of them closes that door."),
    source=sources.REFUSALS,
    link=links.NAMES,
    place="offices",
)
def plan_names_called(facts: Facts) -> Outcome:
    named = [line for text in facts.heard(NAMES_BOX) for line in read_lines(text) if _is_a_name(line)]
    if not named:
        return SILENT
    contacted = [one.office for one in facts.offices]
    for line in named:
        if not any(_is_same_office(line, office) for office in contacted):
            return holds(False, name=line.name)
    return holds(True)


def _is_a_name(line: NameLine) -> bool:
    """Not “none near me” or a sentence about how they would look; what has a phone number is a name."""
    words = line.name.split()
    return bool(line.phone) or (len(words) <= LONGEST_NAME and words[0].casefold() not in NO_NAME)


def _is_same_office(line: NameLine, office: schema.Office) -> bool:
    """One name may be longer than the other, as “North Clinic” and “North Clinic, Suite 4”."""
    phones = _digits(line.phone), _digits(office.phone)
    if all(phones) and phones[0] == phones[1]:
        return True
    named, contacted = same_name(line.name), same_name(office.name)
    return bool(named and contacted) and (named.startswith(contacted) or contacted.startswith(named))


def _digits(phone: str) -> str:
    return "".join(mark for mark in phone if mark.isdigit())[-10:]


@rule(
    "plan-form",
    group=STRONGER,
    title=_("Fill in the plan’s own form, and type here what it says"),
    good=_("The question of the plan’s own form is settled"),
    reason=_(
        "Some plans send back a request that is not on their form. Typed here, we compare it with the rest."
    ),
    source=sources.REFUSALS,
    link=links.FORM,
    place="stated_facts",
)
def plan_form(facts: Facts) -> Outcome:
    if facts.stated("PLAN_FORM") is not None:
        return (Verdict(True, title=_("The plan’s own form is filled in")),)
    if not facts.plan_calls:
        return SILENT
    has_form = facts.last_heard("has_form")
    if has_form == "NO":
        return (Verdict(True, title=_("The plan says it has no form of its own")),)
    if has_form == "YES":
        return holds(False)
    return (Verdict(False, title=_("Ask the plan if it has its own form"), link=CALL_1),)


@rule(
    "prior-authorization",
    group=STRONGER,
    title=_("Start the prior authorization too, and write down who asks for it"),
    good=_("Prior authorization is settled or has somebody who asks for it"),
    reason=_("It is a separate yes. A network exception without it may still leave the bill unpaid."),
    source=sources.REFUSALS,
    link=links.TRACKS,
    place="tracks",
)
def prior_authorization(facts: Facts) -> Outcome:
    track = facts.track("PRIOR_AUTH")
    if track is not None and (track.owner or track.reference or track.asked_on or track.outcome):
        return holds(True)
    said = facts.last_heard("needs_approval") or facts.case.costs.needs_approval
    if said == "NO" or (track is not None and track.is_wanted == "NO"):
        return (Verdict(True, title=_("The plan says the care needs no prior authorization")),)
    if said == "YES":
        return holds(False)
    if not facts.plan_calls:
        return SILENT
    return (Verdict(False, title=_("Ask the plan if the care needs approval first"), link=CALL_1),)

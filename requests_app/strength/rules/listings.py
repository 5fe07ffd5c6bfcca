"""Proof beside the log: pictures of listings, written questions, the signed statement of calls."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.casefile import schema
from requests_app.common.dates import long_date
from requests_app.strength import links, sources
from requests_app.strength.facts import Facts, LoggedOffice
from requests_app.strength.findings import MUST, SILENT, STRONGER, Outcome, Verdict, holds, rule
from requests_app.strength.rules.about import each_office

WRONG_LISTING = ("NOT_IN_NETWORK", "WRONG_NUMBER")


@rule(
    "listing-kept",
    group=STRONGER,
    title=_("Keep a picture of the listing that is wrong: %(names)s"),
    good=_("Wrong listings are kept as pictures or noted as proof"),
    reason=_("The plan may correct its list tomorrow. A picture with its date shows what stood there."),
    source=sources.REFUSALS,
    link=links.LISTINGS,
    place="offices",
)
def listing_kept(facts: Facts) -> Outcome:
    asked = [one for one in facts.with_result(*WRONG_LISTING) if one.office.found_in == "PLAN_WEBSITE"]
    return each_office(asked, [one for one in asked if not _is_kept(facts, one)], field="captures")


def _is_kept(facts: Facts, one: LoggedOffice) -> bool:
    """A picture that belongs to no office may show several; a note says where the proof is."""
    return bool(one.office.captures or one.office.proof_note or facts.case.captures)


@rule(
    "network-question",
    group=STRONGER,
    title=_("Ask the plan in writing if this office is in network: %(names)s"),
    good=_("The plan was asked in writing about the offices that say they are not in network"),
    reason=_(
        "The office says it left the network, the plan lists it. The plan’s written answer settles it, or "
        "its silence shows."
    ),
    source=sources.REVIEW,
    link=links.QUESTION,
    place="offices",
)
def network_question(facts: Facts) -> Outcome:
    asked = facts.with_result("NOT_IN_NETWORK")
    loose = {question.about_npi or question.about_name for question in facts.case.questions}
    bad = [one for one in asked if not one.office.questions and not {one.office.npi, one.office.name} & loose]
    return each_office(asked, bad, field="questions")


def _questions(facts: Facts) -> list[tuple[str, schema.NetworkQuestion]]:
    """Every written question with its path."""
    found = [
        (f"offices[{place}].questions[{number}]", question)
        for place, office in enumerate(facts.case.offices)
        for number, question in enumerate(office.questions)
    ]
    return found + [(f"questions[{number}]", one) for number, one in enumerate(facts.case.questions)]


@rule(
    "network-question-late",
    group=STRONGER,
    title=_("The plan’s answer was due on %(day)s: call, and write down what it says"),
    good=_("No written question to the plan is overdue"),
    reason=_(
        "An answer that does not come in time belongs in the log. A complaint or an appeal can use it later."
    ),
    source=sources.REVIEW,
    link=links.LISTINGS,
    place="questions",
)
def network_question_late(facts: Facts) -> Outcome:
    questions = _questions(facts)
    if not questions:
        return SILENT
    for path, question in questions:
        if question.due_on is not None and not question.answer and question.due_on < facts.on:
            due = {"day": long_date(question.due_on)}
            return (Verdict(False, place=path, values=due, source=question.due_rule),)
    return holds(True)


@rule(
    "provider-in-network",
    group=MUST,
    title=_("The plan says the provider you want is in network: ask again before you send"),
    good=_("The plan says the provider you want is not in network"),
    reason=_(
        "A provider in network needs no exception. If the answer is right, use it; if not, get it corrected "
        "in writing."
    ),
    source=sources.REVIEW,
    link=links.LISTINGS,
    place="questions",
)
def provider_in_network(facts: Facts) -> Outcome:
    wanted = facts.case.provider.npi
    answers = [
        (path, question)
        for path, question in _questions(facts)
        if wanted and question.about_npi == wanted and question.answer
    ]
    if not answers:
        return SILENT
    path, last = max(answers, key=lambda one: one[1].asked_on)
    if last.answer == "UNCLEAR":
        return SILENT
    return holds(last.answer == "NOT_IN_NETWORK", place=path)


@rule(
    "calls-statement",
    group=STRONGER,
    title=_("Sign the statement of calls"),
    good=_("The statement of calls is signed and fits the log"),
    reason=_("Your signed word that you made these calls turns the list into evidence."),
    source=sources.REVIEW,
    link=links.STATEMENT,
    place="calls_statement",
)
def calls_statement(facts: Facts) -> Outcome:
    if not facts.offices:
        return SILENT
    statement = facts.case.calls_statement
    if statement is None:
        return holds(False)
    if facts.log_sha256 and facts.log_sha256 != statement.covers_sha256:
        return (Verdict(False, title=_("Sign the statement of calls again: the log has changed")),)
    return holds(True)

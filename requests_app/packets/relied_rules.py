"""Which rules a packet may rely on: sure to apply to this plan, and read at their source. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from requests_app.casefile import schema
from requests_app.casefile.logged import group_of, logged
from requests_app.evidence.model import Evidence
from requests_app.knowledge import library
from requests_app.knowledge.plans import PlanFacts, plan_facts_of
from requests_app.knowledge.records import Record
from requests_app.knowledge.vocabulary import BEHAVIORAL, CARES, Fit, Kind, Moment, fit_of
from requests_app.outreach.results import ReasonGroup
from requests_app.packets.evidence_parts import PrintedRule

# What a network must offer, and what a plan owes when it cannot. Other rules say who supervises or how to
# appeal: they are for the person, not for the reviewer.
ABOUT_ACCESS = frozenset({"access", "network", "exception", "gap", "cost", "in_network_level"})
# Nothing the plan owes for this request is in them: the bill of a visit that took place, a second opinion,
# how an insurer is excused from a distance, and two laws whose record names no duty.
NOT_ABOUT_THIS = frozenset(
    {"us-nsa-directory", "us-medicaid-second-opinion", "nh-exception-oon", "il-nata", "tn-general"}
)
# A request is about a planned first visit: a right to urgent care or to a later visit is not printed.
OF_A_REQUEST = frozenset({Moment.FIRST, Moment.NONE})
DIRECTORY = "us-nsa-directory-clock"
PARITY = "us-mhpaea-core"


def relied_rules(case: schema.CaseFile, measures: Evidence, *, on: date) -> tuple[PrintedRule, ...]:
    """Standards first, then what the plan owes, then the directory; each record once."""
    plan = plan_facts_of(case.coverage, case.care)
    sure = {
        match.record.id: match.record
        for match in library.applicable(plan, *Kind, on=on)
        if match.is_certain and match.record.is_printable
    }
    wanted = dict.fromkeys((*_standards(measures), *_access(sure, plan), *_directory(case)))
    return tuple(printed(sure[name]) for name in wanted if name in sure)


def printed(record: Record) -> PrintedRule:
    return PrintedRule(
        record_id=record.id,
        text=record.text.en,
        text_es=record.text.es,
        citation=record.citation,
        source=", ".join(dict.fromkeys(urlsplit(str(one)).netloc for one in record.source)),
        checked_on=record.checked_on.isoformat(),
    )


def _standards(measures: Evidence) -> Iterator[str]:
    for limit in (measures.wait_limit, measures.distance_limit):
        if limit is not None:
            yield limit.rule.record_id


def _access(sure: dict[str, Record], plan: PlanFacts) -> Iterator[str]:
    for record in sure.values():
        is_about = record.kind == Kind.OON_RIGHT or (record.kind == Kind.RULE and record.unit in ABOUT_ACCESS)
        is_about = is_about and CARES[record.care].moment in OF_A_REQUEST and record.id not in NOT_ABOUT_THIS
        fit = fit_of(record.care, care_kind=plan.care_kind, level_of_care=plan.level_of_care)
        if is_about and fit == Fit.YES:
            yield record.id
    if plan.care_kind == BEHAVIORAL:
        yield PARITY


def _directory(case: schema.CaseFile) -> Iterator[str]:
    """The clock of each written question; the duty to keep the directory right, when it was wrong."""
    questions = [*case.questions, *(one for office in case.offices for one in office.questions)]
    yield from (one.due_rule for one in questions if one.due_rule)
    if any(group_of(office) is ReasonGroup.WRONG_LISTING for office in logged(case)):
        yield DIRECTORY

"""Waits and distances against the limit that applies. What is within the limit is said just as openly."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.evidence.model import DistanceStandard, WaitStandard
from requests_app.strength import links, sources
from requests_app.strength.facts import Facts, LoggedOffice
from requests_app.strength.findings import MUST, SILENT, STRONGER, Outcome, Verdict, holds, rule
from requests_app.strength.rules.about import each_office

CALL_1 = links.call("CALL_1")


def _is_about_waiting(facts: Facts) -> bool:
    return facts.claims("WAIT") or bool(facts.with_result("WAIT_TOO_LONG", "OFFERED_DATE"))


def _is_about_distance(facts: Facts) -> bool:
    return facts.claims("DISTANCE") or bool(facts.with_result("TOO_FAR"))


@rule(
    "wait-standard",
    group=STRONGER,
    title=_("Ask the plan for its own limit on waiting"),
    good=_("The waits stand beside a limit"),
    reason=_(
        "We have no limit on file for this plan. The plan has one of its own; ask how soon a first visit "
        "should be."
    ),
    source=sources.REVIEW,
    link=CALL_1,
    place="insurer_calls",
)
def wait_standard(facts: Facts) -> Outcome:
    if not _is_about_waiting(facts):
        return SILENT
    limit = facts.evidence.wait_limit
    if limit is not None:
        return (Verdict(True, source=limit.rule.record_id, place="evidence.wait_limit"),)
    if facts.last_heard("wait_rule"):
        return (Verdict(True, title=_("The plan said how soon a first visit should be")),)
    return _to_confirm(facts.evidence.wait_to_confirm) or holds(False)


@rule(
    "distance-standard",
    group=STRONGER,
    title=_("Ask the plan for its own limit on distance"),
    good=_("The distances stand beside a limit"),
    reason=_(
        "We have no limit on file for this plan. The plan has one of its own; ask how close care should be."
    ),
    source=sources.REVIEW,
    link=CALL_1,
    place="insurer_calls",
)
def distance_standard(facts: Facts) -> Outcome:
    if not _is_about_distance(facts):
        return SILENT
    limit = facts.evidence.distance_limit
    if limit is not None:
        return (Verdict(True, source=limit.rule.record_id, place="evidence.distance_limit"),)
    if facts.last_heard("distance_rule"):
        return (Verdict(True, title=_("The plan said how close care should be")),)
    return _to_confirm(facts.evidence.distance_to_confirm) or holds(False)


@rule(
    "wait-within-limit",
    group=MUST,
    title=_("The wait is within the limit, so “too long” does not hold: %(names)s"),
    good=_("Each wait that is called too long is over the limit"),
    reason=_(
        "The plan will compare the days. Say “offered a date” instead, and why that visit does not work."
    ),
    source=sources.HONEST,
    link=links.OFFICES,
    place="offices",
)
def wait_within_limit(facts: Facts) -> Outcome:
    asked = [one for one in facts.with_result("WAIT_TOO_LONG") if _meets(one, "meets_wait") is not None]
    bad = [one for one in asked if _meets(one, "meets_wait")]
    return each_office(asked, bad, field="first_open_on", source=_record(facts.evidence.wait_limit))


@rule(
    "distance-within-limit",
    group=MUST,
    title=_("The way is within the limit, so “too far” does not hold: %(names)s"),
    good=_("Each office that is called too far is over the limit"),
    reason=_("The plan will compare the miles. If you cannot travel that far, let your clinician say why."),
    source=sources.HONEST,
    link=links.OFFICES,
    place="offices",
)
def distance_within_limit(facts: Facts) -> Outcome:
    asked = [one for one in facts.with_result("TOO_FAR") if _meets(one, "meets_distance") is not None]
    bad = [one for one in asked if _meets(one, "meets_distance")]
    return each_office(asked, bad, field="distance", source=_record(facts.evidence.distance_limit))


def _meets(one: LoggedOffice, name: str) -> bool | None:
    found: bool | None = getattr(one.measure, name, None)
    return found


def _record(limit: WaitStandard | DistanceStandard | None) -> str:
    return limit.rule.record_id if limit is not None else ""


def _to_confirm(limit: WaitStandard | DistanceStandard | None) -> Outcome:
    """A rule that may hold is named, and said to be unsure; nothing is measured against it."""
    if limit is None:
        return SILENT
    return (
        Verdict(
            False,
            title=_("A limit may apply: confirm it with the plan by phone"),
            reason=_(
                "We have a limit on file, but we are not sure that it holds for this plan. We print it only "
                "when it is sure."
            ),
            source=limit.rule.record_id,
        ),
    )

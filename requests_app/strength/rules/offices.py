"""The in-network offices: enough of them, each with its day, its result and what goes with it."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from requests_app.common.codes import npi_warning
from requests_app.common.dates import long_date
from requests_app.evidence.model import Standing
from requests_app.outreach.names import same_name
from requests_app.outreach.results import ENOUGH_TRIES
from requests_app.strength import links, sources
from requests_app.strength.facts import Facts, LoggedOffice
from requests_app.strength.findings import MUST, SILENT, STRONGER, Outcome, holds, rule
from requests_app.strength.rules.about import each_office

ENOUGH_OFFICES = 3
FRESH = timedelta(days=60)
SAID_BY_A_PERSON = frozenset({"DOES_NOT_TREAT", "NOT_TAKING", "WAIT_TOO_LONG", "NOT_IN_NETWORK", "WRONG_AGE"})
NPI_DIGITS = 10


@rule(
    "offices-contacted",
    group=MUST,
    title=_("Contact at least three in-network offices. You have %(count)s so far"),
    good=_("At least three in-network offices were contacted: %(count)s"),
    reason=_(
        "A request without a search is the one that is most often refused. Names, days and answers are the "
        "proof."
    ),
    record="us-payer-three-provider-practice",
    link=links.OFFICES,
    place="offices",
)
def offices_contacted(facts: Facts) -> Outcome:
    return holds(len(facts.offices) >= ENOUGH_OFFICES, count=len(facts.offices))


@rule(
    "office-date",
    group=MUST,
    title=_("Add the day you contacted: %(names)s"),
    good=_("Each office has the day it was contacted"),
    reason=_("A contact without a date does not count as proof. Plans compare dates with their own lists."),
    source=sources.REFUSALS,
    link=links.OFFICES,
    place="offices",
)
def office_date(facts: Facts) -> Outcome:
    bad = [one for one in facts.offices if not one.office.attempts]
    return each_office(facts.offices, bad, field="attempts")


@rule(
    "office-unfinished",
    group=STRONGER,
    title=_("Write down what they said: %(names)s"),
    good=_("Each office that was contacted has a result"),
    reason=_("You contacted them, but the log does not say what came of it. It is not counted without that."),
    source=sources.REVIEW,
    link=links.OFFICES,
    place="offices",
)
def office_unfinished(facts: Facts) -> Outcome:
    offices = [LoggedOffice(place, one, None) for place, one in enumerate(facts.case.offices) if one.attempts]
    return each_office(offices, [one for one in offices if not one.office.result], field="result")


@rule(
    "office-person",
    group=STRONGER,
    title=_("Add who you spoke with: %(names)s"),
    good=_("The log says who gave the answers"),
    reason=_("A first name makes it easy for the plan to check the call."),
    source=sources.FORM_FIELDS,
    link=links.OFFICES,
    place="offices",
)
def office_person(facts: Facts) -> Outcome:
    """Only where a person must have answered by phone or face to face."""
    asked = [
        one
        for one in facts.with_result(*SAID_BY_A_PERSON)
        if any(attempt.channel in ("PHONE", "WALKED_IN") for attempt in one.office.attempts)
    ]
    bad = [one for one in asked if not any(attempt.spoke_with for attempt in one.office.attempts)]
    return each_office(asked, bad, field="attempts")


@rule(
    "office-open-date",
    group=STRONGER,
    title=_("Add the first open date, or that they gave none: %(names)s"),
    good=_("Each long wait has its date, or says that none was given"),
    reason=_("“Too long” is an opinion. A date can be held against the plan’s own limit."),
    source=sources.FORM_FIELDS,
    link=links.OFFICES,
    place="offices",
)
def office_open_date(facts: Facts) -> Outcome:
    asked = facts.with_result("WAIT_TOO_LONG", "OFFERED_DATE")
    bad = [one for one in asked if one.office.first_open_on is None and not one.office.gave_no_date]
    return each_office(asked, bad, field="first_open_on")


@rule(
    "office-distance",
    group=STRONGER,
    title=_("Add how far it is: %(names)s"),
    good=_("Each office that is too far has its distance"),
    reason=_("Plans count miles or minutes. We count miles when the office and the patient have ZIP codes."),
    source=sources.FORM_FIELDS,
    link=links.OFFICES,
    place="offices",
)
def office_distance(facts: Facts) -> Outcome:
    asked = facts.with_result("TOO_FAR")
    bad = [
        one
        for one in asked
        if one.office.distance is None and (one.measure is None or one.measure.miles is None)
    ]
    return each_office(asked, bad, field="distance")


@rule(
    "no-answer-tries",
    group=STRONGER,
    title=_("Try again, up to three times in all: %(names)s"),
    good=_("Offices that did not answer were tried three times"),
    reason=_(
        "One call that nobody picks up shows little. Three tries show that the office cannot be reached."
    ),
    source=sources.REFUSALS,
    link=links.OFFICES,
    place="offices",
)
def no_answer_tries(facts: Facts) -> Outcome:
    asked = facts.with_result("NO_ANSWER")
    bad = [one for one in asked if len(one.office.attempts) < ENOUGH_TRIES]
    return each_office(asked, bad, field="attempts")


@rule(
    "no-answer-spread",
    group=STRONGER,
    title=_("Try on another day, or at another time of day: %(names)s"),
    good=_("The tries were on different days or at different times"),
    reason=_("Three calls in one hour may all meet the same lunch break."),
    source=sources.REVIEW,
    link=links.OFFICES,
    place="offices",
)
def no_answer_spread(facts: Facts) -> Outcome:
    asked = [one for one in facts.with_result("NO_ANSWER") if len(one.office.attempts) >= ENOUGH_TRIES]
    bad = [
        one
        for one in asked
        if len({(attempt.contacted_on, attempt.day_part) for attempt in one.office.attempts}) == 1
    ]
    return each_office(asked, bad, field="attempts")


@rule(
    "office-npi-digit",
    group=STRONGER,
    title=_("Check the NPI, one number looks wrong: %(names)s"),
    good=_("The NPIs of the offices pass their check digit"),
    reason=_(
        "With a wrong number the plan may look at another office. Directories hold wrong ones too; then "
        "leave it."
    ),
    source=sources.NPI_RULE,
    link=links.OFFICES,
    place="offices",
)
def office_npi_digit(facts: Facts) -> Outcome:
    asked = [one for one in facts.offices if len(one.office.npi) == NPI_DIGITS]
    return each_office(asked, [one for one in asked if npi_warning(one.office.npi)], field="npi")


@rule(
    "office-twice",
    group=STRONGER,
    title=_("Count this office once: %(names)s"),
    good=_("No office is counted twice"),
    reason=_("The same office in two rows makes a reviewer doubt the rest of the list."),
    source=sources.REVIEW,
    link=links.OFFICES,
    place="offices",
)
def office_twice(facts: Facts) -> Outcome:
    """The same name in the same place, or the same NPI."""
    seen: set[tuple[str, ...]] = set()
    bad = []
    for one in facts.offices:
        office = one.office
        keys: set[tuple[str, ...]] = {(same_name(office.name), office.zip_code, office.city.casefold())}
        if office.npi:
            keys.add((office.npi,))
        if keys & seen:
            bad.append(one)
        seen |= keys
    return each_office(facts.offices, bad)


@rule(
    "office-found",
    group=STRONGER,
    title=_("Say where you found: %(names)s"),
    good=_("The log says where each office was found"),
    reason=_(
        "An office counts when the plan itself lists it. Say if it stood on its website, in a letter, or "
        "was named by phone."
    ),
    source=sources.REFUSALS,
    link=links.OFFICES,
    place="offices",
)
def office_found(facts: Facts) -> Outcome:
    bad = [one for one in facts.offices if not one.office.found_in]
    return each_office(facts.offices, bad, field="found_in")


@rule(
    "offices-recent",
    group=STRONGER,
    title=_("Call some offices again: your last contact was on %(day)s"),
    good=_("The contacts are recent"),
    reason=_("Open dates change. After two months a plan may say that somebody has room now."),
    source=sources.REVIEW,
    link=links.OFFICES,
    place="offices",
)
def offices_recent(facts: Facts) -> Outcome:
    days = [attempt.contacted_on for one in facts.offices for attempt in one.office.attempts]
    if not days:
        return SILENT
    return holds(facts.on - max(days) <= FRESH, day=long_date(max(days)))


@rule(
    "office-could-help",
    group=MUST,
    title=_("Say why it does not work: %(names)s"),
    good=_("Offices that could help are shown, each with the reason it does not work"),
    reason=_(
        "They offered a visit. A plan that finds this without a reason will say no. With a good reason it "
        "is an honest part of the list; without one, talk with your clinician."
    ),
    source=sources.HONEST,
    link=links.OFFICES,
    place="offices",
)
def office_could_help(facts: Facts) -> Outcome:
    """Can see the patient with all of the care, or offered a date that is not known to be over a standard."""
    asked = [one for one in facts.with_result("CAN_SEE_ME", "OFFERED_DATE") if _may_help(one)]
    return each_office(asked, [one for one in asked if not one.office.declined_why], field="declined_why")


def _may_help(one: LoggedOffice) -> bool:
    if one.office.gives_all_care == "NO":
        return False
    if one.office.result == "CAN_SEE_ME" or one.measure is None:
        return True
    return one.measure.standing is not Standing.OUTSIDE


@rule(
    "office-missing-care",
    group=MUST,
    title=_("Say what care they cannot give: %(names)s"),
    good=_("Where an office gives only a part, the log says what is missing"),
    reason=_(
        "They can see the patient. Without the part that is missing, the plan reads it as an open office."
    ),
    source=sources.HONEST,
    link=links.OFFICES,
    place="offices",
)
def office_missing_care(facts: Facts) -> Outcome:
    asked = [
        one for one in facts.with_result("CAN_SEE_ME", "OFFERED_DATE") if one.office.gives_all_care == "NO"
    ]
    return each_office(asked, [one for one in asked if not one.office.missing_care], field="missing_care")

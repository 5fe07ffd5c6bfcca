"""Each reason the person gives for the gap is backed by rows of the log."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from requests_app.outreach.results import ENOUGH_TRIES
from requests_app.strength import links, sources
from requests_app.strength.facts import Facts, LoggedOffice
from requests_app.strength.findings import MUST, SILENT, Outcome, holds, rule

WHY = links.step("care", "reasons")
ENGLISH = frozenset({"", "english", "inglés", "ingles"})


@rule(
    "reasons-given",
    group=MUST,
    title=_("Say why in-network care does not work"),
    good=_("The request says why in-network care does not work"),
    reason=_("It is the question the plan decides. “I have not looked yet” is a start, but not a reason."),
    source=sources.FORM_FIELDS,
    link=WHY,
    place="care.gap_reasons",
)
def reasons_given(facts: Facts) -> Outcome:
    return holds(bool(set(facts.case.care.gap_reasons) - {"NOT_LOOKED"}))


@rule(
    "reason-wait",
    group=MUST,
    title=_("You say the wait is too long: add an office with its first open date"),
    good=_("The reason “wait” is backed by an office"),
    reason=_("A reason without an office behind it is only a claim. Add one, or take the reason out."),
    source=sources.REFUSALS,
    link=links.OFFICES,
    place="care.gap_reasons",
)
def reason_wait(facts: Facts) -> Outcome:
    if not facts.claims("WAIT"):
        return SILENT
    rows = facts.with_result("WAIT_TOO_LONG") + facts.with_result("OFFERED_DATE")
    return holds(any(one.office.result == "WAIT_TOO_LONG" or _is_late(one) for one in rows))


def _is_late(one: LoggedOffice) -> bool:
    return one.measure is not None and one.measure.meets_wait is False


@rule(
    "reason-distance",
    group=MUST,
    title=_("You say they are too far: add an office with its distance"),
    good=_("The reason “distance” is backed by an office"),
    reason=_("A reason without an office behind it is only a claim. Add one, or take the reason out."),
    source=sources.REFUSALS,
    link=links.OFFICES,
    place="care.gap_reasons",
)
def reason_distance(facts: Facts) -> Outcome:
    if not facts.claims("DISTANCE"):
        return SILENT
    return holds(
        any(
            one.office.result == "TOO_FAR"
            or (one.measure is not None and one.measure.meets_distance is False)
            for one in facts.offices
        )
    )


@rule(
    "reason-not-taking",
    group=MUST,
    title=_("You say offices take nobody or are listed wrong: add one that said so"),
    good=_("The reason “not taking patients or wrong listing” is backed by an office"),
    reason=_("A reason without an office behind it is only a claim. Add one, or take the reason out."),
    source=sources.REFUSALS,
    link=links.OFFICES,
    place="care.gap_reasons",
)
def reason_not_taking(facts: Facts) -> Outcome:
    if not facts.claims("NOT_TAKING"):
        return SILENT
    rows = facts.with_result("NOT_TAKING", "NOT_IN_NETWORK", "WRONG_NUMBER", "WEB_FORM_ONLY")
    unreached = (one for one in facts.with_result("NO_ANSWER") if len(one.office.attempts) >= ENOUGH_TRIES)
    return holds(bool(rows) or any(True for _one in unreached))


@rule(
    "reason-none-offers",
    group=MUST,
    title=_("You say nobody offers this care: add an office that does not treat it"),
    good=_("The reason “none offers this care” is backed by an office"),
    reason=_("A reason without an office behind it is only a claim. Add one, or take the reason out."),
    source=sources.REFUSALS,
    link=links.OFFICES,
    place="care.gap_reasons",
)
def reason_none_offers(facts: Facts) -> Outcome:
    if not facts.claims("NONE_OFFERS"):
        return SILENT
    return holds(_lacks_care(facts.offices))


def _lacks_care(offices: Iterable[LoggedOffice]) -> bool:
    return any(
        one.office.result in ("DOES_NOT_TREAT", "WRONG_AGE")
        or (one.office.result == "OTHER" and bool(one.office.result_text))
        or (one.office.result in ("CAN_SEE_ME", "OFFERED_DATE") and one.office.gives_all_care == "NO")
        for one in offices
    )


@rule(
    "reason-need",
    group=MUST,
    title=_("You say they cannot meet a need: say which need, and which office could not"),
    good=_("The need that offices cannot meet is named, with an office"),
    reason=_("The plan must know the need (language, disability, age) and who could not meet it."),
    source=sources.REFUSALS,
    link=links.step("you", "language"),
    place="care.gap_reasons",
)
def reason_need(facts: Facts) -> Outcome:
    """Named: access needs, another language than English, or an office that does not treat this age."""
    if not facts.claims("NEED"):
        return SILENT
    patient = facts.case.patient
    is_named = bool(patient.access_needs) or patient.speaking_language.casefold() not in ENGLISH
    wrong_age = bool(facts.with_result("WRONG_AGE"))
    return holds((is_named or wrong_age) and _lacks_care(facts.offices))


@rule(
    "reason-continuity",
    group=MUST,
    title=_("You say you already see this provider: tick it under “Why this provider?”"),
    good=_("The request says that the patient already sees this provider"),
    reason=_("Going on with a treatment has rules of its own. The letter must say that it is under way."),
    source=sources.FORM_FIELDS,
    link=links.step("why", "reasons"),
    place="provider.reasons",
)
def reason_continuity(facts: Facts) -> Outcome:
    if not facts.claims("CONTINUITY"):
        return SILENT
    return holds("ALREADY_SEE" in facts.case.provider.reasons)

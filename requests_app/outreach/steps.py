"""The short pages of one office: which answers stand on which page, and which page comes next."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from requests_app.models import OutreachAttempt, OutreachOffice, OutreachResult
from requests_app.outreach.results import ENOUGH_TRIES, RULES, FollowUp

MOST_TRIES = 6


class Step(StrEnum):
    """Parts of the address, so they say nothing about the office."""

    ABOUT = "about"
    CONTACT = "contact"
    AGAIN = "again"
    RESULT = "result"
    FOLLOW_UP = "follow-up"
    NOTES = "notes"
    CHECK = "check"


OF_OFFICE: dict[Step, tuple[str, ...]] = {
    Step.ABOUT: ("name", "phone", "city", "specialty", "found_in", "found_on", "zip_code", "npi"),
    Step.RESULT: ("result",),
    Step.NOTES: ("visit_mode", "declined_why", "proof_note", "notes"),
}
OF_FOLLOW_UP: dict[FollowUp, tuple[str, ...]] = {
    FollowUp.FIRST_OPEN_VISIT: ("first_open_on", "gave_no_date"),
    FollowUp.DISTANCE: ("distance", "distance_unit"),
    FollowUp.ALL_CARE: ("gives_all_care", "missing_care"),
    FollowUp.WHAT_THEY_SAID: ("result_text",),
}
OF_CONTACT = ("contacted_on", "day_part", "channel", "spoke_with")
TRIES = tuple(range(1, ENOUGH_TRIES + 1))

# Results where the office had a visit to offer, so it can be asked in which way and why not taken.
WITH_A_VISIT = frozenset({OutreachResult.WAIT_TOO_LONG, OutreachResult.TOO_FAR, OutreachResult.CAN_SEE_ME})


def follow_up_of(office: OutreachOffice) -> FollowUp:
    rule = RULES.get(office.result)
    return rule.follow_up if rule else FollowUp.NONE


def fields_of(office: OutreachOffice, step: Step) -> tuple[str, ...]:
    """The columns of the office that this page shows."""
    if step == Step.FOLLOW_UP:
        return OF_FOLLOW_UP.get(follow_up_of(office), ())
    fields = OF_OFFICE.get(step, ())
    if step == Step.NOTES and office.result not in WITH_A_VISIT:
        return tuple(name for name in fields if name not in ("visit_mode", "declined_why"))
    return fields


def shown_values(office: OutreachOffice, step: Step, tries: Sequence[OutreachAttempt]) -> dict[str, Any]:
    """What this page shows of what is kept, by the name of its question."""
    if step == Step.CONTACT:
        return {name: getattr(tries[-1], name) if tries else None for name in OF_CONTACT}
    if step == Step.FOLLOW_UP and follow_up_of(office) == FollowUp.TRIES:
        return {
            f"try{number}_{part}": getattr(tries[number - 1], column) if number <= len(tries) else None
            for number in TRIES
            for part, column in (("on", "contacted_on"), ("part", "day_part"))
        }
    return {name: getattr(office, name) for name in fields_of(office, step)}


def follow_up_is_answered(office: OutreachOffice, tries: Sequence[OutreachAttempt]) -> bool:
    match follow_up_of(office):
        case FollowUp.FIRST_OPEN_VISIT:
            return office.gave_no_date or office.first_open_on is not None
        case FollowUp.DISTANCE:
            return office.distance is not None
        case FollowUp.ALL_CARE:
            return bool(office.gives_all_care)
        case FollowUp.WHAT_THEY_SAID:
            return bool(office.result_text)
        case FollowUp.TRIES:
            return len(tries) >= ENOUGH_TRIES
    return True


def first_open_step(office: OutreachOffice, tries: Sequence[OutreachAttempt]) -> Step | None:
    """The page without which this office cannot be counted."""
    if not tries:
        return Step.CONTACT
    return None if office.result else Step.RESULT


def step_after(
    office: OutreachOffice, step: Step, tries: Sequence[OutreachAttempt], *, to_check: bool
) -> Step:
    """The next page; whoever came to change one answer goes back to the check page as soon as possible."""
    if to_check and first_open_step(office, tries) is None:
        is_open = step == Step.RESULT and not follow_up_is_answered(office, tries)
        return Step.FOLLOW_UP if is_open else Step.CHECK
    match step:
        case Step.ABOUT:
            return Step.CONTACT
        case Step.CONTACT | Step.AGAIN:
            return Step.RESULT
        case Step.RESULT if follow_up_of(office) != FollowUp.NONE:
            return Step.FOLLOW_UP
        case Step.RESULT | Step.FOLLOW_UP:
            return Step.NOTES
    return Step.CHECK


def step_before(office: OutreachOffice, step: Step) -> Step | None:
    match step:
        case Step.CONTACT | Step.AGAIN:
            return Step.ABOUT
        case Step.RESULT:
            return Step.CONTACT
        case Step.FOLLOW_UP:
            return Step.RESULT
        case Step.NOTES:
            return Step.FOLLOW_UP if follow_up_of(office) != FollowUp.NONE else Step.RESULT
        case Step.CHECK:
            return Step.NOTES
    return None

"""The short pages of one office: which answers stand on which page, and which page comes next."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from requests_app.models import OutreachAttempt, OutreachOffice
from requests_app.models.outreach import AttemptOutcome, OutreachResult, VisitMode
from requests_app.outreach.results import (
    ASKED_FOR_ALL_CARE,
    ENOUGH_TRIES,
    RULES,
    WITH_A_VISIT,
    FollowUp,
)

MOST_TRIES = 6


class Step(StrEnum):
    """Parts of the address, so they say nothing about the office."""

    ABOUT = "about"
    PLACE = "place"
    LISTING = "listing"
    CONTACT = "contact"
    ENDED = "ended"
    AGAIN = "again"
    RESULT = "result"
    FOLLOW_UP = "follow-up"
    OFFER = "offer"
    TRAVEL = "travel"
    NOTES = "notes"
    CHECK = "check"


OF_OFFICE: dict[Step, tuple[str, ...]] = {
    Step.ABOUT: ("name", "kind", "specialty", "phone", "npi"),
    Step.PLACE: ("street", "city", "state", "zip_code"),
    Step.LISTING: ("found_in", "found_at", "found_on", "listed_accepting"),
    Step.RESULT: ("result",),
    Step.TRAVEL: ("distance", "distance_unit"),
    Step.NOTES: ("proof_note", "notes"),
}
OF_FOLLOW_UP: dict[FollowUp, tuple[str, ...]] = {
    FollowUp.FIRST_OPEN_VISIT: ("first_open_on", "gave_no_date"),
    FollowUp.DISTANCE: ("distance", "distance_unit"),
    FollowUp.ALL_CARE: ("gives_all_care", "missing_care"),
    FollowUp.WHAT_THEY_SAID: ("result_text",),
}
# The two pages about the last try.
OF_TRY: dict[Step, tuple[str, ...]] = {
    Step.CONTACT: ("contacted_on", "day_part", "channel"),
    Step.ENDED: ("outcome", "spoke_with"),
}
TRIES = tuple(range(1, ENOUGH_TRIES + 1))
NOT_REACHED = frozenset({AttemptOutcome.NO_ANSWER, AttemptOutcome.LEFT_MESSAGE, AttemptOutcome.BUSY})


def follow_up_of(office: OutreachOffice) -> FollowUp:
    rule = RULES.get(office.result)
    return rule.follow_up if rule else FollowUp.NONE


def fields_of(office: OutreachOffice, step: Step) -> tuple[str, ...]:
    """The columns of the office that this page shows; none when the office has no such page now."""
    if step == Step.FOLLOW_UP:
        return OF_FOLLOW_UP.get(follow_up_of(office), ())
    if step == Step.OFFER:
        return _of_offer(office)
    if step == Step.TRAVEL and not _asks_travel(office):
        return ()
    return OF_OFFICE.get(step, ())


def _of_offer(office: OutreachOffice) -> tuple[str, ...]:
    """Whatever the follow-up did not ask yet of an office that had a visit to offer."""
    if office.result not in WITH_A_VISIT:
        return ()
    asked = follow_up_of(office)
    day = () if asked == FollowUp.FIRST_OPEN_VISIT else ("first_open_on",)
    is_open = office.result in ASKED_FOR_ALL_CARE and asked != FollowUp.ALL_CARE
    care = ("gives_all_care", "missing_care") if is_open else ()
    return (*day, "visit_mode", *care, "declined_why")


def _asks_travel(office: OutreachOffice) -> bool:
    """How far it is matters where somebody would have to go there."""
    has_a_way = office.result in WITH_A_VISIT and office.visit_mode != VisitMode.VIDEO
    return has_a_way and follow_up_of(office) != FollowUp.DISTANCE


def shown_values(office: OutreachOffice, step: Step, tries: Sequence[OutreachAttempt]) -> dict[str, Any]:
    """What this page shows of what is kept, by the name of its question."""
    if step in OF_TRY:
        return {name: getattr(tries[-1], name) if tries else None for name in OF_TRY[step]}
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


_ORDER = (
    Step.ABOUT,
    Step.PLACE,
    Step.LISTING,
    Step.CONTACT,
    Step.ENDED,
    Step.RESULT,
    Step.FOLLOW_UP,
    Step.OFFER,
    Step.TRAVEL,
    Step.NOTES,
    Step.CHECK,
)


def path_of(office: OutreachOffice) -> tuple[Step, ...]:
    """The pages of this office in order, with the questions that its result asks for."""
    asked = {
        Step.FOLLOW_UP: follow_up_of(office) != FollowUp.NONE,
        Step.OFFER: bool(fields_of(office, Step.OFFER)),
        Step.TRAVEL: bool(fields_of(office, Step.TRAVEL)),
    }
    return tuple(step for step in _ORDER if asked.get(step, True))


def step_after(
    office: OutreachOffice, step: Step, tries: Sequence[OutreachAttempt], *, to_check: bool
) -> Step:
    """The next page; whoever came to change one answer goes back to the check page as soon as possible."""
    if _says_the_same_again(office, step, tries):
        return Step.CHECK
    if to_check and first_open_step(office, tries) is None:
        is_open = step == Step.RESULT and not follow_up_is_answered(office, tries)
        return Step.FOLLOW_UP if is_open else Step.CHECK
    if step == Step.AGAIN:
        return Step.ENDED
    path = path_of(office)
    return path[path.index(step) + 1] if step in path else Step.CHECK


def _says_the_same_again(office: OutreachOffice, step: Step, tries: Sequence[OutreachAttempt]) -> bool:
    """One more call that nobody took changes nothing about an office that did not answer before."""
    is_silent = step == Step.ENDED and bool(tries) and tries[-1].outcome in NOT_REACHED
    return is_silent and office.result == OutreachResult.NO_ANSWER


def step_before(office: OutreachOffice, step: Step) -> Step | None:
    if step == Step.AGAIN:
        return Step.CHECK
    path = path_of(office)
    place = path.index(step) if step in path else 0
    return path[place - 1] if place else None


def likely_result(tries: Sequence[OutreachAttempt]) -> str:
    """What the page of results starts with when the last try already says it."""
    last = tries[-1].outcome if tries else ""
    if last in NOT_REACHED:
        return OutreachResult.NO_ANSWER
    return OutreachResult.WRONG_NUMBER if last == AttemptOutcome.DEAD_NUMBER else ""

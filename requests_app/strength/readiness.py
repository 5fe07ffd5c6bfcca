"""What insurers say they look for, held against one request: met, missing, to ask, or not about this request.

Practice of insurers with its source, not law. One judge for each need of `knowledge.readiness.Need`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.evidence.model import Standing
from requests_app.knowledge.readiness_records import Need, ReadinessTest
from requests_app.strength import links
from requests_app.strength.facts import Facts
from requests_app.strength.findings import Link

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MET, MISSING, ASK, NOT_ABOUT = "MET", "MISSING", "ASK", "NOT_ABOUT"
LABELS: dict[str, StrOrPromise] = {
    MET: _("Met"),
    MISSING: _("Missing"),
    ASK: _("Ask the plan"),
    NOT_ABOUT: _("Not about this request"),
}
WITH_A_FACILITY = frozenset({"OUTPATIENT_PROGRAM", "DAY_PROGRAM", "RESIDENTIAL", "SURGERY"})
LACKS_CARE = frozenset({"DOES_NOT_TREAT", "WRONG_AGE"})


@dataclass(frozen=True)
class TestState:
    test: ReadinessTest
    state: str
    link: Link

    @property
    def label(self) -> StrOrPromise:
        return LABELS[self.state]


# True and False are met and missing, None is not about this request, ASK what no request can tell.
Verdict = bool | str | None
Judge = Callable[[Facts, ReadinessTest], Verdict]


def states(facts: Facts) -> tuple[TestState, ...]:
    return tuple(_state(facts, test) for test in facts.readiness)


def _state(facts: Facts, test: ReadinessTest) -> TestState:
    judge, link = JUDGES[test.needs]
    verdict = judge(facts, test)
    states_of: dict[Verdict, str] = {True: MET, False: MISSING, None: NOT_ABOUT}
    return TestState(test, states_of.get(verdict, ASK), link)


def is_cpt(code: str) -> bool:
    """Five-digit codes are billed by people; revenue codes and letter codes by the place."""
    return len(code) == 5 and code[:1].isdigit()


def has_facility_and_people(facts: Facts) -> bool | None:
    """None where no facility is part of the care, or no code is there yet."""
    services = [code.code for code in facts.case.care.codes if code.kind != "DIAGNOSIS"]
    if facts.case.care.level_of_care not in WITH_A_FACILITY or not services:
        return None
    return 0 < sum(map(is_cpt, services)) < len(services)


def was_asked_before_care(facts: Facts) -> bool | None:
    care, first_call = facts.case.care, next(iter(facts.plan_calls), None)
    if care.timing == "OVER":
        return False
    if care.timing == "STARTED" and care.starts_on is not None:
        return (first_call[1].called_on if first_call else facts.on) <= care.starts_on
    return True if care.timing == "NOT_STARTED" else None


def _three_contacted(facts: Facts, test: ReadinessTest) -> bool:
    return len(facts.offices) >= int(test.value or 0)


def _outside_limits(facts: Facts, _test: ReadinessTest) -> Verdict:
    if not facts.offices or facts.evidence.standing(Standing.INSIDE):
        return False
    return ASK if facts.evidence.standing(Standing.MAYBE, Standing.OFFER) else True


def _number_first(facts: Facts, _test: ReadinessTest) -> bool | None:
    track = facts.track("PRIOR_AUTH")
    if (track and track.is_wanted == "NO") or facts.last_heard("needs_approval") == "NO":
        return None
    return bool(track and (track.reference or track.authorization_number))


def _facility_apart(facts: Facts, _test: ReadinessTest) -> Verdict:
    """Both are named here; whether the plan wants two requests, only the plan can say."""
    return has_facility_and_people(facts) and ASK


def _who_may_start(facts: Facts, test: ReadinessTest) -> bool:
    gap = facts.track("GAP")
    if test.value == "PROVIDER":
        return bool(gap and gap.owner in ("PROVIDER", "FACILITY"))
    return facts.opening is not None and facts.opening.made_by in ("PATIENT", "CAREGIVER")


def _before_care(facts: Facts, _test: ReadinessTest) -> bool | None:
    return was_asked_before_care(facts)


def _in_writing(facts: Facts, _test: ReadinessTest) -> bool | None:
    """About the answer, so only once there is one."""
    return facts.last_heard("letter_sent") == "YES" if facts.last_heard("answer") else None


def _plan_list_asked(facts: Facts, _test: ReadinessTest) -> bool:
    return facts.asked_for_names


def _clinician_papers(facts: Facts, _test: ReadinessTest) -> bool:
    return facts.has_letter


def _provider_details(facts: Facts, _test: ReadinessTest) -> bool:
    case, provider = facts.case, facts.case.provider
    asked = (provider.name, provider.phone, provider.address.city, provider.npi, provider.tax_id)
    care = (case.care.starts_on, case.care.amount)
    return all(asked) and all(care) and any(code.kind == "DIAGNOSIS" for code in case.care.codes)


def _always_met(_facts: Facts, _test: ReadinessTest) -> bool:
    """The packet does it by itself: it asks for the in-network level, and is signed."""
    return True


def _none_trained(facts: Facts, _test: ReadinessTest) -> bool:
    lacks = any(one.office.result in LACKS_CARE or one.office.gives_all_care == "NO" for one in facts.offices)
    return lacks and not facts.evidence.standing(Standing.INSIDE, Standing.MAYBE, Standing.OFFER)


def _in_person(facts: Facts, _test: ReadinessTest) -> bool | None:
    video = [one.office for one in facts.offices if one.office.visit_mode == "VIDEO"]
    if not video:
        return None
    return all(office.declined_why or office.missing_care for office in video)


def _person_referred(facts: Facts, _test: ReadinessTest) -> Verdict:
    return any(track.owner == "CLINICIAN" for track in facts.case.tracks) or ASK


def _right_department(facts: Facts, _test: ReadinessTest) -> bool:
    return bool(facts.last_heard("deciding_team"))


def _early_notice(facts: Facts, test: ReadinessTest) -> Verdict:
    """Counted from the start of care: on which day the notice came, no request says."""
    start = facts.case.care.starts_on
    if not facts.claims("CONTINUITY") or start is None:
        return None
    if not facts.plan_calls:
        return False
    return facts.plan_calls[0][1].called_on <= start + timedelta(days=int(test.value or 0)) or ASK


JUDGES: dict[Need, tuple[Judge, Link]] = {
    Need.THREE_CONTACTED: (_three_contacted, links.OFFICES),
    Need.OUTSIDE_LIMITS: (_outside_limits, links.OFFICES),
    Need.NUMBER_FIRST: (_number_first, links.TRACKS),
    Need.FACILITY_APART: (_facility_apart, links.CODES),
    Need.WHO_MAY_START: (_who_may_start, links.TRACKS),
    Need.BEFORE_CARE: (_before_care, links.step("story", "need")),
    Need.IN_WRITING: (_in_writing, links.call("CALL_4")),
    Need.PLAN_LIST_ASKED: (_plan_list_asked, links.call("CALL_1")),
    Need.CLINICIAN_PAPERS: (_clinician_papers, links.ASK_LETTER),
    Need.PROVIDER_DETAILS: (_provider_details, links.step("provider", "numbers")),
    Need.SIGNED_BY_MEMBER: (_always_met, links.OFFICES),
    Need.NONE_TRAINED: (_none_trained, links.OFFICES),
    Need.IN_NETWORK_LEVEL: (_always_met, links.OFFICES),
    Need.IN_PERSON: (_in_person, links.OFFICES),
    Need.PERSON_REFERRED: (_person_referred, links.LETTER),
    Need.EVERYONE_NAMED: (_facility_apart, links.CODES),
    Need.RIGHT_DEPARTMENT: (_right_department, links.call("CALL_1")),
    Need.EARLY_NOTICE: (_early_notice, links.call("CALL_1")),
}

"""What an in-network office can say, what is asked next, and how it is told in the packet.

The packet states facts: each sentence says what the office said or did, and nothing about what it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.models.outreach import OutreachResult

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ENOUGH_TRIES = 3


class FollowUp(StrEnum):
    """The one question that fits a result."""

    NONE = "NONE"
    FIRST_OPEN_VISIT = "FIRST_OPEN_VISIT"
    DISTANCE = "DISTANCE"
    TRIES = "TRIES"
    ALL_CARE = "ALL_CARE"
    WHAT_THEY_SAID = "WHAT_THEY_SAID"


class ReasonGroup(StrEnum):
    """The kinds of gap a reviewer looks for; the order is the one of the strip on the list page."""

    WAIT = "WAIT"
    DISTANCE = "DISTANCE"
    NOT_TAKING = "NOT_TAKING"
    DOES_NOT_TREAT = "DOES_NOT_TREAT"
    WRONG_LISTING = "WRONG_LISTING"


GROUP_LABELS: dict[ReasonGroup, StrOrPromise] = {
    ReasonGroup.WAIT: _("Wait"),
    ReasonGroup.DISTANCE: _("Distance"),
    ReasonGroup.NOT_TAKING: _("Not taking patients"),
    ReasonGroup.DOES_NOT_TREAT: _("Does not treat this"),
    ReasonGroup.WRONG_LISTING: _("Wrong listing"),
}


@dataclass(frozen=True)
class ResultRule:
    """`sentence` needs the fact named in it; `without` is told when that fact was not given.

    `refused` is told when the office was asked for the fact and had none: that is said, not concluded.
    """

    code: str
    follow_up: FollowUp
    group: ReasonGroup | None
    sentence: StrOrPromise
    without: StrOrPromise
    fact: str = ""
    refused: StrOrPromise = ""


_RULES = (
    ResultRule(
        OutreachResult.DOES_NOT_TREAT,
        FollowUp.NONE,
        ReasonGroup.DOES_NOT_TREAT,
        sentence=_("Said it does not treat this"),
        without=_("Said it does not treat this"),
    ),
    ResultRule(
        OutreachResult.NOT_TAKING,
        FollowUp.NONE,
        ReasonGroup.NOT_TAKING,
        sentence=_("Said it is not taking new patients"),
        without=_("Said it is not taking new patients"),
    ),
    ResultRule(
        OutreachResult.WAIT_TOO_LONG,
        FollowUp.FIRST_OPEN_VISIT,
        ReasonGroup.WAIT,
        sentence=_("Offered first visit on %(date)s"),
        without=_("Wait too long, as the patient reports"),
        refused=_("Said there is a wait and gave no date"),
        fact="date",
    ),
    ResultRule(
        OutreachResult.TOO_FAR,
        FollowUp.DISTANCE,
        ReasonGroup.DISTANCE,
        sentence=_("%(distance)s away, one way"),
        without=_("Too far to travel, as the patient reports"),
        fact="distance",
    ),
    ResultRule(
        OutreachResult.NOT_IN_NETWORK,
        FollowUp.NONE,
        ReasonGroup.WRONG_LISTING,
        sentence=_("Said it is not in network for this plan"),
        without=_("Said it is not in network for this plan"),
    ),
    ResultRule(
        OutreachResult.WRONG_NUMBER,
        FollowUp.NONE,
        ReasonGroup.WRONG_LISTING,
        sentence=_("The listed number was wrong or not in service"),
        without=_("The listed number was wrong or not in service"),
    ),
    ResultRule(
        OutreachResult.NO_ANSWER,
        FollowUp.TRIES,
        ReasonGroup.WRONG_LISTING,
        sentence=_("No answer or no call back. Tried on %(dates)s"),
        without=_("No answer or no call back"),
        fact="dates",
    ),
    ResultRule(
        OutreachResult.WEB_FORM_ONLY,
        FollowUp.NONE,
        None,
        sentence=_("Referred to a website or form, no visit offered"),
        without=_("Referred to a website or form, no visit offered"),
    ),
    ResultRule(
        OutreachResult.CAN_SEE_ME,
        FollowUp.ALL_CARE,
        None,
        sentence=_("Said it can see the patient, but not give all of the care: %(missing)s"),
        without=_("Said it can see the patient"),
        fact="missing",
    ),
    ResultRule(
        OutreachResult.WRONG_AGE,
        FollowUp.NONE,
        ReasonGroup.DOES_NOT_TREAT,
        sentence=_("Said it does not treat patients of this age"),
        without=_("Said it does not treat patients of this age"),
    ),
    ResultRule(
        OutreachResult.OFFERED_DATE,
        FollowUp.FIRST_OPEN_VISIT,
        None,
        sentence=_("Offered first visit on %(date)s"),
        without=_("Said it can offer a first visit"),
        refused=_("Said it can offer a first visit and gave no date"),
        fact="date",
    ),
    ResultRule(
        OutreachResult.OTHER,
        FollowUp.WHAT_THEY_SAID,
        None,
        sentence=_("Other result: %(said)s"),
        without=_("Contacted, other result"),
        fact="said",
    ),
)
RULES: dict[str, ResultRule] = {rule.code: rule for rule in _RULES}

# The office had a visit to offer, so it can be asked in which way, when, and why it was not taken.
WITH_A_VISIT = frozenset(
    {
        OutreachResult.WAIT_TOO_LONG,
        OutreachResult.TOO_FAR,
        OutreachResult.CAN_SEE_ME,
        OutreachResult.OFFERED_DATE,
    }
)
# Whether all of the care is there is asked of an office that would take the patient.
ASKED_FOR_ALL_CARE = frozenset({OutreachResult.CAN_SEE_ME, OutreachResult.OFFERED_DATE})


def set_aside(code: str, *, gives_all_care: str) -> frozenset[str]:
    """The answers that this result does not let stand: kept in the row, but said by nobody now."""
    names: set[str] = set()
    if code not in WITH_A_VISIT:
        names |= {"first_open_on", "visit_mode", "declined_why"}
    rule = RULES.get(code)
    if rule is None or rule.follow_up != FollowUp.FIRST_OPEN_VISIT:
        names.add("gave_no_date")
    if code not in ASKED_FOR_ALL_CARE:
        names.add("gives_all_care")
    if code not in ASKED_FOR_ALL_CARE or gives_all_care != "NO":
        names.add("missing_care")
    if code != OutreachResult.OTHER:
        names.add("result_text")
    return frozenset(names)


@dataclass(frozen=True)
class OfficeResult:
    """What the strip of reasons needs to know of one office."""

    code: str
    tries: int = 1
    gives_all_care: bool = True


def reason_group(office: OfficeResult) -> ReasonGroup | None:
    """The gap this office shows, if any.

    No answer shows a wrong listing only after three tries. An office that would take the patient but cannot
    give all of the care lacks the care that was asked for. An offered date alone shows nothing: the standard
    that applies decides whether it is in time.
    """
    if office.code == OutreachResult.NO_ANSWER and office.tries < ENOUGH_TRIES:
        return None
    if office.code in ASKED_FOR_ALL_CARE and not office.gives_all_care:
        return ReasonGroup.DOES_NOT_TREAT
    rule = RULES.get(office.code)
    return rule.group if rule else None


def groups_covered(offices: Iterable[OfficeResult]) -> dict[ReasonGroup, int]:
    """How many offices show each gap; every group is there, in the order of the strip."""
    found = [reason_group(office) for office in offices]
    return {group: found.count(group) for group in ReasonGroup}


def is_real_option(office: OfficeResult) -> bool:
    """The office can give all of the care in time: it stays in the log and in the packet."""
    return office.code == OutreachResult.CAN_SEE_ME and office.gives_all_care


def is_an_offer(office: OfficeResult) -> bool:
    """The office offered a date for the care, which may or may not be in time: it stays in the log too."""
    return office.code == OutreachResult.OFFERED_DATE and office.gives_all_care


def packet_sentence(code: str, facts: Mapping[str, str]) -> str:
    """One neutral sentence: `facts` may hold date, distance, dates, missing, said and refused."""
    rule = RULES[code]
    value = facts.get(rule.fact, "").strip() if rule.fact else ""
    if rule.refused and facts.get("refused") and not value:
        return str(rule.refused)
    if rule.fact and not value:
        return str(rule.without)
    return str(rule.sentence) % {rule.fact: value} if rule.fact else str(rule.sentence)

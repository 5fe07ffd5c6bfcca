"""What a box of a form can be ticked for. Each is so only when the case says it in so many words."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from requests_app.planforms.fact_kinds import TickFact, Told

ALWAYS = "always"


def _reason(code: str) -> Callable[[Told], bool]:
    return lambda told: code in told.case.care.gap_reasons


def _level(code: str) -> Callable[[Told], bool]:
    return lambda told: told.case.care.level_of_care == code


def _plan(code: str) -> Callable[[Told], bool]:
    return lambda told: told.case.coverage.plan_kind == code


def _source(code: str) -> Callable[[Told], bool]:
    return lambda told: told.case.coverage.source == code


def _relation(code: str) -> Callable[[Told], bool]:
    return lambda told: (
        told.case.coverage.is_subscriber is False and (told.case.coverage.subscriber.relation == code)
    )


TICKS = [
    TickFact(
        "request.urgent",
        _("Urgent: a clinician says waiting could do harm"),
        "care.harm",
        lambda t: t.is_urgent,
    ),
    TickFact("request.standard", _("Standard, not urgent"), "care.harm", lambda t: not t.is_urgent),
    TickFact(
        "request.gap",
        _("A network gap exception is asked for"),
        "",
        lambda t: t.case.path != "SINGLE_CASE_AGREEMENT",
    ),
    TickFact(
        "request.agreement",
        _("A single case agreement is asked for"),
        "",
        lambda t: t.case.path in ("SINGLE_CASE_AGREEMENT", "BOTH"),
    ),
    TickFact(
        "request.not_started",
        _("The care has not started"),
        "care.timing",
        lambda t: t.case.care.timing == "NOT_STARTED",
    ),
    TickFact(
        "request.started", _("The care has started"), "care.timing", lambda t: t.case.care.timing == "STARTED"
    ),
    TickFact("request.over", _("The care is over"), "care.timing", lambda t: t.case.care.timing == "OVER"),
    TickFact(
        "member.is_subscriber",
        _("The member is the main person on the plan"),
        "plan.main-person",
        lambda t: t.case.coverage.is_subscriber is True,
    ),
    TickFact(
        "member.spouse",
        _("The member is the spouse of the main person"),
        "plan.subscriber",
        _relation("SPOUSE"),
    ),
    TickFact(
        "member.child", _("The member is a child of the main person"), "plan.subscriber", _relation("CHILD")
    ),
    TickFact(
        "member.other_relation",
        _("The member is otherwise related to the main person"),
        "plan.subscriber",
        _relation("OTHER"),
    ),
    TickFact("plan.hmo", _("The plan is an HMO"), "plan.type", _plan("HMO")),
    TickFact("plan.ppo", _("The plan is a PPO"), "plan.type", _plan("PPO")),
    TickFact("plan.epo", _("The plan is an EPO"), "plan.type", _plan("EPO")),
    TickFact("plan.pos", _("The plan is a POS plan"), "plan.type", _plan("POS")),
    TickFact("plan.job", _("The plan comes through a job"), "plan.source", _source("JOB")),
    TickFact(
        "plan.marketplace", _("The plan is from the Marketplace"), "plan.source", _source("MARKETPLACE")
    ),
    TickFact("plan.medicaid", _("The plan is Medicaid"), "plan.source", _source("MEDICAID")),
    TickFact("plan.medicare", _("The plan is Medicare"), "plan.source", _source("MEDICARE")),
    TickFact(
        "care.behavioral",
        _("Behavioral health care"),
        "care.kind",
        lambda t: t.case.care.kind == "BEHAVIORAL",
    ),
    TickFact(
        "care.surgery",
        _("Surgery"),
        "care.kind",
        lambda t: "SURGERY" in (t.case.care.kind, t.case.care.level_of_care),
    ),
    TickFact("care.visits", _("Level of care: visits"), "care.need", _level("VISIT")),
    TickFact(
        "care.outpatient_program",
        _("Level of care: outpatient program"),
        "care.need",
        _level("OUTPATIENT_PROGRAM"),
    ),
    TickFact("care.day_program", _("Level of care: day program"), "care.need", _level("DAY_PROGRAM")),
    TickFact("care.residential", _("Level of care: residential"), "care.need", _level("RESIDENTIAL")),
    TickFact("why.none", _("No in-network provider offers the care"), "care.reasons", _reason("NONE_OFFERS")),
    TickFact("why.wait", _("The wait is too long"), "care.reasons", _reason("WAIT")),
    TickFact("why.distance", _("In-network providers are too far"), "care.reasons", _reason("DISTANCE")),
    TickFact(
        "why.not_taking",
        _("In-network providers take no new patients"),
        "care.reasons",
        _reason("NOT_TAKING"),
    ),
    TickFact(
        "why.need", _("They cannot meet a need (language, disability, age)"), "care.reasons", _reason("NEED")
    ),
    TickFact(
        "why.continuity",
        _("Continuity: the member already sees this provider"),
        "care.reasons",
        _reason("CONTINUITY"),
    ),
    TickFact(
        "why.language",
        _("The provider speaks the member’s language"),
        "why.reasons",
        lambda t: "LANGUAGE" in t.case.provider.reasons,
    ),
    TickFact(
        "why.treats",
        _("The provider treats this condition"),
        "why.reasons",
        lambda t: "TREATS_THIS" in t.case.provider.reasons,
    ),
    TickFact(
        "provider.agreed",
        _("The provider agreed to treat the member"),
        "provider.agreed",
        lambda t: t.case.provider.agreed == "YES",
    ),
    TickFact(
        "provider.takes_agreement",
        _("The provider would sign an agreement for this case"),
        "provider.agreement",
        lambda t: t.case.provider.accepts_agreement == "YES",
    ),
    TickFact(
        "provider.no_balance",
        _("The provider will not bill the member for the rest"),
        "provider.agreement",
        lambda t: t.case.provider.will_not_bill_rest == "YES",
    ),
    TickFact(
        "network.three", _("At least three offices were asked"), "offices", lambda t: len(t.offices) >= 3
    ),
    TickFact(
        "clinician.letter",
        _("A clinician’s letter is with the request"),
        "clinician",
        lambda t: bool(t.case.letters),
    ),
]

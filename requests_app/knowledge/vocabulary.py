"""The words a record may use. `check_knowledge` refuses any other: a typing error never hides a rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from requests_app.common.states import STATE_NAMES

JURISDICTIONS = frozenset({"US", *STATE_NAMES})

PLAN_TYPES = frozenset(
    {
        "all",  # every plan, and people without one
        "all_private",  # anything but a government program
        "commercial",  # as all_private, and federal employees
        "erisa_self_funded",  # a private employer pays the claims: outside state insurance law
        "group_fully_insured",  # a private employer buys insurance
        "fully_insured",  # any policy a state regulates; the words below narrow it
        "fully_insured_hmo",
        "fully_insured_ppo",
        "fully_insured_epo",
        "fully_insured_managed_care",
        "fully_insured_small_group_ppo",
        "fully_insured_cdi_regulated",
        "fully_insured_limited_health_service",
        "individual_on_exchange",
        "individual_ffe",
        "individual_sbe",
        "individual_off_exchange",
        "student_insured",
        "student_self_funded",
        "nonfederal_government",
        "nonfederal_self_funded",
        "church_self_funded",
        "fehb",
        "medicare",
        "medicare_advantage",
        "original_medicare",
        "medicaid",
        "medicaid_mco",
        "medicaid_ffs",
        "chip_mco",
        "chip_ffs",
        "essential_plan",
        "nyship",
        "tricare",
        "va",
    }
)


class Kind(StrEnum):
    RULE = "rule"
    DEFINITION = "definition"
    STATUS = "status"
    DEADLINE_PLAN = "deadline_plan"  # the plan’s clock
    DEADLINE_PATIENT = "deadline_patient"  # the person’s clock
    WAIT_TIME = "wait_time"
    TRAVEL = "travel"
    OON_RIGHT = "oon_right"  # must cover care outside the network
    CONTINUITY = "continuity"
    EVIDENCE = "evidence"
    RIGHT_TO_DOCUMENTS = "right_to_documents"
    EXTERNAL_REVIEW = "external_review"
    PAYER_PRACTICE = "payer_practice"
    CONTACT = "contact"
    REGULATOR = "regulator"
    REGULATOR_SECOND = "regulator_second"
    CONSUMER_ASSISTANCE = "consumer_assistance"
    MEDICAID_AGENCY = "medicaid_agency"
    MARKETPLACE = "marketplace"
    HCPCS = "hcpcs"
    CPT = "cpt"
    REVENUE_CODE = "revenue_code"
    PLACE_OF_SERVICE = "place_of_service"
    CARC = "carc"
    CLAIM_GROUP_CODE = "claim_group_code"
    RARC = "rarc"
    X12_278 = "x12_278"
    FHIR_PAS = "fhir_pas"
    BILLING_RULE = "billing_rule"


PLACES = frozenset(
    {
        Kind.CONTACT,
        Kind.REGULATOR,
        Kind.REGULATOR_SECOND,
        Kind.CONSUMER_ASSISTANCE,
        Kind.MEDICAID_AGENCY,
        Kind.MARKETPLACE,
    }
)
CODES = frozenset(
    {
        Kind.HCPCS,
        Kind.CPT,
        Kind.REVENUE_CODE,
        Kind.PLACE_OF_SERVICE,
        Kind.CARC,
        Kind.CLAIM_GROUP_CODE,
        Kind.RARC,
        Kind.X12_278,
        Kind.FHIR_PAS,
        Kind.BILLING_RULE,
    }
)

# How long a record may stand before somebody must look at its source again, in days.
OLD_AFTER_DAYS = 180
REVIEW_DAYS = dict.fromkeys(Kind, 365) | dict.fromkeys(PLACES, OLD_AFTER_DAYS) | {Kind.STATUS: 90}

# Units that a program reads. Every other unit only says what a value in words is about.
DAY_UNITS = {
    "calendar_days": ("calendar", 1),
    "business_days": ("business", 1),
    "weeks": ("calendar", 7),
}
UNITS_TO_READ = frozenset({*DAY_UNITS, "hours", "months"})
# Of miles and minutes, the one that comes first counts.
LESSER_UNITS = frozenset({"lesser_of", "whichever_less_for_90_percent"})
UNITS = UNITS_TO_READ | frozenset(
    {
        # clocks with a condition
        "business_days_from_prior_visit", "calendar_days_after_complete", "calendar_days_minimum",
        "calendar_days_once", "hours_minimum", "first_rating_period_on_or_after", "mixed",
        # distances
        "miles", "miles_or_minutes", "minutes_average", "lesser_of", "for_90_percent", "percent_90",
        "whichever_less_for_90_percent", "miles_or_minutes_for_90_percent", "minutes_or_miles_by_county_type",
        "miles_by_county_class", "providers_within_limit", "minutes_miles",
        # what a value in words is about
        "access", "adequately_and_timely", "alternative_access", "benefit_classes", "bill", "comparison",
        "contact", "content", "contracted_providers_contacted", "cost", "cost_to_enrollee", "date",
        "directory", "disclosure", "document", "documents", "effective_date", "employees_or_fewer",
        "enforcement", "enforcement_state", "exception", "gap", "injunction_date", "network", "none", "nqtl",
        "percent", "plan_status", "plan_years_from", "policy", "reviewer", "routes", "rule", "scope",
        "service_class", "simultaneous_review", "states", "stay_date", "wait_time", "who_regulates",
        # codes
        "about_30_minutes", "about_45_minutes", "about_60_minutes", "action_code", "add_on",
        "add_on_30_minutes", "added_30_minutes", "added_hour", "carc", "condition_code", "coverage_flag",
        "element", "element_value", "fhir_term", "first_30_minutes", "first_60_minutes", "first_hour",
        "group_code", "loops", "per_15_minutes", "per_60_minutes", "per_assessment", "per_course_start",
        "per_day", "per_day_by_payer", "per_diem", "per_diem_no_room_board", "per_diem_with_room_board",
        "per_encounter", "per_evaluation", "per_half_day", "per_hour", "per_month", "per_plan", "per_screen",
        "per_service", "per_session", "per_visit", "per_week", "pos_code", "rarc", "revenue_code", "segment",
        "transaction", "under_24_hours", "warning",
    }
)  # fmt: skip

# Where a distance rule counts. We do not know the class of the patient’s county, so none of these is certain.
AREAS = frozenset({"", "urban", "rural", "metro", "other"})


class Fit(StrEnum):
    YES = "yes"
    MAYBE = "maybe"  # only for some of these providers, or only a part of this care
    NO = "no"


class Moment(StrEnum):
    FIRST = "first"  # a first appointment that is not urgent, or a distance
    URGENT = "urgent"
    LATER = "later"  # a follow-up visit, or one after a hospital stay
    PREVENTIVE = "preventive"
    NONE = "none"  # not about appointments


@dataclass(frozen=True)
class Care:
    """Which requests a rule about this care can concern."""

    behavioral: Fit
    specialist: Fit
    moment: Moment = Moment.FIRST
    only_levels: frozenset[str] = frozenset()  # levels of care it is about; empty: any
    not_levels: frozenset[str] = frozenset()
    unsure_levels: frozenset[str] = frozenset()  # a rule about visits may not mean a bed


_BEDS = frozenset({"RESIDENTIAL"})
_BEHAVIORAL = Care(Fit.YES, Fit.NO, unsure_levels=_BEDS)
_SOME_BEHAVIORAL = Care(Fit.MAYBE, Fit.NO)
_SPECIALIST = Care(Fit.NO, Fit.YES)
_PRIMARY = Care(Fit.NO, Fit.NO)
_BOTH_MAYBE = Care(Fit.MAYBE, Fit.MAYBE)
_URGENT = Care(Fit.YES, Fit.YES, Moment.URGENT)
_NOT_ABOUT_VISITS = Care(Fit.NO, Fit.NO, Moment.NONE)

CARES: dict[str, Care] = {
    "": Care(Fit.YES, Fit.YES, Moment.NONE),
    "all": Care(Fit.YES, Fit.YES),
    "behavioral_health": _BEHAVIORAL,
    "behavioral_health_routine": _BEHAVIORAL,
    "behavioral_health_nonurgent": _BEHAVIORAL,
    "behavioral_nonurgent": _BEHAVIORAL,
    "behavioral_health_initial": Care(Fit.YES, Fit.NO, not_levels=_BEDS),
    "mental_health": _BEHAVIORAL,
    "mental_health_nonurgent": _BEHAVIORAL,
    "mental_health_sud": _BEHAVIORAL,
    "mental_health_sud_initial": Care(Fit.YES, Fit.NO, not_levels=_BEDS),
    "mental_health_sud_outpatient": Care(Fit.YES, Fit.NO, not_levels=_BEDS),
    "mental_health_sud_included": Care(Fit.YES, Fit.YES),
    "primary_mental_health_hospital": _BEHAVIORAL,
    "mental_health_nonphysician_initial": _SOME_BEHAVIORAL,
    "licensed_clinical_social_worker": _SOME_BEHAVIORAL,
    "psychiatrist": _SOME_BEHAVIORAL,
    "psychologist": _SOME_BEHAVIORAL,
    "nonurgent_needs_attention": _SOME_BEHAVIORAL,
    "routine_preventive": _SOME_BEHAVIORAL,
    "mental_health_sud_dental_vision": _SOME_BEHAVIORAL,
    "psychiatric_inpatient_and_residential_sud": Care(Fit.YES, Fit.NO, only_levels=_BEDS),
    "behavioral_crisis": Care(Fit.YES, Fit.NO, Moment.URGENT),
    "behavioral_health_after_discharge": Care(Fit.YES, Fit.NO, Moment.LATER),
    "mental_health_nonphysician_followup": Care(Fit.MAYBE, Fit.NO, Moment.LATER),
    "mental_health_sud_followup": Care(Fit.YES, Fit.NO, Moment.LATER),
    "specialty": _SPECIALIST,
    "specialty_nonurgent": _SPECIALIST,
    "specialty_and_other": _SPECIALIST,
    "specialist_nonurgent_incl_psychiatrist": Care(Fit.MAYBE, Fit.YES),
    "specialists_incl_psychiatry": _BOTH_MAYBE,
    "listed_services_incl_psychiatry": _BOTH_MAYBE,
    "nonurgent_with_symptoms": _BOTH_MAYBE,
    "routine_symptomatic": _BOTH_MAYBE,
    "medical_routine": Care(Fit.NO, Fit.MAYBE),
    "ancillary_nonurgent": Care(Fit.NO, Fit.MAYBE, Moment.LATER),
    "acute_episode": Care(Fit.YES, Fit.YES, Moment.NONE),
    "hospital": Care(Fit.NO, Fit.MAYBE, only_levels=frozenset({"SURGERY"})),
    "acute_hospital": Care(Fit.NO, Fit.MAYBE, only_levels=frozenset({"SURGERY"})),
    "urgent": _URGENT,
    "urgent_all": _URGENT,
    "urgent_incl_behavioral": _URGENT,
    "urgent_no_prior_auth": _URGENT,
    "urgent_with_prior_auth": _URGENT,
    "primary_care": _PRIMARY,
    "primary_care_routine": _PRIMARY,
    "primary_care_nonurgent": _PRIMARY,
    "primary_care_nonpreventive": _PRIMARY,
    "primary_care_and_hospital": _PRIMARY,
    "primary_and_institutional": _PRIMARY,
    "primary_asymptomatic": _PRIMARY,
    "primary_symptomatic": _PRIMARY,
    "emergency_and_primary": _PRIMARY,
    "immunization": Care(Fit.NO, Fit.NO, Moment.PREVENTIVE),
    "preventive": Care(Fit.NO, Fit.NO, Moment.PREVENTIVE),
    "preventive_adult": Care(Fit.NO, Fit.NO, Moment.PREVENTIVE),
    "preventive_child": Care(Fit.NO, Fit.NO, Moment.PREVENTIVE),
    "directory": _NOT_ABOUT_VISITS,
    "prior_authorization": Care(Fit.YES, Fit.YES, Moment.NONE),
}

BEHAVIORAL, OTHER = "BEHAVIORAL", "OTHER"


def fit_of(care: str, *, care_kind: str, level_of_care: str) -> Fit:
    """Whether a rule about `care` concerns a request for this kind and level of care."""
    scope = CARES[care]
    if level_of_care in scope.not_levels:
        return Fit.NO
    if scope.only_levels and level_of_care not in scope.only_levels:
        return Fit.NO
    fit = _fit_of_kind(scope, care_kind)
    return Fit.MAYBE if fit == Fit.YES and level_of_care in scope.unsure_levels else fit


def _fit_of_kind(scope: Care, care_kind: str) -> Fit:
    """“Something else” need not be a specialist: what holds for specialists alone is not sure for it."""
    if care_kind == BEHAVIORAL:
        return scope.behavioral
    if care_kind == OTHER:
        is_for_all = scope.behavioral == scope.specialist
        return scope.specialist if is_for_all or scope.specialist == Fit.NO else Fit.MAYBE
    if care_kind:
        return scope.specialist
    both = {scope.behavioral, scope.specialist}
    return both.pop() if len(both) == 1 else Fit.MAYBE

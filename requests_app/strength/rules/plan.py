"""Who the patient is to the plan, and which plan it is."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.strength import links, sources
from requests_app.strength.facts import Facts
from requests_app.strength.findings import MUST, SILENT, STRONGER, Outcome, Verdict, holds, rule


@rule(
    "patient-identity",
    group=MUST,
    title=_("Add the patient’s name and date of birth"),
    good=_("The patient’s name and date of birth are there"),
    reason=_("The plan looks the patient up by name and date of birth."),
    source=sources.FORM_FIELDS,
    link=links.step("you", "name"),
    place="patient",
)
def patient_identity(facts: Facts) -> Outcome:
    patient = facts.case.patient
    if not (patient.first_name or patient.last_name):
        return holds(False, place="patient.first_name")
    return holds(patient.birth_date is not None, place="patient.birth_date")


@rule(
    "patient-zip",
    group=STRONGER,
    title=_("Add the patient’s ZIP code"),
    good=_("The ZIP code is there"),
    reason=_("Plans measure how far an office is from home. Without a ZIP code we cannot."),
    source=sources.FORM_FIELDS,
    link=links.step("you", "address"),
    place="patient.address.zip_code",
)
def patient_zip(facts: Facts) -> Outcome:
    """A ZIP code that the table of places does not know is no fault: then the person’s own miles count."""
    if not facts.case.patient.address.zip_code:
        return holds(False)
    is_about_distance = facts.claims("DISTANCE") or bool(facts.with_result("TOO_FAR"))
    own = all(one.office.distance is not None for one in facts.with_result("TOO_FAR"))
    if facts.evidence.has_patient_zip or not is_about_distance or own:
        return holds(True)
    return (
        Verdict(
            False,
            title=_("Give the miles or minutes to each office yourself"),
            reason=_("We cannot find this ZIP code on our map, so we cannot count the miles."),
            link=links.OFFICES,
        ),
    )


@rule(
    "insurer-named",
    group=MUST,
    title=_("Add the name of the insurance company"),
    good=_("The insurance company is named"),
    reason=_("The request goes to this company, and its name stands on the letter."),
    source=sources.FORM_FIELDS,
    link=links.step("plan", "insurer"),
    place="coverage.insurer",
)
def insurer_named(facts: Facts) -> Outcome:
    return holds(bool(facts.case.coverage.insurer))


@rule(
    "member-id",
    group=MUST,
    title=_("Add the member ID"),
    good=_("The member ID is there"),
    reason=_("The plan finds the patient by this number. It stands on the card."),
    source=sources.FORM_FIELDS,
    link=links.step("plan", "member"),
    place="coverage.member_id",
)
def member_id(facts: Facts) -> Outcome:
    return holds(bool(facts.case.coverage.member_id))


@rule(
    "group-number",
    group=STRONGER,
    title=_("Add the group number, if the card shows one"),
    good=_("The group number is there"),
    reason=_("Plans through a job are found by group. Their forms ask for it."),
    source=sources.FORM_FIELDS,
    link=links.step("plan", "member"),
    place="coverage.group_number",
)
def group_number(facts: Facts) -> Outcome:
    if facts.case.coverage.source != "JOB":
        return SILENT
    return holds(bool(facts.case.coverage.group_number))


@rule(
    "main-person",
    group=MUST,
    title=_("Add the name of the main person on the plan"),
    good=_("The main person on the plan is named"),
    reason=_("The plan is under their name, so the plan looks for it first."),
    source=sources.FORM_FIELDS,
    link=links.step("plan", "subscriber"),
    place="coverage.subscriber",
)
def main_person(facts: Facts) -> Outcome:
    coverage = facts.case.coverage
    if coverage.is_subscriber is not False:
        return SILENT
    return holds(bool(coverage.subscriber.first_name or coverage.subscriber.last_name))


@rule(
    "plan-kind-known",
    group=STRONGER,
    title=_("Find out what kind of plan it is"),
    good=_("We know which kind of plan it is"),
    reason=_("Which time and distance limits count depends on the kind of plan, its state and who pays."),
    source=sources.REVIEW,
    link=links.step("plan", "source"),
    place="coverage.source",
)
def plan_kind_known(facts: Facts) -> Outcome:
    """The first answer that is open; for a job, who pays the claims decides which law holds."""
    coverage = facts.case.coverage
    if coverage.source in ("", "UNSURE"):
        return holds(False)
    if coverage.source == "JOB" and coverage.is_self_funded not in ("YES", "NO"):
        return (
            Verdict(
                False,
                place="coverage.is_self_funded",
                title=_("Ask the plan who pays the claims: the employer or the plan"),
                link=links.step("plan", "funding"),
            ),
        )
    if not coverage.plan_state:
        return (
            Verdict(
                False,
                place="coverage.plan_state",
                title=_("Say which state the plan is from"),
                link=links.step("plan", "source"),
            ),
        )
    return holds(True)

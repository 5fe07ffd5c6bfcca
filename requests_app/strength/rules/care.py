"""The care asked for: in words, in codes, with dates and an amount."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.common.dates import long_date
from requests_app.strength import links, sources
from requests_app.strength.facts import Facts
from requests_app.strength.findings import MUST, SILENT, STRONGER, Outcome, Verdict, holds, rule
from requests_app.strength.readiness import has_facility_and_people, is_cpt, was_asked_before_care

NEED = links.step("care", "need")
_NOT_FINISHED = _("Ask your clinician for the full diagnosis code: %(code)s is not finished")
_A_GROUP = _("This code stands for a group. Plans take only codes with all their letters and numbers.")
DATES = links.step("care", "dates")


def codes_of(facts: Facts, *kinds: str) -> list[str]:
    return [code.code for code in facts.case.care.codes if code.kind in kinds]


@rule(
    "care-described",
    group=MUST,
    title=_("Say what care it is"),
    good=_("The care is described"),
    reason=_("A reviewer reads first what is asked for."),
    source=sources.FORM_FIELDS,
    link=NEED,
    place="care.description",
)
def care_described(facts: Facts) -> Outcome:
    return holds(bool(facts.case.care.description or facts.case.care.kind_text))


@rule(
    "care-specialty",
    group=STRONGER,
    title=_("Name the specialty of the care"),
    good=_("The specialty is named"),
    reason=_(
        "Plans look for an in-network provider of the same specialty. Name it, so they look in the right "
        "place."
    ),
    source=sources.FORM_FIELDS,
    link=NEED,
    place="care.specialty",
)
def care_specialty(facts: Facts) -> Outcome:
    return holds(bool(facts.case.care.specialty))


@rule(
    "level-of-care",
    group=MUST,
    title=_("Say how the care is given"),
    good=_("The kind of visit or program is named"),
    reason=_("Weekly visits, a day program and surgery are compared with different offices."),
    source=sources.FORM_FIELDS,
    link=NEED,
    place="care.level_of_care",
)
def level_of_care(facts: Facts) -> Outcome:
    return holds(bool(facts.case.care.level_of_care))


@rule(
    "service-codes",
    group=MUST,
    title=_("Add the service codes"),
    good=_("The service codes are there"),
    reason=_(
        "Plans decide about codes. Ask the provider’s billing office, or your clinician, which ones they use."
    ),
    source=sources.FORM_FIELDS,
    link=links.CODES,
    place="care.codes",
)
def service_codes(facts: Facts) -> Outcome:
    return holds(bool(codes_of(facts, "SERVICE", "REVENUE")))


@rule(
    "diagnosis-code",
    group=MUST,
    title=_("Add the diagnosis code"),
    good=_("The diagnosis code is there"),
    reason=_("Plans match the care to the diagnosis. Your clinician knows the code."),
    record=sources.FORM_LIST,
    link=links.CODES,
    place="care.codes",
)
def diagnosis_code(facts: Facts) -> Outcome:
    return holds(bool(codes_of(facts, "DIAGNOSIS")))


@rule(
    "diagnosis-known",
    group=STRONGER,
    title=_("Check the diagnosis code %(code)s with your clinician"),
    good=_("The diagnosis codes are in the official list"),
    reason=_("We do not find this code in the list we have. One wrong letter can send a request back."),
    source=sources.ICD,
    link=links.CODES,
    place="care.codes",
)
def diagnosis_known(facts: Facts) -> Outcome:
    """In the list, and a full code: plans do not take the name of a group of codes."""
    if not facts.diagnoses:
        return SILENT
    for place, code in enumerate(facts.case.care.codes):
        if code.kind != "DIAGNOSIS":
            continue
        found = facts.diagnoses.get(code.code)
        if found is None or not found.is_billable:
            return (
                Verdict(
                    False,
                    place=f"care.codes[{place}]",
                    values={"code": code.code},
                    title=_NOT_FINISHED if found else "",
                    reason=_A_GROUP if found else "",
                ),
            )
    return holds(True)


@rule(
    "facility-and-professional",
    group=STRONGER,
    title=_("Ask which codes the clinicians bill, beside those of the facility"),
    good=_("The facility and the clinicians each have a code"),
    reason=_(
        "The place and the people often bill apart. What the request does not name may be left out of the "
        "yes."
    ),
    record="practice-any-facility-apart",
    link=links.CODES,
    place="care.codes",
)
def facility_and_professional(facts: Facts) -> Outcome:
    has_both = has_facility_and_people(facts)
    if has_both is None:
        return SILENT
    if not has_both and any(map(is_cpt, codes_of(facts, "SERVICE"))):
        return (
            Verdict(False, title=_("Ask which codes the facility bills, beside those of the clinicians")),
        )
    return holds(has_both)


@rule(
    "start-date",
    group=MUST,
    title=_("Add the date the care starts"),
    good=_("The start date is there"),
    reason=_("An approval covers dates. Without a start there is nothing to approve."),
    record=sources.FORM_LIST,
    link=DATES,
    place="care.starts_on",
)
def start_date(facts: Facts) -> Outcome:
    return holds(facts.case.care.starts_on is not None)


@rule(
    "start-date-passed",
    group=MUST,
    title=_("Change the start date, or say that the care has started"),
    good=_("The start date is still ahead"),
    reason=_("The start is %(day)s, which has passed, and the request says that the care has not started."),
    source=sources.REVIEW,
    link=DATES,
    place="care.starts_on",
)
def start_date_passed(facts: Facts) -> Outcome:
    start = facts.case.care.starts_on
    if start is None or facts.case.care.timing in ("STARTED", "OVER"):
        return SILENT
    return holds(start >= facts.on, day=long_date(start))


@rule(
    "end-date",
    group=STRONGER,
    title=_("Add the date the care ends"),
    good=_("The end date is there"),
    reason=_("With an end date the plan can approve the whole course at once."),
    source=sources.FORM_FIELDS,
    link=DATES,
    place="care.ends_on",
)
def end_date(facts: Facts) -> Outcome:
    return holds(facts.case.care.ends_on is not None)


@rule(
    "amount",
    group=MUST,
    title=_("Add how many visits or days"),
    good=_("The number of visits or days is there"),
    reason=_("Plans approve a number. Without one they ask back, and that takes days."),
    record=sources.FORM_LIST,
    link=DATES,
    place="care.amount",
)
def amount(facts: Facts) -> Outcome:
    care = facts.case.care
    return holds(care.amount is not None and bool(care.amount_unit))


@rule(
    "asked-before-care",
    group=STRONGER,
    title=_("Some of the care came before you asked: say why"),
    good=_("The plan was asked before the care, or when it began"),
    reason=_(
        "Some plans do not pay for care they were not asked about first. Say when you first called, and why "
        "not before."
    ),
    record="practice-any-before-care",
    link=links.step("story", "need"),
    place="care.timing",
)
def asked_before_care(facts: Facts) -> Outcome:
    if facts.case.care.timing == "OVER":
        return (Verdict(False, title=_("The care is over: say why you could not ask before it")),)
    was_before = was_asked_before_care(facts)
    return SILENT if was_before is None else holds(was_before)


@rule(
    "urgent-backed",
    group=STRONGER,
    title=_("Ask your clinician to say that waiting could cause harm"),
    good=_("A clinician says that waiting could cause harm"),
    reason=_("Plans answer faster only when a clinician says that waiting is not safe."),
    source=sources.REVIEW,
    link=links.step("care", "harm"),
    place="care.clinician_says_waiting_harms",
)
def urgent_backed(facts: Facts) -> Outcome:
    care = facts.case.care
    says = care.clinician_says_waiting_harms == "YES"
    if care.timing == "OVER" or not (says or care.how_soon in ("EMERGENCY", "DAYS_3")):
        return SILENT
    return holds(says)

"""The clinician’s letter: it is there, and says what a plan looks for in one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.strength import links, sources
from requests_app.strength.facts import Facts
from requests_app.strength.findings import MUST, SILENT, STRONGER, Outcome, holds, rule


@rule(
    "clinician-letter",
    group=MUST,
    title=_("Get a letter from your clinician"),
    good=_("There is a letter from a clinician"),
    reason=_(
        "The plan asks a clinician, not the patient, why this care is needed. It is often the slowest step, "
        "so ask early."
    ),
    record="practice-any-clinician-papers",
    link=links.ASK_LETTER,
    place="stated_facts",
)
def clinician_letter(facts: Facts) -> Outcome:
    return holds(facts.letter is not None)


@rule(
    "letter-signed",
    group=STRONGER,
    title=_("Add who signed the clinician’s letter, and when"),
    good=_("The clinician’s letter has a name and a date"),
    reason=_("A letter without a name and a date is sent back."),
    source=sources.REVIEW,
    link=links.LETTER,
    place="stated_facts[CLINICIAN].stated_by",
)
def letter_signed(facts: Facts) -> Outcome:
    if facts.letter is None:
        return SILENT
    if not facts.letter.stated_by:
        return holds(False)
    return holds(facts.letter.stated_on is not None, place="stated_facts[CLINICIAN].stated_on")


@rule(
    "letter-codes",
    group=STRONGER,
    title=_("Ask the clinician to put the codes into the letter"),
    good=_("The clinician’s letter names the diagnosis and the services in codes"),
    reason=_("The plan compares the codes of the letter with those of the request."),
    record="practice-any-clinician-papers",
    link=links.LETTER,
    place="stated_facts[CLINICIAN].service_codes",
)
def letter_codes(facts: Facts) -> Outcome:
    if facts.letter is None:
        return SILENT
    if not facts.letter.diagnosis_codes:
        return holds(False, place="stated_facts[CLINICIAN].diagnosis_codes")
    return holds(bool(facts.letter.service_codes))


@rule(
    "letter-specialty",
    group=STRONGER,
    title=_("Ask the clinician to name the specialty that is needed"),
    good=_("The clinician’s letter names the specialty"),
    reason=_("When the letter names it, the plan cannot answer with an office of another specialty."),
    source=sources.REFUSALS,
    link=links.LETTER,
    place="stated_facts[CLINICIAN].specialty",
)
def letter_specialty(facts: Facts) -> Outcome:
    if facts.letter is None:
        return SILENT
    return holds(bool(facts.letter.specialty))


@rule(
    "letter-harm",
    group=STRONGER,
    title=_("Ask the clinician to say what waiting would do"),
    good=_("The clinician’s letter says that waiting could cause harm"),
    reason=_("The request says that waiting could cause harm. Only the clinician’s words make it count."),
    source=sources.REVIEW,
    link=links.LETTER,
    place="stated_facts[CLINICIAN].waiting_harms",
)
def letter_harm(facts: Facts) -> Outcome:
    """A letter that says no is a difference, and told as one."""
    if facts.letter is None or facts.letter.waiting_harms == "NO":
        return SILENT
    if facts.case.care.clinician_says_waiting_harms != "YES":
        return SILENT
    return holds(facts.letter.waiting_harms == "YES")

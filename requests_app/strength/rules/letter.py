"""The clinician’s letter: it is there, and says what a plan looks for in one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.strength import links, sources
from requests_app.strength.facts import Facts
from requests_app.strength.findings import MUST, SILENT, STRONGER, Outcome, Verdict, holds, rule


@rule(
    "clinician-letter",
    version=2,
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
    if facts.is_letter_signed_here:
        return (Verdict(True, place="letters", title=_("A clinician signed the letter here")),)
    return holds(facts.has_letter)


@rule(
    "letter-typed",
    group=STRONGER,
    title=_("Type in what the clinician’s letter says"),
    good=_("What the clinician’s letter says is typed in"),
    reason=_("Then we can tell you where the letter and the request differ, before the plan does."),
    source=sources.REVIEW,
    link=links.LETTER,
    place="stated_facts[CLINICIAN]",
)
def letter_typed(facts: Facts) -> Outcome:
    """A letter on paper is read by people only; one that was signed here says itself what it says."""
    if facts.is_letter_signed_here or not facts.has_letter:
        return SILENT
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
        return _said(facts, False)
    return _said(facts, facts.letter.stated_on is not None, place="stated_facts[CLINICIAN].stated_on")


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
        return _said(facts, False, place="stated_facts[CLINICIAN].diagnosis_codes")
    return _said(facts, bool(facts.letter.service_codes))


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
    return _said(facts, bool(facts.letter.specialty))


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
    return _said(facts, facts.letter.waiting_harms == "YES")


def _said(facts: Facts, is_good: bool, *, place: str = "") -> Outcome:
    """A letter that was signed here is changed by the clinician only: with a new version."""
    link = links.ASK_LETTER if facts.is_letter_signed_here else None
    return (Verdict(is_good, place=place, link=link),)

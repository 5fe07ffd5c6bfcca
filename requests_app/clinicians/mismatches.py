"""Where the clinician’s answers and the request differ, told beside the boxes while the letter is written.

The comparison is that of `strength.same_story`: what is told here is what would be told after signing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from requests_app.casefile import schema
from requests_app.clinicians.prefill import prefilled
from requests_app.letters.signing import stated_facts
from requests_app.strength.presenters import TOPIC_LABELS, value_text
from requests_app.strength.same_story import CLINICIAN, Mismatch, differences_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE_OF = {
    "diagnosis_codes": "diagnosis",
    "service_codes": "services",
    "level_of_care": "services",
    "specialty": "services",
    "starts_on": "services",
    "ends_on": "services",
    "amount": "services",
    "urgency": "why",
}
# Which answers a topic is made of, to take them over from the request.
ANSWERS_OF = {
    "diagnosis_codes": ("diagnoses",),
    "service_codes": ("services",),
    "level_of_care": ("level_of_care",),
    "specialty": ("care_specialty",),
    "starts_on": ("starts_on",),
    "ends_on": ("ends_on",),
    "amount": ("amount", "amount_unit"),
}


@dataclass(frozen=True)
class Note:
    """`key` names this very pair of values. `can_take`: the request’s value can be put into the letter."""

    topic: str
    page: str
    key: str
    title: StrOrPromise
    text: str
    ours: str
    can_take: bool


def notes(answers: schema.ClinicianAnswers, file: schema.CaseFile) -> list[Note]:
    """What only the letter says is no difference; it is added, or told to the people of the case."""
    stated = schema.StatedFacts.model_validate(
        {"source": CLINICIAN, "stated_on": None, **stated_facts(answers, file)}
    )
    found = [one for one in differences_of(file, stated) if not one.is_missing_here and one.topic in PAGE_OF]
    return [_note(one) for one in found] + _silent_about_harm(answers, file)


def taken(answers: schema.ClinicianAnswers, file: schema.CaseFile, topic: str) -> dict[str, Any]:
    """The answers of this topic as the request has them."""
    theirs = prefilled(file, clinician_name=answers.name)
    return {name: getattr(theirs, name) for name in ANSWERS_OF.get(topic, ())}


def _note(mismatch: Mismatch) -> Note:
    request = value_text(mismatch.topic, mismatch.ours)
    letter = value_text(mismatch.topic, mismatch.theirs)
    return Note(
        topic=mismatch.topic,
        page=PAGE_OF[mismatch.topic],
        key=mismatch.version,
        title=TOPIC_LABELS[mismatch.topic],
        text=_("The request says %(request)s; you entered %(letter)s.")
        % {"request": request, "letter": letter},
        ours=request,
        can_take=mismatch.topic in ANSWERS_OF,
    )


def _silent_about_harm(answers: schema.ClinicianAnswers, file: schema.CaseFile) -> list[Note]:
    """The request says that a clinician said so; a letter that does not speak of it leaves that open."""
    if answers.is_urgent or not file.care.asks_for_speed:
        return []
    return [
        Note(
            topic="urgency",
            page="why",
            key="urgency",
            title=TOPIC_LABELS["urgency"],
            text=_("The request says that waiting could cause harm. Your letter does not say so."),
            ours="",
            can_take=False,
        )
    ]


def origin(file: schema.CaseFile) -> str:
    """Who said what the pages are filled in with."""
    by = {one.added_by for one in file.care.codes}
    if by == {"STAFF"}:
        return _("Filled in by the admissions team. Change what is not right.")
    return _("Filled in from your patient’s request. Change what is not right.")

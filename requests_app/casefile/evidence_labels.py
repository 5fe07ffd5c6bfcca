"""What the fields of the evidence are called: costs, tracks, papers, letters, listings, questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from requests_app import models

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_CAPTURE: dict[str, StrOrPromise] = {
    "seen_on": gettext_lazy("Day you saw the listing"),
    "found_at": gettext_lazy("Where the listing stands"),
    "shows": gettext_lazy("What the listing shows"),
    "in_packet": gettext_lazy("Printed in the packet"),
}
_QUESTION: dict[str, StrOrPromise] = {
    "about_name": gettext_lazy("Who you asked about"),
    "about_npi": gettext_lazy("NPI of who you asked about"),
    "asked_on": gettext_lazy("Day you asked in writing"),
    "way": gettext_lazy("How you asked"),
    "sent_to": gettext_lazy("Where you sent the question"),
    "due_on": gettext_lazy("Answer due"),
    "due_rule": gettext_lazy("Rule for the answer"),
    "answer": gettext_lazy("Answer of the plan"),
    "answered_on": gettext_lazy("Day of the answer"),
    "answer_text": gettext_lazy("Words of the answer"),
    "reference": gettext_lazy("Reference number of the question"),
}
_LISTS: dict[str, tuple[StrOrPromise, dict[str, StrOrPromise]]] = {
    "captures": (gettext_lazy("Kept listing"), _CAPTURE),
    "questions": (gettext_lazy("Written question"), _QUESTION),
}
_OWN: dict[str, StrOrPromise] = {
    "costs.in_deductible": gettext_lazy("Deductible in network"),
    "costs.in_deductible_met": gettext_lazy("Deductible in network, met so far"),
    "costs.in_max": gettext_lazy("Out-of-pocket maximum in network"),
    "costs.in_max_met": gettext_lazy("Out-of-pocket maximum in network, met so far"),
    "costs.in_copay": gettext_lazy("Copay in network"),
    "costs.in_coinsurance": gettext_lazy("Coinsurance in network, percent"),
    "costs.has_out_benefits": gettext_lazy("The plan pays out of network"),
    "costs.out_deductible": gettext_lazy("Deductible out of network"),
    "costs.out_deductible_met": gettext_lazy("Deductible out of network, met so far"),
    "costs.out_max": gettext_lazy("Out-of-pocket maximum out of network"),
    "costs.out_max_met": gettext_lazy("Out-of-pocket maximum out of network, met so far"),
    "costs.out_coinsurance": gettext_lazy("Coinsurance out of network, percent"),
    "costs.plan_allows": gettext_lazy("What the plan allows for a visit or day"),
    "costs.needs_approval": gettext_lazy("The plan must approve this care first"),
    "costs.as_of": gettext_lazy("Day of these amounts"),
    "tracks": gettext_lazy("Requests to the plan"),
    "tracks.kind": gettext_lazy("Kind of request to the plan"),
    "tracks.is_wanted": gettext_lazy("Asked for in this case"),
    "tracks.owner": gettext_lazy("Who asks the plan"),
    "tracks.reference": gettext_lazy("Reference number"),
    "tracks.asked_on": gettext_lazy("Day it was asked"),
    "tracks.answer_due_on": gettext_lazy("Answer due"),
    "tracks.answer_due_from": gettext_lazy("Where the due day comes from"),
    "tracks.outcome": gettext_lazy("Outcome"),
    "tracks.outcome_on": gettext_lazy("Day of the outcome"),
    "tracks.authorization_number": gettext_lazy("Authorization number"),
    "tracks.notes": gettext_lazy("Notes"),
    "tracks.clock_started_at": gettext_lazy("Start of the plan’s clock"),
    "tracks.fast_asked_at": gettext_lazy("Fast path asked for"),
    "tracks.fast_accepted": gettext_lazy("Fast path taken by the plan"),
    "tracks.fast_hours": gettext_lazy("Hours promised on the fast path"),
    "stated_facts": gettext_lazy("What another paper says"),
    "stated_facts.source": gettext_lazy("Which paper"),
    "stated_facts.stated_by": gettext_lazy("Who wrote it"),
    "stated_facts.stated_on": gettext_lazy("Day of the paper"),
    "stated_facts.diagnosis_codes": gettext_lazy("Diagnosis codes in the paper"),
    "stated_facts.service_codes": gettext_lazy("Service codes in the paper"),
    "stated_facts.starts_on": gettext_lazy("Start date in the paper"),
    "stated_facts.ends_on": gettext_lazy("End date in the paper"),
    "stated_facts.amount": gettext_lazy("Visits or days in the paper"),
    "stated_facts.amount_unit": gettext_lazy("Counted in, in the paper"),
    "stated_facts.level_of_care": gettext_lazy("How the care is given, in the paper"),
    "stated_facts.provider_name": gettext_lazy("Provider in the paper"),
    "stated_facts.provider_npi": gettext_lazy("NPI in the paper"),
    "stated_facts.specialty": gettext_lazy("Specialty in the paper"),
    "stated_facts.waiting_harms": gettext_lazy("The paper says that waiting could cause harm"),
    "settlements": gettext_lazy("Which paper is right"),
    "calls_statement": gettext_lazy("Signed statement of calls"),
    "papers": gettext_lazy("Paper"),
    "papers.kind": gettext_lazy("What the paper is"),
    "papers.title": gettext_lazy("Name of the paper"),
    "papers.dated_on": gettext_lazy("Date on the paper"),
    "papers.in_packet": gettext_lazy("Printed in the packet"),
    "letters": gettext_lazy("Clinician’s letter"),
    "benefit_checks": gettext_lazy("What the plan said about benefits"),
    "offices.kind": gettext_lazy("A person or a place"),
    "offices.street": gettext_lazy("Street address of the office"),
    "offices.state": gettext_lazy("State of the office"),
    "offices.found_at": gettext_lazy("Where the office is listed"),
    "offices.listed_accepting": gettext_lazy("What the listing says about new patients"),
}
_IN_LISTS: dict[str, StrOrPromise] = {
    path: label
    for name, (title, fields) in _LISTS.items()
    for prefix in (name, f"offices.{name}")
    for path, label in [(prefix, title), *((f"{prefix}.{key}", text) for key, text in fields.items())]
}
LABELS = {**_OWN, **_IN_LISTS}
CHOICES: dict[str, type[TextChoices]] = {
    "costs.has_out_benefits": models.YesNoUnsure,
    "costs.needs_approval": models.YesNoUnsure,
    "tracks.kind": models.TrackKind,
    "tracks.is_wanted": models.YesNoUnsure,
    "tracks.owner": models.TrackOwner,
    "tracks.outcome": models.TrackOutcome,
    "tracks.fast_accepted": models.YesNoUnsure,
    "stated_facts.source": models.StatedBy,
    "stated_facts.amount_unit": models.AmountUnit,
    "stated_facts.level_of_care": models.LevelOfCare,
    "stated_facts.waiting_harms": models.YesNoUnsure,
    "offices.kind": models.OfficeKind,
    "offices.listed_accepting": models.ListedAccepting,
    "questions.way": models.QuestionWay,
    "questions.answer": models.NetworkAnswer,
    "offices.questions.way": models.QuestionWay,
    "offices.questions.answer": models.NetworkAnswer,
    "papers.kind": models.DocumentKind,
}
DAYS = frozenset(
    {
        "costs.as_of",
        "tracks.asked_on",
        "tracks.answer_due_on",
        "tracks.outcome_on",
        "stated_facts.stated_on",
        "stated_facts.starts_on",
        "stated_facts.ends_on",
        "papers.dated_on",
    }
) | {
    f"{prefix}{name}"
    for prefix in ("", "offices.")
    for name in ("captures.seen_on", "questions.asked_on", "questions.due_on", "questions.answered_on")
}
YES_OR_NO = frozenset({"captures.in_packet", "offices.captures.in_packet", "papers.in_packet"})

"""Same story: one check for each thing that two papers may say differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.strength import links, sources
from requests_app.strength.facts import Facts
from requests_app.strength.findings import MUST, SILENT, STRONGER, Outcome, Verdict, holds, rule
from requests_app.strength.same_story import CLINICIAN, LOG, PLAN_FORM, TOPICS, is_compared

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REASON = _(
    "Two papers that say different things are a common reason to send a request back. Say which one is right."
)
WORDS: dict[str, tuple[StrOrPromise, StrOrPromise]] = {
    "diagnosis_codes": (
        _("The diagnosis codes differ between your papers"),
        _("The diagnosis codes are the same in all papers"),
    ),
    "service_codes": (
        _("The service codes differ between your papers"),
        _("The service codes are the same in all papers"),
    ),
    "starts_on": (_("The start dates differ"), _("The start date is the same in all papers")),
    "ends_on": (_("The end dates differ"), _("The end date is the same in all papers")),
    "amount": (
        _("The number of visits or days differs"),
        _("The number of visits or days is the same in all papers"),
    ),
    "provider_name": (
        _("The provider’s name differs between your papers"),
        _("The provider’s name is the same in all papers"),
    ),
    "provider_npi": (_("The provider’s NPI differs"), _("The provider’s NPI is the same in all papers")),
    "provider_tax_id": (
        _("The provider’s tax ID differs"),
        _("The provider’s tax ID is the same in all papers"),
    ),
    "specialty": (_("The specialty differs"), _("The specialty is the same in all papers")),
    "level_of_care": (
        _("How the care is given differs between your papers"),
        _("How the care is given is the same in all papers"),
    ),
    "urgency": (
        _("Your papers differ on whether waiting could cause harm"),
        _("All papers say the same about waiting"),
    ),
}
OWED: dict[str, StrOrPromise] = {
    CLINICIAN: _("The clinician’s letter still has to be corrected"),
    PLAN_FORM: _("The plan’s form still has to be corrected"),
    LOG: _("The provider’s office still has to use the right value"),
}


def _register(topic: str) -> None:
    title, good = WORDS[topic]

    @rule(
        f"same-{topic.replace('_', '-')}",
        group=MUST if TOPICS[topic].is_grave else STRONGER,
        title=title,
        good=good,
        reason=REASON,
        source=sources.REFUSALS,
        link=links.SAME_STORY,
        place=TOPICS[topic].path,
    )
    def same(facts: Facts) -> Outcome:
        """What was settled is no question any more. The papers still differ: `correction-owed` says so."""
        found = [one for one in facts.differences if one.topic == topic and not one.is_missing_here]
        unsettled = tuple(
            Verdict(False, place=f"same_story.{topic}.{one.source}", part=one.source)
            for one in found
            if not one.is_settled
        )
        if unsettled:
            return unsettled
        return holds(True) if not found and is_compared(facts.case, topic) else SILENT


for _topic in TOPICS:
    _register(_topic)


@rule(
    "correction-owed",
    group=STRONGER,
    title=_("A paper still has to be corrected"),
    good=_("No paper waits for a correction"),
    reason=_(
        "You said that your request is right. Until the other paper is corrected, the plan reads two "
        "stories. Ask for the corrected paper, then type what it says."
    ),
    source=sources.REFUSALS,
    link=links.SAME_STORY,
    place="settlements",
)
def correction_owed(facts: Facts) -> Outcome:
    owed = tuple(
        Verdict(False, place=f"same_story.{one.topic}.{one.source}", title=OWED[one.source], part=one.source)
        for one in facts.differences
        if one.is_settled
    )
    if owed:
        return owed
    return holds(True) if any(is_compared(facts.case, topic) for topic in TOPICS) else SILENT

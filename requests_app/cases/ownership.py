"""Whose part of a request is whose: one table, asked by every service that edits one of its parts.

The patient's side owns what only they can know, the calls they make and their story; a facility owns the
clinical part it answers for. Nobody loses sight of the other's part: this is about changing it, and about
two things that one side may keep to itself by rule: papers the patient keeps back (`Document.kept_back_at`)
and the notes of staff about calls with the plan (`Organization.insurer_notes`).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Protocol, TypeVar

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from requests_app.accounts import permissions
from requests_app.cases.consent_words import ConsentTo
from requests_app.cases.consents import has_consent, has_own_account
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.models import Case, CaseAccess, InsurerNotes, User


class Part(Enum):
    FACTS = "who the patient is, the plan, the care, the provider"
    CALLS = "calls to offices and to the plan"
    STORY = "the person’s own words"
    PAPERS = "papers"
    BENEFITS = "benefits as the plan told them"
    LETTERS = "letters of clinicians"


class Rule(Enum):
    BOTH = "both sides may change it; each change is named"
    MARKED = "both may, and the row says who made it: staff on behalf of the patient"
    PATIENT = "the patient’s side; staff only before it has its own way in, or with recorded consent"
    FACILITY = "what the facility made, only the facility changes; what the patient’s side made, both may"


RULES: dict[Part, Rule] = {
    Part.FACTS: Rule.BOTH,
    Part.CALLS: Rule.MARKED,
    Part.STORY: Rule.PATIENT,
    Part.PAPERS: Rule.BOTH,
    Part.BENEFITS: Rule.FACILITY,
    Part.LETTERS: Rule.FACILITY,
}
# Where the columns of a case’s own sections belong.
PART_OF_SECTION = {
    "patient": Part.FACTS,
    "coverage": Part.FACTS,
    "care": Part.FACTS,
    "provider": Part.FACTS,
    "story": Part.STORY,
}
WHY_NOT: dict[Rule, LazyText | str] = {
    Rule.PATIENT: _("These are the patient’s own words, so only the patient’s side changes them."),
    Rule.FACILITY: _("The team made this, so only the team changes it. Write them a message."),
}


class NotYours(DomainError):
    """The text is shown to the person as it is."""


class Call(Protocol):
    made_by: str
    notes: str


AnyCall = TypeVar("AnyCall", bound=Call)


def may_change(case: Case, part: Part, *, by: Actor, made_by_id: int | None = None) -> bool:
    """Beside the permission to edit the case. `made_by_id`: who made the row, where there is one."""
    rule = RULES[part]
    if by.user_id is None or rule in (Rule.BOTH, Rule.MARKED):
        return True
    is_staff = is_staff_here(case, by)
    if rule is Rule.PATIENT:
        return not is_staff or not has_own_account(case) or has_consent(case, ConsentTo.STORY)
    return is_staff or made_by_id is None or not made_by_staff(case, made_by_id)


def check_may_change(case: Case, part: Part, *, by: Actor, made_by_id: int | None = None) -> None:
    """Raises NotYours, whose text says whose it is."""
    if not may_change(case, part, by=by, made_by_id=made_by_id):
        raise NotYours(str(WHY_NOT[RULES[part]]))


def is_staff_here(case: Case, actor: Actor) -> bool:
    """Works for the facility of this case and has no own way into it."""
    return permissions.works_for(actor, case) and not permissions.own_way(actor, case)[0]


def made_by_staff(case: Case, user_id: int) -> bool:
    """Who has or had an own way into the case is of the patient’s side, whatever they are elsewhere."""
    if CaseAccess.objects.filter(case=case, user_id=user_id).exists():
        return False
    return User.objects.filter(pk=user_id, memberships__organization_id=case.organization_id).exists()


def hides_notes(case: Case, made_by: str, *, for_staff: bool) -> bool:
    """Are the notes of this call kept among staff? Packets and files count as the patient’s side."""
    if for_staff or made_by != "STAFF":
        return False
    return case.organization.insurer_notes == InsurerNotes.STAFF


def without_hidden_notes(case: Case, calls: Iterable[AnyCall], *, for_staff: bool) -> list[AnyCall]:
    """The same calls; of those whose notes this reader may not have, the notes are empty. Never save them."""
    found = list(calls)
    for one in found:
        if hides_notes(case, one.made_by, for_staff=for_staff):
            one.notes = ""
    return found

"""Whether the free notes of a check are shown: those of the facility follow its rule for insurer notes."""

from __future__ import annotations

from requests_app.accounts.permissions import works_for
from requests_app.common.actor import Actor
from requests_app.models import BenefitCheck
from requests_app.models.accounts import InsurerNotes


def shows_notes(actor: Actor, check: BenefitCheck) -> bool:
    if check.made_by != "STAFF" or works_for(actor, check.case):
        return True
    return check.case.organization.insurer_notes == InsurerNotes.SHARED

"""What packets and their sections are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.casefile import schema
from requests_app.models import Recipient
from requests_app.packets import wording
from requests_app.packets.parts import Section

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SECTIONS: dict[Section, StrOrPromise] = {
    Section.COVER: gettext_lazy("Fax"),
    Section.PLAN_FORM: gettext_lazy("The plan’s own form"),
    Section.DECISION: gettext_lazy("Decision page"),
    Section.LETTER: gettext_lazy("Request letter"),
    Section.APPEAL: gettext_lazy("Appeal letter"),
    Section.PARITY: gettext_lazy("Parity: how this care compares"),
    Section.CLAIM_FILE: gettext_lazy("Request for the claim file and criteria"),
    Section.COMPLAINT: gettext_lazy("Complaint"),
    Section.RENEWAL: gettext_lazy("Renewal letter"),
    Section.BILL: gettext_lazy("Request to process a claim again"),
    Section.TIMELINE: gettext_lazy("What happened, day by day"),
    Section.REQUEST_SHEET: gettext_lazy("Request to the clinician"),
    Section.SEARCH: gettext_lazy("In-network search"),
    Section.PICTURE: gettext_lazy("Wait and distance"),
    Section.CLINICIAN: gettext_lazy("Clinician’s letter"),
    Section.MATCH: gettext_lazy("How the provider fits the need"),
    Section.STATEMENT: gettext_lazy("Patient statement"),
    Section.SIGNED_CALLS: gettext_lazy("Signed statement of contacts"),
    Section.ASKED: gettext_lazy("Requests and questions to the plan"),
    Section.CALLS: gettext_lazy("Record of calls"),
    Section.RULES: gettext_lazy("Rules we rely on"),
    Section.CHANGES: gettext_lazy("What changed since the last packet"),
    Section.EXHIBITS: gettext_lazy("Attachments"),
}
_APPEALS: dict[str, StrOrPromise] = {
    wording.GAP: gettext_lazy("Appeal: network gap exception"),
    wording.AGREEMENT: gettext_lazy("Appeal: single case agreement"),
    wording.BOTH: gettext_lazy("Appeal: network gap exception and single case agreement"),
}
_RENEWALS: dict[str, StrOrPromise] = {
    wording.GAP: gettext_lazy("Renewal: network gap exception"),
    wording.AGREEMENT: gettext_lazy("Renewal: single case agreement"),
    wording.BOTH: gettext_lazy("Renewal: network gap exception and single case agreement"),
}

_REVIEWS: dict[str, StrOrPromise] = {
    wording.GAP: gettext_lazy("External review: network gap exception"),
    wording.AGREEMENT: gettext_lazy("External review: single case agreement"),
    wording.BOTH: gettext_lazy("External review: network gap exception and single case agreement"),
}


def section_title(section: Section) -> str:
    return str(SECTIONS[section])


def packet_title(
    case: schema.CaseFile, recipient: str, *, is_outside: bool = False, is_of_bill: bool = False
) -> str:
    """Of an appeal: does it go to somebody outside the plan, and is it about a claim?"""
    kind = wording.request_kind(case)
    if recipient == Recipient.APPEAL and is_of_bill:
        return _("External review of a claim") if is_outside else _("Appeal about a claim")
    if recipient == Recipient.APPEAL:
        return str((_REVIEWS if is_outside else _APPEALS)[kind])
    if recipient == Recipient.RENEWAL:
        return str(_RENEWALS[kind])
    if recipient == Recipient.BILL:
        return _("Request to process a claim again")
    if recipient == Recipient.REGULATOR:
        return _("Complaint about access to in-network care")
    if recipient == Recipient.CLINICIAN:
        return _("Request for a clinician’s letter")
    return str(wording.TITLES[kind])

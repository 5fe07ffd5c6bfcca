"""Which columns each page about an answer shows and changes, and what counts as looked at. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.models import Answer, Decision, Stated

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ANSWER = (
    "answer",
    "heard_on",
    "decided_on",
    "is_in_writing",
    "letter_dated_on",
    "authorization_number",
    "needs_by",
    "notes",
)
# What an approval has to say, in the order of the checklist.
POINTS: dict[str, StrOrPromise] = {
    "provider_named": _("Is your provider named?"),
    "facility_fees": _("Are the facility’s fees covered?"),
    "professional_fees": _("Are the professional’s fees covered?"),
    "in_network_cost_share": _("Is it in-network cost share?"),
    "in_network_deductible": _("Does it count toward the in-network deductible?"),
    "rate_signed": _("Is there a signed rate?"),
    "no_billing_the_rest": _("Does it say the provider may not bill you the rest?"),
}
TERMS = (*POINTS, "starts_on", "ends_on", "renew_by", "authorization_number")
LEFT_OUT = ("left_out", "left_out_reason", "after_part")
# What a partial yes can leave out.
PARTS: tuple[tuple[str, StrOrPromise], ...] = (
    ("CODES", _("A service or its code")),
    ("UNITS", _("Some of the visits, days or units")),
    ("DATES", _("Some of the dates")),
    ("PROVIDER", _("The provider you want")),
    ("FACILITY", _("The facility’s fees")),
    ("PROFESSIONAL", _("The professional’s fees")),
    ("COST_SHARE", _("In-network cost share")),
    ("RATE", _("The rate, or that nobody bills you the rest")),
    ("OTHER", _("Something else")),
)
DENIAL = (
    "reason",
    "reason_words",
    "appeal_by",
    "appeal_by_not_stated",
    "appeal_way",
    "peer_possible",
    "peer_phone",
    "peer_by",
)
LINE = (
    "kind",
    "code",
    "modifier",
    "words",
    "units",
    "unit",
    "starts_on",
    "ends_on",
    "provider_name",
    "covers",
    "cost_share",
    "rate",
    "rate_unit",
    "authorization_number",
)
WANTED = ("what", "owed_by", "due_on")


def is_yes(decision: Decision) -> bool:
    return decision.answer in (Answer.APPROVED, Answer.PARTLY)


def was_looked_at(decision: Decision) -> bool:
    """Somebody went through the checklist of this approval."""
    return all(getattr(decision, name) for name in POINTS)


def open_points(decision: Decision) -> list[str]:
    """Points of the checklist that are not a plain yes."""
    return [name for name in POINTS if getattr(decision, name) in (Stated.NO, Stated.NOT_STATED)]

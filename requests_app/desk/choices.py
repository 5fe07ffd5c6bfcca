"""The lists a filter of the queue is chosen from."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from requests_app.desk.conditions import ALL_ASLEEP_TOO, ANY, APPEAL_BY, BILLS, ENDS, OPEN, SLEEPING
from requests_app.models import CaseOutcome, CaseStatus

Choice = tuple[str, LazyText | str]

UNDECIDED = "none"
STAGE_CHOICES: tuple[Choice, ...] = (
    (OPEN, _("All open")),
    *CaseStatus.choices,
    (ANY, _("Open and closed")),
)
OUTCOME_CHOICES: tuple[Choice, ...] = (*CaseOutcome.choices, (UNDECIDED, _("Not decided yet")))
RUNNING_CHOICES: tuple[Choice, ...] = (
    (APPEAL_BY, _("The last day to appeal is ahead")),
    (ENDS, _("The approval ends in 30 days")),
    (BILLS, _("A bill is to be put right")),
)
DUE_CHOICES: tuple[Choice, ...] = (
    ("late", _("Late")),
    ("today", _("Today")),
    ("3days", _("In 3 days")),
    ("week", _("In a week")),
    ("none", _("No date")),
)
SNOOZED_CHOICES: tuple[Choice, ...] = (
    (SLEEPING, _("Only snoozed cases")),
    (ALL_ASLEEP_TOO, _("Snoozed ones as well")),
)
LETTER_CHOICES: tuple[Choice, ...] = (
    ("none", _("Not asked for")),
    ("asked", _("Asked for, not signed yet")),
    ("signed", _("Signed")),
    ("declined", _("The clinician said no")),
)
WAITED_CHOICES: tuple[Choice, ...] = (
    ("1", _("1 business day or more")),
    ("3", _("3 business days or more")),
    ("5", _("5 business days or more")),
    ("10", _("10 business days or more")),
    ("20", _("20 business days or more")),
)
ENDS_CHOICES: tuple[Choice, ...] = (
    ("7", _("Within 7 days")),
    ("30", _("Within 30 days")),
    ("60", _("Within 60 days")),
    ("90", _("Within 90 days")),
)
LANGUAGE_CHOICES: tuple[Choice, ...] = (("es", _("Spanish")), ("en", _("English")))

"""What the filters mean that lists behind charts need, beside those people choose by hand."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from requests_app.models import (
    Appeal,
    AppealOutcome,
    AppealState,
    CaseStatus,
    ExplanationOfBenefits,
    OutreachOffice,
    Track,
)

APPEAL_WAITS = "WAITS"
APPEAL_CHOICES: tuple[tuple[str, LazyText | str], ...] = (
    (APPEAL_WAITS, _("Sent, not decided yet")),
    *AppealOutcome.choices,
)
# How many in-network offices were logged, from and to; the last one has no end.
OFFICES: dict[str, tuple[int, int | None]] = {
    "0": (0, 0),
    "1-2": (1, 2),
    "3-5": (3, 5),
    "6-10": (6, 10),
    "11": (11, None),
}
OFFICES_CHOICES: tuple[tuple[str, LazyText | str], ...] = (
    ("0", _("No office")),
    ("1-2", _("1 or 2 offices")),
    ("3-5", _("3 to 5 offices")),
    ("6-10", _("6 to 10 offices")),
    ("11", _("11 offices or more")),
)


def appeal_condition(appeal: str) -> Q:
    """An appeal about the request, not about a bill, stands so."""
    own = Appeal.objects.filter(case=OuterRef("pk"), decision__eob__isnull=True)
    if appeal == APPEAL_WAITS:
        return Q(Exists(own.filter(state=AppealState.SENT)))
    return Q(Exists(own.filter(state=AppealState.DECIDED, outcome=appeal)))


def offices_condition(bucket: str) -> Q:
    """This many in-network offices are in the log; names that were only found do not count."""
    first, last = OFFICES[bucket]
    logged = OutreachOffice.objects.logged().filter(case=OuterRef("pk")).order_by().values("case")
    number = Coalesce(
        Subquery(logged.annotate(number=Count("pk")).values("number"), output_field=IntegerField()), 0
    )
    found = Q(GreaterThanOrEqual(number, first))
    return found if last is None else found & Q(LessThanOrEqual(number, last))


def answer_late_condition(today: date) -> Q:
    """The plan has it, gave a day for its answer, and the day has passed without one."""
    late = Track.objects.filter(case=OuterRef("pk"), answer_due_on__lt=today, outcome="")
    return Q(Exists(late), status=CaseStatus.SENT)


def billed_condition() -> Q:
    """At least one statement that counts was held against what was approved."""
    kept = ExplanationOfBenefits.objects.filter(
        case=OuterRef("pk"), finished_at__isnull=False, replaced_at__isnull=True, removed_at__isnull=True
    )
    return Q(Exists(kept))

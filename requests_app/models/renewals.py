from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.care import AmountUnit
from requests_app.models.cases import Case
from requests_app.models.coverage import YesNoUnsure
from requests_app.models.decisions import ApprovedLine, Decision
from requests_app.models.eobs import EobLine
from requests_app.models.tenancy import TenantModel


class UnitsFrom(models.TextChoices):
    ENTERED = "ENTERED", _("Entered by hand")
    BILL = "BILL", _("From a bill")


class UnitsUsed(TenantModel):
    """Units of an approval that were used, on a day or up to it. `line` is empty when it is not known.

    Those that a bill tells name its line (`eob_line`).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="units_used")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="units_used")
    line = models.ForeignKey(
        ApprovedLine, on_delete=models.PROTECT, null=True, blank=True, related_name="units_used"
    )
    eob_line = models.ForeignKey(
        EobLine, on_delete=models.PROTECT, null=True, blank=True, related_name="units_used"
    )
    used_on = models.DateField()
    units = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=7, choices=UnitsFrom, default=UnitsFrom.ENTERED)
    note = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["used_on", "id"]
        constraints = [models.CheckConstraint(name="units_used_at_least_one", condition=Q(units__gte=1))]


class RenewalState(models.TextChoices):
    PREPARING = "PREPARING", _("Getting ready")
    SENT = "SENT", _("Sent")
    DECIDED = "DECIDED", _("Decided")
    WITHDRAWN = "WITHDRAWN", _("Taken back")


class Renewal(TenantModel):
    """More of what was approved, asked for before it ends. `decision` is the approval it goes on from."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="renewals")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="renewals_of")
    state = models.CharField(max_length=9, choices=RenewalState, default=RenewalState.PREPARING)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    amount = models.PositiveSmallIntegerField(null=True, blank=True)
    amount_unit = models.CharField(max_length=6, choices=AmountUnit, blank=True)
    what_changed = models.CharField(max_length=800, blank=True)
    progress = models.CharField(max_length=800, blank=True)
    progress_by = models.CharField(max_length=150, blank=True)
    progress_on = models.DateField(null=True, blank=True)
    retested_on = models.DateField(null=True, blank=True)
    still_no_office = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    retest_note = models.CharField(max_length=500, blank=True)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    sent_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="renewal_one_open_per_case",
                fields=["case"],
                condition=Q(state__in=["PREPARING", "SENT"]),
            ),
            models.CheckConstraint(
                name="renewal_ends_after_it_starts",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="renewal_sent_has_its_day",
                condition=Q(state__in=["PREPARING", "WITHDRAWN"]) | Q(sent_on__isnull=False),
            ),
        ]


class ChangeKind(models.TextChoices):
    PLAN_CHANGED = "PLAN_CHANGED", _("The plan changed, or will change")
    PROVIDER_LEFT = "PROVIDER_LEFT", _("A provider left the plan’s network, or will leave")


class CourseOfCare(models.TextChoices):
    """Whom the federal rule on continuing care names (see the record `us-nsa-continuity`)."""

    SERIOUS = "SERIOUS", _("Care for a serious and complex condition")
    INSTITUTION = "INSTITUTION", _("Inpatient or institutional care")
    SURGERY = "SURGERY", _("A nonelective surgery that is scheduled, with the care after it")
    PREGNANCY = "PREGNANCY", _("Pregnancy")
    TERMINAL = "TERMINAL", _("Care for a terminal illness")
    NONE = "NONE", _("None of these")
    UNSURE = "UNSURE", _("I’m not sure")


class CoverageChange(TenantModel):
    """Something that can give a right to go on with the same provider for a while."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="coverage_changes")
    kind = models.CharField(max_length=13, choices=ChangeKind)
    provider_name = models.CharField(max_length=150, blank=True)
    happens_on = models.DateField()
    notice_on = models.DateField(null=True, blank=True)
    course = models.CharField(max_length=11, choices=CourseOfCare, blank=True)
    asked_plan_on = models.DateField(null=True, blank=True)
    asked_plan_answer = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-happens_on", "-id"]

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.coverage import YesNoUnsure
from requests_app.models.tenancy import TenantModel


class BenefitWay(models.TextChoices):
    PHONE = "PHONE", _("By phone")
    PORTAL = "PORTAL", _("On the plan’s website")
    LETTER = "LETTER", _("In a letter or a plan booklet")
    OTHER = "OTHER", _("Another way")


class NetworkSaid(models.TextChoices):
    IN_NETWORK = "IN_NETWORK", _("In network")
    OUT_OF_NETWORK = "OUT_OF_NETWORK", _("Out of network")
    NOT_SAID = "NOT_SAID", _("They did not say")


def _dollars() -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)


def _percent() -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)


class BenefitCheck(TenantModel):
    """What the plan said its benefits are, on one day, by one person of the plan. Empty means not said.

    Dollars, and percent that the patient pays of the allowed amount. A changed record is a new row that
    `replaces` the old one, so the history stays.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="benefit_checks")
    way = models.CharField(max_length=6, choices=BenefitWay, default=BenefitWay.PHONE)
    checked_on = models.DateField()
    said_by = models.CharField(max_length=100, blank=True)
    team = models.CharField(max_length=100, blank=True)
    reference = models.CharField(max_length=50, blank=True)
    coverage_active = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    coverage_from = models.DateField(null=True, blank=True)
    coverage_until = models.DateField(null=True, blank=True)
    plan_year_starts = models.DateField(null=True, blank=True)
    service = models.CharField(max_length=200, blank=True)
    network = models.CharField(max_length=14, choices=NetworkSaid, blank=True)
    in_deductible = _dollars()
    in_deductible_met = _dollars()
    in_max = _dollars()
    in_max_met = _dollars()
    in_copay = _dollars()
    in_coinsurance = _percent()
    has_out_benefits = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    out_deductible = _dollars()
    out_deductible_met = _dollars()
    out_max = _dollars()
    out_max_met = _dollars()
    out_coinsurance = _percent()
    limits = models.CharField(max_length=300, blank=True)
    needs_approval = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    approval_phone = models.CharField(max_length=40, blank=True)
    approval_fax = models.CharField(max_length=40, blank=True)
    approval_portal = models.CharField(max_length=300, blank=True)
    knows_gap_path = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    notes = models.CharField(max_length=2000, blank=True)
    # PATIENT, CAREGIVER or STAFF, as on calls: what the facility verified only the facility changes.
    made_by = models.CharField(max_length=10, default="PATIENT")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-checked_on", "-id"]

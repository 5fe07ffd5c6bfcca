from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.cases import Case
from requests_app.models.coverage import YesNoUnsure
from requests_app.models.tenancy import TenantModel


class CareTiming(models.TextChoices):
    NOT_STARTED = "NOT_STARTED", _("Not yet")
    STARTED = "STARTED", _("It has started")
    OVER = "OVER", _("It is over")


class HowSoon(models.TextChoices):
    EMERGENCY = "EMERGENCY", _("Today, it is an emergency")
    DAYS_3 = "DAYS_3", _("Within 3 days")
    WEEKS_2 = "WEEKS_2", _("Within 2 weeks")
    LATER = "LATER", _("Later")
    UNSURE = "UNSURE", _("I’m not sure")


class CareKind(models.TextChoices):
    BEHAVIORAL = "BEHAVIORAL", _("Mental health or substance use")
    SURGERY = "SURGERY", _("Surgery")
    RARE = "RARE", _("Rare or complex illness")
    CHILD = "CHILD", _("Child specialist")
    OTHER_SPECIALIST = "OTHER_SPECIALIST", _("Other specialist")
    OTHER = "OTHER", _("Something else")


class LevelOfCare(models.TextChoices):
    VISIT = "VISIT", _("Visits")
    OUTPATIENT_PROGRAM = "OUTPATIENT_PROGRAM", _("Outpatient program")
    DAY_PROGRAM = "DAY_PROGRAM", _("Day program")
    RESIDENTIAL = "RESIDENTIAL", _("Residential")
    SURGERY = "SURGERY", _("Surgery")
    OTHER = "OTHER", _("Other")


class AmountUnit(models.TextChoices):
    VISITS = "VISITS", _("visits")
    DAYS = "DAYS", _("days")
    HOURS = "HOURS", _("hours")
    UNITS = "UNITS", _("units")


class CodesKnown(models.TextChoices):
    TYPE_NOW = "TYPE_NOW", _("Yes, I can type them now")
    CLINICIAN = "CLINICIAN", _("My clinician will add them")
    UNSURE = "UNSURE", _("I’m not sure")


class GapReason(models.TextChoices):
    """Why an in-network provider cannot be used, in the person's own choice."""

    NONE_OFFERS = "NONE_OFFERS", _("None offers this care")
    WAIT = "WAIT", _("The wait is too long")
    DISTANCE = "DISTANCE", _("They are too far")
    NOT_TAKING = "NOT_TAKING", _("Not taking new patients or the listing is wrong")
    NEED = "NEED", _("They cannot meet a need (language, disability, age)")
    CONTINUITY = "CONTINUITY", _("I already see this provider and my plan changed")
    NOT_LOOKED = "NOT_LOOKED", _("I have not looked yet")


class ProviderReason(models.TextChoices):
    TREATS_THIS = "TREATS_THIS", _("Treats this exact problem")
    SOONEST = "SOONEST", _("Can see me soonest")
    CLOSE = "CLOSE", _("Is close enough")
    LANGUAGE = "LANGUAGE", _("Speaks my language")
    ALREADY_SEE = "ALREADY_SEE", _("I already see them")
    OTHER = "OTHER", _("Another reason")


class CareRequest(TenantModel):
    """The care asked for, in plain words and in the plan's terms."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="care")
    kind = models.CharField(max_length=20, choices=CareKind, blank=True)
    kind_text = models.CharField(max_length=80, blank=True)
    timing = models.CharField(max_length=12, choices=CareTiming, blank=True)
    how_soon = models.CharField(max_length=10, choices=HowSoon, blank=True)
    gap_reasons = ArrayField(models.CharField(max_length=12, choices=GapReason), default=list, blank=True)
    description = models.CharField(max_length=300, blank=True)
    specialty = models.CharField(max_length=100, blank=True)
    level_of_care = models.CharField(max_length=20, choices=LevelOfCare, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    amount = models.PositiveSmallIntegerField(null=True, blank=True)
    amount_unit = models.CharField(max_length=6, choices=AmountUnit, blank=True)
    frequency = models.CharField(max_length=60, blank=True)
    clinician_says_waiting_harms = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    codes_known = models.CharField(max_length=10, choices=CodesKnown, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="care_ends_after_it_starts",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
            )
        ]


class CareCode(TenantModel):
    """One diagnosis or billing code. Only the code and the person's own words are kept."""

    class Kind(models.TextChoices):
        DIAGNOSIS = "DIAGNOSIS", _("Diagnosis code")
        SERVICE = "SERVICE", _("Service code")
        REVENUE = "REVENUE", _("Revenue code")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="codes")
    kind = models.CharField(max_length=10, choices=Kind)
    code = models.CharField(max_length=8)
    modifier = models.CharField(max_length=11, blank=True)
    own_words = models.CharField(max_length=120, blank=True)
    units = models.PositiveSmallIntegerField(null=True, blank=True)
    added_by = models.CharField(max_length=20, default="PATIENT")
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                name="care_code_once_per_case",
                fields=["case", "kind", "code", "modifier"],
                condition=Q(removed_at__isnull=True),
            )
        ]


class RequestedProvider(TenantModel):
    """The out-of-network provider the patient wants the plan to cover."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="provider")
    name = models.CharField(max_length=150, blank=True)
    credentials = models.CharField(max_length=60, blank=True)
    specialty = models.CharField(max_length=100, blank=True)
    npi = models.CharField(max_length=10, blank=True)
    tax_id = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    fax = models.CharField(max_length=40, blank=True)
    street = models.CharField(max_length=150, blank=True)
    unit = models.CharField(max_length=50, blank=True)
    city = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=2, blank=True)
    zip_code = models.CharField(max_length=10, blank=True)
    agreed = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    first_date = models.DateField(null=True, blank=True)
    price = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    accepts_agreement = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    agreement_contact = models.CharField(max_length=150, blank=True)
    will_not_bill_rest = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    reasons = ArrayField(models.CharField(max_length=12, choices=ProviderReason), default=list, blank=True)
    why_text = models.CharField(max_length=500, blank=True)


class Story(TenantModel):
    """The patient's own account, in three short parts."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="story")
    need_now = models.CharField(max_length=800, blank=True)
    tried = models.CharField(max_length=800, blank=True)
    waiting = models.CharField(max_length=800, blank=True)

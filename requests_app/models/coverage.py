from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import Language
from requests_app.models.cases import Case
from requests_app.models.tenancy import TenantModel


class YesNoUnsure(models.TextChoices):
    YES = "YES", _("Yes")
    NO = "NO", _("No")
    UNSURE = "UNSURE", _("I’m not sure")


class CoverageSource(models.TextChoices):
    JOB = "JOB", _("Through a job")
    MARKETPLACE = "MARKETPLACE", _("Bought it myself or through the Marketplace")
    SCHOOL = "SCHOOL", _("School")
    MEDICAID = "MEDICAID", _("Medicaid")
    MEDICARE = "MEDICARE", _("Medicare")
    MILITARY = "MILITARY", _("Military or VA")
    NONE = "NONE", _("Not insured")
    UNSURE = "UNSURE", _("I’m not sure")


class CoverageDetail(models.TextChoices):
    """Which kind of job, purchase or program: it decides whose rules apply. Each fits one source."""

    PRIVATE_EMPLOYER = "PRIVATE_EMPLOYER", _("A company or a nonprofit")
    FEDERAL_JOB = "FEDERAL_JOB", _("The federal government")
    STATE_LOCAL_JOB = "STATE_LOCAL_JOB", _("A state, county, city or public school")
    CHURCH_JOB = "CHURCH_JOB", _("A church or a church-run employer")
    ON_MARKETPLACE = "ON_MARKETPLACE", _("Through HealthCare.gov or my state’s Marketplace")
    OFF_MARKETPLACE = "OFF_MARKETPLACE", _("Directly from the insurance company or a broker")
    MEDICARE_ADVANTAGE = "MEDICARE_ADVANTAGE", _("A Medicare Advantage plan")
    ORIGINAL_MEDICARE = "ORIGINAL_MEDICARE", _("Original Medicare")
    MEDICAID_PLAN = "MEDICAID_PLAN", _("A Medicaid health plan")
    MEDICAID_STATE = "MEDICAID_STATE", _("Medicaid straight from the state")
    TRICARE = "TRICARE", _("TRICARE")
    VA = "VA", _("VA health care")
    UNSURE = "UNSURE", _("I’m not sure")


class PlanKind(models.TextChoices):
    HMO = "HMO", _("HMO")
    PPO = "PPO", _("PPO")
    EPO = "EPO", _("EPO")
    POS = "POS", _("POS")
    UNSURE = "UNSURE", _("I’m not sure")


class RelationToSubscriber(models.TextChoices):
    SPOUSE = "SPOUSE", _("Spouse or partner")
    CHILD = "CHILD", _("Child")
    OTHER = "OTHER", _("Other")


class PatientDetails(TenantModel):
    """The person who needs the care, as the plan knows them."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="patient")
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    caregiver_name = models.CharField(max_length=200, blank=True)
    caregiver_relation = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    street = models.CharField(max_length=150, blank=True)
    unit = models.CharField(max_length=50, blank=True)
    city = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=2, blank=True)
    zip_code = models.CharField(max_length=10, blank=True)
    reading_language = models.CharField(max_length=2, choices=Language, blank=True)
    speaking_language = models.CharField(max_length=60, blank=True)
    access_needs = models.CharField(max_length=300, blank=True)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class Coverage(TenantModel):
    """The plan the request goes to."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="coverage")
    source = models.CharField(max_length=12, choices=CoverageSource, blank=True)
    source_detail = models.CharField(max_length=20, choices=CoverageDetail, blank=True)
    is_self_funded = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    plan_state = models.CharField(max_length=2, blank=True)
    insurer = models.CharField(max_length=120, blank=True)
    plan_kind = models.CharField(max_length=6, choices=PlanKind, blank=True)
    member_id = models.CharField(max_length=30, blank=True)
    group_number = models.CharField(max_length=30, blank=True)
    plan_phone = models.CharField(max_length=40, blank=True)
    is_subscriber = models.BooleanField(null=True, blank=True)
    subscriber_first_name = models.CharField(max_length=100, blank=True)
    subscriber_last_name = models.CharField(max_length=100, blank=True)
    subscriber_birth_date = models.DateField(null=True, blank=True)
    relation_to_subscriber = models.CharField(max_length=10, choices=RelationToSubscriber, blank=True)

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.care import AmountUnit, LevelOfCare
from requests_app.models.cases import Case
from requests_app.models.coverage import YesNoUnsure
from requests_app.models.tenancy import TenantModel


class TrackKind(models.TextChoices):
    GAP = "GAP", _("Network gap exception")
    SCA = "SCA", _("Single case agreement")
    PRIOR_AUTH = "PRIOR_AUTH", _("Prior authorization")


class TrackOwner(models.TextChoices):
    PATIENT = "PATIENT", _("The patient")
    PROVIDER = "PROVIDER", _("The provider you want")
    CLINICIAN = "CLINICIAN", _("The clinician who orders the care")
    FACILITY = "FACILITY", _("The facility’s admissions team")


class TrackOutcome(models.TextChoices):
    """Empty: no answer yet."""

    APPROVED = "APPROVED", _("Approved")
    PARTLY = "PARTLY", _("Partly approved")
    DENIED = "DENIED", _("Denied")
    NOT_NEEDED = "NOT_NEEDED", _("The plan says it is not needed")
    WITHDRAWN = "WITHDRAWN", _("Taken back")


class Track(TenantModel):
    """One of the three things a plan can be asked for. One approval does not imply another.

    `clock_started_at` is the moment the plan says its clock started, where it said one; the fast path is
    counted in real hours from `fast_asked_at`, `fast_hours` being what the plan promised.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tracks")
    kind = models.CharField(max_length=10, choices=TrackKind)
    is_wanted = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    owner = models.CharField(max_length=10, choices=TrackOwner, blank=True)
    reference = models.CharField(max_length=50, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    answer_due_from = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=10, choices=TrackOutcome, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    authorization_number = models.CharField(max_length=50, blank=True)
    notes = models.CharField(max_length=500, blank=True)
    clock_started_at = models.DateTimeField(null=True, blank=True)
    fast_asked_at = models.DateTimeField(null=True, blank=True)
    fast_accepted = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    fast_hours = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="track_once_per_case_and_kind", fields=["case", "kind"]),
            models.CheckConstraint(
                name="track_answer_not_before_it_was_asked",
                condition=Q(asked_on__isnull=True)
                | Q(outcome_on__isnull=True)
                | Q(outcome_on__gte=models.F("asked_on")),
            ),
        ]


class StatedBy(models.TextChoices):
    CLINICIAN = "CLINICIAN", _("The clinician’s letter")
    PLAN_FORM = "PLAN_FORM", _("The plan’s form")


class StatedFacts(TenantModel):
    """What another paper of the same request says, to hold beside the patient’s answers. Empty: not said."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stated_facts")
    source = models.CharField(max_length=10, choices=StatedBy)
    stated_by = models.CharField(max_length=150, blank=True)
    stated_on = models.DateField(null=True, blank=True)
    diagnosis_codes = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    service_codes = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    amount = models.PositiveSmallIntegerField(null=True, blank=True)
    amount_unit = models.CharField(max_length=6, choices=AmountUnit, blank=True)
    level_of_care = models.CharField(max_length=20, choices=LevelOfCare, blank=True)
    provider_name = models.CharField(max_length=150, blank=True)
    provider_npi = models.CharField(max_length=10, blank=True)
    specialty = models.CharField(max_length=100, blank=True)
    waiting_harms = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["source", "id"]
        constraints = [
            models.UniqueConstraint(
                name="stated_facts_once_per_source",
                fields=["case", "source"],
                condition=Q(removed_at__isnull=True),
            )
        ]


class Settlement(TenantModel):
    """Two papers differed, and somebody said which is right. It holds while both values stay as they were.

    THEIRS was written into the case at once; OURS leaves the other paper to be corrected by `owed_by`.
    """

    class Choice(models.TextChoices):
        OURS = "OURS", _("Our value is right")
        THEIRS = "THEIRS", _("The other value is right")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="settlements")
    topic = models.CharField(max_length=30)
    source = models.CharField(max_length=10)
    choice = models.CharField(max_length=6, choices=Choice)
    ours = models.CharField(max_length=300, blank=True)
    theirs = models.CharField(max_length=300, blank=True)
    owed_by = models.CharField(max_length=10, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

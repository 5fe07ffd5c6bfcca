from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.care import AmountUnit
from requests_app.models.cases import Case
from requests_app.models.documents import Document
from requests_app.models.insurer_calls import InsurerCall
from requests_app.models.tenancy import TenantModel
from requests_app.models.tracks import Track


class Answer(models.TextChoices):
    APPROVED = "APPROVED", _("Yes to all")
    PARTLY = "PARTLY", _("Yes to part")
    DENIED = "DENIED", _("No")
    NEEDS_MORE = "NEEDS_MORE", _("They need more")
    NOT_WRITTEN = "NOT_WRITTEN", _("Nothing in writing yet")


class Stated(models.TextChoices):
    """What a letter or a call said of one point. Empty: nobody has looked yet."""

    YES = "YES", _("Yes")
    NO = "NO", _("No")
    NOT_STATED = "NOT_STATED", _("Not stated")


class DenialReason(models.TextChoices):
    NETWORK = "NETWORK", _("They say the network has somebody")
    NECESSITY = "NECESSITY", _("They say the care is not medically needed")
    NOT_COVERED = "NOT_COVERED", _("They say the plan does not cover this care")
    LATE = "LATE", _("They say it was asked too late")
    PAPERS = "PAPERS", _("They say papers are missing")
    OTHER = "OTHER", _("Another reason")


class AfterPart(models.TextChoices):
    """What the person does about a partial approval. Using it and appealing do not exclude each other."""

    USE = "USE", _("Use what was approved")
    FIX = "FIX", _("Ask the plan to put it right")
    APPEAL = "APPEAL", _("Appeal the part that was left out")


class Decision(TenantModel):
    """One answer of the plan: to the request, an appeal or a renewal, or what it did with a claim (`eob`).

    A later answer to the same thing sets `replaced_at` of the one before; none overwrites another.
    Empty values are not known, and `Stated` columns tell “not stated” apart from that.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    track = models.ForeignKey(
        Track, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    appeal = models.ForeignKey(
        "requests_app.Appeal", on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    renewal = models.ForeignKey(
        "requests_app.Renewal", on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    eob = models.ForeignKey(
        "requests_app.ExplanationOfBenefits",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
    )
    call = models.ForeignKey(InsurerCall, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=11, choices=Answer)
    heard_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    is_in_writing = models.BooleanField(default=False)
    letter = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    letter_dated_on = models.DateField(null=True, blank=True)
    authorization_number = models.CharField(max_length=50, blank=True)
    provider_named = models.CharField(max_length=10, choices=Stated, blank=True)
    in_network_cost_share = models.CharField(max_length=10, choices=Stated, blank=True)
    in_network_deductible = models.CharField(max_length=10, choices=Stated, blank=True)
    facility_fees = models.CharField(max_length=10, choices=Stated, blank=True)
    professional_fees = models.CharField(max_length=10, choices=Stated, blank=True)
    rate_signed = models.CharField(max_length=10, choices=Stated, blank=True)
    no_billing_the_rest = models.CharField(max_length=10, choices=Stated, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    renew_by = models.DateField(null=True, blank=True)
    left_out = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    left_out_reason = models.CharField(max_length=500, blank=True)
    after_part = ArrayField(models.CharField(max_length=6, choices=AfterPart), default=list, blank=True)
    needs_by = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=11, choices=DenialReason, blank=True)
    reason_words = models.CharField(max_length=800, blank=True)
    appeal_by = models.DateField(null=True, blank=True)
    appeal_by_not_stated = models.BooleanField(default=False)
    appeal_way = models.CharField(max_length=200, blank=True)
    peer_possible = models.CharField(max_length=10, choices=Stated, blank=True)
    peer_phone = models.CharField(max_length=40, blank=True)
    peer_by = models.DateField(null=True, blank=True)
    notes = models.CharField(max_length=2000, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-heard_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="decision_ends_after_it_starts",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="decision_answers_one_thing",
                condition=Q(renewal__isnull=True) | Q(appeal__isnull=True, eob__isnull=True),
            ),
        ]


class LineCovers(models.TextChoices):
    """Whose bill a line covers. Empty: not stated."""

    FACILITY = "FACILITY", _("The facility")
    PROFESSIONAL = "PROFESSIONAL", _("The professional")
    BOTH = "BOTH", _("Both")


class LineCostShare(models.TextChoices):
    """Empty: not stated."""

    IN_NETWORK = "IN_NETWORK", _("In network")
    OUT_OF_NETWORK = "OUT_OF_NETWORK", _("Out of network")


class ApprovedLine(TenantModel):
    """One line of an approval as the plan gave it. Empty values were not stated. Rates in US dollars."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="approved_lines")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=9, default="SERVICE")
    code = models.CharField(max_length=8, blank=True)
    modifier = models.CharField(max_length=11, blank=True)
    words = models.CharField(max_length=120, blank=True)
    units = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=6, choices=AmountUnit, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    provider_name = models.CharField(max_length=150, blank=True)
    covers = models.CharField(max_length=12, choices=LineCovers, blank=True)
    cost_share = models.CharField(max_length=14, choices=LineCostShare, blank=True)
    rate = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    rate_unit = models.CharField(max_length=6, choices=AmountUnit, blank=True)
    authorization_number = models.CharField(max_length=50, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="approved_line_ends_after_it_starts",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
        ]


class MoreWanted(TenantModel):
    """One thing the plan still wants before it decides: who owes it, by when, and when it was there."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="more_wanted")
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="wanted"
    )
    call = models.ForeignKey(InsurerCall, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=200)
    owed_by = models.CharField(max_length=10, default="PATIENT")
    due_on = models.DateField(null=True, blank=True)
    asked_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]

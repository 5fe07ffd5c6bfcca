from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.eobs import ExplanationOfBenefits
from requests_app.models.tenancy import TenantModel


class ReprocessingState(models.TextChoices):
    PREPARING = "PREPARING", _("Getting ready")
    SENT = "SENT", _("Asked for")
    DECIDED = "DECIDED", _("Answered")
    WITHDRAWN = "WITHDRAWN", _("Taken back")


class ReprocessingOutcome(models.TextChoices):
    CORRECTED = "CORRECTED", _("They put it right")
    PARTLY = "PARTLY", _("They put part of it right")
    REFUSED = "REFUSED", _("They will not change it")


class Reprocessing(TenantModel):
    """A claim sent back: the plan is asked to process it again as it was approved.

    `points` are the findings that were asked about, frozen as they stood (see `claims.findings`). `eob` is
    the claim, `corrected` the one that came of it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reprocessings")
    eob = models.ForeignKey(ExplanationOfBenefits, on_delete=models.PROTECT, related_name="reprocessings")
    state = models.CharField(max_length=9, choices=ReprocessingState, default=ReprocessingState.PREPARING)
    outcome = models.CharField(max_length=9, choices=ReprocessingOutcome, blank=True)
    points = models.JSONField(default=list)
    in_question = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    statement = models.CharField(max_length=1000, blank=True)
    send_to = models.CharField(max_length=300, blank=True)
    way = models.CharField(max_length=10, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    number = models.CharField(max_length=50, blank=True)
    person = models.CharField(max_length=100, blank=True)
    office_told_on = models.DateField(null=True, blank=True)
    asked_again_on = models.DateField(null=True, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    answer_due_from = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    corrected = models.ForeignKey(
        ExplanationOfBenefits, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="reprocessing_one_open_per_eob",
                fields=["eob"],
                condition=Q(state__in=["PREPARING", "SENT"]),
            ),
            models.CheckConstraint(
                name="reprocessing_outcome_if_and_only_if_decided",
                condition=(Q(state="DECIDED") & ~Q(outcome="")) | (~Q(state="DECIDED") & Q(outcome="")),
            ),
            models.CheckConstraint(
                name="reprocessing_sent_has_its_day",
                condition=Q(state__in=["PREPARING", "WITHDRAWN"]) | Q(sent_on__isnull=False),
            ),
        ]

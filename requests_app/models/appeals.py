from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.clinicians import ClinicianRequest
from requests_app.models.decisions import Decision
from requests_app.models.tenancy import TenantModel


class AppealLevel(models.TextChoices):
    INTERNAL = "INTERNAL", _("First appeal to the plan")
    SECOND = "SECOND", _("Second appeal to the plan")
    EXTERNAL = "EXTERNAL", _("External review")


class AppealState(models.TextChoices):
    PREPARING = "PREPARING", _("Getting ready")
    SENT = "SENT", _("Sent")
    DECIDED = "DECIDED", _("Decided")
    WITHDRAWN = "WITHDRAWN", _("Taken back")


class AppealOutcome(models.TextChoices):
    OVERTURNED = "OVERTURNED", _("The no was turned into a yes")
    PARTLY = "PARTLY", _("Turned into a yes in part")
    UPHELD = "UPHELD", _("The no stays")
    REFUSED = "REFUSED", _("Not taken up")


class Appeal(TenantModel):
    """One appeal against one decision, at one level, with its own deadline, clock, packet and outcome.

    `by_letter` is the last day as the letter has it, `by_rule` as a rule on file has it (its record in
    `rule_id`); the earlier one counts. `answers` names what answers the stated reason, by public id.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appeals")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="appeals_against")
    level = models.CharField(max_length=8, choices=AppealLevel)
    is_expedited = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=AppealState, default=AppealState.PREPARING)
    outcome = models.CharField(max_length=10, choices=AppealOutcome, blank=True)
    by_letter = models.DateField(null=True, blank=True)
    by_rule = models.DateField(null=True, blank=True)
    rule_id = models.CharField(max_length=80, blank=True)
    route = models.CharField(max_length=20, blank=True)
    send_to = models.CharField(max_length=300, blank=True)
    statement = models.CharField(max_length=1500, blank=True)
    answers = ArrayField(models.UUIDField(), default=list, blank=True)
    new_proof = models.CharField(max_length=800, blank=True)
    parity = models.CharField(max_length=10, blank=True)
    claim_file_asked_on = models.DateField(null=True, blank=True)
    claim_file_way = models.CharField(max_length=100, blank=True)
    claim_file_got_on = models.DateField(null=True, blank=True)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    sent_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    number = models.CharField(max_length=50, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    answer_due_from = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="appeal_one_open_per_decision_and_level",
                fields=["decision", "level"],
                condition=Q(state__in=["PREPARING", "SENT"]),
            ),
            models.CheckConstraint(
                name="appeal_outcome_if_and_only_if_decided",
                condition=(Q(state="DECIDED") & ~Q(outcome="")) | (~Q(state="DECIDED") & Q(outcome="")),
            ),
            models.CheckConstraint(
                name="appeal_sent_has_its_day",
                condition=Q(state__in=["PREPARING", "WITHDRAWN"]) | Q(sent_on__isnull=False),
            ),
        ]


class PeerState(models.TextChoices):
    WANTED = "WANTED", _("Not asked for yet")
    ASKED = "ASKED", _("Asked for")
    HELD = "HELD", _("Took place")
    MISSED = "MISSED", _("Did not take place")


class PeerOutcome(models.TextChoices):
    CHANGED = "CHANGED", _("The plan changes its answer")
    STAYS = "STAYS", _("The answer stays")
    LATER = "LATER", _("They will tell us")


class PeerToPeer(TenantModel):
    """A call between the clinician and the plan’s doctor. The window is the plan’s, as heard or written."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="peer_to_peers")
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="peer_to_peers"
    )
    clinician_request = models.ForeignKey(
        ClinicianRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    clinician_name = models.CharField(max_length=150, blank=True)
    clinician_phone = models.CharField(max_length=40, blank=True)
    clinician_times = models.CharField(max_length=200, blank=True)
    plan_phone = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=50, blank=True)
    window_until = models.DateField(null=True, blank=True)
    window_from = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=6, choices=PeerState, default=PeerState.WANTED)
    asked_on = models.DateField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    reviewer = models.CharField(max_length=150, blank=True)
    outcome = models.CharField(max_length=7, choices=PeerOutcome, blank=True)
    notes = models.CharField(max_length=1000, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]


class ComplaintState(models.TextChoices):
    PREPARING = "PREPARING", _("Getting ready")
    SENT = "SENT", _("Sent")
    ANSWERED = "ANSWERED", _("Answered")
    WITHDRAWN = "WITHDRAWN", _("Taken back")


class Complaint(TenantModel):
    """A complaint to one office. `office_id` is its record in the library, `office_name` as shown then."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="complaints")
    appeal = models.ForeignKey(
        Appeal, on_delete=models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    office_id = models.CharField(max_length=80, blank=True)
    office_name = models.CharField(max_length=200)
    reasons = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    statement = models.CharField(max_length=1500, blank=True)
    state = models.CharField(max_length=9, choices=ComplaintState, default=ComplaintState.PREPARING)
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    sent_on = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=10, blank=True)
    number = models.CharField(max_length=50, blank=True)
    person = models.CharField(max_length=100, blank=True)
    answer_due_on = models.DateField(null=True, blank=True)
    answer_due_from = models.CharField(max_length=200, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="complaint_sent_has_its_day",
                condition=Q(state__in=["PREPARING", "WITHDRAWN"]) | Q(sent_on__isnull=False),
            ),
        ]

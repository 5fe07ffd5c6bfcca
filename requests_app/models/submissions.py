from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.documents import Document
from requests_app.models.packets import Packet, Recipient
from requests_app.models.tenancy import TenantModel


class SendingWay(models.TextChoices):
    PORTAL = "PORTAL", _("The plan’s website")
    FAX = "FAX", _("Fax")
    MAIL = "MAIL", _("Mail")
    PROVIDER_OFFICE = "PROVIDER_OFFICE", _("Through the provider’s office")
    STAFF = "STAFF", _("The admissions team sends it")


class SentFile(models.TextChoices):
    """Which file of the packet went out."""

    PDF = "PDF", _("The PDF")
    FAX = "FAX", _("The copy for a fax machine")


# A packet for anybody else may be sent, too; the plan does not have it then.
FOR_THE_PLAN = (Recipient.INSURER, Recipient.APPEAL, Recipient.RENEWAL)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def to_plan(self) -> SubmissionQuerySet:
        """What the plan was sent: what the case waits for, and what calls ask about."""
        return self.filter(packet__recipient__in=FOR_THE_PLAN)


class Submission(TenantModel):
    """How and when a packet was sent, by whom, which file exactly, and the proof of it.

    What was sent never changes (trigger); numbers and proof that come later may be added.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="submissions")
    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="submissions")
    sent_on = models.DateField()
    way = models.CharField(max_length=16, choices=SendingWay)
    sent_to = models.CharField(max_length=200, blank=True)
    confirmation_number = models.CharField(max_length=50, blank=True)
    confirmation_refused = models.BooleanField(default=False)
    is_expedited = models.BooleanField(default=False)
    proof_note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_file = models.CharField(max_length=3, choices=SentFile, default=SentFile.PDF)
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_pages = models.PositiveSmallIntegerField(null=True, blank=True)
    tracking_number = models.CharField(max_length=50, blank=True)
    proof = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="proof_of"
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_on", "-id"]


class FaxState(models.TextChoices):
    WAITING = "WAITING", _("Waiting to be sent")
    SENDING = "SENDING", _("Handed to the fax service")
    DELIVERED = "DELIVERED", _("Delivered")
    PARTLY = "PARTLY", _("Only some pages went through")
    FAILED = "FAILED", _("Not delivered")
    UNCLEAR = "UNCLEAR", _("Nobody knows whether it was sent")
    STOPPED = "STOPPED", _("Stopped")


class Fax(TenantModel):
    """One sending through the fax service. `request_key` goes with it, so that the service can tell a repeat.

    Never sent again by itself once the service may have taken it: UNCLEAR waits for a person.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="faxes")
    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="faxes")
    state = models.CharField(max_length=9, choices=FaxState, default=FaxState.WAITING)
    to_number = models.CharField(max_length=16)
    to_name = models.CharField(max_length=120, blank=True)
    is_expedited = models.BooleanField(default=False)
    file_key = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    file_pages = models.PositiveSmallIntegerField()
    request_key = models.UUIDField(unique=True)
    service = models.CharField(max_length=20)
    service_id = models.CharField(max_length=80, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    pages_sent = models.PositiveSmallIntegerField(null=True, blank=True)
    fault = models.CharField(max_length=40, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, null=True, blank=True, related_name="fax"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="fax_delivered_has_its_submission",
                condition=~Q(state="DELIVERED") | Q(submission__isnull=False),
            )
        ]

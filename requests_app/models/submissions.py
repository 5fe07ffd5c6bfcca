from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.models.cases import Case
from requests_app.models.packets import Packet
from requests_app.models.tenancy import TenantModel


class SendingWay(models.TextChoices):
    PORTAL = "PORTAL", _("The plan’s website")
    FAX = "FAX", _("Fax")
    MAIL = "MAIL", _("Mail")
    PROVIDER_OFFICE = "PROVIDER_OFFICE", _("Through the provider’s office")
    STAFF = "STAFF", _("The admissions team sends it")


class Submission(TenantModel):
    """How and when a packet was sent, and the proof of it."""

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

    class Meta:
        ordering = ["-sent_on", "-id"]

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.tenancy import TenantModel


class PacketState(models.TextChoices):
    ASKED = "ASKED", _("Being made")
    READY = "READY", _("Ready")
    FAILED = "FAILED", _("Could not be made")


class Packet(TenantModel):
    """One version of the document that is sent. Its contents are frozen when it is asked for.

    `contents` is the case file (see casefile.schema) as it was signed; `contents_sha256` its hash; `evidence`
    what was measured and which standards held on that day. The PDF is a function of contents, evidence,
    options and template version alone. Triggers refuse changes once ready.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="packets")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=PacketState, default=PacketState.ASKED)
    sections = models.JSONField(default=list)
    contents = models.JSONField()
    evidence = models.JSONField(default=dict)
    contents_sha256 = models.CharField(max_length=64)
    template_version = models.CharField(max_length=20)
    changes = models.JSONField(default=list)
    signed_name = models.CharField(max_length=200)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    file_key = models.CharField(max_length=200, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_bytes = models.PositiveIntegerField(null=True, blank=True)
    pdf_pages = models.PositiveSmallIntegerField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="packet_number_once_per_case", fields=["case", "number"]),
            models.CheckConstraint(
                name="packet_file_if_and_only_if_ready",
                condition=(
                    Q(state="READY", pdf_bytes__isnull=False, ready_at__isnull=False)
                    & ~Q(file_key="")
                    & ~Q(pdf_sha256="")
                )
                | (~Q(state="READY") & Q(file_key="", pdf_sha256="", ready_at__isnull=True)),
            ),
        ]

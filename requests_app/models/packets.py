from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import Language, User
from requests_app.models.cases import Case
from requests_app.models.tenancy import TenantModel


class PacketState(models.TextChoices):
    ASKED = "ASKED", _("Being made")
    READY = "READY", _("Ready")
    FAILED = "FAILED", _("Could not be made")


class Recipient(models.TextChoices):
    """Who a packet is for. Which sections that means stands in `packets/recipients.py`."""

    INSURER = "INSURER", _("Your health plan")
    CLINICIAN = "CLINICIAN", _("Your clinician")
    PATIENT = "PATIENT", _("Yourself")
    APPEAL = "APPEAL", _("Your health plan, as an appeal")
    REGULATOR = "REGULATOR", _("A regulator, with a complaint")
    RENEWAL = "RENEWAL", _("Your health plan, to go on")
    BILL = "BILL", _("Your health plan, about a bill")


class Packet(TenantModel):
    """One version of the document that is sent. Its contents are frozen when it is asked for.

    An appeal’s packet names its `appeal`, a complaint’s its `complaint`, a renewal’s its `renewal`, and that
    of a claim sent back its `reprocessing`.

    `contents` is the case file (see casefile.schema) as it was signed; `contents_sha256` its hash; `evidence`
    what was measured and which standards held on that day. The PDF is a function of contents, evidence,
    options and template version alone. Triggers refuse changes once ready.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="packets")
    number = models.PositiveSmallIntegerField()
    recipient = models.CharField(max_length=9, choices=Recipient, default=Recipient.INSURER)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    appeal = models.ForeignKey(
        "requests_app.Appeal", on_delete=models.PROTECT, null=True, blank=True, related_name="packets"
    )
    complaint = models.ForeignKey(
        "requests_app.Complaint", on_delete=models.PROTECT, null=True, blank=True, related_name="packets"
    )
    renewal = models.ForeignKey(
        "requests_app.Renewal", on_delete=models.PROTECT, null=True, blank=True, related_name="packets"
    )
    reprocessing = models.ForeignKey(
        "requests_app.Reprocessing", on_delete=models.PROTECT, null=True, blank=True, related_name="packets"
    )
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


class CopyKind(models.TextChoices):
    """Copies made from the one PDF of a packet, each frozen like it."""

    ARCHIVE = "ARCHIVE", _("Copy for keeping (PDF/A, with the case data inside)")
    FAX = "FAX", _("Copy for a fax machine, black and white")
    HTML = "HTML", _("Copy to read on a screen")
    FORM = "FORM", _("The plan’s own form, filled in")


class PacketCopy(TenantModel):
    """Another file of the same packet. Rows are never changed (trigger)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="packet_copies")
    packet = models.ForeignKey(Packet, on_delete=models.PROTECT, related_name="copies")
    kind = models.CharField(max_length=7, choices=CopyKind)
    media_type = models.CharField(max_length=40)
    file_key = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    byte_size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(name="packet_copy_once_per_kind", fields=["packet", "kind"])]

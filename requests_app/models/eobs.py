from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.documents import Document
from requests_app.models.tenancy import TenantModel


class EobSource(models.TextChoices):
    """How the numbers came to us."""

    TYPED = "TYPED", _("Typed in")
    PDF = "PDF", _("Read from the text of a PDF, and looked over")
    FHIR = "FHIR", _("From a file of the plan (FHIR)")
    X12 = "X12", _("From a remittance file (X12 835)")
    CSV = "CSV", _("From a table (CSV)")


class NetworkShown(models.TextChoices):
    """What an EOB says of the network. Empty: nobody has answered yet."""

    IN_NETWORK = "IN_NETWORK", _("In network")
    OUT_OF_NETWORK = "OUT_OF_NETWORK", _("Out of network")
    NOT_SHOWN = "NOT_SHOWN", _("Not shown")


class ClaimStatus(models.TextChoices):
    PROCESSED = "PROCESSED", _("Processed")
    DENIED = "DENIED", _("Denied")
    PENDING = "PENDING", _("Not decided yet")
    REVERSED = "REVERSED", _("Taken back")


class BillKind(models.TextChoices):
    """Whose fees a claim is for. Empty: not shown."""

    FACILITY = "FACILITY", _("The facility’s fees")
    PROFESSIONAL = "PROFESSIONAL", _("A professional’s fees")


class PayerOrder(models.TextChoices):
    """Which of several plans paid. Empty: not shown."""

    PRIMARY = "PRIMARY", _("First plan")
    SECONDARY = "SECONDARY", _("Second plan")
    TERTIARY = "TERTIARY", _("Third plan")


class Frequency(models.TextChoices):
    """The claim’s place in its history. Empty: not shown."""

    ORIGINAL = "ORIGINAL", _("First claim")
    REPLACEMENT = "REPLACEMENT", _("Corrected claim")
    VOID = "VOID", _("Claim taken back")


def _dollars() -> models.DecimalField:  # type: ignore[type-arg]
    """Empty: not shown. Below zero where a claim is taken back."""
    return models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)


class EobFile(TenantModel):
    """A file that was read. `read` holds the claims of it that await a look, emptied once that is done.

    `case` is empty for a facility’s remittance, which may speak of many; then only claims that fit a case of
    the facility are held. The file itself is not kept, its SHA-256 is.
    """

    class State(models.TextChoices):
        READ = "READ", _("Read, waits for a look")
        SAVED = "SAVED", _("Saved")
        DROPPED = "DROPPED", _("Dropped")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="eob_files")
    format = models.CharField(max_length=5, choices=EobSource)
    name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    byte_size = models.PositiveIntegerField()
    state = models.CharField(max_length=7, choices=State, default=State.READ)
    read = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    claims_found = models.PositiveIntegerField(default=0)
    claims_left_out = models.PositiveIntegerField(default=0)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="eob_file_holds_claims_only_while_it_waits",
                condition=Q(state="READ", settled_at__isnull=True)
                | Q(state__in=["SAVED", "DROPPED"], settled_at__isnull=False, read=[]),
            ),
        ]


class ExplanationOfBenefits(TenantModel):
    """One claim as the plan processed it. Amounts in US dollars; empty means the EOB does not show it.

    A corrected claim `replaces` the one before, which keeps its rows and gets `replaced_at`. Until
    `finished_at` is set it is still being typed and nothing is checked. `fingerprint` tells the same claim
    apart from another one. `provider_asks` is what the provider’s own bill asks for, beside the EOB.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="eobs")
    source = models.CharField(max_length=5, choices=EobSource, default=EobSource.TYPED)
    file = models.ForeignKey(EobFile, on_delete=models.PROTECT, null=True, blank=True, related_name="eobs")
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="eobs"
    )
    fingerprint = models.CharField(max_length=64, blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    replaced_at = models.DateTimeField(null=True, blank=True)
    claim_number = models.CharField(max_length=50, blank=True)
    patient_account = models.CharField(max_length=50, blank=True)
    prior_claim_number = models.CharField(max_length=50, blank=True)
    status = models.CharField(max_length=9, choices=ClaimStatus, default=ClaimStatus.PROCESSED)
    payer_order = models.CharField(max_length=9, choices=PayerOrder, blank=True)
    frequency = models.CharField(max_length=11, choices=Frequency, blank=True)
    kind = models.CharField(max_length=12, choices=BillKind, blank=True)
    network = models.CharField(max_length=14, choices=NetworkShown, blank=True)
    payer_name = models.CharField(max_length=150, blank=True)
    patient_name = models.CharField(max_length=150, blank=True)
    member_id = models.CharField(max_length=50, blank=True)
    authorization_number = models.CharField(max_length=50, blank=True)
    billing_name = models.CharField(max_length=150, blank=True)
    billing_npi = models.CharField(max_length=10, blank=True)
    billing_tax_id = models.CharField(max_length=9, blank=True)
    rendering_name = models.CharField(max_length=150, blank=True)
    rendering_npi = models.CharField(max_length=10, blank=True)
    service_from = models.DateField(null=True, blank=True)
    service_to = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    processed_on = models.DateField(null=True, blank=True)
    billed = _dollars()
    allowed = _dollars()
    plan_paid = _dollars()
    other_paid = _dollars()
    patient_owes = _dollars()
    provider_asks = _dollars()
    provider_bill_on = models.DateField(null=True, blank=True)
    remarks = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    notes = models.CharField(max_length=2000, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-service_from", "-id"]
        constraints = [
            models.CheckConstraint(
                name="eob_service_ends_after_it_starts",
                condition=Q(service_from__isnull=True)
                | Q(service_to__isnull=True)
                | Q(service_to__gte=F("service_from")),
            ),
            models.CheckConstraint(
                name="eob_does_not_replace_itself", condition=Q(replaces__isnull=True) | ~Q(replaces=F("id"))
            ),
            models.UniqueConstraint(
                name="eob_once_per_case",
                fields=["case", "fingerprint"],
                condition=Q(removed_at__isnull=True) & ~Q(fingerprint=""),
            ),
            models.UniqueConstraint(
                name="eob_replaced_once",
                fields=["replaces"],
                condition=Q(replaces__isnull=False, removed_at__isnull=True),
            ),
        ]


class EobLine(TenantModel):
    """One line of a claim. Amounts in US dollars; empty means not shown, which is not zero."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="eob_lines")
    eob = models.ForeignKey(ExplanationOfBenefits, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    service_from = models.DateField(null=True, blank=True)
    service_to = models.DateField(null=True, blank=True)
    code = models.CharField(max_length=8, blank=True)
    modifier = models.CharField(max_length=11, blank=True)
    revenue_code = models.CharField(max_length=4, blank=True)
    words = models.CharField(max_length=120, blank=True)
    units = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    network = models.CharField(max_length=14, choices=NetworkShown, blank=True)
    rendering_npi = models.CharField(max_length=10, blank=True)
    billed = _dollars()
    allowed = _dollars()
    plan_paid = _dollars()
    other_paid = _dollars()
    deductible = _dollars()
    copay = _dollars()
    coinsurance = _dollars()
    not_covered = _dollars()
    patient_owes = _dollars()
    remarks = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="eob_line_ends_after_it_starts",
                condition=Q(service_from__isnull=True)
                | Q(service_to__isnull=True)
                | Q(service_to__gte=F("service_from")),
            ),
        ]


class EobAdjustment(TenantModel):
    """Why part of the charge was not paid: group (CO, PR, OA, PI, CR), reason code (CARC), US dollars.

    Without a `line` it is of the whole claim. An amount above zero takes away from the charge.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="eob_adjustments")
    eob = models.ForeignKey(ExplanationOfBenefits, on_delete=models.PROTECT, related_name="adjustments")
    line = models.ForeignKey(
        EobLine, on_delete=models.PROTECT, null=True, blank=True, related_name="adjustments"
    )
    position = models.PositiveSmallIntegerField(default=0)
    group = models.CharField(max_length=2, blank=True)
    code = models.CharField(max_length=5)
    amount = _dollars()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.tenancy import TenantModel


class DocumentKind(models.TextChoices):
    INSURANCE_CARD = "INSURANCE_CARD", _("Insurance card")
    DIRECTORY_LISTING = "DIRECTORY_LISTING", _("A page of the plan’s directory")
    DENIAL_LETTER = "DENIAL_LETTER", _("A denial letter")
    CLINICIAN_LETTER = "CLINICIAN_LETTER", _("A letter from a clinician")
    REFERRAL = "REFERRAL", _("A referral")
    PLAN_FORM = "PLAN_FORM", _("The plan’s own form")
    EOB = "EOB", _("An explanation of benefits (EOB)")
    PLAN_ANSWER = "PLAN_ANSWER", _("An answer from the plan")
    NOTES = "NOTES", _("Your own notes")
    PROOF_OF_SENDING = "PROOF_OF_SENDING", _("Proof that something was sent")
    OTHER = "OTHER", _("Something else")


class Legibility(models.TextChoices):
    """What a look at the picture gave; empty: nothing to say. `READ_BY_PERSON`: they said it can be read."""

    BLURRED = "BLURRED", _("May be blurred")
    SMALL = "SMALL", _("May be too small to read")
    READ_BY_PERSON = "READ_BY_PERSON", _("You said it can be read")


class DocumentQuerySet(models.QuerySet["Document"]):
    def shown(self, case: Case) -> DocumentQuerySet:
        """What this reader may see: not what was removed, nor what the patient side keeps back."""
        found = self.filter(case=case, removed_at__isnull=True)
        return found if case.shows_kept_back else found.filter(kept_back_at__isnull=True)

    def shared(self, case: Case) -> DocumentQuerySet:
        """What both sides see, so that it may go into a packet or be part of another record."""
        return self.filter(case=case, removed_at__isnull=True, kept_back_at__isnull=True)


class Document(TenantModel):
    """One uploaded file, checked and kept as it came. `sha256` is of the bytes that were uploaded.

    `page_keys` names one clean picture per page, made from it for showing and printing; a page that is turned
    gets a new picture under a new key, so a packet that was made keeps the one it printed.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind)
    original_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=40)
    byte_size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file_key = models.CharField(max_length=200)
    pages = models.PositiveSmallIntegerField()
    page_keys = models.JSONField(default=list)
    received_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_clinician = models.ForeignKey(
        "requests_app.ClinicianRequest",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
    )
    title = models.CharField(max_length=120, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    in_packet = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    legibility = models.CharField(max_length=14, choices=Legibility, blank=True)
    # Since when its owner keeps it from the facility; it is in no packet then.
    kept_back_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="document_kept_back_is_in_no_packet",
                condition=Q(kept_back_at__isnull=True) | Q(in_packet=False),
            ),
            models.CheckConstraint(
                name="document_was_added_by_somebody",
                condition=Q(added_by__isnull=False) | Q(from_clinician__isnull=False),
            ),
        ]


class OwedBy(models.TextChoices):
    PATIENT = "PATIENT", _("The patient")
    CLINICIAN = "CLINICIAN", _("The clinician")
    STAFF = "STAFF", _("The admissions team")
    PLAN = "PLAN", _("The plan")


class WantedState(models.TextChoices):
    """Whether it is there is told by the documents themselves; this is what people said about it."""

    WANTED = "WANTED", _("Still wanted")
    NOT_HAD = "NOT_HAD", _("“I don’t have it”")


class WantedPaper(TenantModel):
    """What was said about one kind of paper: who owes it, since when, or that nobody has it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="wanted_papers")
    kind = models.CharField(max_length=20, choices=DocumentKind)
    state = models.CharField(max_length=8, choices=WantedState, default=WantedState.WANTED)
    owed_by = models.CharField(max_length=10, choices=OwedBy, default=OwedBy.PATIENT)
    note = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="wanted_paper_once_per_case_and_kind", fields=["case", "kind"])
        ]

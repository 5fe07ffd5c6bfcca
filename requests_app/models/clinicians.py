from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.documents import Document
from requests_app.models.tenancy import TenantModel


class AskWay(models.TextChoices):
    EMAIL = "EMAIL", _("A secure link by email")
    PAPER = "PAPER", _("A sheet to print or fax")


class AskPurpose(models.TextChoices):
    """What the letter is for: the form asks a little more of an appeal or a renewal."""

    REQUEST = "REQUEST", _("For the request")
    APPEAL = "APPEAL", _("For an appeal")
    RENEWAL = "RENEWAL", _("To go on with care that was approved")


class ClinicianState(models.TextChoices):
    """Run out and taken back are told by their dates; the state says how far the clinician came."""

    DRAFT = "DRAFT", _("Not sent yet")
    SENT = "SENT", _("Sent")
    OPENED = "OPENED", _("Opened")
    STARTED = "STARTED", _("Started")
    SIGNED = "SIGNED", _("Signed")
    DECLINED = "DECLINED", _("Said no")


class DeclineReason(models.TextChoices):
    NOT_MY_PATIENT = "NOT_MY_PATIENT", _("This is not my patient")
    NOT_MY_FIELD = "NOT_MY_FIELD", _("Another clinician should write this")
    NO_SUPPORT = "NO_SUPPORT", _("I do not support this request")
    NO_TIME = "NO_TIME", _("I cannot do it in time")
    OTHER = "OTHER", _("Another reason")


class ClinicianRequest(TenantModel):
    """A clinician was asked for a letter. The link is a random key of which only the SHA-256 is kept.

    Opening the link changes nothing here; `opened_at` is the moment the typed code was right.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clinician_requests")
    clinician_name = models.CharField(max_length=150)
    role = models.CharField(max_length=80, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    fax = models.CharField(max_length=40, blank=True)
    way = models.CharField(max_length=6, choices=AskWay)
    purpose = models.CharField(max_length=7, choices=AskPurpose, default=AskPurpose.REQUEST)
    asks = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=ClinicianState, default=ClinicianState.DRAFT)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    key_sha256 = models.CharField(max_length=64, unique=True, null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    times_sent = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(null=True, blank=True)
    nudge_at = models.DateTimeField(null=True, blank=True)
    nudged_at = models.DateTimeField(null=True, blank=True)
    nudges = models.PositiveSmallIntegerField(default=0)
    code_hash = models.CharField(max_length=128, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=14, choices=DeclineReason, blank=True)
    decline_note = models.CharField(max_length=300, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="clinician_request_can_reach_somebody",
                condition=Q(way="PAPER") | ~Q(email=""),
            ),
            models.CheckConstraint(
                name="clinician_request_key_has_an_end",
                condition=Q(key_sha256__isnull=True) | Q(expires_at__isnull=False),
            ),
        ]


class LetterState(models.TextChoices):
    DRAFT = "DRAFT", _("Draft")
    SIGNED = "SIGNED", _("Signed")


class ClinicianLetter(TenantModel):
    """One version of what the clinician says. A signed version never changes (trigger); a new one may come.

    `answers` is `casefile.letters.ClinicianAnswers` as JSON; `text` the letter in the words that were signed,
    `text_sha256` its hash. An uploaded letter has its `document` and no text.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clinician_letters")
    request = models.ForeignKey(ClinicianRequest, on_delete=models.PROTECT, related_name="letters")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=6, choices=LetterState, default=LetterState.DRAFT)
    answers = models.JSONField(default=dict)
    text = models.JSONField(default=list)
    text_sha256 = models.CharField(max_length=64, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="clinician_letters"
    )
    signed_name = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="clinician_letter_number_once", fields=["request", "number"]),
            models.CheckConstraint(
                name="clinician_letter_signed_with_name_and_time",
                condition=Q(state="DRAFT") | (Q(signed_at__isnull=False) & ~Q(signed_name="")),
            ),
        ]


class ClinicianMessage(TenantModel):
    """A question of the clinician to the person or team who asked, or an answer to it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clinician_messages")
    request = models.ForeignKey(ClinicianRequest, on_delete=models.PROTECT, related_name="messages")
    is_from_clinician = models.BooleanField()
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=2000)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

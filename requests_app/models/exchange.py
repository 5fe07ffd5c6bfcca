from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.tenancy import TenantModel


class ExchangeKind(models.TextChoices):
    CASES = "CASES", _("Cases")
    PROVIDERS = "PROVIDERS", _("Providers")
    INSURERS = "INSURERS", _("Insurers")


class ImportRun(TenantModel):
    """Rows of a file: first only shown (dry run), then saved or dropped. After that `rows` is emptied."""

    class State(models.TextChoices):
        READ = "READ", _("Read, waits for a look")
        RUNNING = "RUNNING", _("Being saved")
        SAVED = "SAVED", _("Saved")
        DROPPED = "DROPPED", _("Dropped")

    kind = models.CharField(max_length=10, choices=ExchangeKind)
    state = models.CharField(max_length=7, choices=State, default=State.READ)
    name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    report = models.JSONField(default=list)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]


class ProviderEntry(TenantModel):
    """A provider a facility sends requests for again and again: chosen instead of typed."""

    name = models.CharField(max_length=200)
    npi = models.CharField(max_length=10, blank=True)
    tax_id = models.CharField(max_length=12, blank=True)
    specialty = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    fax = models.CharField(max_length=40, blank=True)
    street = models.CharField(max_length=150, blank=True)
    city = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=2, blank=True)
    zip_code = models.CharField(max_length=10, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]


class ExportRun(TenantModel):
    """Everything of a facility, or of one case, in one file that is kept for a short time."""

    class State(models.TextChoices):
        WAITING = "WAITING", _("Being made")
        READY = "READY", _("Ready")
        FAILED = "FAILED", _("Not made")
        GONE = "GONE", _("No longer kept")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="exports")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # How far the worker has come: the last case that lies in a part, and how many parts there are.
    through_id = models.PositiveBigIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)
    file_key = models.CharField(max_length=200, blank=True)
    byte_size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]


class ApiToken(TenantModel):
    """A key for a facility’s own system. Only the SHA-256 is kept; it can do what its scopes say and ends."""

    name = models.CharField(max_length=60)
    token_sha256 = models.CharField(max_length=64, unique=True)
    end = models.CharField(max_length=4)
    scopes = models.JSONField(default=list)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]


class OutsideKey(TenantModel):
    """What a facility’s own system calls a case, so that asking twice opens one case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="outside_keys")
    system = models.CharField(max_length=40)
    value = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="outside_key_once", fields=["organization", "system", "value"])
        ]


class Webhook(TenantModel):
    """An address of the facility’s own that is told, without any detail, that something changed."""

    url = models.CharField(max_length=500)
    secret = models.CharField(max_length=300)
    events = models.JSONField(default=list)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    paused_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]


class WebhookDelivery(TenantModel):
    class State(models.TextChoices):
        WAITING = "WAITING", _("Waits")
        TAKEN = "TAKEN", _("Taken")
        FAILED = "FAILED", _("Not taken")

    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    event = models.CharField(max_length=40)
    happened_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    answer = models.PositiveSmallIntegerField(null=True, blank=True)
    fault = models.CharField(max_length=60, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

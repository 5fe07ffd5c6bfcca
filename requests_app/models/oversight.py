from __future__ import annotations

from django.db import models

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.tenancy import TenantModel


class LegalHold(TenantModel):
    """While one is open, a case is not deleted, whatever its day."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=300)
    placed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]


class Erasure(TenantModel):
    """A case that is to be deleted, or was: the proof that stays. It names no person and no health fact."""

    class State(models.TextChoices):
        ASKED = "ASKED", "Asked for"
        CALLED_OFF = "CALLED_OFF", "Called off"
        RUNNING = "RUNNING", "Running"
        DONE = "DONE", "Done"

    class Why(models.TextChoices):
        PERSON = "PERSON", "The person asked"
        TIME = "TIME", "The time to keep it is over"

    case_public_id = models.UUIDField(unique=True)
    reference_end = models.CharField(max_length=4, blank=True)
    why = models.CharField(max_length=6, choices=Why)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    not_before = models.DateTimeField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    rows_deleted = models.JSONField(default=dict)
    files_deleted = models.PositiveIntegerField(default=0)
    # Files whose rows are gone and which are still to be removed; empty when it is done.
    files_left = models.JSONField(default=list)
    proof_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-id"]


class FieldFault(TenantModel):
    """How often a question was answered in a way that could not be taken; never the answer itself."""

    day = models.DateField()
    page = models.CharField(max_length=80)
    field = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="field_fault_once", fields=["organization", "day", "page", "field", "language"]
            )
        ]


class Figures(TenantModel):
    """The numbers behind one chart of a facility, counted in the background, with the time of it."""

    chart = models.CharField(max_length=20)
    key = models.CharField(max_length=80, blank=True)
    counted_at = models.DateTimeField()
    took_ms = models.PositiveIntegerField(default=0)
    values = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(name="figures_once", fields=["organization", "chart", "key"])]

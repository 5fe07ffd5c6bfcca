from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from requests_app.models.accounts import Organization
from requests_app.models.base import BaseModel


class PromiseQuerySet(models.QuerySet["Promise"]):
    def ready(self, now: datetime) -> PromiseQuerySet:
        """Due and free, or left behind by a worker whose lease ran out."""
        return self.filter(
            Q(state=Promise.State.WAITING, due_at__lte=now)
            | Q(state=Promise.State.RUNNING, lease_until__lt=now)
        )


class Promise(BaseModel):
    """Something that must still happen, written in the transaction of its cause.

    `kind` names the handler and `subject_id` the row it works on; both are all that travels to a worker.
    Account mails have no organization.
    """

    class State(models.TextChoices):
        WAITING = "WAITING", "Waiting"
        RUNNING = "RUNNING", "Running"
        DONE = "DONE", "Done"
        CANCELLED = "CANCELLED", "Cancelled"
        UNCLEAR = "UNCLEAR", "Nobody knows whether it happened"
        FAILED = "FAILED", "Failed"

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    dedupe_key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=120, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"], name="promise_open_by_due", condition=Q(state__in=["WAITING", "RUNNING"])
            ),
            models.Index(fields=["kind", "subject_id"], name="promise_by_subject"),
            models.Index(
                fields=["organization", "kind"],
                name="promise_went_wrong",
                condition=Q(state__in=["FAILED", "UNCLEAR"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="promise_lease_if_and_only_if_running",
                condition=Q(state="RUNNING", lease_until__isnull=False, lease_token__isnull=False)
                | (~Q(state="RUNNING") & Q(lease_until__isnull=True, lease_token__isnull=True)),
            )
        ]


class WorkerHeartbeat(models.Model):
    """When each kind of background process was last seen alive."""

    name = models.CharField(max_length=40, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"WorkerHeartbeat {self.name}"

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.tenancy import TenantModel


class BulkKind(models.TextChoices):
    ASSIGN = "ASSIGN", _("Assign")
    ADD_TAG = "ADD_TAG", _("Add a tag")
    REMOVE_TAG = "REMOVE_TAG", _("Take a tag off")
    NEXT_ACTION = "NEXT_ACTION", _("Set the next action")
    SNOOZE = "SNOOZE", _("Snooze")
    MESSAGE = "MESSAGE", _("Send a message")
    EXPORT = "EXPORT", _("Export as CSV")
    CLOSE = "CLOSE", _("Close")


class BulkState(models.TextChoices):
    CHOSEN = "CHOSEN", _("Waits for a yes")
    WAITING = "WAITING", _("About to begin")
    RUNNING = "RUNNING", _("Running")
    DONE = "DONE", _("Done")
    DROPPED = "DROPPED", _("Dropped")


class BulkJob(TenantModel):
    """One thing done to many cases of one facility, case by case, by one background job."""

    kind = models.CharField(max_length=12, choices=BulkKind)
    state = models.CharField(max_length=8, choices=BulkState, default=BulkState.CHOSEN)
    options = models.JSONField(default=dict)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undo_until = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    again_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-id"]


class ItemState(models.TextChoices):
    WAITING = "WAITING", _("Waits")
    DONE = "DONE", _("Done")
    SKIPPED = "SKIPPED", _("Skipped")
    FAILED = "FAILED", _("Not done")
    UNDONE = "UNDONE", _("Undone")


class BulkItem(TenantModel):
    """One case of a job, its result and why; an undo brings back `before`, which holds no health facts."""

    job = models.ForeignKey(BulkJob, on_delete=models.PROTECT, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=7, choices=ItemState, default=ItemState.WAITING)
    reason = models.CharField(max_length=30, blank=True)
    before = models.JSONField(default=dict)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(name="bulk_item_once", fields=["job", "case"])]
        indexes = [
            models.Index(fields=["job", "position"], name="bulk_item_waits", condition=Q(state="WAITING"))
        ]

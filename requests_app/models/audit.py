from __future__ import annotations

from django.db import models

from requests_app.models.base import BaseModel


class AuditEntry(BaseModel):
    """Who did what to which row, and when. Append-only (trigger), no foreign keys, no personal values."""

    organization_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=60)
    user_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=80)
    target = models.CharField(max_length=80)
    target_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["case_id", "at"]),
            models.Index(fields=["organization_id", "at"]),
            models.Index(fields=["organization_id", "user_id", "at"], name="audit_by_person"),
            models.Index(fields=["organization_id", "action", "at"], name="audit_by_action"),
        ]

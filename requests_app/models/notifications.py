from __future__ import annotations

from django.db import models

from requests_app.models.accounts import Language, Organization
from requests_app.models.base import BaseModel


class OutgoingEmail(BaseModel):
    """A mail to be sent. `context` never holds health facts and is emptied once the mail is out."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_email = models.EmailField(max_length=254)
    template = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    context = models.JSONField(default=dict)
    message_key = models.UUIDField(unique=True)
    sent_at = models.DateTimeField(null=True, blank=True)

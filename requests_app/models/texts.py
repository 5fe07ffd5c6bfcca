from __future__ import annotations

from django.db import models
from django.db.models import Q

from requests_app.models.accounts import Language, Organization, User
from requests_app.models.base import BaseModel


class TextChoice(BaseModel):
    """Whether a person wants text messages, and where. Nothing is sent before the number was confirmed."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="text_choice")
    phone = models.CharField(max_length=16)
    code_hash = models.CharField(max_length=128, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    codes_sent = models.PositiveSmallIntegerField(default=0)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    opted_in_at = models.DateTimeField(null=True, blank=True)
    opted_out_at = models.DateTimeField(null=True, blank=True)
    opted_out_by = models.CharField(max_length=10, blank=True)
    told_how_to_stop_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="text_choice_in_needs_a_confirmed_number",
                condition=Q(opted_in_at__isnull=True) | Q(confirmed_at__isnull=False),
            )
        ]


class OutgoingText(BaseModel):
    """A text message to be sent. `context` never holds health facts and is emptied once it is out.

    Never sent again by itself once the service may have taken it: UNCLEAR is counted and shown.
    """

    class State(models.TextChoices):
        WAITING = "WAITING", "Waiting"
        SENT = "SENT", "Taken by the service"
        DELIVERED = "DELIVERED", "Delivered"
        FAILED = "FAILED", "Not delivered"
        UNCLEAR = "UNCLEAR", "Nobody knows whether it was sent"
        STOPPED = "STOPPED", "Not wanted any more"

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    to_phone = models.CharField(max_length=16)
    template = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    context = models.JSONField(default=dict)
    message_key = models.UUIDField(unique=True)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    service = models.CharField(max_length=20, blank=True)
    service_id = models.CharField(max_length=80, blank=True, db_index=True)
    fault = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)


class IncomingText(BaseModel):
    """What came back, as the one word it means; its text is not kept."""

    service_id = models.CharField(max_length=80, unique=True)
    from_phone = models.CharField(max_length=16)
    meaning = models.CharField(max_length=5)
    received_at = models.DateTimeField()


class CalendarFeed(BaseModel):
    """A secret address a calendar reads. Only the SHA-256 of its key is kept; it can be ended at any time."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="calendar_feeds")
    key_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="calendar_feed_one_open_per_person",
                fields=["user"],
                condition=Q(revoked_at__isnull=True),
            )
        ]

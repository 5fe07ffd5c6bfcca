from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.tenancy import TenantModel


class FollowUpKind(models.TextChoices):
    CALL_2 = "CALL_2", _("Make sure they have it (call 2)")
    CALL_3 = "CALL_3", _("Ask for the status (call 3)")
    CALL_4 = "CALL_4", _("Get the answer in writing (call 4)")
    PROMISED = "PROMISED", _("The plan promised something for this day")
    NEEDS_MORE = "NEEDS_MORE", _("The plan needs something by this day")
    APPEAL_BY = "APPEAL_BY", _("Last day to appeal")
    APPEAL = "APPEAL", _("Ask where the appeal is")
    PEER_BY = "PEER_BY", _("Last day for the call between the doctors")
    COMPLAINT = "COMPLAINT", _("Ask where the complaint is")
    RENEW = "RENEW", _("An approval ends soon")
    CONTINUITY = "CONTINUITY", _("A right to go on with the same provider ends")
    OFFER = "OFFER", _("An offer waits for an answer")
    BILL = "BILL", _("Ask what became of a claim that was sent back")
    OWN = "OWN", _("Your own reminder")


class FollowUp(TenantModel):
    """A day on which somebody should do something, with the rule that set the day.

    `about` names the row that asked for it (“appeal:12”), so that it can be found and called off. `asked_by`
    is whoever wants it as a personal reminder: it goes to that person and nobody else.
    """

    class State(models.TextChoices):
        OPEN = "OPEN", _("Open")
        DONE = "DONE", _("Done")
        CANCELLED = "CANCELLED", _("Cancelled")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="follow_ups")
    kind = models.CharField(max_length=10, choices=FollowUpKind)
    what = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=50, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    counted_from = models.DateField(null=True, blank=True)
    business_days = models.PositiveSmallIntegerField(null=True, blank=True)
    calendar = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=30, blank=True)
    moved_from = models.DateField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["case", "due_on"], name="follow_up_open", condition=Q(state="OPEN")),
        ]


class Reminder(TenantModel):
    """A mail or text that will say, without any detail, that something is due. The sending is a promise."""

    class Channel(models.TextChoices):
        MAIL = "MAIL", _("Email")
        TEXT = "TEXT", _("Text message")

    class State(models.TextChoices):
        PLANNED = "PLANNED", _("Planned")
        SENT = "SENT", _("Sent")
        CANCELLED = "CANCELLED", _("Cancelled")
        PAUSED = "PAUSED", _("Paused")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reminders")
    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="reminders")
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=4, choices=Channel, default=Channel.MAIL)
    remind_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["remind_at", "id"]

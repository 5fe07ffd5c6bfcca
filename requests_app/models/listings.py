from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.models.cases import Case
from requests_app.models.documents import Document
from requests_app.models.outreach import OutreachOffice
from requests_app.models.tenancy import TenantModel


class ListingCapture(TenantModel):
    """What the plan's directory said on one day: a picture or PDF of the listing, kept as evidence."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="listing_captures")
    office = models.ForeignKey(
        OutreachOffice, on_delete=models.PROTECT, null=True, blank=True, related_name="captures"
    )
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="capture")
    seen_on = models.DateField()
    found_at = models.CharField(max_length=300, blank=True)
    shows = models.CharField(max_length=300, blank=True)
    in_packet = models.BooleanField(default=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["seen_on", "id"]


class NetworkAnswer(models.TextChoices):
    """Empty: no answer yet."""

    IN_NETWORK = "IN_NETWORK", _("In network")
    NOT_IN_NETWORK = "NOT_IN_NETWORK", _("Not in network")
    UNCLEAR = "UNCLEAR", _("The answer is not clear")


class QuestionWay(models.TextChoices):
    PORTAL = "PORTAL", _("In the plan’s website or app")
    EMAIL = "EMAIL", _("By email")
    FAX = "FAX", _("By fax")
    MAIL = "MAIL", _("By mail")


class NetworkQuestion(TenantModel):
    """The written question “is this provider in network?”, and what the plan answered when.

    `due_on` was counted from the rule `due_rule` (an id of the knowledge library) when it was asked.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="network_questions")
    office = models.ForeignKey(
        OutreachOffice, on_delete=models.PROTECT, null=True, blank=True, related_name="network_questions"
    )
    about_name = models.CharField(max_length=150)
    about_npi = models.CharField(max_length=10, blank=True)
    asked_on = models.DateField()
    way = models.CharField(max_length=6, choices=QuestionWay)
    sent_to = models.CharField(max_length=150, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_rule = models.CharField(max_length=60, blank=True)
    answer = models.CharField(max_length=14, choices=NetworkAnswer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer_text = models.CharField(max_length=500, blank=True)
    reference = models.CharField(max_length=50, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="network_questions"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="network_question_answer_has_a_day",
                condition=models.Q(answer="") | models.Q(answered_on__isnull=False),
            ),
            models.CheckConstraint(
                name="network_question_answered_after_it_was_asked",
                condition=models.Q(answered_on__isnull=True)
                | models.Q(answered_on__gte=models.F("asked_on")),
            ),
        ]

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import Language, User
from requests_app.models.cases import Case
from requests_app.models.tenancy import TenantModel


class MessageSide(models.TextChoices):
    PATIENT = "PATIENT", _("Patient side")
    STAFF = "STAFF", _("Admissions team")


class CaseMessage(TenantModel):
    """A message inside the app between the patient side and the team. Its words never leave the app.

    Unanswered: from the patient side, sent, and neither answered nor said to need no answer.
    `send_at` in the future: it waits, nobody on the other side sees it, and it can be called off.
    When the other side first had it before their eyes is told by the audit entries of reading.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    side = models.CharField(max_length=7, choices=MessageSide)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=5000)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    template = models.ForeignKey(
        "requests_app.MessageTemplate", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Does it answer what had come in? One message to many people answers nobody.
    is_answer = models.BooleanField(default=True)
    written_at = models.DateTimeField()
    send_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["send_at", "id"]
        indexes = [
            models.Index(
                fields=["case", "sent_at"],
                name="message_unanswered",
                condition=Q(side="PATIENT", settled_at__isnull=True, sent_at__isnull=False),
            )
        ]


class TemplateUse(models.TextChoices):
    IN_APP = "IN_APP", _("A message inside the app")
    TEXT = "TEXT", _("A text message that says there is one")
    MAIL = "MAIL", _("An email that says there is one")


class MessageTemplate(TenantModel):
    """Words a facility uses again and again. What counts is its newest published version."""

    name = models.CharField(max_length=60)
    use = models.CharField(max_length=6, choices=TemplateUse, default=TemplateUse.IN_APP)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]


class TemplateVersion(TenantModel):
    """Both languages of a template. A published version never changes (trigger); a draft may."""

    template = models.ForeignKey(MessageTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text_en = models.CharField(max_length=5000, blank=True)
    text_es = models.CharField(max_length=5000, blank=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="template_version_once", fields=["template", "number"]),
            models.CheckConstraint(
                name="template_version_published_in_both_languages",
                condition=Q(published_at__isnull=True) | (~Q(text_en="") & ~Q(text_es="")),
            ),
        ]

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.models.cases import Case
from requests_app.models.tenancy import TenantModel


class CallKind(models.TextChoices):
    CALL_1 = "CALL_1", _("Open the request")
    CALL_2 = "CALL_2", _("Do you have it?")
    CALL_3 = "CALL_3", _("Where is it?")
    CALL_4 = "CALL_4", _("The answer, in writing")
    PROVIDER = "PROVIDER", _("The provider you want")


class InsurerCallQuerySet(models.QuerySet["InsurerCall"]):
    def kept(self) -> InsurerCallQuerySet:
        return self.filter(removed_at__isnull=True)

    def finished(self) -> InsurerCallQuerySet:
        return self.kept().filter(is_draft=False)


class InsurerCall(TenantModel):
    """One call with the plan (or with the wanted provider): who, when, reference number, what was said.

    `answers` holds what this kind of call card asks, by field key as defined in `insurer_calls.cards`.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="insurer_calls")
    kind = models.CharField(max_length=10, choices=CallKind)
    is_draft = models.BooleanField(default=False)
    called_on = models.DateField(null=True, blank=True)
    started_at = models.CharField(max_length=20, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    number_called = models.CharField(max_length=40, blank=True)
    person = models.CharField(max_length=100, blank=True)
    team = models.CharField(max_length=100, blank=True)
    reference = models.CharField(max_length=50, blank=True)
    reference_refused = models.BooleanField(default=False)
    request_number = models.CharField(max_length=50, blank=True)
    promised = models.CharField(max_length=300, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    notes = models.CharField(max_length=2000, blank=True)
    answers = models.JSONField(default=dict)
    made_by = models.CharField(max_length=10, default="PATIENT")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = InsurerCallQuerySet.as_manager()

    class Meta:
        ordering = ["-called_on", "-id"]

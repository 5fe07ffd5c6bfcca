from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.tenancy import TenantModel


class PlanFormKind(models.TextChoices):
    FIELDS = "FIELDS", _("A PDF with boxes that can be filled in")
    FLAT = "FLAT", _("A PDF without boxes")


class PlanForm(TenantModel):
    """An insurer’s own form, uploaded once. Without `case` it serves every case of that insurer there.

    `file_key` is the file as it came, `clean_key` the one that is filled (an XFA part taken out, `had_xfa`).
    `fields` is what was found: name, kind, page, choices, longest; `mapping` field name -> key of a fact.
    """

    insurer = models.CharField(max_length=120)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="plan_forms")
    title = models.CharField(max_length=150)
    source = models.CharField(max_length=300)
    checked_on = models.DateField()
    kind = models.CharField(max_length=6, choices=PlanFormKind)
    had_xfa = models.BooleanField(default=False)
    file_key = models.CharField(max_length=200)
    clean_key = models.CharField(max_length=200, blank=True)
    page_keys = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    byte_size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    fields = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    mapped_at = models.DateTimeField(null=True, blank=True)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["insurer", "-id"]

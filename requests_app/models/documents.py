from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.tenancy import TenantModel


class DocumentKind(models.TextChoices):
    DIRECTORY_LISTING = "DIRECTORY_LISTING", _("A page of the plan’s directory")
    PLAN_ANSWER = "PLAN_ANSWER", _("An answer from the plan")


class Document(TenantModel):
    """One uploaded file, checked and kept as it came. `sha256` is of the bytes that were uploaded.

    `page_keys` names one clean picture per page, made from it for showing and printing.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind)
    original_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=40)
    byte_size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file_key = models.CharField(max_length=200)
    pages = models.PositiveSmallIntegerField()
    page_keys = models.JSONField(default=list)
    received_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

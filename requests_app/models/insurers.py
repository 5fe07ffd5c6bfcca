from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.tenancy import TenantModel


class ContactWay(models.TextChoices):
    PHONE = "PHONE", _("Phone")
    FAX = "FAX", _("Fax")
    PORTAL = "PORTAL", _("Website or portal")
    EMAIL = "EMAIL", _("Secure email")
    MAIL = "MAIL", _("Mail address")
    FORM = "FORM", _("The plan’s own form")


class ContactPurpose(models.TextChoices):
    GAP_REQUEST = "GAP_REQUEST", _("Gap exception requests")
    SCA = "SCA", _("Single case agreements")
    PRIOR_AUTH = "PRIOR_AUTH", _("Prior authorization")
    PEER_TO_PEER = "PEER_TO_PEER", _("Peer-to-peer calls")
    APPEAL = "APPEAL", _("Appeals")
    MEMBER_SERVICES = "MEMBER_SERVICES", _("Member services")
    OTHER = "OTHER", _("Something else")


class InsurerContact(TenantModel):
    """How to reach an insurer for one purpose, as the staff of one organization found it.

    `scope` says for which of its plans; `source` where it was read or who said it; `checked_on` when somebody
    last made sure. Only people of that organization and its cases see it.
    """

    insurer = models.CharField(max_length=120)
    scope = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=2, blank=True)
    purpose = models.CharField(max_length=15, choices=ContactPurpose)
    way = models.CharField(max_length=6, choices=ContactWay)
    value = models.CharField(max_length=300)
    notes = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300)
    checked_on = models.DateField()
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["insurer", "purpose", "way", "id"]

"""How a complaint was sent."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ComplaintWay(TextChoices):
    ONLINE = "ONLINE", _("On the office’s website")
    FAX = "FAX", _("By fax")
    MAIL = "MAIL", _("By mail")
    EMAIL = "EMAIL", _("By email")
    PHONE = "PHONE", _("By phone")

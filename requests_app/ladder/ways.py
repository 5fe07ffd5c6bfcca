"""How a step was taken."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class StepWay(TextChoices):
    PHONE = "PHONE", _("By phone")
    PORTAL = "PORTAL", _("In the plan’s website or app")
    EMAIL = "EMAIL", _("By email")
    FAX = "FAX", _("By fax")
    MAIL = "MAIL", _("By mail")

"""How a claim was sent back."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AskedBy(TextChoices):
    PHONE = "PHONE", _("By phone")
    FAX = "FAX", _("By fax")
    MAIL = "MAIL", _("By mail")
    ONLINE = "ONLINE", _("On the plan’s website")
    OFFICE = "OFFICE", _("The billing office did it")


# The way of a packet that was sent, as it is called here.
OF_A_PACKET = {"PORTAL": AskedBy.ONLINE, "FAX": AskedBy.FAX, "MAIL": AskedBy.MAIL}

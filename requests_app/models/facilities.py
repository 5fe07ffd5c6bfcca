from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import Language, Role, User
from requests_app.models.tenancy import TenantModel


class Site(TenantModel):
    """One place of a facility."""

    name = models.CharField(max_length=100)
    street = models.CharField(max_length=150, blank=True)
    city = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=2, blank=True)
    zip_code = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    fax = models.CharField(max_length=40, blank=True)
    npi = models.CharField(max_length=10, blank=True)
    time_zone = models.CharField(max_length=60, default="America/New_York")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                "organization", Lower("name"), name="site_name_once", condition=Q(closed_at__isnull=True)
            )
        ]


class OpeningHours(TenantModel):
    """When a site (or, without one, the facility) answers the phone. Monday is 1."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                name="opening_hours_make_sense",
                condition=Q(weekday__gte=1, weekday__lte=7, closes__gt=F("opens")),
            )
        ]


class StaffInvitation(TenantModel):
    """A link for one person to work here. Only the hash is kept; it counts once, for this address."""

    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(max_length=254)
    full_name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, choices=Role)
    site_ids = models.JSONField(default=list)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]


class PatientLink(TenantModel):
    """A link (and QR code) for many patients: on a website, a poster, a card. It is no secret."""

    key = models.CharField(max_length=24, unique=True)
    label = models.CharField(max_length=60)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    opened_cases = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]


class Leave(TenantModel):
    """Days on which a colleague is away, and who takes the cases meanwhile."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="leaves")
    from_on = models.DateField()
    until_on = models.DateField()
    covered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(name="leave_ends_after_it_starts", condition=Q(until_on__gte=F("from_on")))
        ]


class InsurerProfile(TenantModel):
    """One insurer in a facility’s directory. Contacts and plan forms hang on its name."""

    name = models.CharField(max_length=120)
    other_names = models.JSONField(default=list)
    parent = models.CharField(max_length=120, blank=True)
    states = models.JSONField(default=list)
    plan_kinds = models.JSONField(default=list)
    calls_it = models.CharField(max_length=200, blank=True)
    notes = models.CharField(max_length=1000, blank=True)
    source = models.CharField(max_length=300)
    checked_on = models.DateField()
    check_again_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                "organization",
                Lower("name"),
                name="insurer_profile_once",
                condition=Q(removed_at__isnull=True),
            )
        ]


class HandOver(TenantModel):
    """Cases that went from one colleague to another, and why: left, on leave, back again. Append-only."""

    class Why(models.TextChoices):
        DISABLED = "DISABLED", _("No longer works here")
        LEAVE = "LEAVE", _("On leave")
        BACK = "BACK", _("Back from leave")

    why = models.CharField(max_length=8, choices=Why)
    from_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    to_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    leave = models.ForeignKey(
        Leave, on_delete=models.PROTECT, null=True, blank=True, related_name="hand_overs"
    )
    case_ids = models.JSONField(default=list)
    at = models.DateTimeField()

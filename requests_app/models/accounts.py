from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from requests_app.models.base import BaseModel


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    SPANISH = "es", "Español"


SESSION_MARK = "requests_app.models.accounts.session"


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, BaseModel):
    """A person who can sign in: patient, caregiver or staff. What they may do follows from other rows."""

    email = models.EmailField(_("Email address"), max_length=254, unique=True)
    full_name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    is_active = models.BooleanField(default=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_version = models.CharField(max_length=20, blank=True)
    hides_previews = models.BooleanField(default=False)
    # Every session that began before is over: the mark of a session is made of this moment as well.
    sessions_ended_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]

    def __str__(self) -> str:
        return f"User {self.pk}"

    def get_session_auth_hash(self) -> str:
        if self.sessions_ended_at is None:
            return super().get_session_auth_hash()
        made_of = f"{self.password}|{self.sessions_ended_at.isoformat()}"
        return salted_hmac(SESSION_MARK, made_of, algorithm="sha256").hexdigest()


class InsurerNotes(models.TextChoices):
    """Who reads the free notes of calls that staff made with the plan. What the plan said is shown to all."""

    SHARED = "SHARED", _("The patient side reads them")
    STAFF = "STAFF", _("Only staff read them")


class Organization(BaseModel):
    """A tenant: a treatment facility, or the private space of one person who has no facility behind them."""

    class Kind(models.TextChoices):
        FACILITY = "FACILITY", "Facility"
        PERSONAL = "PERSONAL", "Personal space"

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=150, blank=True)
    slug = models.SlugField(max_length=60, unique=True, null=True, blank=True)
    personal_for = models.OneToOneField(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="personal_organization"
    )
    phone = models.CharField(max_length=40, blank=True)
    time_zone = models.CharField(max_length=60, default="America/New_York")
    is_active = models.BooleanField(default=True)
    follow_up_every = models.PositiveSmallIntegerField(default=3)
    # What patients and their lock screens see instead of the name; neutral, and empty means the name.
    service_name = models.CharField(max_length=60, blank=True)
    sender_name = models.CharField(max_length=60, blank=True)
    logo_key = models.CharField(max_length=200, blank=True)
    logo_words = models.CharField(max_length=120, blank=True)
    idle_minutes = models.PositiveSmallIntegerField(default=15)
    keep_days = models.PositiveIntegerField(null=True, blank=True)
    insurer_notes = models.CharField(max_length=6, choices=InsurerNotes, default=InsurerNotes.SHARED)
    two_look_at_packets = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organization_personal_has_a_person_facility_has_a_name",
                condition=models.Q(kind="PERSONAL", personal_for__isnull=False, slug__isnull=True)
                | (models.Q(kind="FACILITY", personal_for__isnull=True) & ~models.Q(name="")),
            )
        ]


class Role(models.TextChoices):
    INTAKE = "INTAKE", _("Intake")
    CASE_WORKER = "CASE_WORKER", _("Case worker")
    LEAD = "LEAD", _("Lead")
    LIAISON = "LIAISON", _("Clinician liaison")
    AUDITOR = "AUDITOR", _("Auditor")
    ADMIN = "ADMIN", _("Admin")


class Membership(BaseModel):
    """A person's role in a facility. Row security shows it to the person and to that facility only."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    is_active = models.BooleanField(default=True)
    # Ids of the sites this person works for; empty means all of them.
    site_ids = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="membership_once_per_person", fields=["organization", "user"])
        ]

    def reaches(self, site_id: int | None) -> bool:
        """Admins see every site, and what belongs to no site belongs to all of them."""
        return self.role == Role.ADMIN or site_id is None or not self.site_ids or site_id in self.site_ids

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.base import BaseModel
from requests_app.models.cases import Case
from requests_app.models.tenancy import TenantModel


class CaseSearch(TenantModel):
    """What a case is found by, lower case and without accents. Kept by triggers, never by hand."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="search")
    words = models.TextField(default="")
    tokens = SearchVectorField(db_default="")

    class Meta:
        indexes = [GinIndex(fields=["tokens"], name="case_search_tokens", fastupdate=False)]


class Tag(TenantModel):
    """A facility’s own word for a group of cases. Staff only."""

    name = models.CharField(max_length=30)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "organization", Lower("name"), name="tag_name_once", condition=Q(removed_at__isnull=True)
            )
        ]


class CaseTag(TenantModel):
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tags")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="cases")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="case_tag_once", fields=["case", "tag"])]


class SavedView(TenantModel):
    """Filters of the queue under a name: one person’s own, or the team’s. `query` is the address part."""

    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    is_team = models.BooleanField(default=False)
    query = models.CharField(max_length=1000, blank=True)
    columns = models.JSONField(default=list)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                "organization",
                "owner",
                Lower("name"),
                name="saved_view_name_once",
                condition=Q(removed_at__isnull=True),
            )
        ]


class Density(models.TextChoices):
    ROOMY = "ROOMY", _("Roomy")
    DENSE = "DENSE", _("Dense")


class DeskProfile(BaseModel):
    """How one person likes to work in the queue. Shortcuts are off until turned on."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="desk_profile")
    shortcuts_on = models.BooleanField(default=False)
    keys = models.JSONField(default=dict)
    density = models.CharField(max_length=5, choices=Density, default=Density.ROOMY)
    columns = models.JSONField(default=list)
    start_view = models.CharField(max_length=60, blank=True)


class TaskKind(models.TextChoices):
    CALL_PATIENT = "CALL_PATIENT", _("Call the patient")
    CALL_PLAN = "CALL_PLAN", _("Call the plan")
    CHECK_BENEFITS = "CHECK_BENEFITS", _("Verify benefits")
    GET_PAPER = "GET_PAPER", _("Get a paper")
    ASK_CLINICIAN = "ASK_CLINICIAN", _("Ask the clinician")
    CHECK_PACKET = "CHECK_PACKET", _("Check the packet")
    SEND = "SEND", _("Send something")
    READ_ANSWER = "READ_ANSWER", _("Read an answer")
    OTHER = "OTHER", _("Something else")


class TaskState(models.TextChoices):
    OPEN = "OPEN", _("Open")
    DONE = "DONE", _("Done")
    DROPPED = "DROPPED", _("Not needed")


class CaseTask(TenantModel):
    """One thing staff do for a case, for one colleague or for whoever is free. Staff only."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="staff_tasks")
    kind = models.CharField(max_length=15, choices=TaskKind)
    words = models.CharField(max_length=200, blank=True)
    assigned_to = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="case_tasks"
    )
    due_on = models.DateField(null=True, blank=True)
    deferred_until = models.DateField(null=True, blank=True)
    deferred_because = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=7, choices=TaskState, default=TaskState.OPEN)
    result = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "id"]
        indexes = [
            models.Index(fields=["case", "due_on"], name="case_task_open", condition=Q(state="OPEN")),
            models.Index(
                fields=["organization", "assigned_to"], name="case_task_mine", condition=Q(state="OPEN")
            ),
        ]


class ConsentHow(models.TextChoices):
    VERBAL = "VERBAL", _("Said on the phone")
    IN_PERSON = "IN_PERSON", _("Said in person")
    WRITTEN = "WRITTEN", _("Signed on paper")
    IN_THE_APP = "IN_THE_APP", _("Agreed in the app")


class Consent(TenantModel):
    """What a person agreed to, who wrote it down and the words that were read. Taken back, never changed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    to_what = models.CharField(max_length=30)
    given_by = models.CharField(max_length=200)
    relation = models.CharField(max_length=60, blank=True)
    how = models.CharField(max_length=10, choices=ConsentHow)
    words = models.CharField(max_length=2000)
    language = models.CharField(max_length=2, default="en")
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["given_at", "id"]


class DocumentConsent(TenantModel):
    """Whether one document may be seen by the facility, as its owner said last. The newest row counts."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="document_consents")
    document = models.ForeignKey("requests_app.Document", on_delete=models.PROTECT, related_name="consents")
    may_see = models.BooleanField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]


class PacketCheck(TenantModel):
    """A colleague’s look at a packet before it goes: ready, or sent back with what to mend. Append-only."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="packet_checks")
    packet = models.ForeignKey("requests_app.Packet", on_delete=models.PROTECT, related_name="checks")
    is_ready = models.BooleanField()
    comment = models.CharField(max_length=2000, blank=True)
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

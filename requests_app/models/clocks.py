from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case, WaitingOn
from requests_app.models.coverage import YesNoUnsure
from requests_app.models.insurer_calls import InsurerCall
from requests_app.models.tenancy import TenantModel
from requests_app.models.tracks import Track


class WaitingSpan(TenantModel):
    """From when to when somebody owed the next step of a case, written as `Case.waiting_on` changes.

    An ended span never changes (trigger): days per party are counted from these rows.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="waiting_spans")
    waiting_on = models.CharField(max_length=10, choices=WaitingOn)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="waiting_span_one_open_per_case", fields=["case"], condition=Q(until__isnull=True)
            ),
            models.CheckConstraint(
                name="waiting_span_ends_after_it_starts",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
        ]


class ClockPause(TenantModel):
    """Time in which the plan’s clock may stand still because somebody on our side owes something."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clock_pauses")
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="pauses")
    owed_by = models.CharField(max_length=10, choices=WaitingOn)
    why = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    plan_says_paused = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    call = models.ForeignKey(InsurerCall, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="clock_pause_ends_after_it_starts",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
            ),
        ]


class ExtensionFrom(models.TextChoices):
    PHONE = "PHONE", _("The plan said so on the phone")
    LETTER = "LETTER", _("The plan wrote so")
    OUR_CHOICE = "OUR_CHOICE", _("We agreed to wait longer")


class ClockExtension(TenantModel):
    """A later day for the answer, with who said so and why. The newest one counts; none changes another."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clock_extensions")
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="extensions")
    new_due_on = models.DateField()
    reason = models.CharField(max_length=300)
    said_by = models.CharField(max_length=10, choices=ExtensionFrom)
    said_on = models.DateField()
    call = models.ForeignKey(InsurerCall, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["said_on", "id"]


class ClosedDay(TenantModel):
    """A day on which a facility does not work, beside the federal holidays."""

    day = models.DateField()
    name = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(name="closed_day_once", fields=["organization", "day"])]


class Rung(models.TextChoices):
    """The stall ladder, from the bottom up."""

    REPRESENTATIVE = "REPRESENTATIVE", _("The person who answers the phone")
    SUPERVISOR = "SUPERVISOR", _("A supervisor")
    MANAGEMENT = "MANAGEMENT", _("Utilization management or case management")
    PROVIDER_RELATIONS = "PROVIDER_RELATIONS", _("Provider relations")
    EXPEDITED = "EXPEDITED", _("A request for a fast answer")
    DEMAND = "DEMAND", _("A written demand")
    REGULATOR = "REGULATOR", _("The office that watches over the plan")


class Escalation(TenantModel):
    """A step of the ladder that was taken: when, with whom, and what came of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="escalations")
    track = models.ForeignKey(
        Track, on_delete=models.PROTECT, null=True, blank=True, related_name="escalations"
    )
    rung = models.CharField(max_length=18, choices=Rung)
    done_on = models.DateField()
    way = models.CharField(max_length=10, blank=True)
    person = models.CharField(max_length=100, blank=True)
    team = models.CharField(max_length=100, blank=True)
    reference = models.CharField(max_length=50, blank=True)
    result = models.CharField(max_length=500, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    call = models.ForeignKey(InsurerCall, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["done_on", "id"]

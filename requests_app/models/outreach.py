from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.cases import Case
from requests_app.models.coverage import YesNoUnsure
from requests_app.models.tenancy import TenantModel


class FoundIn(models.TextChoices):
    PLAN_WEBSITE = "PLAN_WEBSITE", _("The plan’s website")
    PLAN_PHONE = "PLAN_PHONE", _("The plan told me by phone")
    LETTER = "LETTER", _("A letter from the plan")
    OTHER = "OTHER", _("Somewhere else")


class OutreachResult(models.TextChoices):
    DOES_NOT_TREAT = "DOES_NOT_TREAT", _("Does not treat this")
    NOT_TAKING = "NOT_TAKING", _("Not taking new patients")
    WAIT_TOO_LONG = "WAIT_TOO_LONG", _("Wait too long")
    TOO_FAR = "TOO_FAR", _("Too far")
    NOT_IN_NETWORK = "NOT_IN_NETWORK", _("Not in network after all")
    WRONG_NUMBER = "WRONG_NUMBER", _("Wrong or dead number")
    NO_ANSWER = "NO_ANSWER", _("No answer or no call back")
    WEB_FORM_ONLY = "WEB_FORM_ONLY", _("Sent me to a website or form")
    CAN_SEE_ME = "CAN_SEE_ME", _("Can see me in time")
    WRONG_AGE = "WRONG_AGE", _("Does not treat this age")
    OFFERED_DATE = "OFFERED_DATE", _("Offered a date")
    OTHER = "OTHER", _("Other")


class DistanceUnit(models.TextChoices):
    MILES = "MILES", _("miles")
    MINUTES = "MINUTES", _("minutes")


class VisitMode(models.TextChoices):
    IN_PERSON = "IN_PERSON", _("In person")
    VIDEO = "VIDEO", _("By video")
    EITHER = "EITHER", _("Either one")


class OfficeKind(models.TextChoices):
    PERSON = "PERSON", _("A person")
    FACILITY = "FACILITY", _("A clinic, hospital or program")


class ListedAccepting(models.TextChoices):
    """What the listing says about new patients. Empty: it says nothing, so call to ask."""

    YES = "YES", _("The listing says: taking new patients")
    EXISTING_ONLY = "EXISTING_ONLY", _("The listing says: present patients only")
    NO = "NO", _("The listing says: not taking new patients")


class OutreachOfficeQuerySet(models.QuerySet["OutreachOffice"]):
    def kept(self) -> OutreachOfficeQuerySet:
        return self.filter(removed_at__isnull=True)

    def logged(self) -> OutreachOfficeQuerySet:
        return self.kept().exclude(result="")


class OutreachOffice(TenantModel):
    """One in-network provider or facility, and what came of asking it: evidence of a gap in the network.

    A row without a result is a name still to call.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="offices")
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=8, choices=OfficeKind, blank=True)
    npi = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    street = models.CharField(max_length=150, blank=True)
    city = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=2, blank=True)
    zip_code = models.CharField(max_length=10, blank=True)
    specialty = models.CharField(max_length=100, blank=True)
    found_in = models.CharField(max_length=12, choices=FoundIn, blank=True)
    found_on = models.DateField(null=True, blank=True)
    found_at = models.CharField(max_length=300, blank=True)
    listed_accepting = models.CharField(max_length=13, choices=ListedAccepting, blank=True)
    result = models.CharField(max_length=16, choices=OutreachResult, blank=True)
    result_text = models.CharField(max_length=300, blank=True)
    first_open_on = models.DateField(null=True, blank=True)
    gave_no_date = models.BooleanField(default=False)
    visit_mode = models.CharField(max_length=10, choices=VisitMode, blank=True)
    distance = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    distance_unit = models.CharField(max_length=7, choices=DistanceUnit, blank=True)
    gives_all_care = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    missing_care = models.CharField(max_length=300, blank=True)
    declined_why = models.CharField(max_length=300, blank=True)
    proof_note = models.CharField(max_length=300, blank=True)
    notes = models.CharField(max_length=2000, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = OutreachOfficeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="outreach_office_no_open_date_when_none_was_given",
                condition=Q(gave_no_date=False) | Q(first_open_on__isnull=True),
            ),
        ]


class DayPart(models.TextChoices):
    MORNING = "MORNING", _("Morning")
    AFTERNOON = "AFTERNOON", _("Afternoon")
    EVENING = "EVENING", _("Evening")


class ContactChannel(models.TextChoices):
    PHONE = "PHONE", _("Phone")
    ONLINE = "ONLINE", _("Online")
    EMAIL = "EMAIL", _("Email")
    WALKED_IN = "WALKED_IN", _("Walked in")


class AttemptOutcome(models.TextChoices):
    """How one try ended. Empty: not said, as in everything written down before this was asked."""

    REACHED = "REACHED", _("I reached somebody")
    LEFT_MESSAGE = "LEFT_MESSAGE", _("I left a message")
    NO_ANSWER = "NO_ANSWER", _("Nobody answered")
    BUSY = "BUSY", _("Busy, or on hold too long")
    DEAD_NUMBER = "DEAD_NUMBER", _("Wrong or dead number")


class OutreachAttempt(TenantModel):
    """One try to reach an office. Up to three tries at different times of day show that nobody answers."""

    office = models.ForeignKey(OutreachOffice, on_delete=models.PROTECT, related_name="attempts")
    contacted_on = models.DateField()
    day_part = models.CharField(max_length=10, choices=DayPart, blank=True)
    channel = models.CharField(max_length=10, choices=ContactChannel)
    spoke_with = models.CharField(max_length=100, blank=True)
    outcome = models.CharField(max_length=12, choices=AttemptOutcome, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["contacted_on", "id"]


class ImportKind(models.TextChoices):
    CSV = "CSV", _("A table (CSV)")
    PLAN_NET = "PLAN_NET", _("A directory file (FHIR Plan-Net)")
    QHP = "QHP", _("A Marketplace provider file (providers.json)")


class ImportState(models.TextChoices):
    PREVIEW = "PREVIEW", _("To look at")
    TAKEN = "TAKEN", _("Added")
    DROPPED = "DROPPED", _("Thrown away")


class OfficeImport(TenantModel):
    """A list of names that was read and waits for a yes: nothing is an office before it.

    `rows` holds what each row would become, `errors` what could not be read, by row number of the file.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="office_imports")
    kind = models.CharField(max_length=8, choices=ImportKind)
    state = models.CharField(max_length=8, choices=ImportState, default=ImportState.PREVIEW)
    found_in = models.CharField(max_length=12, choices=FoundIn, blank=True)
    file_sha256 = models.CharField(max_length=64)
    rows = models.JSONField(default=list)
    errors = models.JSONField(default=list)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]


class CallsStatement(TenantModel):
    """“I made these calls”: signed by the person for the log as it stood.

    `covers` is the log in words, as it was read and signed; `covers_sha256` its hash. A log that changed
    since needs a new statement; the old one stays.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="calls_statements")
    number = models.PositiveSmallIntegerField()
    covers = models.JSONField(default=list)
    covers_sha256 = models.CharField(max_length=64)
    signed_name = models.CharField(max_length=200)
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="calls_statement_number_once_per_case", fields=["case", "number"])
        ]

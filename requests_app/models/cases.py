from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from requests_app.common.actor import Actor
from requests_app.models.accounts import Language, User
from requests_app.models.base import BaseModel
from requests_app.models.seeing import in_facilities
from requests_app.models.tenancy import TenantModel


class CaseStatus(models.TextChoices):
    """Where the request is. What the plan decided is not told here but by `Case.outcome`."""

    PREPARING = "PREPARING", _("Getting ready")
    SENT = "SENT", _("Sent")
    ANSWERED = "ANSWERED", _("Answered")
    APPEALING = "APPEALING", _("Under appeal")
    CLOSED = "CLOSED", _("Closed")


class CaseOutcome(models.TextChoices):
    """What the plan last decided. Empty: nothing yet."""

    APPROVED = "APPROVED", _("Approved")
    PARTLY = "PARTLY", _("Partly approved")
    DENIED = "DENIED", _("Denied")


class WaitingOn(models.TextChoices):
    PATIENT = "PATIENT", _("Patient")
    CLINICIAN = "CLINICIAN", _("Clinician")
    PLAN = "PLAN", _("Plan")
    US = "US", _("Us")


class NextAction(models.TextChoices):
    FILL_IN = "FILL_IN", _("Tell us about you, the plan and the care")
    CALL_1 = "CALL_1", _("Call the plan to open the request")
    CALL_OFFICES = "CALL_OFFICES", _("Call in-network offices")
    MAKE_PACKET = "MAKE_PACKET", _("Make the packet")
    SEND = "SEND", _("Send the packet")
    CALL_2 = "CALL_2", _("Make sure the plan has it")
    CALL_3 = "CALL_3", _("Ask the plan for the status")
    CALL_4 = "CALL_4", _("Get the answer in writing")
    ADD_MORE = "ADD_MORE", _("Send what the plan still wants")
    CHOOSE = "CHOOSE", _("Decide what to do about the answer")
    APPEAL = "APPEAL", _("Appeal")
    APPEAL_CHECK = "APPEAL_CHECK", _("Ask about the appeal")
    RENEW = "RENEW", _("Ask to renew")
    FIX_BILL = "FIX_BILL", _("Have a bill put right")
    OWN = "OWN", _("Own next step")
    NONE = "NONE", _("Nothing more to do")


class ForWhom(models.TextChoices):
    ME = "ME", _("Me")
    MY_CHILD = "MY_CHILD", _("My child")
    SOMEONE_ELSE = "SOMEONE_ELSE", _("Someone else I help")


class CaseQuerySet(models.QuerySet["Case"]):
    def for_actor(self, actor: Actor) -> CaseQuerySet:
        """The cases this actor may see; for everybody else the case does not exist."""
        if actor.job or actor.api_token_id is not None:
            return self.filter(organization_id__in=actor.scope)
        if actor.user_id is None:
            return self.none()
        if actor.own_cases is not None:
            may_see = Q(pk__in=list(actor.own_cases))
        else:
            own = CaseAccess.objects.current().filter(case=OuterRef("pk"), user_id=actor.user_id)
            may_see = Q(Exists(own))
        return self.filter(may_see | in_facilities(actor)) if actor.is_staff else self.filter(may_see)

    def of_facilities(self, actor: Actor) -> CaseQuerySet:
        """The cases this actor sees as staff: of their facilities, and of their sites there."""
        return self.filter(in_facilities(actor)) if actor.is_staff else self.none()


def _generated(function: str, *columns: str, output: models.Field[Any, Any]) -> models.GeneratedField:
    return models.GeneratedField(
        expression=models.Func(*(F(name) for name in columns), function=function),
        output_field=output,
        db_persist=True,
    )


def _queue_indexes() -> list[models.Index]:
    """One for each order and each view of the queue: a page costs the same however many cases there are."""
    is_open = ~Q(status="CLOSED")
    in_order = ["queue_place", "id"]
    in_views: dict[str, Q] = {
        "open": is_open,
        "urgent": is_open & Q(is_urgent=True),
        "unread": is_open & Q(unanswered_since__isnull=False),
        "language": is_open & Q(language="es"),
        "snoozed": is_open & Q(snoozed_until__isnull=False),
        "appeal": is_open & Q(appeal_by__isnull=False, outcome="DENIED"),
        "bills": is_open & (Q(bill_open=True) | Q(next_action="FIX_BILL")),
        "must_fix": is_open & Q(must_fix__gt=0),
    }
    by_value = {"owner": "owner_place", "waiting": "waiting_on", "step": "next_action"}
    sorted_open = {"due": "due_place", "contact": "contact_place"}
    sorted_all = {
        "ends": "approval_ends_on",
        "name": "sort_name",
        "plan": "sort_plan",
        "reference": "reference",
        "changed": "changed_at",
    }
    found: list[tuple[str, list[str], Q | None]] = [("stage", ["status", *in_order], None)]
    found += [(name, in_order, condition) for name, condition in in_views.items()]
    found += [(name, [column, *in_order], is_open) for name, column in by_value.items()]
    found += [(name, [column, "id"], is_open) for name, column in sorted_open.items()]
    found += [(name, [column, "id"], None) for name, column in sorted_all.items()]
    is_old = Q(must_fix_at__isnull=True) | Q(changed_at__gt=F("must_fix_at"))
    found += [("to_count", ["id"], Q(is_old, status="PREPARING"))]
    return [
        models.Index(fields=["organization", *fields], name=f"case_desk_{name}", condition=condition)
        for name, fields, condition in found
    ]


class Case(TenantModel):
    """One request of one patient to one plan, from the first answer to the last bill."""

    reference = models.CharField(max_length=8, unique=True)
    status = models.CharField(max_length=12, choices=CaseStatus, default=CaseStatus.PREPARING)
    closed_because = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=8, choices=CaseOutcome, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    for_whom = models.CharField(max_length=12, choices=ForWhom, default=ForWhom.ME)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    time_zone = models.CharField(max_length=60, default="America/New_York")
    triage_answers = models.JSONField(default=dict)
    path = models.CharField(max_length=30, blank=True)
    already_asked = models.CharField(max_length=20, blank=True)
    keep_until = models.DateField()
    is_urgent = models.BooleanField(default=False)
    next_action = models.CharField(max_length=20, choices=NextAction, default=NextAction.FILL_IN)
    next_action_text = models.CharField(max_length=200, blank=True)
    waiting_on = models.CharField(max_length=10, choices=WaitingOn, default=WaitingOn.PATIENT)
    waiting_since = models.DateTimeField(null=True, blank=True)
    follow_up_every = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    last_contact_at = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="owned_cases"
    )
    site = models.ForeignKey(
        "requests_app.Site", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    # Since when a message of the patient side waits for an answer; empty: none does.
    unanswered_since = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateField(null=True, blank=True)
    snoozed_because = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    # Kept by triggers (migration 0010), never by hand: what the queue sorts, counts and finds by.
    sort_name = models.CharField(max_length=120, blank=True, db_default="")
    sort_plan = models.CharField(max_length=120, blank=True, db_default="")
    appeal_by = models.DateField(null=True, blank=True)
    approval_ends_on = models.DateField(null=True, blank=True)
    bill_open = models.BooleanField(db_default=False)
    # How many points a reviewer would miss, and when that was counted (`desk.counting`).
    must_fix = models.PositiveSmallIntegerField(null=True, blank=True)
    must_fix_at = models.DateTimeField(null=True, blank=True)
    queue_place = _generated(
        "app_queue_place",
        "due_on",
        "snoozed_until",
        "unanswered_since",
        "is_urgent",
        "last_contact_at",
        output=models.BigIntegerField(),
    )
    due_place = _generated("app_due_place", "due_on", output=models.DateField())
    owner_place = _generated("app_owner_place", "owner", output=models.BigIntegerField())
    contact_place = _generated("app_contact_place", "last_contact_at", output=models.DateTimeField())
    reminders_paused = models.BooleanField(default=False)
    parts_done = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)

    # Whom the reader of a page helps, by first name: set where a page is loaded, never saved.
    helping: str = ""
    # Whether the reader is staff of the facility, who read each other’s notes; set there, too.
    read_by_staff: bool = False
    # Whether the reader sees papers that the patient side keeps to itself: set there, too; else nobody does.
    shows_kept_back: bool = False

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            *_queue_indexes(),
            models.Index(fields=["organization", "owner"], name="case_by_owner"),
            models.Index(fields=["organization", "keep_until"], name="case_kept_until"),
        ]

    @property
    def is_open(self) -> bool:
        return self.status != CaseStatus.CLOSED

    @property
    def is_sent(self) -> bool:
        """It is with the plan, and the plan owes the answer."""
        return self.status == CaseStatus.SENT

    @property
    def was_sent(self) -> bool:
        """The plan has it, or has answered it."""
        return self.status in (CaseStatus.SENT, CaseStatus.ANSWERED, CaseStatus.APPEALING)


class CaseTransition(TenantModel):
    """One move of a case. Append-only (trigger)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transitions")
    from_status = models.CharField(max_length=12, choices=CaseStatus)
    to_status = models.CharField(max_length=12, choices=CaseStatus)
    event = models.CharField(max_length=40)
    actor = models.CharField(max_length=60)
    at = models.DateTimeField()


class CaseAccessQuerySet(models.QuerySet["CaseAccess"]):
    def current(self) -> CaseAccessQuerySet:
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=Now()), ended_at__isnull=True)


class CaseAccess(TenantModel):
    """A person's own way into a case: the patient, a caregiver acting for them, or an invited helper."""

    class Relation(models.TextChoices):
        PATIENT = "PATIENT", _("Patient")
        CAREGIVER = "CAREGIVER", _("Caregiver")
        HELPER = "HELPER", _("Helper")

    class Level(models.TextChoices):
        EDIT = "EDIT", _("Can see and type")
        VIEW = "VIEW", _("Can see")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="access")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="case_access")
    relation = models.CharField(max_length=10, choices=Relation)
    level = models.CharField(max_length=5, choices=Level, default=Level.EDIT)
    display_name = models.CharField(max_length=100, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CaseAccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="case_access_one_open_way_per_person",
                fields=["case", "user"],
                condition=Q(ended_at__isnull=True),
            )
        ]

    def is_current(self, now: datetime) -> bool:
        return self.ended_at is None and (self.ends_at is None or self.ends_at > now)


class CaseNote(TenantModel):
    """A note among staff; the patient's pages never show it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=5000)
    written_at = models.DateTimeField()


class Invitation(BaseModel):
    """A facility's link for one person. Only the hash is kept; opening it changes nothing."""

    organization = models.ForeignKey("requests_app.Organization", on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    # A case that staff opened on the phone, for this person to take over; none: they open their own.
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

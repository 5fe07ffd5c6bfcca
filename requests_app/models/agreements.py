from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from requests_app.models.accounts import User
from requests_app.models.care import AmountUnit
from requests_app.models.cases import Case
from requests_app.models.coverage import YesNoUnsure
from requests_app.models.decisions import Decision
from requests_app.models.documents import Document
from requests_app.models.tenancy import TenantModel


class AgreementState(models.TextChoices):
    OPEN = "OPEN", _("Being talked about")
    AGREED = "AGREED", _("Agreed, not signed yet")
    SIGNED = "SIGNED", _("Signed")
    ENDED = "ENDED", _("Ended without an agreement")


class Agreement(TenantModel):
    """The terms of a single case agreement of one case: who, for what, at which rate, how long."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="agreements")
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    state = models.CharField(max_length=6, choices=AgreementState, default=AgreementState.OPEN)
    plan_party = models.CharField(max_length=150, blank=True)
    plan_contact = models.CharField(max_length=150, blank=True)
    plan_phone = models.CharField(max_length=40, blank=True)
    provider_party = models.CharField(max_length=150, blank=True)
    provider_signer = models.CharField(max_length=150, blank=True)
    provider_npi = models.CharField(max_length=10, blank=True)
    provider_tax_id = models.CharField(max_length=9, blank=True)
    number = models.CharField(max_length=50, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    amount = models.PositiveSmallIntegerField(null=True, blank=True)
    amount_unit = models.CharField(max_length=6, choices=AmountUnit, blank=True)
    covers_facility = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    covers_professional = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    no_billing_the_rest = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    in_network_cost_share = models.CharField(max_length=6, choices=YesNoUnsure, blank=True)
    billing_notes = models.CharField(max_length=800, blank=True)
    signed_copy = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    signed_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="agreement_one_open_per_case",
                fields=["case"],
                condition=Q(state__in=["OPEN", "AGREED"], removed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="agreement_ends_after_it_starts",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="agreement_signed_has_its_day",
                condition=~Q(state="SIGNED") | Q(signed_on__isnull=False),
            ),
        ]


class OfferBy(models.TextChoices):
    PLAN = "PLAN", _("The plan")
    PROVIDER = "PROVIDER", _("The provider")


class Offer(TenantModel):
    """One offer or counter-offer. Kept as it was made; `accepted_on` where the other side said yes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="offers")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="offers")
    made_by = models.CharField(max_length=8, choices=OfferBy)
    offered_on = models.DateField()
    person = models.CharField(max_length=100, blank=True)
    note = models.CharField(max_length=500, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    refused_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["offered_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="offer_not_both_accepted_and_refused",
                condition=Q(accepted_on__isnull=True) | Q(refused_on__isnull=True),
            ),
            models.UniqueConstraint(
                name="offer_one_accepted_per_agreement",
                fields=["agreement"],
                condition=Q(accepted_on__isnull=False, removed_at__isnull=True),
            ),
        ]


class OfferRate(TenantModel):
    """What is paid for one unit of one code, in US dollars."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="offer_rates")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="rates")
    code = models.CharField(max_length=8)
    modifier = models.CharField(max_length=11, blank=True)
    words = models.CharField(max_length=120, blank=True)
    rate = models.DecimalField(max_digits=9, decimal_places=2)
    unit = models.CharField(max_length=6, choices=AmountUnit)
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(name="offer_rate_is_not_negative", condition=Q(rate__gte=0)),
        ]
